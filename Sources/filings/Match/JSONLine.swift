/// Reads one object of JSON without building it: the few values wanted are noted, everything is checked.
///
/// Takes what RFC 8259 allows and, like `JSONDecoder`, a comma behind the last value. A surrogate without its other half
/// becomes U+FFFD, and of equal keys the last one counts.
struct JSONLine {
    /// A value of the object.
    enum Value: Equatable {
        case string(String)
        /// As written.
        case number
        case null
        /// `true`, `false`, a list or an object.
        case other
    }

    /// Deeper than this no request is nested, and a line of brackets must not exhaust the stack.
    private static let depthMax = 128

    private let bytes: [UInt8]
    private var index = 0

    /// Goes through an object.
    ///
    /// - Parameters:
    ///   - bytes: the line, as UTF-8.
    ///   - field: gets each key with its value and the value's bytes.
    /// - Returns: whether the line is an object and nothing else; `field` may have been called before a fault.
    static func forEachField(
        in bytes: [UInt8], _ field: (_ key: String, _ value: Value, _ written: ArraySlice<UInt8>) -> Void
    ) -> Bool {
        var line = JSONLine(bytes: bytes)
        line.skipBlanks()
        guard line.object(depth: 0, field) else { return false }
        line.skipBlanks()
        return line.index == bytes.count
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipBlanks() {
        while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { index += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        index += 1
        return true
    }

    private mutating func object(
        depth: Int, _ field: (_ key: String, _ value: Value, _ written: ArraySlice<UInt8>) -> Void
    ) -> Bool {
        guard depth < Self.depthMax, take(UInt8(ascii: "{")) else { return false }
        skipBlanks()
        if take(UInt8(ascii: "}")) { return true }
        while true {
            guard let key = string() else { return false }
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { return false }
            skipBlanks()
            let start = index
            guard let value = value(depth: depth + 1) else { return false }
            field(key, value, bytes[start..<index])
            skipBlanks()
            if take(UInt8(ascii: "}")) { return true }
            guard take(UInt8(ascii: ",")) else { return false }
            skipBlanks()
            if take(UInt8(ascii: "}")) { return true }
        }
    }

    private mutating func list(depth: Int) -> Bool {
        guard depth < Self.depthMax, take(UInt8(ascii: "[")) else { return false }
        skipBlanks()
        if take(UInt8(ascii: "]")) { return true }
        while true {
            guard value(depth: depth + 1) != nil else { return false }
            skipBlanks()
            if take(UInt8(ascii: "]")) { return true }
            guard take(UInt8(ascii: ",")) else { return false }
            skipBlanks()
            if take(UInt8(ascii: "]")) { return true }
        }
    }

    private mutating func value(depth: Int) -> Value? {
        switch current {
        case UInt8(ascii: "\""): return string().map(Value.string)
        case UInt8(ascii: "{"): return object(depth: depth) { _, _, _ in } ? .other : nil
        case UInt8(ascii: "["): return list(depth: depth) ? .other : nil
        case UInt8(ascii: "t"): return word("true") ? .other : nil
        case UInt8(ascii: "f"): return word("false") ? .other : nil
        case UInt8(ascii: "n"): return word("null") ? .null : nil
        default: return number() ? .number : nil
        }
    }

    private mutating func word(_ word: String) -> Bool {
        guard bytes[index...].starts(with: word.utf8) else { return false }
        index += word.utf8.count
        return true
    }

    private mutating func digits() -> Int {
        let start = index
        while let byte = current, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { index += 1 }
        return index - start
    }

    private mutating func number() -> Bool {
        _ = take(UInt8(ascii: "-"))
        let isZero = current == UInt8(ascii: "0")
        let count = digits()
        guard count > 0, !isZero || count == 1 else { return false }
        if take(UInt8(ascii: ".")), digits() == 0 { return false }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            return digits() > 0
        }
        return true
    }

    private mutating func string() -> String? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        var text: [UInt8] = []
        var start = index
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                text += bytes[start..<index]
                index += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                text += bytes[start..<index]
                index += 1
                guard escape(into: &text) else { return nil }
                start = index
            case 0..<0x20: return nil
            default: index += 1
            }
        }
        return nil
    }

    private mutating func escape(into text: inout [UInt8]) -> Bool {
        guard let byte = current else { return false }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            guard var scalar = hexDigits() else { return false }
            if scalar & 0xFC00 == 0xD800, bytes[index...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) {
                let start = index
                index += 2
                guard let low = hexDigits() else { return false }
                if low & 0xFC00 == 0xDC00 {
                    scalar = 0x10000 + (scalar & 0x3FF) << 10 + low & 0x3FF
                } else {
                    index = start
                }
            }
            text += String(Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")).utf8
        default: return false
        }
        return true
    }

    private mutating func hexDigits() -> UInt32? {
        guard index + 4 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        index += 4
        return value
    }
}
