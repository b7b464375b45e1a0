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
                filings search 'code:P value:>100000 role:officer plan:no filed:2024..'
                filings search 'footnote:(trust NEAR/5 spouse) -role:director' --explain
                filings search 'issuer:tecogn~1 opt*n /exerc.s(e|able)/^2'
                filings search form:4 --sort value --facets year,issuer --collapse owner
                filings search @insiders      (kept before with --save insiders)
            """,
        discussion: """
            Words must all occur, in any field, in any order; the best match stands first. OR, NOT or a leading -, \
            parentheses combine. "…" is a phrase, "…"~5 and NEAR/5 let other words stand between; word* is a beginning, \
            wi?d*card a pattern, word~1 and word~2 allow errors, /…/ is a regular expression; ^2 makes a part count \
            double; word~s finds words of the same English stem as well, the word itself first, and --stem does so for all \
            words. Fields: owner issuer ticker title security footnote remarks signature address party text. Filters: \
            form (4 includes 4/A unless amendment:no) amendment cik role accession plan; filed and period with a \
            day, month, year or range such as 2013.. or 2013-01-01..2013-12-31; of one row code shares price value \
            direct, with amounts such as >100000 or 1..5. Documentation/QueryLanguage.md has all of it.
            """)

    @Argument(help: "The query, or @name of one kept; several words may go without quotation marks.")
    var query: [String] = []

    @OptionGroup var index: IndexOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var search: SearchOptions

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

    @Flag(name: .long, help: "Refuse a query with anything odd in it (exit status 64).")
    var strict = false

    @Option(name: .long, help: "The query as JSON, in place of words.")
    var queryJSON: String?

    @Option(name: .long, help: "Keep the query under a name: `filings search @NAME` asks it again.")
    var save: String?

    @Flag(name: .long, help: "List the queries kept.")
    var saved = false

    /// Remarks that are printed; all of them are in the JSON.
    private static let notesMax = 20

    mutating func validate() throws {
        if stdin, output.format != .jsonl { throw ValidationError("--stdin needs --format jsonl") }
        if stdin, !query.isEmpty || queryJSON != nil || saved || save != nil || count {
            throw ValidationError("--stdin takes its queries from standard input alone")
        }
        if stdin, search.asksForMore {
            throw ValidationError(
                "--stdin answers with the best by score; it goes with --stem, --timeout and --work only")
        }
        if looseTotals, !stdin { throw ValidationError("--loose-totals goes with --stdin") }
        if stdin { return }
        guard !query.isEmpty || queryJSON != nil || saved else { throw ValidationError("a query is missing") }
        if queryJSON != nil, !query.isEmpty { throw ValidationError("a query comes as words or as JSON, not both") }
        if let save, !SavedQueries.isName(save) {
            throw ValidationError("'\(save)' is no name: up to 64 letters, digits, '-', '_' and '.' are")
        }
    }

    func run() throws {
        if stdin {
            var lines = lines(try index.open())
            guard try lines.run() else { throw ExitStatus.partial }
            return
        }
        if saved { return listSaved() }
        var search = search
        let text = try wantedQuery(&search)
        let index = try openIndex()
        var request = SearchRequest(query: text, limit: count ? 0 : output.limit)
        request.language = queryJSON == nil ? .text : .json
        search.apply(to: &request)
        request.wantsPassages = search.passages && output.format != .csv && !count
        let results = try answering { () throws(FilingIndexError) in try index.search(request) }
        for note in results.notes.prefix(Self.notesMax) { Output.note("filings: " + note) }
        if results.notes.count > Self.notesMax {
            Output.note("filings: … and \(results.notes.count - Self.notesMax) more remarks")
        }
        if results.isRefused || (strict && !results.diagnostics.isEmpty) { throw ExitStatus.usage }
        if let save { try keep(SavedQueries.Query(text: text, stem: search.stem), as: save) }
        if !count { Pager.begin(output.format) }
        if count { Output.line("\(results.total)") } else { SearchOutput(results, text).write(as: output.format) }
        if results.total == 0 { throw ExitStatus.nothingFound }
    }

    private func lines(_ index: FilingIndex) -> SearchLines {
        SearchLines(index: index, limit: output.limit, totals: looseTotals ? .atLeast : .exact, options: search)
    }

    /// The query itself, looked up if it is one kept.
    private func wantedQuery(_ search: inout SearchOptions) throws -> String {
        if let queryJSON { return queryJSON }
        let text = query.joined(separator: " ")
        guard text.hasPrefix("@"), SavedQueries.isName(String(text.dropFirst())) else { return text }
        let name = String(text.dropFirst())
        let kept = SavedQueries()
        if let query = kept?.query(name) {
            if query.stem { search.stem = true }
            return query.text
        }
        let names = kept?.names ?? []
        let others = names.isEmpty ? "; none is kept yet" : "; kept are \(names.joined(separator: ", "))"
        Output.note("filings: no query is kept as '\(name)'\(others)")
        throw ExitStatus.noInput
    }

    private func openIndex() throws -> FilingIndex {
        guard let after = search.after else { return try index.open() }
        return try answering { () throws(FilingIndexError) in try FilingIndex(path: index.path, after: after) }
    }

    private func keep(_ query: SavedQueries.Query, as name: String) throws {
        guard let queries = SavedQueries() else {
            Output.note("filings: neither XDG_STATE_HOME nor HOME says where to keep a query")
            throw ExitStatus.usage
        }
        do {
            try queries.save(query, as: name)
        } catch {
            Output.note("filings: \(queries.folder): cannot keep the query: \(error)")
            throw ExitStatus.inputOutput
        }
        Output.note("kept as @\(name)")
    }

    private func listSaved() {
        guard let queries = SavedQueries() else { return }
        var table = TextTable(["name", "query"])
        for name in queries.names { table.add(["@" + name, queries.query(name)?.written ?? ""]) }
        table.write()
    }
}
