internal import FilingModel
internal import FilingSearch
internal import Storage

/// Answers searches that come as lines of JSON, `{"id", "query", "k"}`, in their order.
///
/// An answer is `{"id", "total", "exact", "hits": [{"accession", "score"}], "us"}`: `exact` says whether no more filings
/// match than `total`, `"complete": false` stands in an answer that was cut, and `us` are the microseconds from the query's
/// text to accession numbers and scores, without reading the request and writing the answer. A `k` of 0 only counts.
struct SearchLines {
    /// Where to look.
    let index: FilingIndex
    /// What holds for every line.
    private let usual: SearchRequest

    // Answers are handed over in pieces of this size while more requests are there.
    private static let pieceBytes = 1 << 16

    // Identities of the hits of an answer one after another, and where each ends.
    private var identities: [UInt8] = []
    private var identityEnds: [Int] = []

    /// - Parameters:
    ///   - index: where to look.
    ///   - limit: how many hits a line gets that does not say how many.
    ///   - totals: how totals are wanted.
    ///   - options: what holds for every line.
    init(index: FilingIndex, limit: Int, totals: SearchRequest.Totals, options: SearchOptions) {
        self.index = index
        var usual = SearchRequest(query: "", limit: limit, totals: totals)
        options.applyLimits(to: &usual)
        self.usual = usual
    }

    /// Answers all lines of standard input.
    ///
    /// - Returns: whether all of them could be read.
    /// - Throws: how the command ends, when it cannot go on; it has been said why.
    mutating func run() throws -> Bool {
        var requests = LineRequests(
            InputLines(InputDescriptor.standard), style: .objects, queryKey: "query", idKey: "id")
        var output: [UInt8] = []
        var isWhole = true
        while true {
            var next = try request(&requests, isWaiting: false)
            if next == nil {
                // Whoever asked may wait for this answer before asking on.
                Output.write(output, to: 1)
                output.removeAll(keepingCapacity: true)
                next = try request(&requests, isWaiting: true)
            }
            guard let next else { return isWhole }
            if let fault = next.fault {
                Output.note("filings: " + fault.note)
                isWhole = false
                output += "{\"id\":".utf8 + next.id.json + ",\"error\":".utf8
                JSONBytes.append(fault.words, to: &output)
                output += "}\n".utf8
            } else {
                try answer(next, to: &output)
            }
            if output.count >= Self.pieceBytes {
                Output.write(output, to: 1)
                output.removeAll(keepingCapacity: true)
            }
        }
    }

    private func request(_ requests: inout LineRequests, isWaiting: Bool) throws -> MatchRequest? {
        do throws(StorageError) {
            return try requests.next(isWaiting: isWaiting)
        } catch {
            Output.note("filings: \(error)")
            throw ExitStatus.inputOutput
        }
    }

    private mutating func answer(_ request: MatchRequest, to output: inout [UInt8]) throws {
        let clock = ContinuousClock()
        let start = clock.now
        var search = usual
        search.query = request.query
        if let limit = request.limit { search.limit = limit }
        let ranking = try answering { () throws(FilingIndexError) in try index.ranking(search) }
        identities.removeAll(keepingCapacity: true)
        identityEnds.removeAll(keepingCapacity: true)
        for hit in ranking.hits {
            hit.identity?.append(to: &identities)
            identityEnds.append(identities.count)
        }
        let duration = start.duration(to: clock.now).components
        let nanoseconds = duration.seconds * 1_000_000_000 + duration.attoseconds / 1_000_000_000
        output += "{\"id\":".utf8 + request.id.json + ",\"total\":\(ranking.total)".utf8
        output += ",\"exact\":\(ranking.isTotalExact)".utf8
        if !ranking.isComplete { output += ",\"complete\":false".utf8 }
        output += ",\"hits\":[".utf8
        for (number, hit) in ranking.hits.enumerated() {
            if number > 0 { output.append(UInt8(ascii: ",")) }
            output += "{\"accession\":\"".utf8
            output += identities[(number == 0 ? 0 : identityEnds[number - 1])..<identityEnds[number]]
            output += "\",\"score\":\(hit.score)}".utf8
        }
        output += "],\"us\":\(nanoseconds / 1000).\(nanoseconds / 100 % 10)}\n".utf8
    }
}
