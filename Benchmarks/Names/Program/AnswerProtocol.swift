internal import FoundationEssentials

/// Answers name queries, one JSON object a line, one in flight: how programs are compared.
///
/// In: `{"id":"q1","query":"Robert A. Panora","k":10}`.
/// Out: `{"id":"q1","hits":[{"cik":1234,"name":"PANORA ROBERT A","score":0.98}]}`.
enum AnswerProtocol {
    private struct Request: Decodable {
        let id: String
        let query: String
        let k: Int
    }

    private struct Hit: Encodable {
        let cik: Int
        let name: String
        let score: Float
    }

    private struct Response: Encodable {
        let id: String
        let hits: [Hit]
    }

    /// Answers until the input ends.
    static func run(_ parties: inout IndexedParties) throws {
        let decoder = JSONDecoder()
        let encoder = JSONEncoder()
        while let line = readLine() {
            guard let request = try? decoder.decode(Request.self, from: Data(line.utf8)) else {
                throw Failure("a request is {\"id\":…,\"query\":…,\"k\":…}; found \(line)")
            }
            let hits = parties.search(request.query, count: request.k).map {
                Hit(cik: $0.key, name: $0.name, score: $0.score)
            }
            guard Files.write(Array(try encoder.encode(Response(id: request.id, hits: hits))) + [0x0A], to: 1) else {
                return
            }
        }
    }
}
