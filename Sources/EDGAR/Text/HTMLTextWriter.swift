/// Writes text with single blanks, tabs between cells and line breaks between blocks.
struct HTMLTextWriter {
    private var output: [UInt8] = []
    /// What is owed before the next word: nothing, a blank, a tab, a line break or an empty line; the greatest wins.
    private var owed: UInt8 = 0
    /// Elements open whose text is not shown.
    private var silence = 0
    /// Bytes to stop at.
    private let limit: Int

    /// A writer of nothing yet.
    ///
    /// - Parameter limit: bytes behind which no more is written; what is being written then is finished.
    init(limit: Int) { self.limit = limit }

    /// Whether the limit is reached.
    var isFull: Bool { output.count >= limit }

    /// Whether nothing was written.
    var isEmpty: Bool { output.isEmpty }

    /// An element begins.
    mutating func open(_ tag: HTMLTag) {
        if HTMLText.isSilent(tag) { silence += 1 }
        switch tag {
        case .td, .th: owe(2)
        case .h1, .h2, .h3, .h4, .h5, .h6: owe(4)
        default: if Self.isBlock(tag) { owe(3) }
        }
    }

    /// An element ends.
    mutating func close(_ tag: HTMLTag) {
        if HTMLText.isSilent(tag) { silence = max(0, silence - 1) }
        switch tag {
        case .td, .th: owe(2)
        default: if Self.isBlock(tag) { owe(3) }
        }
    }

    private static func isBlock(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .a, .sup, .input, .img, .option, .other, .td, .th, .html, .script, .style, .noscript, .iframe,
            .hiddenFacts:
            false
        default: true
        }
    }

    private mutating func owe(_ what: UInt8) { owed = max(owed, what) }

    /// Writes text.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8.
    ///   - decodesEntities: whether references are still to be resolved.
    mutating func write<Bytes: RandomAccessCollection<UInt8>>(_ bytes: Bytes, decodesEntities: Bool = false)
    where Bytes.Index == Int {
        guard silence == 0 else { return }
        var index = bytes.startIndex
        while index < bytes.endIndex, !isFull {
            let byte = bytes[index]
            index += 1
            if byte <= 0x20 || byte == 0x7F {
                owe(1)
                continue
            }
            if byte == 0xC2, index < bytes.endIndex, bytes[index] == 0xA0 {
                index += 1
                owe(1)
                continue
            }
            if byte == 0x26, decodesEntities, let (text, length) = Self.entity(in: Array(bytes[index...].prefix(10))) {
                index += length
                if text == " " { owe(1) } else { append(Array(text.utf8)) }
                continue
            }
            settle(before: byte)
            output.append(byte)
        }
    }

    private mutating func append(_ bytes: [UInt8]) {
        settle(before: bytes.first ?? 0)
        output += bytes
    }

    /// Writes what is owed.
    ///
    /// Reports put `$`, `)` and `%` into cells of their own: they are joined to their number.
    private mutating func settle(before byte: UInt8) {
        defer { owed = 0 }
        guard owed > 0, let last = output.last else { return }
        switch owed {
        case 1: output.append(0x20)
        case 2:
            let isPart = last == UInt8(ascii: "$") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "%")
            if !isPart { output.append(0x09) }
        case 3: output.append(0x0A)
        default: output += [0x0A, 0x0A]
        }
    }

    private static func entity(in bytes: [UInt8]) -> (String, Int)? {
        guard let end = bytes.firstIndex(of: 0x3B) else { return nil }
        let name = String(decoding: bytes[bytes.startIndex..<end], as: UTF8.self)
        let length = end - bytes.startIndex + 1
        switch name.lowercased() {
        case "amp": return ("&", length)
        case "lt": return ("<", length)
        case "gt": return (">", length)
        case "quot": return ("\"", length)
        case "apos": return ("'", length)
        case "nbsp": return (" ", length)
        default: break
        }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let code = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let code, let scalar = Unicode.Scalar(code) else { return nil }
        return (code <= 0x20 || code == 0xA0 ? " " : String(Character(scalar)), length)
    }

    /// The text.
    func finished() -> String { String(decoding: output, as: UTF8.self) }
}
