internal import FilingModel
internal import FoundationEssentials
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

@Suite struct `JSON written as bytes` {
    /// A text of characters that matter to JSON.
    private static func text(_ random: inout SeededGenerator) -> String {
        let alphabet = Array("ab\"\\/\u{0}\u{1}\u{8}\u{9}\u{A}\u{C}\u{D}\u{1F}\u{7F}\u{85}\u{2028}é漢😀{}[]:,0-.eE+u")
        return String(
            (0..<Int.random(in: 0...12, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? "a"
            })
    }

    @Test func `texts are as JSONEncoder writes them`() throws {
        var random = SeededGenerator(seed: 11)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        var different: [String] = []
        let controls = (0..<0x20).map { String(Character(Unicode.Scalar(UInt8($0)))) }
        for text in controls + (0..<5_000).map({ _ in Self.text(&random) }) {
            var bytes: [UInt8] = []
            JSONBytes.append(text, to: &bytes)
            if Array(try encoder.encode(text)) != bytes { different.append(text) }
        }
        #expect(different == [])
    }

    @Test func `scores are as JSONEncoder writes them`() throws {
        let encoder = JSONEncoder()
        var different: [Int] = []
        for places in 0...10_000 {
            var bytes: [UInt8] = []
            JSONBytes.append(score: Double(places) / 10_000, to: &bytes)
            if Array(try encoder.encode(Double(places) / 10_000)) != bytes { different.append(places) }
        }
        #expect(different == [])
    }

    @Test func `hits are as JSONEncoder writes them`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        for match in [
            BatchMatch(cik: nil, name: "A \"B\" C/D", kind: .unknown, score: 0.87654, reason: nil),
            BatchMatch(cik: .init(12), name: "PANORA ROBERT A", kind: .person, score: 1, reason: "a = a; b ~ c"),
        ] {
            var bytes: [UInt8] = []
            Wire.BatchHit(match).appendFields(to: &bytes)
            let encoded = String(decoding: try encoder.encode(Wire.BatchHit(match)), as: UTF8.self)
            #expect("{" + String(decoding: bytes, as: UTF8.self) + "}" == encoded)
        }
    }
}
