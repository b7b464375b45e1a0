/// Tells that a web page is no filing, unless it shows a submission header.
package struct WebPageImporter: SessionImporter {
    /// For reports.
    package static let name = "web page"

    /// An importer.
    package init() {}

    /// Whether the bytes begin like HTML.
    ///
    /// - Parameter head: the first bytes of the input.
    package static func recognises(_ head: ArraySlice<UInt8>) -> Bool {
        guard let markup = Markup(head) else { return false }
        return markup.rootName == "html" || markup.hasHTMLType
    }

    package func read(_ input: ImportInput, session: ImportSession, emit: (ImportEvent) -> Void) {
        if SubmissionTextImporter.readHeaderPage(input, session: session, emit: emit) { return }
        emit(
            .issue(
                ImportPlace(input).issue(
                    "not a filing", .note,
                    message: "a web page that is no rendered form; nothing was imported")))
    }
}
