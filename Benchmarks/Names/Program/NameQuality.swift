internal import Glibc

/// Makes universes of names and labelled queries, and measures how well names are found; see Benchmarks/README.md.
@main
struct NameQuality {
    private static let usage = """
        usage: name-quality generate --names N [--seed S]                  a universe, on standard output
               name-quality queries UNIVERSE [--seed S] [--per-class N] [--absent N]
               name-quality measure UNIVERSE QUERIES [--rounds N] [--per-class N] [--save FILE] [--misses FILE]
                                    [--floors FILE --set NAME] [--new-floors FILE]
               name-quality real UNIVERSE [--seed S] [--step N] [--save FILE] [--misses FILE]
               name-quality typing UNIVERSE QUERIES [--rounds N] [--per-class N] [--save FILE]
               name-quality complete [--queries N] [--seed S]              against scoring every name
               name-quality parties OWNERS ISSUERS                         a universe of real names, on standard output
               name-quality answer UNIVERSE                                JSON lines in, JSON lines out
        """

    static func main() {
        do {
            try run(CommandLine.arguments.dropFirst())
        } catch let failure as Failure {
            Files.note("name-quality: \(failure.message)")
            exit(2)
        } catch {
            Files.note("name-quality: \(error)")
            exit(2)
        }
    }

    private static func run(_ arguments: ArraySlice<String>) throws {
        let rest = arguments.dropFirst()
        switch arguments.first {
        case "generate": try generate(Arguments(rest, flags: ["names", "seed"]))
        case "queries": try queries(Arguments(rest, flags: ["seed", "per-class", "absent"]))
        case "measure":
            try measure(
                Arguments(rest, flags: ["rounds", "per-class", "save", "misses", "floors", "set", "new-floors"]))
        case "real": try real(Arguments(rest, flags: ["seed", "step", "save", "misses"]))
        case "typing": try typing(Arguments(rest, flags: ["rounds", "per-class", "save"]))
        case "complete": try complete(Arguments(rest, flags: ["queries", "seed"]))
        case "parties": try parties(Arguments(rest, flags: []))
        case "answer": try answer(Arguments(rest, flags: []))
        default:
            Files.note(usage)
            exit(2)
        }
    }

    private static func generate(_ arguments: Arguments) throws {
        let count = try arguments.number("names", usually: 100_000)
        var generator = UniverseGenerator(seed: UInt64(try arguments.number("seed", usually: 1)))
        var writer = LineWriter()
        for _ in 0..<count { try writer.write(generator.nextLine()) }
        try writer.flush()
    }

    private static func queries(_ arguments: Arguments) throws {
        var maker = QueryMaker(
            try universe(arguments, count: 1), seed: UInt64(try arguments.number("seed", usually: 1)))
        let queries = maker.labelled(
            perClass: try arguments.number("per-class", usually: 100),
            absentPerKind: try arguments.number("absent", usually: 100))
        var writer = LineWriter()
        for (number, query) in queries.enumerated() {
            let keys = query.right.map(String.init).joined(separator: ",")
            try writer.write("q\(number + 1)\t\(query.group)\t\(query.text)\t\(keys)")
        }
        try writer.flush()
    }

    private static func measure(_ arguments: Arguments) throws {
        let parties = try universe(arguments, count: 2)
        let queries = try labelledQueries(arguments)
        let figures = try report(parties, queries, rounds: try arguments.number("rounds", usually: 3), arguments)
        let set = arguments["set"] ?? "generated"
        if let path = arguments["new-floors"] {
            try Files.write(Floors.rows(for: figures, set: set).joined(separator: "\n") + "\n", to: path)
        }
        guard let path = arguments["floors"] else { return }
        let faults = try Floors(Files.lines(of: path), set: set)
            .faults(in: figures, classes: QueryClass.all.map(\.name))
        for fault in faults { Files.note("name-quality: \(fault)") }
        if !faults.isEmpty { exit(1) }
    }

    /// The queries of the second file, so many of each class.
    private static func labelledQueries(_ arguments: Arguments) throws -> [LabelledQuery] {
        let limit = try arguments.number("per-class", usually: Int.max)
        var counts: [String: Int] = [:]
        return try Files.lines(of: arguments.files[1]).compactMap { line -> LabelledQuery? in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count > 3 else { throw Failure("a query is: id, class, text, right keys; found \(line)") }
            counts[String(fields[1]), default: 0] += 1
            guard counts[String(fields[1])] ?? 0 <= limit else { return nil }
            return LabelledQuery(
                group: String(fields[1]), text: String(fields[2]),
                right: fields[3].split(separator: ",").compactMap { Int($0) })
        }
    }

