internal import NameMatching
internal import Testing

@Suite struct `Keys of words` {
    private func sound(_ word: String) -> String {
        var key: [UInt8] = []
        PhoneticKey.append(Array(word.utf8).span, to: &key)
        return String(decoding: key, as: UTF8.self)
    }

    private func shape(_ word: String) -> [UInt8] {
        var key: [UInt8] = []
        OCRFold.append(Array(word.utf8).span, to: &key)
        return key
    }

    @Test(arguments: [
        ("catherine", "kathryn"), ("phillip", "filip"), ("knight", "night"), ("wright", "right"), ("smith", "smyth"),
        ("steven", "stephen"),
        ("clark", "klark"),
    ])
    func `words that sound alike share a key`(left: String, right: String) {
        #expect(sound(left) == sound(right))
    }

    @Test func `words that sound different do not`() {
        #expect(sound("smith") != sound("jones"))
        #expect(sound("x9").isEmpty)
    }

    @Test(arguments: [
        ("panora", "pan0ra"), ("bill", "8ill"), ("warner", "wamer"), ("winner", "vvinner"), ("clark", "dark"),
        ("ellis", "e1lis"),
    ])
    func `what scanning confuses has one shape`(left: String, right: String) { #expect(shape(left) == shape(right)) }

    @Test func `umlaut spellings fall together`() {
        var first: [UInt8] = []
        var second: [UInt8] = []
        UmlautFold.append(Array("mueller".utf8).span, to: &first)
        UmlautFold.append(Array("muller".utf8).span, to: &second)
        #expect(first == second)
    }

    @Test func `short forms are linked to their names`() {
        let table = Nicknames.shared
        func distance(_ left: String, _ right: String) -> Int? {
            guard let a = table.number(of: Array(left.utf8).span), let b = table.number(of: Array(right.utf8).span)
            else { return nil }
            return table.distance(a, b)
        }
        #expect(distance("robert", "bob") == 1)
        #expect(distance("bob", "robert") == 1)
        #expect(distance("peggy", "margaret") == 1)
        #expect(distance("robert", "susan") == nil)
    }

    @Test func `trigrams are those of each word, whatever the order`() {
        let name = [Array("panora".utf8), Array("robert".utf8)]
        #expect(Trigrams.keys(of: [name[0]]).count == 7)
        #expect(Trigrams.similarity(Trigrams.keys(of: name), Trigrams.keys(of: name.reversed())) == 1)
        let swapped = Trigrams.keys(of: [Array("panroa".utf8)])
        #expect(Trigrams.similarity(Trigrams.keys(of: [name[0]]), swapped) == 3.0 / 11.0)
        #expect(Trigrams.sharedMinimum(count: 7, edits: 1, swaps: 1) == 3)
    }
}
