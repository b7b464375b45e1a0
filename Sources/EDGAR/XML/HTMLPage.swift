internal import FilingModel

/// Reads any HTML page as one searchable text.
package struct HTMLPageImporter: SessionImporter {
    /// The name in reports.
    package static let name = "HTML page"

    /// An importer.
    package init() {}

    /// Whether the first bytes are HTML.
    ///
    /// - Parameter head: the first 8 KB or less.
    /// - Returns: whether this importer should read the file.
    package static func recognises(_ head: ArraySlice<UInt8>) -> Bool {
        looksLikeHTML(String(decoding: head.prefix(8192), as: UTF8.self).lowercased())
    }

    /// Whether lower-case text begins as HTML does: its first element is one of HTML's.
    ///
    /// Blanks, comments, an XML declaration and style sheet instructions may stand before it.
    static func looksLikeHTML(_ text: String) -> Bool {
        var rest = text.unicodeScalars.drop { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
        guard rest.first == "<" else { return false }
        while rest.first == "<" {
            let isComment = String(rest.prefix(4)) == "<!--"
            let isInstruction = String(rest.prefix(2)) == "<?"
            let isDeclaration = String(rest.prefix(2)) == "<!" && !isComment
            if isDeclaration, String(rest.prefix(14)) == "<!doctype html" { return true }
            guard isComment || isInstruction || isDeclaration else { break }
            guard let end = Substring(rest).firstRange(of: isComment ? "-->" : ">") else { return false }
            rest = text.unicodeScalars[end.upperBound...].drop { $0.properties.isWhitespace }
        }
        guard rest.first == "<" else { return false }
        let name = rest.dropFirst().prefix { $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0)) }
        let next = rest.dropFirst(1 + name.count).first
        return elements.contains(String(name)) && next != ":"
    }

    private static let elements: Set<String> = [
        "html", "head", "body", "title", "meta", "link", "script", "style", "table", "div", "p", "font", "center",
        "span", "h1", "h2", "h3", "h4", "b", "i", "u", "strong", "em", "hr", "br", "pre", "a", "base",
    ]

    /// Reads one page; a page of EDGAR itself, such as an index of documents, is no filing, but one that shows a
    /// submission's header is read for it.
    ///
    /// - Parameters:
    ///   - input: HTML.
    ///   - session: this thread's parsers.
    ///   - emit: called with the page as a filing of form `HTML`, or with an issue.
    package func read(_ input: ImportInput, session: ImportSession, emit: (ImportEvent) -> Void) {
        if SubmissionTextImporter.readHeaderPage(input, session: session, emit: emit) { return }
        // The title stands at the top, and no form is that long.
        let isLong = input.bytes.count > Self.formBytesMax
        let events = HTMLReader.events(of: isLong ? Array(input.bytes.prefix(1 << 16)) : input.bytes)
        let title = HTMLText.title(of: events)
        let pages = ["edgar filing documents", "edgar search results", "edgar filing index", "edgar company search"]
        let denial = ["undeclared automated tool", "request rate threshold exceeded", "access denied"]
        if pages.contains(where: { title.hasPrefix($0) }) || title.contains("browse edgar")
            || denial.contains(where: { title.contains($0) })
        {
            emit(
                .issue(
                    ImportIssue(
                        kind: "not a filing", severity: .note, file: input.file, member: input.member,
                        message: "The page “\(title)” is one of EDGAR's own; nothing was imported.")))
            return
        }
        if isLong { return Self.emitText(of: input, form: "HTML", emit: emit) }
        // The headings of a form may stand far below the top of a page.
        let layout = HTMLLayout(events)
        if layout.lines.contains(where: { $0.folded.contains("name and address of reporting person") }),
            let form = RenderedForm(lines: layout.lines, input: input, as: .page)
        {
            emit(.filing(form.filing))
            for issue in form.issues { emit(.issue(issue)) }
            return
        }
        Self.emitText(of: input, form: "HTML", emit: emit)
    }

    /// A page that is longer shows no form: sixty rows and a hundred footnotes take a tenth of it.
    static let formBytesMax = 8 << 20

    /// Hands on a page as a filing with nothing but its text.
    static func emitText(of input: ImportInput, form: String, emit: (ImportEvent) -> Void) {
        var budget = TextBudget()
        let text = budget.take(HTMLText.text(of: input.bytes, limit: budget.limit), of: "the page")
        guard let source = FilingSource(whole: input, as: .html), let type = FormType(parsing: form), !text.isEmpty
        else {
            emit(
                .issue(
                    ImportIssue(
                        kind: "empty page", severity: .rejected, file: input.file, member: input.member,
                        message: "The HTML page holds no words; nothing was imported.")))
            return
        }
        var filing = Filing(identity: FilingIdentity(of: input, source: source), form: type, source: source)
        filing.documents = [FilingDocumentText(type: type.description, text: text)]
        budget.report(ImportPlace(input), emit: emit)
        emit(.filing(filing))
    }
}
