internal import FilingModel
internal import FilingSearch
internal import Storage
internal import TestSupport

/// Queries over an index of the fixtures.
enum QueryFuzzing {
    private static let index: Result<FilingIndex, any Error> = Result {
        let disk = MemoryDisk()
        let directory = TemporaryDirectory()
        let rebuild = Rebuild(path: directory.path, inputs: [SampleFilings.folder], threadCount: 1, on: disk)
        _ = try rebuild.run(holder: "a fuzzer") { _ in }
        return try FilingIndex(path: directory.path, on: disk)
    }

    /// Asks a query in several ways that must agree.
    static func ask(_ bytes: [UInt8]) {
        do {
            let index = try index.get()
            var request = SearchRequest(query: String(decoding: bytes, as: UTF8.self), limit: 1_000)
            request.workMax = 20_000_000
            let all = try index.search(request)
            precondition(all.hits.count <= all.total || !all.isTotalExact, "no more hits than matches")
            request.limit = 2
            request.totals = .atLeast
            let best = try index.search(request)
            if all.isComplete, best.isComplete {
                precondition(
                    best.hits.map(\.filing.identity) == all.hits.prefix(2).map(\.filing.identity),
                    "fewer hits are the first ones")
            }
            request.order = .filed
            request.facets = [.form, .year, .issuer, .owner, .role, .code]
            request.wantsPassages = true
            request.wantsExplanations = true
            request.isStemmed = true
            _ = try index.search(request)
            var names = index.nameSession()
            _ = try names.parties(like: request.query, limit: 3)
            _ = try names.parties(like: request.query, limit: 3, isTyping: true)
        } catch let error as FilingIndexError {
            precondition(error.kind == .question, "a query is no damage: \(error)")
        } catch {
            preconditionFailure("\(error)")
        }
    }
}
