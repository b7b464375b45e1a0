/// The format of an input.
package struct ImportFormat: Sendable {
    /// Its place in the list of formats.
    fileprivate let number: Int
    /// Its name in reports, such as `ownership XML`.
    package let name: String
}

/// The one place that chooses an importer, by the first bytes of an input.
package enum Importers {
    /// A format: how it is recognised and who reads it.
    private struct Format {
        let recognises: @Sendable (ArraySlice<UInt8>) -> Bool
        let importer: any FilingImporter
        /// The same, if it works with the parsers of a session; kept apart since finding out costs 3 µs an input.
        let sessionImporter: (any SessionImporter)?
        let name: String
        /// Where a large file of this format may be cut.
        let cut: PieceCut

        init<Importer: FilingImporter>(
            _ importer: Importer, cut: PieceCut = .none,
            _ recognises: @escaping @Sendable (ArraySlice<UInt8>) -> Bool
        ) {
            (self.recognises, self.importer, self.cut) = (recognises, importer, cut)
            name = Importer.name
            sessionImporter = importer as? any SessionImporter
        }
    }

    // In this order; the first that recognises the bytes reads them. A new format is one more line.
    private static let formats: [Format] = [
        Format(SubmissionTextImporter(), cut: .repeatedMark, SubmissionTextImporter.recognises),
        Format(XMLImporter(), XMLImporter.recognises),
        Format(RenderedHTMLImporter(), RenderedHTMLImporter.recognises),
        Format(RenderedFormImporter(), RenderedFormImporter.recognises),
        Format(HTMLPageImporter(), HTMLPageImporter.recognises),
        Format(FilingLinesImporter(), cut: .lines, FilingLinesImporter.recognises),
        Format(PartyListImporter(), PartyListImporter.recognises),
        // The last resort.
        Format(PlainTextImporter(), { _ in true }),
    ]

    /// The number of the format that recognises some bytes.
    static func number(for bytes: ArraySlice<UInt8>) -> Int {
        let head = bytes.prefix(headBytes)
        return formats.firstIndex { $0.recognises(head) } ?? formats.count - 1
    }

    /// Where a file of a format may be cut.
    static func cut(_ number: Int) -> PieceCut { formats[number].cut }

    /// The format of an input.
    ///
    /// - Parameter input: decompressed.
    /// - Returns: what its first bytes tell, or those of the file it is a piece of.
    package static func format(of input: ImportInput) -> ImportFormat {
        let number = input.importer ?? number(for: input.bytes[...])
        return ImportFormat(number: number, name: formats[number].name)
    }

    /// How many bytes a format may look at.
    package static let headBytes = 8 << 10

    /// The importer for an input; plain text if no format knows it.
    ///
    /// - Parameter input: the whole input, decompressed.
    /// - Returns: the importer, never none.
    package static func importer(for input: ImportInput) -> any FilingImporter {
        formats[format(of: input).number].importer
    }

    /// Reads one input with the parsers of a session.
    static func read(
        _ input: ImportInput, as format: ImportFormat, session: ImportSession, emit: (ImportEvent) -> Void
    ) {
        let format = formats[format.number]
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
