internal import ArgumentParser
internal import FilingModel
internal import FilingSearch

struct NameCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "name",
        abstract: "Look a name up, however it is spelt, with a score and the reason.",
        usage: """
            filings name "panorra robt"
                filings name "tecogen incorporated" --kind company
                filings name "panora, r" --min-score 0.75 --format jsonl
            """,
        discussion: """
            A score of 1 is the same name in whatever order; from \(PartyText.score(FilingIndex.nameScoreSuggested)) on \
            a hit is probably the party meant.
            """)

    @Argument(help: "A name in any spelling and order, its beginning, its initials, or a trading symbol.")
    var name: [String]

    @OptionGroup var index: IndexOptions
    @OptionGroup var output: OutputOptions

    @OptionGroup var score: ScoreOptions

    @Option(name: .long, help: "Only persons or only companies: person or company.")
    var kind: KindOption?

    @Flag(name: .long, help: "Show every pair of words and what it costs.")
    var explain = false

    enum KindOption: String, ExpressibleByArgument, CaseIterable {
        case person, company
    }

    func run() throws {
        let name = name.joined(separator: " ")
        let index = try index.open()
        let kind: PartyKind? = kind.map { $0 == .person ? .person : .company }
        var session = index.nameSession()
        let hits = try answering { () throws(FilingIndexError) in
            try session.parties(like: name, limit: output.limit, scoreMin: score.minScore, kind: kind)
        }
        write(hits)
        if hits.isEmpty {
            Output.note("no name like '\(name)'")
            throw ExitStatus.nothingFound
        }
    }

    private func write(_ hits: [PartyMatch]) {
        switch output.format {
        case .json: Output.jsonPretty(hits.map(Wire.Party.init))
        case .jsonl: for hit in hits { Output.jsonLine(Wire.Party(hit)) }
        case .table where explain:
            for hit in hits {
                Output.line(PartyText.line(hit))
                for pair in hit.evidence {
                    let asked = pair.asked.isEmpty ? "–" : pair.asked
                    let filed = pair.filed.isEmpty ? "–" : pair.filed
                    Output.line(
                        "      \(asked) ~ \(filed): \(pair.kind), likeness \(PartyText.score(pair.likeness)), costs \(PartyText.score(pair.cost)) bits"
                    )
                }
            }
        case .table, .csv:
            var table = TextTable(
                ["score", "name", "cik", "kind", "symbols", "place", "filings", "last", "reason"], numeric: [0, 2, 6])
            for hit in hits {
                table.add([
                    PartyText.score(hit.score), hit.name, hit.cik?.description ?? "",
                    hit.kind == .unknown ? "" : "\(hit.kind)",
                    hit.tickers.joined(separator: " "), hit.place ?? "", "\(hit.filingCount)",
                    hit.lastFiled?.description ?? "", hit.reason,
                ])
            }
            if output.format == .csv { table.writeCSV() } else if !hits.isEmpty { table.write() }
        }
    }
}
