/// Reads bytes of unknown encoding: UTF-8 where they are valid, else Windows-1252.
enum TextEncoding {
    /// The same text in UTF-8, byte order mark dropped.
    ///
    /// - Parameter bytes: text in UTF-8 or Windows-1252.
    /// - Returns: valid UTF-8.
    static func utf8(of bytes: [UInt8]) -> [UInt8] {
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        if isUTF8(body) { return body }
        var converted: [UInt8] = []
        converted.reserveCapacity(body.count + body.count / 8)
        for byte in body { append(byte, to: &converted) }
        return converted
    }

    /// The text as a string.
    ///
    /// - Parameter bytes: text in UTF-8 or Windows-1252.
    /// - Returns: the text, whatever the bytes are.
    static func string(_ bytes: ArraySlice<UInt8>) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var converted: [UInt8] = []
        for byte in bytes { append(byte, to: &converted) }
        return String(decoding: converted, as: UTF8.self)
    }

    /// Appends text as UTF-8, control characters but blanks and line ends as blanks.
    ///
    /// - Parameters:
    ///   - bytes: where it is.
    ///   - range: a piece of it, cut anywhere.
    ///   - isUTF8: whether the whole is; else it is Windows-1252.
    ///   - output: where it goes.
    static func append(_ bytes: [UInt8], _ range: Range<Int>, isUTF8: Bool, to output: inout [UInt8]) {
        for byte in bytes[range] {
            if byte < 0x20 {
                // libxml2 ends a document at a NUL; no control character means anything in HTML.
                output.append(byte == 0x0A || byte == 0x0D || byte == 0x09 ? byte : 0x20)
            } else if isUTF8 {
                output.append(byte)
            } else {
                append(byte, to: &output)
            }
        }
    }

    private static func isUTF8(_ bytes: [UInt8]) -> Bool {
        // Most papers are ASCII, which needs no decoder.
        if bytes.allSatisfy({ $0 < 0x80 }) { return true }
        return (try? UTF8Span(validating: bytes.span)) != nil
    }

    private static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
        guard byte >= 0x80 else {
            bytes.append(byte)
            return
        }
        var code = UInt32(byte)
        if byte < 0xA0 { code = windows1252[Int(byte) - 0x80] }
        let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
        bytes.append(contentsOf: String(Character(scalar)).utf8)
    }

    /// Code points of the bytes 80 … 9F; the five that are not assigned stay as they are.
    private static let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]
}
