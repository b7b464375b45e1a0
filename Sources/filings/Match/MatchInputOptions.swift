internal import ArgumentParser

/// How the names are read.
struct MatchInputOptions: ParsableArguments {
    /// What the input is.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case lines, csv, tsv, ndjson, jsonl
    }

    @Option(
        name: .long,
        help: """
            lines, csv, tsv or ndjson (default: as the file's name ends; else lines, of which those that begin with { \
            are objects).
            """)
    var inputFormat: Format?

    @Option(name: .long, help: "The column with the names: its heading, its number, or the key of an object.")
    var column: String?

    @Option(name: .long, help: "The column with the ids, likewise.")
    var idColumn: String?

    @Flag(name: .long, help: "The first row of CSV is not a heading but a name.")
    var noHeader = false

    mutating func validate() throws {
        guard inputFormat == .lines else { return }
        for (isGiven, option) in [
            (column != nil, "--column"), (idColumn != nil, "--id-column"), (noHeader, "--no-header"),
        ] where isGiven {
            throw ValidationError("\(option) is for columns, and lines have none: --input-format csv?")
        }
    }

    /// What the input is, as far as the options and the file's name tell.
    ///
    /// - Parameter path: of the file, if there is one.
    /// - Returns: `nil` if they don't.
    func format(of path: String?) -> Format? {
        if let inputFormat { return inputFormat }
        switch path?.lowercased().split(separator: ".").last {
        case "csv": return .csv
        case "tsv", "tab": return .tsv
        case "ndjson", "jsonl": return .ndjson
        default: return noHeader ? .csv : nil
        }
    }
}
