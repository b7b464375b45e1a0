internal import FoundationEssentials
internal import Glibc
internal import NameMatching

/// Answers name queries over a universe file, one JSON object a line on standard input and output.
///
/// Usage: name-quality UNIVERSE.tsv [QUERIES.tsv]; with labelled queries it measures instead. A universe line is: key, name, kind, ticker, separated by tabs; kind is not used.
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
            if try !measure(&lookup, keys, CommandLine.arguments[2]) { exit(1) }
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

    /// Prints for the labelled queries of a file, class by class, how often a right party stands first and among the
    /// first ten, how many absent names stay below the suggested threshold, and the latency without the protocol.
    ///
    /// A line is: id, class, query, right keys joined by commas (none for a name that is absent).
    /// - Returns: whether the right party stands first often enough over all classes.
    private static func measure(_ lookup: inout NameLookup, _ keys: [Int], _ path: String) throws -> Bool {
        let clock = ContinuousClock()
        var times: [Double] = []
        var classes: [String: (count: Int, first: Int, ten: Int)] = [:]
        var absent = (count: 0, rejected: 0)
        for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count > 3 else { continue }
            var best = Double.infinity
            var hits: [NameHit] = []
            for _ in 0..<2 {
                let start = clock.now
                hits = lookup.search(String(fields[2]), count: 10)
                let time = clock.now - start
                best = min(best, Double(time.components.attoseconds) / 1e15 + Double(time.components.seconds) * 1e3)
            }
            times.append(best)
            let right = Set(fields[3].split(separator: ",").compactMap { Int($0) })
            if right.isEmpty {
                absent.count += 1
                if (hits.first?.score ?? 0) < NameLookup.suggestedThreshold { absent.rejected += 1 }
                continue
            }
            let place = hits.firstIndex { right.contains(keys[Int(lookup.universe.rows[Int($0.name)])]) }
            classes[String(fields[1]), default: (0, 0, 0)].count += 1
            if place == 0 { classes[String(fields[1])]?.first += 1 }
            if place != nil { classes[String(fields[1])]?.ten += 1 }
        }
        print("class\tqueries\tfirst\tamong ten")
        var sum = (first: 0.0, ten: 0.0)
        for (name, counts) in classes.sorted(by: { $0.key < $1.key }) {
            let first = Double(counts.first) / Double(counts.count)
            let ten = Double(counts.ten) / Double(counts.count)
            sum = (sum.first + first, sum.ten + ten)
            print("\(name)\t\(counts.count)\t\(thousandths(first))\t\(thousandths(ten))")
        }
        let macro = sum.first / Double(max(1, classes.count))
        print("all classes alike\t\t\(thousandths(macro))\t\(thousandths(sum.ten / Double(max(1, classes.count))))")
        print("absent names below \(NameLookup.suggestedThreshold)\t\(absent.count)\t\(absent.rejected)")
        times.sort()
        for share in [0.5, 0.9, 0.99] where !times.isEmpty {
            print(
                "p\(Int(share * 100))\t\(thousandths(times[min(times.count - 1, Int(share * Double(times.count)))])) ms"
            )
        }
        if macro < firstMin { print("below the floor of \(firstMin)") }
        return macro >= firstMin
    }

    /// The floor for the open set; below it something was broken.
    private static let firstMin = 0.99

    private static func thousandths(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}

private enum FileHandle {
    static func note(_ text: String) {
        let bytes = Array((text + "\n").utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe write(2, $0.baseAddress, $0.count) }
    }

    static func flushOutput() { fflush(nil) }
}
