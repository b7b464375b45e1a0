internal import ArgumentParser
internal import FilingSearch

/// Where the index is.
struct IndexOptions: ParsableArguments {
    @Option(name: .long, help: "The index directory (default: $FILINGS_INDEX, else Index/Data).")
    var index: String?

    /// The directory meant: the flag, then the environment, then the default.
    var path: String {
        if let index { return index }
        if let variable = Output.environment("FILINGS_INDEX"), !variable.isEmpty { return variable }
        return "Index/Data"
    }

    /// Opens the index, or says why not and ends the command.
    func open() throws -> FilingIndex {
        do throws(FilingIndexError) {
            let index = try FilingIndex(path: path)
            for warning in index.warnings {
                Output.note("filings: the newest commit was passed over: \(warning)")
            }
            return index
        } catch {
            throw ExitStatus.failure(error)
        }
    }
}

/// How results are written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case table
    /// One object.
    case json
    /// One object a line.
    case jsonl
    /// Comma-separated values with a header.
    case csv
}

/// How results are written and how many.
struct OutputOptions: ParsableArguments {
    @Option(name: [.long, .customShort("f")], help: "table, json, jsonl or csv.")
    var format: OutputFormat = .table

    @Option(name: [.long, .customShort("n")], help: "How many results at most.")
    var limit = 10

    mutating func validate() throws {
        guard limit >= 0 else { throw ValidationError("--limit must not be negative, but is \(limit)") }
    }
}

/// From which score on names are hits.
struct ScoreOptions: ParsableArguments {
    @Option(
        name: .long,
        help: """
            Only hits with at least this score, 0 to 1 (default: \(PartyText.score(FilingIndex.nameScoreMin)), and no more \
            than \(PartyText.score(FilingIndex.nameScoreSpread)) below the best).
            """)
    var minScore: Float?

    mutating func validate() throws {
        if let minScore, !(0...1).contains(minScore) {
            throw ValidationError("--min-score must lie between 0 and 1, but is \(minScore)")
        }
    }
}

/// Runs a question and ends the command when the index cannot answer.
func answering<Value>(_ body: () throws(FilingIndexError) -> Value) throws -> Value {
    do throws(FilingIndexError) {
        return try body()
    } catch {
        throw ExitStatus.failure(error)
    }
}
