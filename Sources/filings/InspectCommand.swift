internal import ArgumentParser
internal import FilingSearch
internal import InvertedIndex
internal import Storage
internal import TextAnalysis

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show what lies in the files of an index: sections, fields, terms, postings.",
        usage: """
            filings inspect
                filings inspect --terms owner:pan
                filings inspect --postings owner:panora
            """)

    @OptionGroup var index: IndexOptions

    @Option(name: .long, help: "Terms of a field that begin so, as field:beginning.")
    var terms: String?

    @Option(name: .long, help: "Documents of a term, as field:term.")
    var postings: String?

    @Option(name: .long, help: "How many terms or postings of a segment at most.")
    var limit = 20

    mutating func validate() throws {
        guard limit >= 0 else { throw ValidationError("--limit must not be negative, but is \(limit)") }
    }

    func run() throws {
        do {
            let snapshot = try IndexDirectory(path: index.path).open {
                Output.note("filings: the newest commit was passed over: \($0)")
            }
            Output.line("\(index.path), commit \(snapshot.manifest.generation)")
            for (collection, reader) in snapshot.all {
                Output.line("")
                Output.line(Output.bold("\(collection)  \(reader.file.path)"))
                if let terms {
                    try writeTerms(terms, reader)
                } else if let postings {
                    try writePostings(postings, reader)
                } else {
                    try writeOverview(reader)
                }
            }
        } catch let error as IndexError {
            throw ExitStatus.failure(FilingIndexError(error))
        }
    }

    private func writeOverview(_ reader: SegmentReader) throws {
        let dump = try SegmentDump(reader)
        let deleted = reader.deleted.map { ", \($0.count) of them deleted" } ?? ""
        Output.line("format \(dump.formatVersion), \(dump.documentCount) documents\(deleted), \(dump.fileBytes) bytes")
        var sections = TextTable(["section", "of", "offset", "bytes", "share", "a document"], numeric: [2, 3, 4, 5])
        for section in dump.sections {
            sections.add([
                section.name, section.owner ?? "", "\(section.offset)", "\(section.lengthBytes)",
                RebuildSummary.decimal(section.share * 100) + " %", RebuildSummary.decimal(section.bytesPerDocument),
            ])
        }
        sections.write()
        Output.line("")
        var fields = TextTable(
            [
                "field", "analyzer", "documents", "words", "mean", "terms", "in one document", "postings",
                "terms' bytes", "lists' bytes", "positions' bytes",
            ], numeric: [2, 3, 4, 5, 6, 7, 8, 9, 10])
        for field in dump.fields {
            fields.add([
                field.field.name, field.field.analyzer.rawValue, "\(field.documentCount)", "\(field.wordCount)",
                RebuildSummary.decimal(field.meanLength), "\(field.termCount)", "\(field.singleDocumentTermCount)",
                "\(field.postingsCount)", "\((field.termBits + 7) / 8)", "\(field.postingsBytes)",
                "\(field.positionsBytes)",
            ])
        }
        fields.write()
    }

    /// The field and text of `field:text`; `nil` when this segment has no such field.
    private func parse(_ argument: String, _ reader: SegmentReader) throws -> (field: Int, text: [UInt8])? {
        let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            throw ValidationError("expected field:text, such as owner:panora, but found '\(argument)'")
        }
        guard let field = reader.schema.fields.firstIndex(where: { $0.name == parts[0] }) else {
            Output.line("no field \(parts[0]); fields are " + reader.schema.fields.map(\.name).joined(separator: ", "))
            return nil
        }
        return (field, Array(parts[1].utf8))
    }

    private func writeTerms(_ argument: String, _ reader: SegmentReader) throws {
        guard let (field, prefix) = try parse(argument, reader) else { return }
        var table = TextTable(["term", "documents", "occurrences"], numeric: [1, 2])
        for term in try SegmentDump.terms(of: reader, field: field, prefix: prefix, limit: limit) {
            table.add([term.text, "\(term.documentFrequency)", "\(term.totalFrequency)"])
        }
        table.write()
    }

    private func writePostings(_ argument: String, _ reader: SegmentReader) throws {
        guard let (field, term) = try parse(argument, reader) else { return }
        var table = TextTable(["document", "identity", "frequency", "positions"], numeric: [0, 1, 2])
        for posting in try SegmentDump.postings(of: reader, term: term, field: field, limit: limit) {
            let positions = posting.positions.map(String.init).joined(separator: " ")
            let identity = try reader.identity(posting.document)
            table.add(["\(posting.document)", "\(identity)", "\(posting.frequency)", positions])
        }
        table.write()
    }
}
