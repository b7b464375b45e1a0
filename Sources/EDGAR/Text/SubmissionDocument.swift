/// One `<DOCUMENT>` block of a submission.
package struct SubmissionDocument: Sendable {
    /// The wrapper inside `<TEXT>`.
    package enum Wrapper: Sendable {
        /// None: text or HTML.
        case none
        /// `<XML>`.
        case xml
        /// `<XBRL>`.
        case xbrl
        /// `<PDF>`.
        case pdf
        /// `<JSON>`.
        case json
    }

    /// The document's type, such as `4` or `EX-24.3_907131`.
    package var type = ""
    /// Its file name.
    package var fileName: String?
    /// Its description.
    package var description: String?
    /// Its content, wrapper left out.
    package var content = 0..<0
    /// The wrapper that was left out.
    package var wrapper = Wrapper.none
    /// Lines of the submission before the content.
    package var lineCountBefore = 0
    /// Whether the end of the document is missing.
    package var isCutOff = false

    /// How to name the document to people: file name, else type.
    package var label: String { fileName ?? (type.isEmpty ? "a document without a type" : type) }
}

/// A submission taken apart: its header lines and its documents.
package struct SubmissionParts: Sendable {
    /// The lines of the header.
    package private(set) var header: Range<Int>
    /// The documents in order.
    package private(set) var documents: [SubmissionDocument] = []

    /// Takes a submission apart.
    ///
    /// - Parameters:
    ///   - bytes: where it is, lines already put right.
    ///   - range: the submission.
    package init(_ bytes: [UInt8], _ range: Range<Int>) {
        header = range
        var lines = TextLines(bytes, range)
        var lineCount = 0
        var isInHeader = true
        var isInText = false
        var open: SubmissionDocument?
        var textEnd: Int?
        func says(_ mark: String, _ line: Range<Int>) -> Bool {
            TextBytes.starts(with: mark, in: bytes, at: line.lowerBound)
        }
        while let line = lines.next() {
            lineCount += 1
            guard line.count >= 6, bytes[line.lowerBound] == UInt8(ascii: "<") else {
                if !isInText, var document = open, document.description != nil {
                    // A description that runs over.
                    let more = TextBytes.collapsed(bytes, line)
                    if !more.isEmpty { document.description = (document.description ?? "") + " " + more }
                    open = document
                }
                continue
            }
            if says("<document>", line) {
                if let document = open { close(document, bytes, textEnd ?? line.lowerBound, isCutOff: textEnd == nil) }
                if isInHeader { header = range.lowerBound..<line.lowerBound }
                open = SubmissionDocument()
                (isInHeader, isInText, textEnd) = (false, false, nil)
            } else if isInHeader, says("</sec-header>", line) || says("</ims-header>", line) {
                header = range.lowerBound..<line.lowerBound
                isInHeader = false
            } else if var document = open {
                if says("</document>", line) {
                    if !isInText { document.content = line.lowerBound..<line.lowerBound }
                    close(document, bytes, textEnd ?? line.lowerBound, isCutOff: false)
                    open = nil
                    isInText = false
                } else if isInText {
                    if says("</text>", line) { textEnd = line.lowerBound }
                } else if says("<text>", line) {
                    isInText = true
                    document.content = line.lowerBound + 6..<range.upperBound
                    document.lineCountBefore = lineCount - 1
                    open = document
                } else {
                    open = Self.read(document, bytes, line)
                }
            }
        }
        if let document = open { close(document, bytes, textEnd ?? range.upperBound, isCutOff: textEnd == nil) }
    }

    private static func read(
        _ document: SubmissionDocument, _ bytes: [UInt8], _ line: Range<Int>
    ) -> SubmissionDocument {
        var document = document
        func value(_ mark: String) -> String? {
            guard TextBytes.starts(with: mark, in: bytes, at: line.lowerBound) else { return nil }
            return TextBytes.collapsed(bytes, line.lowerBound + mark.utf8.count..<line.upperBound)
        }
        if let type = value("<type>") {
            document.type = type
        } else if let fileName = value("<filename>") {
            document.fileName = fileName.isEmpty ? nil : fileName
        } else if let description = value("<description>") {
            document.description = description.isEmpty ? nil : description
        }
        return document
    }

    private mutating func close(_ document: SubmissionDocument, _ bytes: [UInt8], _ end: Int, isCutOff: Bool) {
        var document = document
        document.isCutOff = isCutOff
        let start = min(document.content.lowerBound, end)
        document.content = start..<end
        let trimmed = TextBytes.trimmed(bytes, start..<end)
        let wrappers: [(String, String, SubmissionDocument.Wrapper)] = [
            ("<xml>", "</xml>", .xml), ("<xbrl>", "</xbrl>", .xbrl), ("<pdf>", "</pdf>", .pdf),
            ("<json>", "</json>", .json),
        ]
        for (opening, closing, wrapper) in wrappers
        where TextBytes.starts(with: opening, in: bytes, at: trimmed.lowerBound) {
            document.wrapper = wrapper
            let inner = trimmed.lowerBound + opening.utf8.count
            let closingStart = trimmed.upperBound - closing.utf8.count
            let isClosed = closingStart >= inner && TextBytes.starts(with: closing, in: bytes, at: closingStart)
            document.content = inner..<(isClosed ? closingStart : trimmed.upperBound)
            document.lineCountBefore += TextBytes.lineCount(bytes, start..<inner)
            break
        }
        documents.append(document)
    }
}
