internal import EDGAR

/// Text as people's files have it.
enum InputText {
    /// UTF-8 as it is; anything else is taken for Windows-1252, in which spreadsheets save names.
    ///
    /// - Parameter bytes: a line or a cell.
    /// - Returns: the text.
    static func decoded(_ bytes: [UInt8]) -> String { String(decoding: repaired(bytes), as: UTF8.self) }

    /// The same as bytes of UTF-8.
    ///
    /// - Parameter bytes: a line or a cell.
    /// - Returns: UTF-8.
    static func repaired(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.allSatisfy({ $0 < 0x80 }) || (try? UTF8Span(validating: bytes.span)) != nil { return bytes }
        return Windows1252.decoded(bytes, 0..<bytes.count)
    }
}
