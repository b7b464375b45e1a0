internal import ArgumentParser
internal import FilingSearch

struct DuplicatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicates",
        abstract: "List parties that are probably the same, for somebody to decide.",
        usage: """
            filings duplicates
                filings duplicates --review > same-as.tsv
                filings rebuild ~/edgar --same-as same-as.tsv
            """,
        discussion: """
            Two are listed when their names are nearly the same and they have a company, insiders, a street or a city in \
            common, or when one is known by name only. Nothing is merged: that is done by `filings rebuild --same-as` \
            with a file of lines `key<TAB>key[<TAB>note]`, where a key is a CIK or `name:` with a name, and the first \
            is kept. A line whose note begins with `different` keeps two apart and out of this list.
            """)

    @OptionGroup var index: IndexOptions

    @Option(name: [.long, .customShort("f")], help: "table, json, jsonl or csv.")
    var format: OutputFormat = .table

    @Option(name: [.long, .customShort("n")], help: "How many pairs at most (default: all).")
    var limit: Int?

    @Option(name: .long, help: "Only pairs with at least this score, 0 to 1.")
    var minScore: Float = FilingIndex.duplicateScoreMin

    @Flag(name: .long, help: "Write a same-as file in which every line is a comment until somebody takes its # away.")
    var review = false

    mutating func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit must not be negative, but is \(limit)") }
        guard (0...1).contains(minScore) else {
            throw ValidationError("--min-score must lie between 0 and 1, but is \(minScore)")
        }
    }

    func run() throws {
        let index = try index.open()
        let all = try answering { () throws(FilingIndexError) in try index.duplicates(scoreMin: minScore) }
        let pairs = limit.map { Array(all.prefix($0)) } ?? all
        if review { writeReview(pairs) } else { write(pairs) }
        if format == .table || review { Output.note("\(pairs.count) of \(all.count) pairs") }
        if all.isEmpty { throw ExitStatus.nothingFound }
    }

    private func write(_ pairs: [PartyDuplicate]) {
        switch format {
        case .json: Output.jsonPretty(pairs.map(Wire.Duplicate.init))
        case .jsonl: for pair in pairs { Output.jsonLine(Wire.Duplicate(pair)) }
        case .table, .csv:
            var table = TextTable(
                ["score", "key", "name", "filings", "key2", "name2", "filings2", "reasons"], numeric: [0, 3, 6])
            for pair in pairs {
                table.add([
                    PartyText.score(pair.score), pair.firstKey, pair.first.name, "\(pair.first.filingCount)",
                    pair.secondKey, pair.second.name, "\(pair.second.filingCount)",
                    pair.reasons.joined(separator: "; "),
                ])
            }
            if format == .csv { table.writeCSV() } else if !pairs.isEmpty { table.write() }
        }
    }

    private func writeReview(_ pairs: [PartyDuplicate]) {
        Output.line("# Take the # away before two keys that are one party; the first key is kept.")
        Output.line("# Write \"different\" behind them, after a tab, if they are two.")
        for pair in pairs {
            Output.line("")
            Output.line("# \(PartyText.score(pair.score)): \(Self.line(pair.reasons.joined(separator: "; ")))")
            Output.line("# \(Self.line(pair.first.name)) | \(Self.line(pair.second.name))")
            Output.line("#\(pair.firstKey)\t\(pair.secondKey)\t")
        }
    }

    /// A text from a filing without line ends, which would end the comment.
    private static func line(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 })
    }
}
