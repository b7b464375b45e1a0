extension WordTokenizer {
    /// Calls `body` with each word in order and the place it was read from.
    ///
    /// The same words as `forEachWord` gives; that one does without places because indexing calls it for every byte.
    ///
    /// - Parameters:
    ///   - text: UTF-8; ill-formed bytes separate words.
    ///   - body: gets the folded bytes of the word, valid only during the call, and the bytes of the text it stands for.
    /// - Complexity: O(*n*) in bytes.
    package mutating func forEachWordWithPlace(
        in text: Span<UInt8>, _ body: (Span<UInt8>, Range<Int>) -> Void
    ) {
        word.removeAll(keepingCapacity: true)
        var start = 0
        var offset = 0
        let count = text.count
        let fold = Self.asciiFold
        while offset < count {
            let byte = text[offset]
            if byte < 0x80 {
                let folded = fold[Int(byte)]
                if folded != 0 {
                    if word.isEmpty { start = offset }
                    word.append(folded)
                    if word.count >= Self.lengthBytesMax { flush { body($0, start..<offset + 1) } }
                } else if !word.isEmpty {
                    flush { body($0, start..<offset) }
                }
                offset += 1
                continue
            }
            let (scalar, length) = Self.decode(text, at: offset)
            if let scalar, Self.belongsToWord(scalar) {
                if word.isEmpty { start = offset }
                // A character such as ½ ends a word and begins another.
                appendFolded(text.extracting(offset..<offset + length)) {
                    body($0, start..<offset + length)
                    start = offset
                }
                if word.count >= Self.lengthBytesMax { flush { body($0, start..<offset + length) } }
            } else if scalar == nil || !Self.isIgnorable(scalar), !word.isEmpty {
                flush { body($0, start..<offset) }
            }
            offset += length
        }
        if !word.isEmpty { flush { body($0, start..<count) } }
    }
}
