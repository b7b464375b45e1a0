internal import ArgumentParser
internal import FilingModel
internal import FilingSearch
internal import Glibc
internal import Storage
internal import Synchronization

struct MatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "Look many names up: lines, CSV or NDJSON in, an answer for each out.",
        usage: """
            filings match names.txt > hits.jsonl
                filings match customers.csv --column "Full name" -o hits.csv
                filings match customers.csv --best --min-score 0.84 -o hits.csv --resume
                echo '{"id":"q1","query":"Robert A. Panora"}' | filings match
            """,
        discussion: """
            A line is a name, or an object {"id", "query", "k"?}; the answer is {"id", "hits": [{"cik", "kind", "name", \
            "reason", "score"}, …]}, in the same order. A line that comes alone is answered before the next is waited \
            for; what comes faster is answered on all cores. A plain line's id is its number, a row's the column `id`, \
            else its number.

            CSV answers have a row for each hit (rank 1 first) and one without a hit for a name that has none, behind \
            the columns of CSV input. A line that cannot be read is answered with an error and does not stop the others.

            Exit status 0 when something was found, 1 when nothing was, 2 when lines could not be read.
            """)

    @Argument(help: "A file of names; - or nothing reads standard input.")
    var input: String?

    @OptionGroup var index: IndexOptions

    @OptionGroup var reading: MatchInputOptions

    @Option(name: [.long, .customShort("o")], help: "Where the answers go (default: standard output).")
    var output: String?

    @Option(
        name: [.long, .customShort("f")],
        help: "How answers are written: jsonl or csv (default: csv if the output is called so, else jsonl).")
    var format: FormatOption?

    @Flag(name: .long, help: "Only the best hit of each name, as one flat object or row.")
    var best = false

    @Option(name: [.long, .customShort("n")], help: "How many hits a name at most.")
    var limit = 10

    @OptionGroup var score: ScoreOptions

    @Option(name: .long, help: "Only persons or only companies: person or company.")
    var kind: NameCommand.KindOption?

    @Flag(name: .long, help: "Leave the reasons out: saves a tenth of the time.")
    var noReason = false

    @Option(name: .long, help: "How many names are looked up at a time (default: the number of cores).")
    var threads: Int?

    @Flag(name: .long, help: "Go on where an earlier run with the same input and options was stopped.")
    var resume = false

    @Flag(name: [.long, .customShort("q")], help: "Say nothing but errors.")
    var quiet = false

    enum FormatOption: String, ExpressibleByArgument, CaseIterable {
        case jsonl, csv
    }

    mutating func validate() throws {
        guard limit >= 0 else { throw ValidationError("--limit must not be negative, but is \(limit)") }
        if let threads, threads < 1 { throw ValidationError("--threads must be at least 1, but is \(threads)") }
        if resume, output == nil { throw ValidationError("--resume needs --output, the file to go on with") }
    }

    func run() throws {
        let index = try index.open()
        let batch = MatchBatch(
            reading: reading, encoder: encoder, inputPath: input == "-" ? nil : input, outputPath: output,
            isResumed: resume, isQuiet: quiet)
        let counts = try batch.run(
            on: BatchMatching(index, threadCount: threads ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))))
        if counts.malformed > 0 { throw ExitStatus.partial }
        if counts.total > 0, counts.found == 0 { throw ExitStatus.nothingFound }
    }

    private var encoder: AnswerEncoder {
        let format = format ?? (output?.lowercased().hasSuffix(".csv") == true ? .csv : .jsonl)
        return AnswerEncoder(
            format: format == .csv ? .csv : .jsonl, isFlat: best, limit: limit, scoreMin: score.minScore,
            kind: kind.map { $0 == .person ? .person : .company }, withReason: !noReason)
    }
}
