internal import FilingModel

/// Reads a form in the HTML that the SEC shows of it, or in a copy of that page.
package struct RenderedHTMLImporter: FilingImporter {
    /// The name in reports.
    package static let name = "form as HTML"

    /// An importer.
    package init() {}

    /// Whether the first bytes are such a page: HTML with the title `SEC FORM 4`, or with the form's own headings.
    ///
    /// - Parameter head: the first 8 KB or less.
    /// - Returns: whether this importer should read the file.
    package static func recognises(_ head: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: head.prefix(8192), as: UTF8.self).lowercased()
        guard HTMLPageImporter.looksLikeHTML(text) else { return false }
        // EDGAR's page of headers names the form in the descriptions of its documents.
        guard !text.contains("&lt;sec-header") else { return false }
        let folded = TextLayout.folded(text)
        if folded.contains("title sec form") { return true }
        // A page about a filing names the form as well.
        guard !folded.contains("edgar filing documents"), !folded.contains("edgar search results") else { return false }
        return folded.contains("name and address of reporting person")
            || folded.contains("in beneficial ownership")
                && ["form 3", "form 4", "form 5"].contains { folded.contains($0) }
    }

    /// Reads one page.
    ///
    /// - Parameters:
    ///   - input: HTML.
    ///   - emit: called with the filing and with what was odd.
    package func read(_ input: ImportInput, emit: (ImportEvent) -> Void) {
        guard input.bytes.count <= HTMLPageImporter.formBytesMax else {
            return HTMLPageImporter.emitText(of: input, form: "HTML", emit: emit)
        }
        let events = HTMLReader.events(of: input.bytes)
        if let form = RenderedForm(lines: HTMLLayout(events).lines, input: input, as: .page) {
            emit(.filing(form.filing))
            for issue in form.issues { emit(.issue(issue)) }
            return
        }
        let title = HTMLText.title(of: events)
        var name = "HTML"
        if title.hasPrefix("sec form "), let mark = title.dropFirst(9).split(separator: " ").first {
            name = mark.uppercased() + (title.hasSuffix(" a") ? "/A" : "")
        }
        HTMLPageImporter.emitText(of: input, form: name, emit: emit)
    }
}
