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
                filings name "smith john" --issuer TGEN --role officer --since 2013
                filings name "panora ro" --prefix
                filings name "panora, r" --min-score 0.75 --format jsonl
            """,
        discussion: """
            A score of 1 is the same name in whatever order; from \(PartyText.score(FilingIndex.nameScoreSuggested)) on \
            a hit is probably the party meant. What is known beside the name narrows: the hits are the best names among \
            the parties of whom all of it holds, in one and the same filing. With --prefer it ranks instead.
            """)

    @Argument(
        help: "A name in any spelling and order, its beginning, its initials, or a trading symbol.",
        completion: NameCompletion.kind)
    var name: [String]

    @OptionGroup var index: IndexOptions
    @OptionGroup var output: OutputOptions

    @OptionGroup var score: ScoreOptions

    @OptionGroup(title: "What is known beside the name") var context: ContextOptions

    @Option(name: .long, help: "Only persons or only companies: person or company.")
    var kind: KindOption?

    @Flag(
        name: .long,
        help: """
            Leave nobody out: parties of whom it holds go before others whose scores are higher by no more than \
            \(PartyText.score(FilingIndex.preferenceBonus)).
            """)
    var prefer = false

    @Flag(name: .long, help: "The name is still being typed: suggest every name it begins, errors forgiven.")
    var prefix = false

    @Flag(name: .long, help: "Show every pair of words and what it costs.")
    var explain = false

    enum KindOption: String, ExpressibleByArgument, CaseIterable {
        case person, company
    }

    mutating func validate() throws {
        if prefix, prefer { throw ValidationError("--prefix and --prefer do not go together") }
    }

    func run() throws {
        let name = name.joined(separator: " ")
        let index = try index.open()
        let kind: PartyKind? = kind.map { $0 == .person ? .person : .company }
        var session = index.nameSession()
        let selection = try context.selection(in: index, kind: kind)
        let hits = try answering { () throws(FilingIndexError) in
            if prefer, let selection {
                return try session.parties(
                    like: name, limit: output.limit, scoreMin: score.minScore, preferring: selection)
            }
            return try session.parties(
                like: name, limit: output.limit, scoreMin: score.minScore, within: selection, isTyping: prefix)
        }
        write(hits)
        if hits.isEmpty {
            let among = selection.map { ", among \($0.partyCount) of whom \(context.words(kind)) holds" } ?? ""
            Output.note("no name like '\(name)'\(among)")
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
                if let context = hit.context { Output.line("      " + context.words) }
                for pair in hit.evidence {
                    let asked = pair.asked.isEmpty ? "–" : pair.asked
                    let filed = pair.filed.isEmpty ? "–" : pair.filed
                    Output.line(
                        "      \(asked) ~ \(filed): \(pair.kind), likeness \(PartyText.score(pair.likeness)), costs \(PartyText.score(pair.cost)) bits"
                    )
                }
                if hit.beyond > 0.0005 {
                    Output.line("      words beyond, order, generation: \(PartyText.score(hit.beyond)) of the score")
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
                    hit.lastFiled?.description ?? "",
                    hit.context.map { hit.reason + "; " + $0.words } ?? hit.reason,
                ])
            }
            if output.format == .csv { table.writeCSV() } else if !hits.isEmpty { table.write() }
        }
    }
}