    /// Types the names of a few classes that people type from their beginning.
    private static func typing(_ arguments: Arguments) throws {
        let parties = try universe(arguments, count: 2)
        let classes: Set<String> = [
            "exact", "natural_full", "natural_no_middle", "typo_last", "typo_first", "ent_exact",
        ]
        let queries = try labelledQueries(arguments).filter { classes.contains($0.group) }
        var indexed = try IndexedParties(parties)
        let figures = TypingMeasurement(
            queries, in: &indexed, rounds: try arguments.number("rounds", usually: 3)
        ).figures
        for figure in figures { print(figure.row) }
        if let path = arguments["save"] { try Files.write(figures.map(\.row).joined(separator: "\n") + "\n", to: path) }
    }

    private static func complete(_ arguments: Arguments) throws {
        var completeness = Completeness(seed: UInt64(try arguments.number("seed", usually: 1)))
        completeness.run(queries: try arguments.number("queries", usually: 100_000))
        print(
            "\(completeness.queryCount) spoilt names: \(completeness.differing.count) answers differ from scoring every name"
        )
        for text in completeness.differing.prefix(20) { Files.note("name-quality: differs: \(text)") }
        if !completeness.differing.isEmpty { exit(1) }
    }

    private static func real(_ arguments: Arguments) throws {
        let parties = try universe(arguments, count: 1)
        var maker = QueryMaker(parties, seed: UInt64(try arguments.number("seed", usually: 1)))
        let queries = maker.labelledOfEvery(
            step: max(1, try arguments.number("step", usually: 1)), QueryClass.everyError)
        _ = try report(parties, queries, rounds: 1, arguments)
    }

    /// Measures, prints the table, and saves figures and misses where they are asked for.
    private static func report(
        _ parties: PartyList, _ queries: [LabelledQuery], rounds: Int, _ arguments: Arguments
    ) throws -> [Figure] {
        let before = ProcessFigures.residentMegabytes
        var indexed = try IndexedParties(parties)
        let built = [
            Figure(subject: "universe", measure: "names", value: Double(indexed.count)),
            Figure(subject: "universe", measure: "words", value: Double(indexed.wordCount)),
            Figure(subject: "universe", measure: "build_seconds", value: indexed.buildSeconds),
            Figure(
                subject: "universe", measure: "bytes_per_name",
                value: Double(indexed.byteCount) / Double(max(1, indexed.count))),
            Figure(subject: "universe", measure: "resident_before_mb", value: before),
            Figure(subject: "universe", measure: "build_peak_mb", value: ProcessFigures.peakMegabytes),
        ]
        let measurement = QualityMeasurement(queries, in: &indexed, rounds: rounds)
        var figures = measurement.figures() + built
        figures.append(Figure(subject: "universe", measure: "resident_mb", value: ProcessFigures.residentMegabytes))
        for line in QualityReport.lines(figures) { print(line) }
        if let path = arguments["save"] { try Files.write(figures.map(\.row).joined(separator: "\n") + "\n", to: path) }
        if let path = arguments["misses"] {
            var names: [Int: String] = [:]
            let wanted = Set(queries.compactMap(\.right.first))
            for row in 0..<parties.count {
                if let party = parties[row], wanted.contains(party.key), names[party.key] == nil {
                    names[party.key] = party.name
                }
            }
            let misses = measurement.misses { names[$0] ?? "" }
            let head = "class\tquery\twanted\tright\tplace\tfound"
            try Files.write(([head] + misses).joined(separator: "\n") + "\n", to: path)
        }
        return figures
    }

    private static func parties(_ arguments: Arguments) throws {
        guard arguments.files.count == 2 else { throw Failure(usage) }
        var writer = LineWriter()
        for line in try RealNames.lines(owners: arguments.files[0], issuers: arguments.files[1]) {
            try writer.write(line)
        }
        try writer.flush()
    }

    private static func answer(_ arguments: Arguments) throws {
        var indexed = try IndexedParties(try universe(arguments, count: 1))
        Files.note(
            "\(indexed.count) names, \(indexed.wordCount) words, built in \(Figure.text(indexed.buildSeconds)) s")
        try AnswerProtocol.run(&indexed)
    }

    private static func universe(_ arguments: Arguments, count: Int) throws -> PartyList {
        guard arguments.files.count == count else { throw Failure(usage) }
        return PartyList(try Files.bytes(of: arguments.files[0]))
    }
}
