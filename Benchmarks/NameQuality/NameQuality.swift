internal import FoundationEssentials
internal import Glibc
internal import NameMatching

/// Answers name queries over a universe file, one JSON object a line on standard input and output.
///
/// Usage: name-quality UNIVERSE.tsv. A universe line is: key, name, kind, ticker, separated by tabs; kind is not used.
/// In: `{"id":"q1","query":"Robert A. Panora","k":10}`.
/// Out: `{"id":"q1","hits":[{"cik":1234,"name":"PANORA ROBERT A","score":0.98}]}`.
@main
struct NameQuality {
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

    static func main() throws {
        guard CommandLine.arguments.count > 1 else {
            print("usage: name-quality UNIVERSE.tsv [QUERIES.tsv]")
            return
        }
        var lookup: NameLookup
        var keys: [Int] = []
        var names: [String] = []
        let text = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
        let clock = ContinuousClock()
        let start = clock.now
        var builder = NameUniverseBuilder()
        for line in text.utf8.split(separator: 0x0A) {
            let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
            guard fields.count > 3, let key = Int(String(fields[0]) ?? "") else { continue }
            let name = String(fields[1]) ?? ""
            keys.append(key)
            names.append(name)
            builder.add(NormalizedName(parsing: name), ticker: String(fields[3]) ?? "")
        }
        lookup = NameLookup(builder.build())
        let built = clock.now - start
        FileHandle.note("\(keys.count) names, \(lookup.universe.wordCount) words, built in \(built)")
        if CommandLine.arguments.count > 2 {
            try measure(&lookup, CommandLine.arguments[2])
            return
        }
        let decoder = JSONDecoder()
        let encoder = JSONEncoder()
        while let line = readLine() {
            let request = try decoder.decode(Request.self, from: Data(line.utf8))
            let hits = lookup.search(request.query, count: request.k).map { hit in
                let row = Int(lookup.universe.rows[Int(hit.name)])
                return Hit(cik: keys[row], name: names[row], score: hit.score)
            }
            print(String(decoding: try encoder.encode(Response(id: request.id, hits: hits)), as: UTF8.self))
            FileHandle.flushOutput()
        }
    }

    /// Prints the latency of the queries in a file, without the cost of the protocol: the better of two runs of each.
    private static func measure(_ lookup: inout NameLookup, _ path: String) throws {
        let clock = ContinuousClock()
        var times: [(Double, String, Int)] = []
        for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count > 2 else { continue }
            var best = Double.infinity
            for _ in 0..<2 {
                let start = clock.now
                _ = lookup.search(String(fields[2]), count: 10)
                let time = clock.now - start
                best = min(best, Double(time.components.attoseconds) / 1e15 + Double(time.components.seconds) * 1e3)
            }
            times.append((best, String(fields[1]) + " " + String(fields[2]), lookup.scoredCount))
        }
        times.sort { $0.0 < $1.0 }
        for share in [0.5, 0.9, 0.99] {
            print("p\(Int(share * 100))", times[min(times.count - 1, Int(share * Double(times.count)))].0, "ms")
        }
        for time in times.suffix(15) { print(time) }
    }
}

private enum FileHandle {
    static func note(_ text: String) {
        let bytes = Array((text + "\n").utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe write(2, $0.baseAddress, $0.count) }
    }

    static func flushOutput() { fflush(nil) }
}
