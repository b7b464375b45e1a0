internal import FilingModel

/// One submission on its way to a filing.
struct Submission {
    let bytes: [UInt8]
    let range: Range<Int>
    let place: ImportPlace
    let source: FilingSource
    /// Accession number of the file name, for headers without one.
    let fallback: AccessionNumber?
    /// Whether the documents hold links to themselves only, as on EDGAR's header pages.
    var holdsLinksOnly = false

    init(
        bytes: [UInt8], range: Range<Int>, place: ImportPlace, source: FilingSource, fallback: AccessionNumber?
    ) {
        self.bytes = bytes
        self.range = range
        self.place = place
        self.source = source
        self.fallback = fallback
    }

    func read(session: ImportSession, emit: (ImportEvent) -> Void) {
        let parts = SubmissionParts(bytes, range)
        let header = SubmissionHeader(bytes, parts.header)
        let identity = identity(header)
        for (label, value) in header.unread {
            emit(
                .issue(
                    place.issue(
                        "unreadable value", .warning,
                        message: "expected a number or date in the header line \(label), found `\(value.prefix(80))`"
                            + "; it was left out")))
        }
        guard header.form != nil || header.accession != nil || !parts.documents.isEmpty else {
            emit(
                .issue(
                    place.issue(
                        "no submission", .rejected,
                        message: "expected a submission header or a document, found neither; nothing was imported")))
            return
        }
        var skipped = SkippedDocuments()
        var filing: Filing?
        var texts: [FilingDocumentText] = []
        var facts: Filing?
        var attorneys: [String] = []
        var budget = TextBudget()
        for document in parts.documents {
            reportCut(document, emit: emit)
            if holdsLinksOnly {
                texts.append(text(document, ""))
                continue
            }
            switch content(of: document) {
            case .binary: skipped.binary.append(document.label)
            case .xbrl: skipped.xbrl.append(document.label)
            case .xml:
                let xml = XMLDocument(bytes, document.content, reader: session.xmlReader, place: place(of: document))
                for issue in xml.issues {
                    var issue = issue
                    // The submission itself is imported, so one bad document rejects nothing.
                    if issue.severity == .rejected { issue.severity = .warning }
                    emit(.issue(issue))
                }
                if filing == nil, OwnershipXML.reads(rootName: xml.tape.rootName) {
                    let ownership = OwnershipXML(
                        tape: xml.tape, identity: identity, source: source, place: xml.place)
                    for issue in ownership.issues { emit(.issue(issue)) }
                    filing = ownership.filing
                    if !ownership.hasDocumentType, let form = header.form { filing?.form = form }
                } else if xml.tape.rootName == "html" {
                    let part = HTMLText.text(of: bytes, document.content, limit: budget.limit)
                    texts.append(text(document, budget.take(part, of: document.label)))
                } else if SubmissionXML.xbrlRoots.contains(xml.tape.rootName ?? "") {
                    skipped.xbrl.append(document.label)
                } else {
                    let other = SubmissionXML(tape: xml.tape, identity: identity, source: source, place: xml.place)
                    for issue in other.issues { emit(.issue(issue)) }
                    if facts == nil { facts = other.filing } else { facts?.add(other.filing) }
                    // A table that became rows has nothing to say besides.
                    if !other.text.isEmpty || other.filing.rows.isEmpty {
                        texts.append(text(document, budget.take(other.text, of: document.label)))
                    }
                }
            case .html:
                let part = HTMLText.text(of: bytes, document.content, limit: budget.limit)
                texts.append(text(document, budget.take(part, of: document.label)))
            case .text:
                let lines = budget.lines(bytes, document.content)
                let plain = plainText(document, lines.range, emit: emit)
                texts.append(text(document, budget.take((plain, lines.isCut), of: document.label)))
            }
        }
        if !holdsLinksOnly {
            let names = texts.filter(\.text.isEmpty).map { $0.fileName ?? $0.type }
            skipped.wordless += names.filter { !budget.cutDocuments.contains($0) }
        }
        skipped.report(place: place, emit: emit)
        budget.report(place, emit: emit)
        var result = filing ?? Filing(identity: identity, form: form(header, parts), source: source)
        for text in texts where text.type.uppercased().hasPrefix("EX-24") {
            for name in PowerOfAttorney.attorneys(in: text.text) where !attorneys.contains(name) {
                attorneys.append(name)
            }
        }
        result.documents = texts.filter { !$0.text.isEmpty || holdsLinksOnly }
        header.complete(&result, facts: facts, isFromXML: filing != nil, place: place, emit: emit)
        if filing == nil, result.form.isOwnership { readColumns(of: texts, into: &result, emit: emit) }
        result.otherParties += attorneys.map { FilingParty(.attorneyInFact, name: $0) }
        emit(.filing(result))
    }

