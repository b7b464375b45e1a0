internal import FilingModel
internal import FilingSearch

/// Writes the answer to a search.
struct SearchOutput {
    private let results: SearchResults
    private let query: String

    init(_ results: SearchResults, _ query: String) { (self.results, self.query) = (results, query) }

    func write(as format: OutputFormat) {
        switch format {
        case .table: writeTable()
        case .json: Output.jsonPretty(Wire.Search(results, query: query))
        case .jsonl:
            for hit in results.hits { Output.jsonLine(Wire.Filing(hit)) }
            writeNext()
        case .csv:
            writeCSV()
            writeNext()
        }
    }

    private func writeTable() {
        for hit in results.hits {
            for line in FilingText.summary(hit.filing) { Output.line(line) }
            for passage in hit.passages { Output.line("  " + Self.line(passage)) }
            for share in hit.explanation {
                let number = Double(share.tenThousandths) / 10_000
                Output.line("  \(number)  \(Output.bold(share.part))  \(share.reason)")
            }
            if !hit.explanation.isEmpty {
                Output.line("  = \((Double(hit.score) * 10_000).rounded() / 10_000)")
            }
            Output.line("")
        }
        for facet in results.facets { write(facet) }
        guard results.total > 0 else { return Output.note("nothing found") }
        let groups = results.groupCount.map { " of \($0) parties" } ?? ""
        let total = results.isComplete ? "\(results.total)" : "at least \(results.total)"
        Output.note("\(results.hits.count)\(groups) of \(total) filings")
        writeNext()
    }

    private func writeNext() {
        if let next = results.next { Output.note("next page: --after \(next)") }
    }

    private func write(_ counts: FacetCounts) {
        let more = counts.distinctCount - counts.values.count
        Output.line(Output.bold(counts.facet.rawValue))
        var table = TextTable(["filings", "value", ""], numeric: [0])
        for value in counts.values {
            table.add(["\(value.count)", value.value, value.label == value.value ? "" : value.label])
        }
        table.write()
        if more > 0 { Output.line("… and \(more) more") }
        Output.line("")
    }

    /// A passage in a line, what was found in bold.
    private static func line(_ passage: Passage) -> String {
        var line = Output.dim(passage.field + ": ") + (passage.isCutBefore ? "… " : "")
        let scalars = Array(passage.text.unicodeScalars)
        func text(_ range: Range<Int>) -> String {
            let words = String(String.UnicodeScalarView(scalars[range]))
            // Texts are filed with line breaks and columns; a passage is one line.
            var result = ""
            for character in words {
                if character.isWhitespace {
                    if result.last != " " { result.append(" ") }
                } else {
                    result.append(character)
                }
            }
            return result
        }
        var place = 0
        for range in passage.ranges {
            line += text(place..<range.lowerBound) + Output.bold(text(range))
            place = range.upperBound
        }
        return line + text(place..<scalars.count) + (passage.isCutBehind ? " …" : "")
    }

    private func writeCSV() {
        var table = TextTable(CSVRows.filingHeadings)
        for hit in results.hits { table.add(CSVRows.cells(hit.filing, score: hit.score)) }
        table.writeCSV()
    }
}
