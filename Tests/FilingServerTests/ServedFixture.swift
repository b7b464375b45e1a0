internal import FilingSearch
internal import TestSupport
internal import Testing

@testable internal import FilingServer

/// A site over an index of all fixtures, asked without a network.
struct ServedFixture: Sendable {
    static let shared = Result { try ServedFixture(inputs: [SampleFilings.folder]) }

    let site = Site(SiteOptions(version: "test"))
    let commit: Commit

    init(inputs: [String]) throws {
        // An open index has its files mapped: the directory may go.
        let directory = TemporaryDirectory()
        _ = try Rebuild(path: directory.path, inputs: inputs, threadCount: 2).run(holder: "a test") { _ in }
        commit = Commit(try FilingIndex(path: directory.path), threadCount: 2, version: "test")
    }

    /// Asks it.
    func ask(
        _ target: String, method: String = "GET", body: String = "", type: String? = nil, tags: String? = nil
    ) -> Answer {
        var asked: Call?
        do throws(Problem) {
            var call = try Call(method: method, target: target)
            asked = call
            call.body = Array(body.utf8)
            call.contentType = type
            call.knownTags = tags
            return site.answer(try site.question(call), on: commit)
        } catch {
            return Site.answer(error, to: asked)
        }
    }
}

extension Answer {
    /// What it holds; streams are read to their end.
    var bytes: [UInt8] {
        switch body {
        case .bytes(let bytes): return bytes
        case .stream(let stream):
            var all: [UInt8] = []
            while let piece = (try? stream.next()) ?? nil { all += piece }
            return all
        }
    }

    /// The same as text.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The same as JSON.
    var json: JSON? { try? JSONBody.read(JSON.self, from: bytes, "the answer") }
}

extension JSON: Decodable {
    /// Reads any JSON.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let truth = try? container.decode(Bool.self) {
            self = .truth(truth)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSON].self) {
            self = .list(list)
        } else if container.decodeNil() {
            self = .none
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    subscript(name: String) -> JSON? { if case .object(let object) = self { object[name] } else { nil } }
    subscript(place: Int) -> JSON? {
        if case .list(let list) = self, list.indices.contains(place) { list[place] } else { nil }
    }
    var text: String? { if case .text(let text) = self { text } else { nil } }
    var number: Double? { if case .number(let number) = self { number } else { nil } }
    var list: [JSON] { if case .list(let list) = self { list } else { [] } }
    var keys: Set<String> { if case .object(let object) = self { Set(object.keys) } else { [] } }
}
