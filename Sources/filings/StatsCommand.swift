internal import ArgumentParser
internal import FilingModel
internal import FilingSearch

struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Say what the index holds.", usage: "filings stats --format json")

    @OptionGroup var index: IndexOptions

    @Option(name: [.long, .customShort("f")], help: "table, json, jsonl or csv.")
    var format: OutputFormat = .table

    func run() throws {
        let opened = try index.open()
        let statistics = try answering { () throws(FilingIndexError) in try opened.statistics() }
        switch format {
        case .json: Output.jsonPretty(Shape(statistics))
        case .jsonl: Output.jsonLine(Shape(statistics))
        case .table:
            Output.line("index     \(index.path), commit \(statistics.generation)")
            Output.line("filings   \(statistics.filingCount)")
            Output.line("parties   \(statistics.partyCount)")
            if let first = statistics.first, let last = statistics.last { Output.line("days      \(first) – \(last)") }
            Output.line("size      \(RebuildSummary.size(statistics.byteCount)) in \(statistics.segmentCount) segments")
            Output.line("forms")
            for form in statistics.forms { Output.line("  \(form.form): \(form.count)") }
        case .csv:
            var table = TextTable(["form", "filings"])
            for form in statistics.forms { table.add([form.form, "\(form.count)"]) }
            table.writeCSV()
        }
    }

    private struct Shape: Encodable {
        var generation: UInt64
        var filings, parties, segments, bytes: Int
        var first, last: String?
        var forms: [String: Int]

        init(_ statistics: IndexStatistics) {
            generation = statistics.generation
            (filings, parties) = (statistics.filingCount, statistics.partyCount)
            (segments, bytes) = (statistics.segmentCount, statistics.byteCount)
            (first, last) = (statistics.first?.description, statistics.last?.description)
            forms = Dictionary(statistics.forms.map { ($0.form, $0.count) }) { old, _ in old }
        }
    }
}
