internal import FilingModel

/// Reads a Section 16 form that someone turned into text or Markdown.
package struct RenderedFormImporter: FilingImporter {
    /// The name in reports.
    package static let name = "form as text"

    /// An importer.
    package init() {}

    /// Whether the first bytes look like such a paper.
    ///
    /// - Parameter head: the first 8 KB or less.
    /// - Returns: whether this importer should read the file.
    package static func recognises(_ head: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: head.prefix(8192), as: UTF8.self).lowercased()
        // Containers, XML and whole HTML pages have readers of their own.
        let others = [
            "<ownershipdocument", "<sec-document", "<sec-header", "<submission>", "<html", "<!doctype", "<?xml",
        ]
        guard !others.contains(where: { text.contains($0) }) else { return false }
        let folded = TextLayout.folded(text)
        let phrases = [
            "name and address of reporting person", "statement of beneficial ownership",
            "statement of changes in beneficial ownership", "non derivative securities", "omb number 3235 0104",
            "omb number 3235 0287", "omb number 3235 0362", "issuer name and ticker",
            "relationship of reporting person",
            "explanation of responses", "reporting owner name address",
        ]
        let found = phrases.count { folded.contains($0) }
        return found >= 3 || found == 2 && ["form 3", "form 4", "form 5"].contains { folded.contains($0) }
    }

    /// Reads one paper.
    ///
    /// - Parameters:
    ///   - input: text in UTF-8 or Windows-1252.
    ///   - emit: called with the filing and with what was odd.
    package func read(_ input: ImportInput, emit: (ImportEvent) -> Void) {
        // No form is as long as that.
        guard input.bytes.count <= HTMLPageImporter.formBytesMax else {
            return PlainTextImporter().read(input, emit: emit)
        }
        guard let form = RenderedForm(lines: TextLayout.lines(of: input.bytes), input: input, as: .paper) else {
            emit(
                .issue(
                    ImportIssue(
                        kind: "unknown form", severity: .rejected, file: input.file, member: input.member,
                        message: "Expected Form 3, 4 or 5 in the first lines, found none; nothing was imported.")))
            return
        }
        emit(.filing(form.filing))
        for issue in form.issues { emit(.issue(issue)) }
    }
}
