/// The one place that chooses an importer, by the first bytes of an input.
package enum Importers {
    /// A format: how it is recognised and who reads it.
    private struct Format {
        let recognises: @Sendable (ArraySlice<UInt8>) -> Bool
        let importer: any FilingImporter
        /// The same, if it works with the parsers of a session; kept apart since finding out costs 3 µs an input.
        let sessionImporter: (any SessionImporter)?

        init<Importer: FilingImporter>(
            _ importer: Importer, _ recognises: @escaping @Sendable (ArraySlice<UInt8>) -> Bool
        ) {
            (self.recognises, self.importer) = (recognises, importer)
            sessionImporter = importer as? any SessionImporter
        }
    }

    // In this order; the first that recognises the bytes reads them. A new format is one more line.
    private static let formats: [Format] = [
        Format(SubmissionTextImporter(), SubmissionTextImporter.recognises),
        Format(XMLImporter(), XMLImporter.recognises),
        Format(RenderedHTMLImporter(), RenderedHTMLImporter.recognises),
        Format(RenderedFormImporter(), RenderedFormImporter.recognises),
        Format(HTMLPageImporter(), HTMLPageImporter.recognises),
        Format(FilingLinesImporter(), FilingLinesImporter.recognises),
        Format(InsiderTablesImporter(), InsiderTablesImporter.recognises),
        Format(EDGARIndexImporter(), EDGARIndexImporter.recognises),
        Format(PartyListImporter(), PartyListImporter.recognises),
    ]

    private static let lastResort = Format(PlainTextImporter(), { _ in true })

    private static func format(for input: ImportInput) -> Format {
        let head = input.bytes.prefix(headBytes)
        return formats.first { $0.recognises(head) } ?? lastResort
    }

    /// How many bytes a format may look at.
    package static let headBytes = 8 << 10

    /// The importer for an input; plain text if no format knows it.
    ///
    /// - Parameter input: the whole input, decompressed.
    /// - Returns: the importer, never none.
    package static func importer(for input: ImportInput) -> any FilingImporter {
        format(for: input).importer
    }

    /// Reads one input with the parsers of a session.
    static func read(_ input: ImportInput, session: ImportSession, emit: (ImportEvent) -> Void) {
        let format = format(for: input)
        if let importer = format.sessionImporter {
            importer.read(input, session: session, emit: emit)
        } else {
            format.importer.read(input, emit: emit)
        }
    }

    /// Reads one input; for many of them a session saves the set-up.
    ///
    /// - Parameters:
    ///   - input: the whole input, decompressed.
    ///   - emit: called for every filing, party and issue found.
    package static func read(_ input: ImportInput, emit: (ImportEvent) -> Void) {
        ImportSession().read(input, emit: emit)
    }
}
