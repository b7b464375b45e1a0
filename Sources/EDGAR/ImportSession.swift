/// What one thread needs to import many inputs: parser contexts that are made once.
///
/// A session belongs to one thread; several threads take one each.
///
/// ```swift
/// let session = ImportSession()
/// session.read(input) { event in … }
/// ```
package final class ImportSession {
    /// The XML parser of this thread.
    package let xmlReader: XMLReader

    /// A session.
    ///
    /// - Parameter limits: what one XML document may cost.
    package init(limits: XMLReader.Limits = XMLReader.Limits()) {
        xmlReader = XMLReader(limits: limits)
    }

    /// Reads one input with the importer that its first bytes ask for.
    ///
    /// - Parameters:
    ///   - input: the whole input, decompressed.
    ///   - format: as `Importers.format` found it; `nil` to have it found.
    ///   - emit: called for every filing, party and issue found.
    package func read(_ input: ImportInput, as format: ImportFormat? = nil, emit: (ImportEvent) -> Void) {
        Importers.read(input, as: format ?? Importers.format(of: input), session: self, emit: emit)
    }
}

/// An importer that works with the parsers of a session.
package protocol SessionImporter: FilingImporter {
    /// Reads one input and hands on what it holds.
    ///
    /// - Parameters:
    ///   - input: the whole input, decompressed.
    ///   - session: this thread's.
    ///   - emit: called for every filing, party and issue found.
    func read(_ input: ImportInput, session: ImportSession, emit: (ImportEvent) -> Void)
}

extension SessionImporter {
    package func read(_ input: ImportInput, emit: (ImportEvent) -> Void) {
        read(input, session: ImportSession(), emit: emit)
    }
}
