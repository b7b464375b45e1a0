/// A JSON document as a value: members in their order, numbers as their digits.
///
/// Written for input from anywhere: nesting is bounded, so no document can exhaust the stack, and what is no JSON gives
/// `nil`, never a trap.
enum JSONValue {
    case object([(name: String, value: JSONValue)])
    case array([JSONValue])
    case text(String)
    /// The digits as written.
    case number(String)
    case boolean(Bool)
    case null

    /// Brackets open at a time at most; EDGAR's own files have six.
    static let depthMax = 64

    /// Reads a whole document, white space and a byte order mark around it allowed.
    ///
    /// - Complexity: linear in the bytes.
    init?(parsing bytes: ArraySlice<UInt8>) {
        var parser = JSONParser(bytes)
        guard let value = parser.document() else { return nil }
        self = value
    }

    /// The first member of a name; `nil` for anything but an object.
    subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The elements of an array; none for anything else.
    var elements: [JSONValue] {
        if case .array(let elements) = self { return elements }
        return []
    }

    /// Text, or the digits of a number.
    var words: String? {
        switch self {
        case .text(let text): text
        case .number(let digits): digits
        default: nil
        }
    }

    /// The texts in it: of an array, or the one it is.
    var texts: [String] {
        switch self {
        case .array(let values): values.compactMap(\.words)
        default: words.map { [$0] } ?? []
        }
    }

    /// Whether it says yes: `true`, or any number but zero.
    var isTrue: Bool {
        switch self {
        case .boolean(let value): value
        case .number(let digits): digits != "0"
        default: false
        }
    }
}

/// Goes through the bytes of a document once.
private struct JSONParser {
    private let bytes: ArraySlice<UInt8>
    private var index: Int
    private var depth = 0

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
        index = self.bytes.startIndex
    }

    mutating func document() -> JSONValue? {
        guard let value = value() else { return nil }
        skipBlanks()
        return index == bytes.endIndex ? value : nil
    }

    private mutating func skipBlanks() {
        while index < bytes.endIndex, TextBytes.isBlank(bytes[index]) { index += 1 }
    }

    /// Steps over a byte if it is the next.
    private mutating func skip(_ byte: UInt8) -> Bool {
        guard index < bytes.endIndex, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func value() -> JSONValue? {
        skipBlanks()
        guard index < bytes.endIndex else { return nil }
        switch bytes[index] {
        case UInt8(ascii: "{"): return nested { $0.object() }
        case UInt8(ascii: "["): return nested { $0.array() }
        case UInt8(ascii: "\""): return string().map(JSONValue.text)
        case UInt8(ascii: "t"): return word("true", .boolean(true))
        case UInt8(ascii: "f"): return word("false", .boolean(false))
        case UInt8(ascii: "n"): return word("null", .null)
        default: return number()
        }
    }

    private mutating func nested(_ read: (inout Self) -> JSONValue?) -> JSONValue? {
        guard depth < JSONValue.depthMax else { return nil }
        depth += 1
        index += 1
        let value = read(&self)
        depth -= 1
        return value
    }

    private mutating func object() -> JSONValue? {
        var members: [(name: String, value: JSONValue)] = []
        skipBlanks()
        if skip(UInt8(ascii: "}")) { return .object([]) }
        while true {
            skipBlanks()
            guard let name = string() else { return nil }
            skipBlanks()
            guard skip(UInt8(ascii: ":")), let value = value() else { return nil }
            members.append((name, value))
            skipBlanks()
            if skip(UInt8(ascii: ",")) { continue }
            return skip(UInt8(ascii: "}")) ? .object(members) : nil
        }
    }

    private mutating func array() -> JSONValue? {
        var elements: [JSONValue] = []
        skipBlanks()
        if skip(UInt8(ascii: "]")) { return .array([]) }
        while true {
            guard let value = value() else { return nil }
            elements.append(value)
            skipBlanks()
            if skip(UInt8(ascii: ",")) { continue }
            return skip(UInt8(ascii: "]")) ? .array(elements) : nil
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) -> JSONValue? {
        guard bytes[index...].starts(with: word.utf8) else { return nil }
        index += word.utf8.count
        return value
    }

    private mutating func number() -> JSONValue? {
        let start = index
        while index < bytes.endIndex {
            switch bytes[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
                UInt8(ascii: "e"), UInt8(ascii: "E"):
                index += 1
            default:
                return start == index ? nil : .number(String(decoding: bytes[start..<index], as: UTF8.self))
            }
        }
        return start == index ? nil : .number(String(decoding: bytes[start..<index], as: UTF8.self))
    }

    private mutating func string() -> String? {
        guard skip(UInt8(ascii: "\"")) else { return nil }
        let start = index
        // Nearly all strings hold no escape and are taken as they are.
        while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\") {
            index += 1
        }
        guard index < bytes.endIndex else { return nil }
        if bytes[index] == UInt8(ascii: "\"") {
            index += 1
            return String(decoding: bytes[start..<(index - 1)], as: UTF8.self)
        }
        var output = Array(bytes[start..<index])
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: output, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\") else {
                output.append(byte)
                continue
            }
            guard let scalar = escape() else { return nil }
            Windows1252.append(scalar, to: &output)
        }
        return nil
    }

    /// The character behind a backslash.
    private mutating func escape() -> UInt32? {
        guard index < bytes.endIndex else { return nil }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt32(byte)
        case UInt8(ascii: "u"): return codePoint()
        default: return nil
        }
    }

    /// Four hexadecimal digits, and four more for the second half of a pair; half a pair gives U+FFFD.
    private mutating func codePoint() -> UInt32? {
        guard let first = hexadecimal() else { return nil }
        guard (0xD800...0xDFFF).contains(first) else { return first }
        guard first < 0xDC00, skip(UInt8(ascii: "\\")) else { return 0xFFFD }
        guard skip(UInt8(ascii: "u")) else {
            index -= 1
            return 0xFFFD
        }
        guard let second = hexadecimal() else { return nil }
        guard (0xDC00...0xDFFF).contains(second) else { return 0xFFFD }
        return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    }

    private mutating func hexadecimal() -> UInt32? {
        guard bytes.endIndex - index >= 4 else { return nil }
        var value: UInt32 = 0
        for byte in bytes[index..<(index + 4)] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        index += 4
        return value
    }
}
