import Storage
import TestSupport
import Testing

@testable import InvertedIndex

@Suite struct `Term dictionary` {
    /// Writes keys, each with an entry made from its place, and opens the sections again.
    private static func build(_ keys: [[UInt8]]) throws -> (Sections, TermDictionaryReader) {
        var writer = TermDictionaryWriter()
        for (place, key) in keys.enumerated() { writer.add(key: key, info(place)) }
        let bytes = writer.finish()
        let sections = try Sections([(.terms, bytes.terms), (.termIndex, bytes.index)])
        return (sections, try TermDictionaryReader(terms: sections[.terms], index: sections[.termIndex]))
    }

    private static func info(_ place: Int) -> TermInfo {
        let documents = place % 5 == 0 ? 1 : place % 300 + 1
        return TermInfo(
            documentFrequency: documents, totalFrequency: documents + place % 7,
            postings: documents == 1 ? UInt64(place % 11) : UInt64(place) * 1_000_003,
            positionsOffset: UInt64(place) * 17)
    }

    /// Finds every key, misses its neighbours, and walks on from it.
    private static func check(_ terms: [[UInt8]], walks: Bool = true) throws {
        let keys = terms.map { TermKey.key($0, field: 2) }
        let (sections, dictionary) = try build(keys)
        defer { withExtendedLifetime(sections) {} }
        #expect(dictionary.termCount == keys.count)
        let known = Set(terms)
        for (place, term) in terms.enumerated() {
            #expect(try dictionary.info(term: term, field: 2) == info(place))
            #expect(try dictionary.info(term: term, field: 1) == nil)
            #expect(try dictionary.info(term: term, field: 3) == nil)
            var above = term
            above.append(0x20)
            var below = term
            below[below.count - 1] -= 1
            for neighbour in [above, below, Array(term.dropLast()) + [0xff, 0xff]] where !known.contains(neighbour) {
                #expect(try dictionary.info(term: neighbour, field: 2) == nil)
            }
        }
        var walk = try dictionary.enumerator()
        for (place, key) in keys.enumerated() {
            #expect(try walk.next())
            #expect(walk.key == key)
            #expect(try walk.info() == info(place))
        }
        #expect(try !walk.next())
        #expect(try !walk.next())
    }

    private static func randomTerms(_ count: Int, using generator: inout SeededGenerator) -> [[UInt8]] {
        var terms: Set<[UInt8]> = []
        while terms.count < count {
            let length = Int.random(in: 1...12, using: &generator)
            terms.insert(
                (0..<length).map { _ in [0x21, 0x61, 0x62, 0x7a, 0xc3, 0xff].randomElement(using: &generator) ?? 0x61 })
        }
        return terms.sorted { $0.lexicographicallyPrecedes($1) }
    }

    @Test(arguments: [0, 1, 2, 63, 64, 65, 127, 128, 129, 1000])
    func `finds every term and none beside it`(count: Int) throws {
        var generator = SeededGenerator(seed: UInt64(count))
        try Self.check(Self.randomTerms(count, using: &generator))
    }

    @Test func `tells terms apart that begin with the same eight bytes and more`() throws {
        let terms = (0..<300).map { Array("international business machines \(1000 + $0)".utf8) }
        try Self.check(terms)
        let nested = (1...200).map { [UInt8](repeating: 0x61, count: $0) }
        try Self.check(nested)
    }

    @Test func `holds the longest term`() throws {
        try Self.check([[UInt8](repeating: 0x61, count: 1000), [UInt8](repeating: 0x62, count: 1000)])
    }

    @Test func `gives every field of a term, in order`() throws {
        var keys: [[UInt8]] = []
        for number in 0..<100 {
            for field in 0..<31 where (number + field) % 3 == 0 {
                keys.append(TermKey.key(Array("t\(1000 + number)".utf8), field: field))
            }
        }
        let (sections, dictionary) = try Self.build(keys)
        defer { withExtendedLifetime(sections) {} }
        for number in 0..<100 {
            let found = try dictionary.infos(term: Array("t\(1000 + number)".utf8)).map(\.field)
            #expect(found == (0..<31).filter { (number + $0) % 3 == 0 })
        }
        #expect(try dictionary.infos(term: Array("t10".utf8)).isEmpty)
        #expect(try dictionary.infos(term: []).isEmpty)
    }

    @Test(arguments: UInt64(1)...10)
    func `walks on from any prefix`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let terms = Self.randomTerms(400, using: &generator)
        let keys = terms.map { TermKey.key($0, field: 0) }
        let (sections, dictionary) = try Self.build(keys)
        defer { withExtendedLifetime(sections) {} }
        for _ in 0..<100 {
            let term = terms.randomElement(using: &generator) ?? [0x61]
            var start = Array(term.prefix(Int.random(in: 0...term.count, using: &generator)))
            if Bool.random(using: &generator) { start.append(UInt8.random(in: 0x20...0xff, using: &generator)) }
            var walk = try dictionary.enumerator(from: start)
            for key in keys.drop(while: { $0.lexicographicallyPrecedes(start) }).prefix(80) {
                #expect(try walk.next())
                #expect(walk.key == key)
            }
        }
    }

    /// Found by spoiling segments under right checksums: the offset in the message overflowed.
    @Test func `refuses a block that begins at the end of the number range`() throws {
        let (sections, _) = try Self.build([TermKey.key(Array("a".utf8), field: 0)])
        var index = try sections[.termIndex].bytes.array
        for place in 24..<32 { index[place] = place == 31 ? 0x7f : 0xff }
        let damaged = try Sections([(.terms, sections[.terms].bytes.array), (.termIndex, index)])
        let dictionary = try TermDictionaryReader(terms: damaged[.terms], index: damaged[.termIndex])
        #expect(throws: IndexError.self) { try dictionary.info(term: Array("a".utf8), field: 0) }
        withExtendedLifetime(sections) {}
    }
}
