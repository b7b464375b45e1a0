internal import ArgumentParser
internal import FilingSearch
internal import FoundationEssentials

struct MatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "Look many names up: one a line in, one answer a line out.",
        usage: """
            filings match < names.txt
                filings match --limit 3 --min-score 0.75 < names.txt > hits.jsonl
                echo '{"id":"q1","query":"Robert A. Panora"}' | filings match
            """,
        discussion: """
            A line is a name, or an object {"id", "query", "k"?}; the answer is {"id", "hits": [{"cik", "name", "score", \
            "reason"}, …]}, in the same order, written before the next line is waited for. A plain line's id is its \
            number.
            """)

    @OptionGroup var index: IndexOptions

    @Option(name: [.long, .customShort("n")], help: "How many hits a name at most.")
    var limit = 10

    @OptionGroup var score: ScoreOptions

    @Flag(name: .long, help: "Leave the reasons out: half the time a name.")
    var noReason = false

    mutating func validate() throws {
        guard limit >= 0 else { throw ValidationError("--limit must not be negative, but is \(limit)") }
    }

    func run() throws {
        let index = try index.open()
        var session = index.nameSession()
        var number = 0
        while let line = readLine() {
            number += 1
            guard let request = Request(line, number: number) else {
                let id = Request.identifier(in: line) ?? .number(number)
                Output.note(
                    "filings: line \(number): expected a name or an object with \"query\", found: \(line.prefix(80))")
                Output.jsonLine(Answer(id: id, hits: [], error: "not a request"))
                continue
            }
            let hits = session.hits(
                like: request.query, limit: request.k ?? limit, scoreMin: score.minScore, withReason: !noReason)
            Output.jsonLine(Answer(id: request.id, hits: hits.map(Wire.BatchHit.init), error: nil))
        }
    }

    /// An id is given back as it came: text or number.
    private enum Identifier: Codable {
        case text(String)
        case number(Int)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int.self) {
                self = .number(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .number(let number): try container.encode(number)
            }
        }
    }

    private struct Request: Decodable {
        var id: Identifier
        var query: String
        var k: Int?

        init?(_ line: String, number: Int) {
            guard line.first(where: { !$0.isWhitespace }) == "{" else {
                (id, query, k) = (.number(number), line, nil)
                return
            }
            guard let parsed = try? JSONDecoder().decode(Parsed.self, from: Data(line.utf8)) else { return nil }
            (id, query, k) = (parsed.id ?? .number(number), parsed.query, parsed.k.map { max(0, $0) })
        }

        /// The id of an object that is no request otherwise.
        static func identifier(in line: String) -> Identifier? {
            struct Named: Decodable { var id: Identifier }
            return (try? JSONDecoder().decode(Named.self, from: Data(line.utf8)))?.id
        }

        private struct Parsed: Decodable {
            var id: Identifier?
            var query: String
            var k: Int?
        }
    }

    private struct Answer: Encodable {
        var id: Identifier
        var hits: [Wire.BatchHit]
        var error: String?
    }
}
