/// Splits text into words: runs of letters, digits and the marks that belong to them, folded to lower case without
/// accents.
///
/// `O'Brien & Sons, Inc.` gives o, brien, sons, inc; `Müller` gives muller; `163,350` gives 163, 350; `½` gives
/// 1, 2. Nothing is left out: there are no stop words. A word of more than `lengthBytesMax` bytes is cut into pieces of
/// that length, so that encoded binaries cannot make giant terms.
///
/// Works on bytes with a 256-entry class table; only bytes above 0x7F take the slow way through Unicode properties.
package struct WordTokenizer: Sendable {
    /// The longest word in bytes of folded UTF-8.
    package static let lengthBytesMax = 240

    var word: [UInt8] = []

    /// A tokenizer; keep one per thread and use it again, it owns the buffer that words are folded into.
    package init() {
        word.reserveCapacity(Self.lengthBytesMax + 16)
    }

    /// Calls `body` with each word in order.
    ///
    /// - Parameters:
    ///   - text: UTF-8; ill-formed bytes separate words.
    ///   - body: gets the folded bytes of the word, valid only during the call. Its position is the number of calls
    ///     before it.
    /// - Complexity: O(*n*) in bytes.
    package mutating func forEachWord(in text: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
        if Self.isASCII(text) { return Self.forEachWord(inASCII: text, body) }
        word.removeAll(keepingCapacity: true)
        var offset = 0
        let count = text.count
        while offset < count {
            let byte = text[offset]
            if byte < 0x80 {
                let folded = Self.asciiFold[Int(byte)]
                if folded != 0 {
                    word.append(folded)
                    if word.count >= Self.lengthBytesMax { flush(body) }
                } else if !word.isEmpty {
                    flush(body)
                }
                offset += 1
            } else {
                let (scalar, length) = Self.decode(text, at: offset)
                defer { offset += length }
                if let scalar, Self.belongsToWord(scalar) {
                    appendFolded(text.extracting(offset..<offset + length), body)
                    if word.count >= Self.lengthBytesMax { flush(body) }
                } else if scalar == nil || !Self.isIgnorable(scalar), !word.isEmpty {
                    flush(body)
                }
            }
        }
        if !word.isEmpty { flush(body) }
    }

    /// The same for text of ASCII alone, as almost all is: each byte costs a look into a table and a store.
    private static func forEachWord(inASCII text: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
        let fold = asciiFold
        var word = InlineArray<240, UInt8>(repeating: 0)
        var length = 0
        for offset in text.indices {
            let folded = fold[Int(text[offset])]
            if folded != 0 {
                word[length] = folded
                length += 1
                guard length == lengthBytesMax else { continue }
            } else if length == 0 {
                continue
            }
            body(word.span.extracting(0..<length))
            length = 0
        }
        if length > 0 { body(word.span.extracting(0..<length)) }
    }

    /// The words of a string as bytes, for queries.
    ///
    /// - Parameter text: any text.
    /// - Returns: the words, folded.
    package mutating func terms(in text: String) -> [[UInt8]] {
        var terms: [[UInt8]] = []
        var text = text
        text.makeContiguousUTF8()
        forEachWord(in: text.utf8Span.span) { word in
            var term: [UInt8] = []
            term.reserveCapacity(word.count)
            for index in word.indices { term.append(word[index]) }
            terms.append(term)
        }
        return terms
    }

    /// The words of a string.
    ///
    /// - Parameter text: any text.
    /// - Returns: the words, folded.
    package mutating func words(in text: String) -> [String] {
        terms(in: text).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Appends what a character folds to; signs in that, such as the stroke in ½, separate words as they do elsewhere.
    mutating func appendFolded(_ character: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
        let start = word.count
        Folding.append(character, to: &word)
        guard character.count > 1, word.count > start, !isSame(character, as: start) else { return }
        let folded = Array(word[start...])
        word.removeSubrange(start...)
        var offset = 0
        while offset < folded.count {
            let isASCII = folded[offset] < 0x80
            let (scalar, length) = isASCII ? (nil, 1) : Self.decode(folded.span, at: offset)
            let belongs = isASCII ? Self.asciiFold[Int(folded[offset])] != 0 : scalar.map(Self.belongsToWord) ?? false
            if belongs {
                word.append(contentsOf: folded[offset..<offset + length])
            } else if !word.isEmpty {
                flush(body)
            }
            offset += length
        }
    }

    mutating func flush(_ body: (Span<UInt8>) -> Void) {
        body(word.span)
        word.removeAll(keepingCapacity: true)
    }

    private func isSame(_ character: Span<UInt8>, as start: Int) -> Bool {
        guard word.count - start == character.count else { return false }
        for index in 0..<character.count where word[start + index] != character[index] { return false }
        return true
    }

    /// For each ASCII byte its lower-case letter or digit, or 0 for what separates words.
    static let asciiFold: [UInt8] = (0..<128).map { value in
        let byte = UInt8(value)
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): return byte
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): return byte + 32
        default: return 0
        }
    }

    static func belongsToWord(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        if properties.isAlphabetic { return true }
        switch properties.generalCategory {
        case .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return false
        }
    }

    /// Soft hyphens and joiners stand inside words and say nothing.
    static func isIgnorable(_ scalar: Unicode.Scalar?) -> Bool {
        scalar?.properties.isDefaultIgnorableCodePoint ?? false
    }

    /// The scalar at an offset and its length in bytes; `nil` and one byte for ill-formed UTF-8.
    static func decode(_ text: Span<UInt8>, at offset: Int) -> (Unicode.Scalar?, Int) {
        let first = text[offset]
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1
        guard length > 1, first < 0xF5, offset + length <= text.count else { return (nil, 1) }
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for index in 1..<length {
            let byte = text[offset + index]
            guard byte & 0xC0 == 0x80 else { return (nil, 1) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        let smallest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
        guard value >= smallest, let scalar = Unicode.Scalar(value) else { return (nil, 1) }
        return (scalar, length)
    }
}
