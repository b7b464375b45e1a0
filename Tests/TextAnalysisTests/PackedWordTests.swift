import Testing

@testable import TextAnalysis

@Suite struct `Packed words` {
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        WordTokenizer.forEachPackedWord(inASCII: text.utf8Span.span) { chunks, byteCount in
            var bytes: [UInt8] = []
            for index in 0..<byteCount {
                bytes.append(UInt8(truncatingIfNeeded: chunks[index / 8] >> UInt64(56 - index % 8 * 8)))
            }
            let rest = chunks.count * 8 - byteCount
            #expect(rest < 8)
            // Zeros behind the last byte.
            if rest > 0 { #expect(chunks[chunks.count - 1] << UInt64(64 - 8 * rest) == 0) }
            words.append(String(decoding: bytes, as: UTF8.self))
        }
        return words
    }

    @Test(arguments: [
        "", " ", "a", "O'Brien & Sons, Inc. 163,350", "exactly8 sixteenbytesword seventeenbytewords", "12345678 A",
        String(repeating: "x", count: 239), String(repeating: "x", count: 240),
        String(repeating: "Yz9", count: 200) + " q",
    ])
    func `are the words that come as bytes`(text: String) {
        var tokenizer = WordTokenizer()
        #expect(Self.words(text) == tokenizer.words(in: text))
    }

    @Test func `hold every ASCII character as the others do`() {
        var tokenizer = WordTokenizer()
        let text = String(
            String.UnicodeScalarView((0..<128).map { Unicode.Scalar(UInt8($0)) }.flatMap { [$0, "k", " "] }))
        #expect(Self.words(text) == tokenizer.words(in: text))
    }
}
