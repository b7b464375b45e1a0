internal import FoundationEssentials
internal import NameMatching

/// Answers name queries, one JSON object a line, one in flight: how programs are compared.
///
/// In: `{"id":"q1","query":"Robert A. Panora","k":10}`.
/// Out: `{"id":"q1","hits":[{"cik":1234,"name":"PANORA ROBERT A","score":0.98}],"microseconds":…,"processorMicroseconds":…}`;
/// the times are those of the search alone.
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
        let microseconds: Double
        let processorMicroseconds: Double
    }

    /// Answers until the input ends.
    static func run(_ parties: inout IndexedParties) throws {
        let decoder = JSONDecoder()
        let encoder = JSONEncoder()
        let clock = ContinuousClock()
        while let line = readLine() {
            guard let request = try? decoder.decode(Request.self, from: Data(line.utf8)) else {
                throw Failure("a request is {\"id\":…,\"query\":…,\"k\":…}; found \(line)")
            }
            let processor = ProcessFigures.threadSeconds
            let start = clock.now
            let found = parties.lookup.search(request.query, count: request.k)
            let time = clock.now - start
            let response = Response(
                id: request.id,
                hits: found.map { Hit(cik: parties.key(of: $0), name: parties.name(of: $0), score: $0.score) },
                microseconds: time.milliseconds * 1e3,
                processorMicroseconds: (ProcessFigures.threadSeconds - processor) * 1e6)
            guard Files.write(Array(try encoder.encode(response)) + [0x0A], to: 1) else { return }
        }
    }
}
