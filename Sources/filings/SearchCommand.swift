internal import ArgumentParser
internal import FilingModel
internal import FilingSearch

struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find filings by what they say, who filed them and when.",
        usage: """
            filings search tecogen option
                filings search '"right to buy" form:3 filed:2013'
                filings search 'owner:panora OR title:(chief executive)'
                filings search 'footnote:10b5* code:P filed:2020-01-01..2020-06-30 -role:director'
                filings search cik:1537435
            """,
        discussion: """
            Words must all occur, in any field, in any order; the best match stands first. OR, NOT or a leading -, and \
            parentheses combine; "…" is a phrase, word* a beginning. Fields: owner issuer ticker title security \
            footnote remarks signature address party text. Filters: form (4 includes 4/A) cik role code accession, \
            filed and period with a day, month, year or range such as 2013.. or 2013-01-01..2013-12-31.
            """)

    @Argument(help: "The query; several words may go without quotation marks.")
    var query: [String] = []

    @OptionGroup var index: IndexOptions
    @OptionGroup var output: OutputOptions

    @Flag(name: .long, help: "Only print how many filings match.")
    var count = false

    @Flag(
        name: .long,
        help: ArgumentHelp(
            "Answer lines {\"id\", \"query\", \"k\"} of standard input with their accession numbers and scores.",
            discussion: "Needs --format jsonl."))
    var stdin = false

    @Flag(
        name: .long,
        help: ArgumentHelp(
            "With --stdin: leave totals at what is known when the best are found.",
            discussion: "Faster; \"exact\" in an answer says whether the total is all the same."))
    var looseTotals = false

    mutating func validate() throws {
        if stdin, output.format != .jsonl { throw ValidationError("--stdin needs --format jsonl") }
        if stdin, !query.isEmpty { throw ValidationError("--stdin takes its queries from standard input alone") }
        if looseTotals, !stdin { throw ValidationError("--loose-totals goes with --stdin") }
        if !stdin, query.isEmpty { throw ValidationError("Missing expected argument '<query> ...'") }
    }

    func run() throws {
        if stdin {
            guard try lines(index.open()).run() else { throw ExitStatus.partial }
            return
        }
        let query = query.joined(separator: " ")
        let index = try index.open()
        let results = try answering { () throws(FilingIndexError) in
            try index.search(SearchRequest(query: query, limit: count ? 0 : output.limit))
        }
        for note in results.notes { Output.note("filings: " + note) }
        if count {
            Output.line("\(results.total)")
        } else {
            write(results, query)
        }
        if results.total == 0 { throw ExitStatus.nothingFound }
    }

    private func lines(_ index: FilingIndex) -> SearchLines {
        SearchLines(index: index, limit: output.limit, totals: looseTotals ? .atLeast : .exact)
    }

    private func write(_ results: SearchResults, _ query: String) {
        switch output.format {
        case .table:
            for hit in results.hits {
                for line in FilingText.summary(hit.filing) { Output.line(line) }
                Output.line("")
            }
            Output.note(results.total == 0 ? "nothing found" : "\(results.hits.count) of \(results.total) filings")
        case .json:
            Output.jsonPretty(Wire.Search(results, query: query))
        case .jsonl:
            for hit in results.hits { Output.jsonLine(Wire.Filing(hit.filing, score: hit.score, withText: false)) }
        case .csv:
            var table = TextTable([
                "accession", "form", "filed", "period", "issuer_cik", "issuer", "ticker", "owners", "score", "url",
            ])
            for hit in results.hits {
                let filing = hit.filing
                table.add([
                    filing.identity.description, filing.form.description, filing.filed?.description ?? "",
                    filing.period?.description ?? "", filing.issuer?.cik?.description ?? "", filing.issuer?.name ?? "",
                    filing.issuer?.tickers.joined(separator: " ") ?? "",
                    filing.owners.map(\.name).joined(separator: "; "), "\(hit.score)", SourceLink.filing(filing) ?? "",
                ])
            }
            table.writeCSV()
        }
    }
}
