internal import FilingModel

/// Reads an XML file: an ownership document into its fields, other forms into form, parties and words.
package struct XMLImporter: SessionImporter {
    /// For reports.
    package static let name = "XML"

    /// An importer.
    package init() {}

    /// Whether the bytes begin like XML, HTML excepted.
    ///
    /// - Parameter head: the first bytes of the input.
    /// - Returns: whether this importer should read the input.
    package static func recognises(_ head: ArraySlice<UInt8>) -> Bool {
        guard let markup = Markup(head) else { return false }
        return markup.rootName != "html" && (markup.hasDeclaration || Self.knownRoots.contains(markup.rootName))
    }

    // Roots of documents that come without a declaration; others need one to be taken for XML.
    private static let knownRoots: Set<String> = [
        "ownershipdocument", "edgarsubmission", "informationtable", "feed", "rss", "xbrl", "schema", "linkbase",
    ]

    package func read(_ input: ImportInput, session: ImportSession, emit: (ImportEvent) -> Void) {
        var input = input
        if let decoded = Self.decodedFromUTF16(input.bytes) {
            input = ImportInput(file: input.file, member: input.member, bytes: decoded)
        }
        let place = ImportPlace(input)
        let whole = 0..<input.bytes.count
        let document = XMLDocument(input.bytes, whole, reader: session.xmlReader, place: place)
        for issue in document.issues { emit(.issue(issue)) }
        guard let root = document.tape.rootName else { return }
        guard !SubmissionXML.otherRoots.contains(root), !SubmissionXML.xbrlRoots.contains(root) else {
            emit(
                .issue(
                    place.issue(
                        "not a filing", .note,
                        message: "XML with the root element `\(root)` is no filing; nothing was imported")))
            return
        }
        let source = input.source(of: whole, as: .xml)
        let identity = input.accessionInPath.map(FilingIdentity.accession) ?? FilingIdentity(contentOf: source.sha256)
        if OwnershipXML.reads(rootName: root) {
            let ownership = OwnershipXML(
                tape: document.tape, identity: identity, source: source, place: document.place)
            for issue in ownership.issues { emit(.issue(issue)) }
            emit(.filing(ownership.filing))
        } else {
            let submission = SubmissionXML(
                tape: document.tape, identity: identity, source: source, place: document.place)
            for issue in submission.issues { emit(.issue(issue)) }
            var filing = submission.filing
            if !submission.text.isEmpty {
                var budget = TextBudget()
                let text = budget.take(submission.text, of: "the document")
                budget.report(place, emit: emit)
                filing.documents = [FilingDocumentText(type: filing.form.description, text: text)]
            }
            emit(.filing(filing))
        }
    }

    /// The text of a file that begins with a byte order mark of UTF-16.
    private static func decodedFromUTF16(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count >= 2 else { return nil }
        let isLittle = bytes[0] == 0xFF && bytes[1] == 0xFE
        guard isLittle || (bytes[0] == 0xFE && bytes[1] == 0xFF) else { return nil }
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        for index in stride(from: 2, to: bytes.count - 1, by: 2) {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(isLittle ? first | second << 8 : first << 8 | second)
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}

/// What stands at the begin of marked-up text: the declaration and the first element.
package struct Markup {
    /// Whether `<?xml` stands in front.
    package private(set) var hasDeclaration = false
    /// Local name of the first element in lower case; empty if none is in sight.
    package private(set) var rootName = ""
    /// Whether a `!DOCTYPE html` stands in front.
    package private(set) var hasHTMLType = false

    /// Looks at the begin of an input; `nil` if its first byte, mark and blanks skipped, is no `<`.
    ///
    /// - Parameter head: the first bytes.
    package init?(_ head: ArraySlice<UInt8>) {
        var index = Self.skippedBlank(head)
        if head.starts(with: [0xFF, 0xFE, 0x3C, 0x00]) || head.starts(with: [0xFE, 0xFF, 0x00, 0x3C]) {
            hasDeclaration = true
            return
        }
        guard index < head.endIndex, head[index] == UInt8(ascii: "<") else { return nil }
        while index < head.endIndex, head[index] == UInt8(ascii: "<") {
            let next = index + 1
            guard next < head.endIndex else { return }
            switch head[next] {
            case UInt8(ascii: "?"):
                if TextBytes.starts(with: "xml", in: head, at: next + 1 - head.startIndex) { hasDeclaration = true }
                index = Self.offset(after: "?>", in: head, from: next)
            case UInt8(ascii: "!"):
                if TextBytes.starts(with: "!doctype html", in: head, at: next - head.startIndex) { hasHTMLType = true }
                let isComment = TextBytes.starts(with: "!--", in: head, at: next - head.startIndex)
                index = Self.offset(after: isComment ? "-->" : ">", in: head, from: next)
            default:
                var name: [UInt8] = []
                var position = next
                while position < head.endIndex, Self.isNamePart(head[position]) {
                    if head[position] == UInt8(ascii: ":") {
                        name.removeAll()
                    } else {
                        name.append(TextBytes.lowercased(head[position]))
                    }
                    position += 1
                }
                rootName = String(decoding: name, as: UTF8.self)
                return
            }
            while index < head.endIndex, TextBytes.isBlank(head[index]) { index += 1 }
        }
    }

    /// The first offset that is neither blank nor part of a byte order mark of UTF-8.
    ///
    /// - Parameter head: the first bytes.
    /// - Returns: an index of `head`, its end if all is blank.
    package static func skippedBlank(_ head: ArraySlice<UInt8>) -> Int {
        var index = head.startIndex
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { index += 3 }
        while index < head.endIndex, TextBytes.isBlank(head[index]) { index += 1 }
        return index
    }

    private static func offset(after end: String, in head: ArraySlice<UInt8>, from start: Int) -> Int {
        var index = start
        while index < head.endIndex {
            if TextBytes.starts(with: end, in: head, at: index - head.startIndex) {
                return index + end.utf8.count
            }
            index += 1
        }
        return head.endIndex
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: ":"), 0x80...0xFF:
            true
        default:
            false
        }
    }
}
