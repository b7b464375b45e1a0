/// The one place that chooses an importer, by the first bytes of an input.
package enum Importers {
    /// A format: how it is recognised and who reads it.
    private struct Format {
        let recognises: @Sendable (ArraySlice<UInt8>) -> Bool
        let importer: any FilingImporter
    }

    // In this order; the first that recognises the bytes reads them. A new format is one more line.
    private static let formats: [Format] = [
        Format(recognises: SubmissionTextImporter.recognises, importer: SubmissionTextImporter()),
        Format(recognises: XMLImporter.recognises, importer: XMLImporter()),
        Format(recognises: WebPageImporter.recognises, importer: WebPageImporter()),
    ]

    /// How many bytes a format may look at.
    package static let headBytes = 8 << 10

    /// The importer for an input; plain text if no format knows it.
    ///
    /// - Parameter input: the whole input, decompressed.
    package static func importer(for input: ImportInput) -> any FilingImporter {
        let head = input.bytes.prefix(headBytes)
        for format in formats where format.recognises(head) { return format.importer }
        return PlainTextImporter()
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
