extension WordTokenizer {
    /// Whether all of a text is ASCII, as almost all is.
    package static func isASCII(_ text: Span<UInt8>) -> Bool {
        var all: UInt8 = 0
        for offset in text.indices { all |= text[offset] }
        return all < 0x80
    }

    /// Calls `body` with each word of a text of ASCII alone, in order; the words are those of `forEachWord(in:_:)`.
    ///
    /// They come eight bytes to a number, the first byte highest and zeros behind the last: the order of numbers is that
    /// of bytes, and most words are hashed and compared in one step.
    ///
    /// - Parameters:
    ///   - text: for which `isASCII` holds.
    ///   - body: gets the numbers of a word, valid only during the call, and how many bytes it has.
    /// - Complexity: O(*n*) in bytes.
    package static func forEachPackedWord(inASCII text: Span<UInt8>, _ body: (Span<UInt64>, Int) -> Void) {
        var chunks = InlineArray<30, UInt64>(repeating: 0)
        var chunk: UInt64 = 0
        var length = 0
        for offset in text.indices {
            let byte = text[offset]
            let lower = byte | 0x20
            if lower &- 0x61 < 26 || byte &- 0x30 < 10 {
                // A digit has this bit already.
                chunk = chunk &<< 8 | UInt64(lower)
                length &+= 1
                guard length & 7 == 0 else { continue }
                chunks[length &>> 3 &- 1] = chunk
                chunk = 0
                guard length == lengthBytesMax else { continue }
            } else if length == 0 {
                continue
            }
            if length & 7 != 0 { chunks[length &>> 3] = chunk &<< UInt64(8 &* (8 &- length & 7)) }
            body(chunks.span.extracting(0..<(length &+ 7) &>> 3), length)
            (chunk, length) = (0, 0)
        }
        guard length > 0 else { return }
        if length & 7 != 0 { chunks[length &>> 3] = chunk &<< UInt64(8 &* (8 &- length & 7)) }
        body(chunks.span.extracting(0..<(length &+ 7) &>> 3), length)
    }
}
