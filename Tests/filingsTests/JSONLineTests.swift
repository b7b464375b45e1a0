internal import FoundationEssentials
internal import TestSupport
internal import Testing

@testable internal import filings

@Suite struct `JSON in lines` {
    private static func fields(_ text: String) -> [String: JSONLine.Value]? {
        var fields: [String: JSONLine.Value] = [:]
        return JSONLine.forEachField(in: Array(text.utf8)) { key, value, _ in fields[key] = value } ? fields : nil
    }

    /// A text of characters that matter to JSON.
    private static func text(_ random: inout SeededGenerator) -> String {
        let alphabet = Array("ab\"\\/\u{0}\u{1}\u{8}\u{9}\u{A}\u{C}\u{D}\u{1F}\u{7F}\u{85}\u{2028}é漢😀{}[]:,0-.eE+u")
        return String(
            (0..<Int.random(in: 0...12, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? "a"
            })
    }

    @Test func `texts are read as JSONDecoder reads them`() throws {
        var random = SeededGenerator(seed: 13)
        let encoder = JSONEncoder()
        var different: [String] = []
        for _ in 0..<3_000 {
            var object: [String: String] = [:]
            for _ in 0..<2 { object[Self.text(&random)] = Self.text(&random) }
            let bytes = try encoder.encode(object)
            let fields = Self.fields(String(decoding: bytes, as: UTF8.self))
            if fields != object.mapValues(JSONLine.Value.string) { different.append("\(object)") }
        }
        #expect(different == [])
    }

    @Test func `lines are objects where JSONDecoder says so`() {
        var random = SeededGenerator(seed: 17)
        let seeds = [
            #"{"id":"q1","query":"Robert \"A\" \u00e9","k":10,"x":[1,-2.5e+3,{"y":null}],"t":true,"f":false}"#,
            #" { "a" : [ ] , "b" : { } , "c" : -0.1E-2 } "#, #"{}"#, #"{"a":0}"#, #"{"a":"\/\b\f\n\r\t\\"}"#,
        ]
        let pieces = Array(#"{}[]:,"\0123456789-+.eEu truefalsn/"#.utf8) + [0x01, 0x20]
        var different: [String] = []
        for round in 0..<20_000 {
            var bytes = Array(seeds[round % seeds.count].utf8)
            for _ in 0..<Int.random(in: 0...2, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                let piece = pieces.randomElement(using: &random) ?? 0x20
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = piece
                case 1: bytes.insert(piece, at: place)
                default: bytes.remove(at: place)
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            // Halves of surrogates are taken here and not there.
            if text.contains("\\ud") { continue }
            let expected = (try? JSONDecoder().decode([String: Anything].self, from: Data(bytes))) != nil
            if (Self.fields(text) != nil) != expected { different.append("\(text): \(expected)") }
        }
        #expect(different.prefix(5) == [])
    }

    @Test func `halves of surrogates, equal keys and depths do no harm`() {
        #expect(Self.fields(#"{"a":"x\ud800y"}"#) == ["a": .string("x\u{FFFD}y")])
        #expect(Self.fields(#"{"a":"\udc00\ud800"}"#) == ["a": .string("\u{FFFD}\u{FFFD}")])
        #expect(Self.fields(#"{"a":"\ud800\u0041"}"#) == ["a": .string("\u{FFFD}A")])
        #expect(Self.fields(#"{"a":"\ud83d\ude00"}"#) == ["a": .string("😀")])
        #expect(Self.fields(#"{"a":1,"a":"b"}"#) == ["a": .string("b")])
        #expect(Self.fields("{\"a\":" + String(repeating: "[", count: 1_000_000)) == nil)
        #expect(Self.fields("{\"a\":" + String(repeating: "{\"b\":", count: 100_000)) == nil)
        #expect(Self.fields(#"{"a":1} x"#) == nil)
        #expect(Self.fields(#"["a"]"#) == nil)
        #expect(Self.fields("") == nil)
    }
}

/// Any value of JSON.
private struct Anything: Decodable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() { return }
        if (try? container.decode(Bool.self)) != nil { return }
        if (try? container.decode(Double.self)) != nil { return }
        if (try? container.decode(String.self)) != nil { return }
        if (try? container.decode([Anything].self)) != nil { return }
        _ = try container.decode([String: Anything].self)
    }
}