    /// Takes rows from the text of a form of the years before XML, where its columns can be read.
    private func readColumns(
        of texts: [FilingDocumentText], into filing: inout Filing, emit: (ImportEvent) -> Void
    ) {
        let main = texts.first { FormType(parsing: $0.type)?.base == filing.form.base }
        guard let main = main ?? texts.first, !main.text.isEmpty else { return }
        let columns = ColumnForm(main.text)
        filing.rows = columns.rows
        guard columns.unreadCount > 0 else { return }
        emit(
            .issue(
                place.issue(
                    "unread row", .warning,
                    message:
                        "expected the columns of Form \(filing.form), found \(columns.unreadCount) lines with a day "
                        + "that don't fit; they were kept as text")))
    }

    private func identity(_ header: SubmissionHeader) -> FilingIdentity {
        if let number = header.accession { return .accession(number) }
        // `<SEC-DOCUMENT>0001062993-20-006195.txt : 20201209` names it as well.
        for line in TextLines(bytes, range.lowerBound..<min(range.upperBound, range.lowerBound + 2_048)) {
            guard
                TextBytes.starts(with: "<sec-document>", in: bytes, at: line.lowerBound)
                    || TextBytes.starts(with: "<ims-document>", in: bytes, at: line.lowerBound)
                    || TextBytes.starts(with: "<sec-header>", in: bytes, at: line.lowerBound)
            else { continue }
            if let number = AccessionNumber(inPath: String(decoding: bytes[line].prefix(80), as: UTF8.self)) {
                return .accession(number)
            }
        }
        return fallback.map(FilingIdentity.accession) ?? FilingIdentity(contentOf: source.sha256)
    }

    private func form(_ header: SubmissionHeader, _ parts: SubmissionParts) -> FormType {
        header.form ?? parts.documents.lazy.compactMap { FormType(parsing: $0.type) }.first
            ?? FormType(base: "SUBMISSION", isAmendment: false)
    }

    private func place(of document: SubmissionDocument) -> ImportPlace {
        var place = place
        place.line += document.lineCountBefore
        return place
    }

    private func text(_ document: SubmissionDocument, _ text: String) -> FilingDocumentText {
        FilingDocumentText(
            type: document.type, fileName: document.fileName, description: document.description, text: text)
    }

    private func reportCut(_ document: SubmissionDocument, emit: (ImportEvent) -> Void) {
        guard document.isCutOff else { return }
        emit(
            .issue(
                place.issue(
                    "document cut off", .warning,
                    message: "expected `</DOCUMENT>` after \(document.label), found the end; what is there was read")))
    }
}

/// The documents that were left out, told in one issue a kind.
private struct SkippedDocuments {
    var binary: [String] = []
    var xbrl: [String] = []
    var wordless: [String] = []

    func report(place: ImportPlace, emit: (ImportEvent) -> Void) {
        for (names, kind, words) in [
            (binary, "binary document skipped", "hold no text"),
            (xbrl, "XBRL document skipped", "hold figures for machines, whose words stand in the main document"),
            (wordless, "document without words skipped", "hold no words, often a picture alone"),
        ] where !names.isEmpty {
            let shown = names.prefix(5).joined(separator: ", ")
            let more = names.count > 5 ? " and \(names.count - 5) more" : ""
            emit(
                .issue(
                    place.issue(
                        kind, .note, message: "\(names.count) documents \(words): \(shown)\(more); skipped")))
        }
    }
}

