import TestSupport
import Testing

@testable import InvertedIndex

@Suite struct `Postings` {
    private static let factors = BM25.factors(weight: 1, meanLength: 9)

    private struct Sample {
        var documents: [UInt32]
        var frequencies: [UInt32]
        var lengths: [UInt8]
        var collectionCount: Int
    }

    private static func sample(_ count: Int, gap: Int, using generator: inout SeededGenerator) -> Sample {
        var documents: [UInt32] = []
        var next = Int.random(in: 0...gap, using: &generator)
        for _ in 0..<count {
            documents.append(UInt32(next))
            next += Int.random(in: 1...gap, using: &generator)
        }
        let frequencies = documents.map { _ in UInt32(Int.random(in: 0..<8, using: &generator) == 0 ? 300 : 1) }
        let lengths = (0..<next).map { UInt8(truncatingIfNeeded: $0 * 31) }
        return Sample(documents: documents, frequencies: frequencies, lengths: lengths, collectionCount: next)
    }

    /// Writes a list behind another one and opens it.
    private static func open(_ sample: Sample, hasFrequencies: Bool) throws -> (Sections, PostingsList) {
        var writer = PostingsWriter()
        _ = writer.write(documents: [1, 2], frequencies: [1, 1], lengths: [1, 1, 1], factors: Self.factors)
        let info: TermInfo
        if sample.documents.count == 1 {
            info = TermInfo(
                documentFrequency: 1, totalFrequency: Int(sample.frequencies[0]),
                postings: UInt64(sample.documents[0]), positionsOffset: 0)
        } else {
            let start = writer.write(
                documents: sample.documents[...], frequencies: hasFrequencies ? sample.frequencies[...] : [],
                lengths: sample.lengths, factors: Self.factors)
            info = TermInfo(
                documentFrequency: sample.documents.count,
                totalFrequency: sample.frequencies.reduce(0) { $0 + Int($1) }, postings: start, positionsOffset: 0)
        }
        let sections = try Sections([(.postings, writer.bytes)])
        let list = try PostingsList(
            info, in: sections[.postings], hasFrequencies: hasFrequencies, collectionCount: sample.collectionCount)
        return (sections, list)
    }

    @Test(arguments: [true, false])
    func `of every length from 1 to 400 walk and seek as an array does`(hasFrequencies: Bool) throws {
        var generator = SeededGenerator(seed: hasFrequencies ? 1 : 2)
        for count in 1...400 {
            let gap = [1, 3, 6, 1000].randomElement(using: &generator) ?? 1
            let sample = Self.sample(count, gap: gap, using: &generator)
            let (sections, list) = try Self.open(sample, hasFrequencies: hasFrequencies)
            defer { withExtendedLifetime(sections) {} }
            var cursor = PostingsCursor(list)
            #expect(cursor.document == nil)
            var before = 0
            for (document, frequency) in zip(sample.documents, sample.frequencies) {
                #expect(try cursor.advance() == document)
                #expect(cursor.document == document)
                guard hasFrequencies else { continue }
                #expect(try cursor.frequency() == frequency)
                if count > 1 { #expect(try cursor.occurrencesBefore() == before) }
                before += Int(frequency)
            }
            #expect(try cursor.advance() == nil)
            #expect(try cursor.advance() == nil)
            for _ in 0..<3 {
                var seeking = PostingsCursor(list)
                var target: UInt32 = 0
                while true {
                    target += UInt32(Int.random(in: 0...max(1, sample.collectionCount / 6), using: &generator))
                    let index = sample.documents.firstIndex { $0 >= target }
                    #expect(try seeking.seek(to: target) == index.map { sample.documents[$0] })
                    guard let index else { break }
                    if hasFrequencies { #expect(try seeking.frequency() == sample.frequencies[index]) }
                    target = sample.documents[index]
                    if Bool.random(using: &generator) {
                        let next = index + 1 < count ? sample.documents[index + 1] : nil
                        #expect(try seeking.advance() == next)
                        guard let next else { break }
                        target = next
                    }
                }
                #expect(try seeking.seek(to: target) == nil)
            }
        }
    }

    @Test func `hand out runs of a window and stop at its end`() throws {
        var generator = SeededGenerator(seed: 3)
        for count in [1, 2, 127, 128, 129, 300, 400] {
            let sample = Self.sample(count, gap: 9, using: &generator)
            let (sections, list) = try Self.open(sample, hasFrequencies: true)
            defer { withExtendedLifetime(sections) {} }
            for width in [1, 7, 64, 5000] {
                var cursor = PostingsCursor(list)
                var found: [UInt32] = []
                var base: UInt32 = 0
                while Int(base) < sample.collectionCount {
                    let end = base + UInt32(width)
                    try cursor.forEachRun(from: base, to: end, wantsFrequencies: true) {
                        documents, frequencies, range in
                        for index in range {
                            #expect(documents[index] >= base && documents[index] < end)
                            #expect(frequencies[index] == sample.frequencies[found.count])
                            found.append(documents[index])
                        }
                    }
                    base = end
                }
                #expect(found == sample.documents)
            }
        }
    }

    @Test func `refuse documents beyond the collection`() throws {
        var generator = SeededGenerator(seed: 4)
        for count in [1, 2, 100, 128, 129, 300] {
            var sample = Self.sample(count, gap: 5, using: &generator)
            sample.collectionCount = Int(sample.documents.last ?? 0)
            #expect(throws: IndexError.self) {
                let (sections, list) = try Self.open(sample, hasFrequencies: true)
                defer { withExtendedLifetime(sections) {} }
                var cursor = PostingsCursor(list)
                while try cursor.advance() != nil {}
            }
        }
    }
}

@Suite struct `Positions` {
    @Test func `of each document come back, read in order or by leaps`() throws {
        var generator = SeededGenerator(seed: 8)
        for documents in [1, 2, 50, 127, 128, 129, 300] {
            let places = (0..<documents).map { _ in
                Set(
                    (0..<Int.random(in: 1...9, using: &generator)).map { _ in
                        UInt32.random(in: 0...(1 << 20), using: &generator)
                    }
                ).sorted()
            }
            var writer = PositionsWriter()
            _ = writer.write([1, 2, 3])
            let stream = places.flatMap { own in zip(own, [0] + own).map { $0 &- $1 } }
            let start = writer.write(stream[...])
            _ = writer.write([9])
            let sections = try Sections([(.positions, writer.bytes)])
            let info = TermInfo(
                documentFrequency: documents, totalFrequency: stream.count, postings: 0, positionsOffset: start)
            for step in [1, 2, 17] {
                var reader = try PositionsReader(info, in: sections[.positions])
                var output: [UInt32] = []
                for document in stride(from: 0, to: documents, by: step) {
                    let first = places[..<document].reduce(0) { $0 + $1.count }
                    try reader.read(first: first, frequency: places[document].count, into: &output)
                    #expect(output == places[document])
                }
            }
            var reader = try PositionsReader(info, in: sections[.positions])
            var output: [UInt32] = []
            for (first, frequency) in [(stream.count, 1), (-1, 1), (0, stream.count + 1), (.max, 1), (0, -1)] {
                #expect(throws: IndexError.self) {
                    try reader.read(first: first, frequency: frequency, into: &output)
                }
            }
        }
    }
}
