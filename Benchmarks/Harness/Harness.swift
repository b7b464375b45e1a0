internal import FilingModel
internal import FilingSearch
internal import Glibc

/// Measures a rebuild, searches and name look-ups on filings it makes itself, and prints medians and raw rows.
///
/// Usage: filings-bench [--filings 20000] [--rounds 5] [--keep DIRECTORY]
///        filings-bench corpus DIRECTORY COUNT     only makes the filings
///        filings-bench parse PATH ROUNDS          only parses what lies there, for `Benchmarks/Import`
///        filings-bench load DIRECTORY COUNT       adds filings while eight readers ask for names
///        filings-bench names INDEX                only looks names up, a line of its input each, for `Benchmarks/serve.sh`
@main
struct Harness {
    static func main() throws {
        let arguments = CommandLine.arguments
        if arguments.count == 4, let number = Int(arguments[3]), number > 0 {
            switch arguments[1] {
            case "corpus":
                _ = try SyntheticCorpus(count: number, seed: 7).write(to: arguments[2])
                return
            case "parse":
                try ParseMeasurement.run(path: arguments[2], rounds: number)
                return
            case "load":
                try WorkingDirectory.make(arguments[2])
                try LoadMeasurement.run(count: number, batch: 10, readers: 8, directory: arguments[2])
                return
            default: break
            }
        }
        if arguments.count == 3, arguments[1] == "names" {
            try NameMeasurement.run(index: arguments[2])
            return
        }
        let options = Options(arguments.dropFirst())
        guard let options else {
            print(
                """
                usage: filings-bench [--filings 20000] [--rounds 5] [--keep DIRECTORY]
                       filings-bench corpus DIRECTORY COUNT
                       filings-bench parse PATH ROUNDS
                       filings-bench load DIRECTORY COUNT
                       filings-bench names INDEX
                """)
            exit(64)
        }
        let directory = try WorkingDirectory(kept: options.directory)
        let corpus = SyntheticCorpus(count: options.filingCount, seed: 7)
        let byteCount = try corpus.write(to: directory.path + "/filings")
        var report = Report()
        report.machine()
        report.note("corpus", "\(options.filingCount) filings, \(byteCount / 1_000_000) MB of XML, seed 7")
        try measureRebuild(corpus, directory.path, byteCount, options, &report)
        try measureOpening(directory.path + "/index", options, &report)
        let index = try FilingIndex(path: directory.path + "/index")
        try measureSearch(corpus, index, options, &report)
        try measureNames(corpus, index, options, &report)
        report.note("peak memory", "\(Measurement.peakMegabytes) MB, all of the above in one process")
        report.print()
    }

    private static func measureRebuild(
        _ corpus: SyntheticCorpus, _ directory: String, _ byteCount: Int, _ options: Options, _ report: inout Report
    ) throws {
        let cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        for threads in Set([1, cores]).sorted() {
            var rates: [Double] = []
            var bytes = 0
            for _ in 0..<min(3, options.rounds) {
                let rebuild = Rebuild(
                    path: directory + "/index", inputs: [directory + "/filings"], threadCount: threads)
                var outcome: Rebuild.Outcome?
                let seconds = try Measurement.seconds { outcome = try rebuild.run(holder: "filings-bench") { _ in } }
                bytes = outcome?.indexBytes ?? 0
                guard outcome?.report.filingCount == corpus.count else {
                    throw Failure("the rebuild found \(outcome?.report.filingCount ?? 0) of \(corpus.count) filings")
                }
                rates.append(Double(corpus.count) / seconds)
            }
            report.add("rebuild", "\(threads) threads", "filings/s", rates)
            report.note(
                "rebuild, \(threads) threads",
                "\(Int(Double(byteCount) * (rates.median / Double(corpus.count)) / 1e6)) MB/s of XML, "
                    + "\(bytes / corpus.count) index bytes a filing, stored records included")
        }
    }

    private static func measureOpening(_ path: String, _ options: Options, _ report: inout Report) throws {
        var opening: [Double] = []
        var first: [Double] = []
        for _ in 0..<options.rounds * 4 {
            var index: FilingIndex?
            opening.append(try Measurement.seconds { index = try FilingIndex(path: path) } * 1e3)
            first.append(try Measurement.seconds { _ = try index?.search(SearchRequest(query: "option grant")) } * 1e3)
        }
        report.add("open", "files in the page cache", "ms", opening)
        report.add("open", "first search after", "ms", first)
    }

    private static func measureSearch(
        _ corpus: SyntheticCorpus, _ index: FilingIndex, _ options: Options, _ report: inout Report
    ) throws {
        for (kind, queries) in corpus.queries(perKind: 100) {
            var times: [Double] = []
            for query in queries {
                var best = Double.infinity
                for _ in 0..<options.rounds {
                    best = min(
                        best, try Measurement.seconds { _ = try index.search(SearchRequest(query: query, limit: 10)) })
                }
                times.append(best * 1e6)
            }
            report.add("search", kind, "µs, records included", times)
        }
    }

    private static func measureNames(
        _ corpus: SyntheticCorpus, _ index: FilingIndex, _ options: Options, _ report: inout Report
    ) throws {
        var session = index.nameSession()
        for (kind, cases) in corpus.nameCases(perKind: 200) {
            var times: [Double] = []
            var found = 0
            for (asked, filed) in cases {
                var hits: [BatchMatch] = []
                var best = Double.infinity
                for _ in 0..<options.rounds {
                    let seconds = Measurement.seconds { hits = session.hits(like: asked, limit: 10, withReason: false) }
                    best = min(best, seconds)
                }
                if hits.first?.name == filed { found += 1 }
                times.append(best * 1e6)
            }
            report.add("name", kind, "µs", times)
            report.note("name, \(kind)", "right name first in \(found) of \(cases.count)")
        }
    }
}

/// A check of the harness itself that did not hold.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// What to measure.
private struct Options {
    var filingCount = 20_000
    var rounds = 5
    var directory: String?

    init?(_ arguments: ArraySlice<String>) {
        var rest = arguments
        while let flag = rest.popFirst() {
            guard let value = rest.popFirst() else { return nil }
            switch (flag, Int(value)) {
            case ("--filings", let count?) where count > 0: filingCount = count
            case ("--rounds", let count?) where count > 0: rounds = count
            case ("--keep", _): directory = value
            default: return nil
            }
        }
    }
}