extension Submission {
    /// What a document's content is.
    fileprivate enum Content {
        case xml, html, text, binary, xbrl
    }

    fileprivate func content(of document: SubmissionDocument) -> Content {
        let fileName = (document.fileName ?? "").lowercased()
        let type = document.type.uppercased()
        let trimmed = TextBytes.trimmed(bytes, document.content)
        if document.wrapper == .pdf || isEncodedBinary(trimmed) { return .binary }
        // What EDGAR itself makes out of XBRL for its viewer says so in the description.
        let isMadeByEDGAR = document.description?.uppercased() == "IDEA: XBRL DOCUMENT"
        if type.hasPrefix("EX-101") || type.hasPrefix("EX-100.") || type == "JSON" || document.wrapper == .json
            || isMadeByEDGAR || isViewerPage(type, fileName)
        {
            return .xbrl
        }
        let head = bytes[trimmed].prefix(Importers.headBytes)
        guard let markup = Markup(head) else {
            return fileName.hasSuffix(".htm") || fileName.hasSuffix(".html") ? .html : .text
        }
        // Reports of today are pages with XBRL inside, wrapped in `<XBRL>` all the same.
        if markup.rootName == "html" || markup.hasHTMLType { return .html }
        if document.wrapper == .xbrl { return .xbrl }
        if markup.hasDeclaration || document.wrapper == .xml || markup.rootName == "ownershipdocument" { return .xml }
        let pageRoots: Set<String> = [
            "head", "title", "body", "div", "p", "table", "font", "center", "b", "h1", "h2", "h3", "span", "style",
            "hr",
        ]
        if fileName.hasSuffix(".htm") || fileName.hasSuffix(".html") { return .html }
        // `<TABLE>` opens a table of plain text in the 1990s, so it takes a closing cell to make a page of it.
        guard pageRoots.contains(markup.rootName) else { return .text }
        return TextBytes.firstOffset(of: "</td", in: bytes, trimmed) != nil
            || TextBytes.firstOffset(of: "<br", in: bytes, trimmed) != nil ? .html : .text
    }

    /// `R2.htm` and its kin: pages that EDGAR's viewer makes from XBRL.
    private func isViewerPage(_ type: String, _ fileName: String) -> Bool {
        guard type == "XML", fileName.first == "r" else { return false }
        let stem = fileName.dropFirst().prefix { $0 != "." }
        return !stem.isEmpty && stem.allSatisfy(\.isNumber)
    }

    private func isEncodedBinary(_ content: Range<Int>) -> Bool {
        if bytes[content].prefix(4_096).contains(0) { return true }
        // `begin 644 image.jpg`, sometimes behind a line or two.
        for line in TextLines(bytes, content).prefix(3) {
            guard line.count > 10, TextBytes.starts(with: "begin ", in: bytes, at: line.lowerBound) else { continue }
            let mode = bytes[line.lowerBound + 6..<line.lowerBound + 9]
            if mode.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "7") }) { return true }
        }
        return false
    }

    /// Text of a document without the tags of the 1990s.
    fileprivate func plainText(
        _ document: SubmissionDocument, _ content: Range<Int>, emit: (ImportEvent) -> Void
    ) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(content.count)
        let tags: Set<String> = ["page", "table", "/table", "caption", "s", "c", "fn", "/fn", "f1", "f2", "f3"]
        var index = content.lowerBound
        let end = content.upperBound
        while index < end {
            let byte = bytes[index]
            if byte == UInt8(ascii: "<"),
                let stop = bytes[index..<min(end, index + 12)].firstIndex(of: UInt8(ascii: ">")),
                tags.contains(String(decoding: bytes[index + 1..<stop], as: UTF8.self).lowercased())
            {
                index = stop + 1
            } else {
                output.append(byte)
                index += 1
            }
        }
        let (text, isUTF8) = PlainTextImporter.decoded(output, TextBytes.trimmed(output, 0..<output.count))
        if !isUTF8 {
            emit(
                .issue(
                    place(of: document).issue(
                        "not UTF-8", .note,
                        message: "the bytes of \(document.label) are not UTF-8; read as Windows-1252")))
        }
        return text
    }
}
