import Storage
import TestSupport
import Testing

@testable import InvertedIndex

@Suite struct `A damaged segment` {
    private enum Outcome: Equatable {
        case same
        case different
        case refused
    }

    private static func outcome(
        _ bytes: [UInt8], _ segment: DamagedSegment, _ expected: DamagedSegment.Answers
    ) throws -> Outcome {
        do {
            return try segment.answers(of: bytes) == expected ? .same : .different
        } catch is IndexError {
            return .refused
        }
    }

    @Test func `with any byte changed answers as before or throws`() throws {
        let segment = try DamagedSegment(documentCount: 12)
        let expected = try segment.answers(of: segment.bytes)
        var generator = SeededGenerator(seed: 1)
        for place in segment.bytes.indices {
            for mask in [UInt8(0xff), 1 << UInt8.random(in: 0...7, using: &generator)] {
                var bytes = segment.bytes
                bytes[place] ^= mask
                #expect(try Self.outcome(bytes, segment, expected) == .refused, "byte \(place), mask \(mask)")
            }
        }
    }

    @Test func `of several checksum blocks answers as before or throws`() throws {
        let segment = try DamagedSegment(documentCount: 12_000)
        #expect(segment.bytes.count > 3 * 65_536)
        let expected = try segment.answers(of: segment.bytes)
        var generator = SeededGenerator(seed: 2)
        var refused = 0
        for _ in 0..<60 {
            var bytes = segment.bytes
            bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^= 1 << UInt8.random(in: 0...7, using: &generator)
            let outcome = try Self.outcome(bytes, segment, expected)
            #expect(outcome != .different)
            refused += outcome == .refused ? 1 : 0
        }
        // Blocks that nobody asked for are not read: that is the point of reading them one by one.
        #expect(refused > 0)
    }

    @Test func `cut short or lengthened anywhere is refused`() throws {
        let segment = try DamagedSegment(documentCount: 12)
        let expected = try segment.answers(of: segment.bytes)
        for length in segment.bytes.indices {
            #expect(try Self.outcome(Array(segment.bytes.prefix(length)), segment, expected) == .refused)
            if length % 16 == 0 {
                #expect(try Self.outcome(Array(segment.bytes.dropFirst(length + 1)), segment, expected) == .refused)
            }
        }
        #expect(try Self.outcome(segment.bytes + [0], segment, expected) == .refused)
        #expect(try Self.outcome(segment.bytes + segment.bytes, segment, expected) == .refused)
    }

    @Test func `whose words another analyzer made is refused by name`() throws {
        let segment = try DamagedSegment(documentCount: 12)
        let known = Array("keyword-1".utf8)
        let start = try #require(segment.bytes.indices.first { segment.bytes[$0...].starts(with: known) })
        var bytes = segment.bytes
        bytes[start + known.count - 1] = UInt8(ascii: "9")
        SegmentBytes.repair(&bytes)
        do {
            _ = try segment.answers(of: bytes)
            Issue.record("opened")
        } catch let error as IndexError {
            guard case .analyzer(_, "code", "keyword-9") = error else {
                Issue.record("\(error)")
                return
            }
            #expect(
                error.description.hasSuffix(
                    "the words of field 'code' were made by the analyzer 'keyword-9', this program knows words-1 and "
                        + "keyword-1. Use a newer program, or build the index again with `filings rebuild <inputs>`."))
        }
    }

    /// What a faulty writer or a clever hand could make: the checksums are right, the content is not.
    ///
    /// Wrong answers cannot be helped; a trap, a hang or a read beyond the file can.
    @Test(arguments: UInt64(1)...12)
    func `whose checksums were made right again never traps`(seed: UInt64) throws {
        let segment = try DamagedSegment(documentCount: seed % 2 == 0 ? 290 : 20)
        let (tableOffset, sections) = SegmentBytes.table(segment.bytes)
        var generator = SeededGenerator(seed: seed)
        var opened = 0
        var faulty = 0
        for round in 0..<120 {
            var bytes = segment.bytes
            // Sections in turn, so that small ones get their share; sometimes the header or the tables.
            let section = sections[round % sections.count].range
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let range = section.isEmpty ? 64..<tableOffset : section
                // Heads of sections matter more than their middles.
                let end =
                    Bool.random(using: &generator) ? min(range.upperBound, range.lowerBound + 48) : range.upperBound
                let place =
                    switch Int.random(in: 0..<25, using: &generator) {
                    case 0: Int.random(in: 32..<36, using: &generator)
                    case 1: Int.random(in: tableOffset..<bytes.count - 64, using: &generator)
                    default: Int.random(in: range.lowerBound..<end, using: &generator)
                    }
                if place >= range.lowerBound, Int.random(in: 0..<6, using: &generator) == 0 {
                    // A whole number at the end of its range, where sums overflow.
                    let start = place - (place - range.lowerBound) % 4
                    let width = [4, 8].randomElement(using: &generator) ?? 8
                    let top: UInt8 = Bool.random(using: &generator) ? 0x7f : 0xff
                    for index in start..<max(start, min(start + width, range.upperBound)) {
                        bytes[index] = index == start + width - 1 ? top : 0xff
                    }
                } else {
                    bytes[place] =
                        [0, 1, 0x7f, 0x80, 0xff, bytes[place] ^ 1, .random(in: 0...255, using: &generator)]
                        .randomElement(using: &generator) ?? 0
                }
            }
            guard SegmentBytes.canRepair(bytes) else { continue }
            SegmentBytes.repair(&bytes)
            if bytes == segment.bytes { continue }
            do {
                _ = try segment.answers(of: bytes)
                opened += 1
            } catch is IndexError {}
            do { _ = try SegmentDump(segment.reader(of: bytes)) } catch is IndexError {}
            let directory = TemporaryDirectory()
            let report = try IndexVerifier(segment.index(of: bytes, in: directory)).verify()
            faulty += report.isSound ? 0 : 1
        }
        #expect(opened > 0)
        #expect(faulty > 60)
    }
}
