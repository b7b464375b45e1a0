internal import FilingModel

/// Reads submissions as EDGAR hands them out: `.txt`, `.nc`, `.sgml`, header files and old PEM messages.
///
/// Each submission becomes one filing. An ownership document inside is read into its fields, the header adds what XML
/// does not tell, and every other document becomes text.
package struct SubmissionTextImporter: SessionImporter {
    /// For reports.
    package static let name = "submission"

    /// An importer.
    package init() {}

    /// Whether the bytes begin with a mark of a submission.
    ///
    /// - Parameter head: the first bytes of the input.
    /// - Returns: whether this importer should read the input.
    package static func recognises(_ head: ArraySlice<UInt8>) -> Bool { SubmissionContainer.begins(head) }

    package func read(_ input: ImportInput, session: ImportSession, emit: (ImportEvent) -> Void) {
        let submissions = SubmissionContainer.submissions(in: input.bytes)
        // Lines are counted on from one submission to the next: a file may hold a hundred thousand.
        let one = TextBytes.lineCount(input.bytes, 0..<0)
        var line = one
        var counted = 0
        for range in submissions {
            line += TextBytes.lineCount(input.bytes, counted..<range.lowerBound) - one
            counted = range.lowerBound
            let lines = SubmissionContainer.lines(input.bytes, range)
            var place = ImportPlace(input)
            place.line = line
            if lines.joinedCount > 0 {
                emit(
                    .issue(
                        place.issue(
                            "cut lines joined", .note,
                            message: "\(lines.joinedCount) lines had been cut at 1,023 bytes; they were joined, so "
                                + "later line numbers are those of the joined text")))
            }
            let submission = Submission(
                bytes: lines.bytes, range: lines.range, place: place,
                source: input.source(of: range, as: .submission),
                // A name of a file says nothing about one of several submissions in it.
                fallback: submissions.count == 1 ? input.accessionInPath : nil)
            submission.read(session: session, emit: emit)
        }
        if submissions.isEmpty {
            emit(
                .issue(
                    ImportPlace(input).issue(
                        "no submission", .rejected,
                        message: "expected `<SEC-DOCUMENT>` or another mark at the begin of a line, found none; "
                            + "nothing was imported")))
        }
    }

    /// Reads EDGAR's page of headers, which shows a submission with its tags escaped.
    ///
    /// - Parameters:
    ///   - input: a web page.
    ///   - session: this thread's.
    ///   - emit: called for what was found.
    /// - Returns: whether the page is one.
    static func readHeaderPage(_ input: ImportInput, session: ImportSession, emit: (ImportEvent) -> Void) -> Bool {
        let bytes = input.bytes
        let whole = 0..<bytes.count
        var start = TextBytes.firstOffset(of: "&lt;sec-document&gt;", in: bytes, whole)
        start = start ?? TextBytes.firstOffset(of: "&lt;sec-header&gt;", in: bytes, whole)
        start = start ?? TextBytes.firstOffset(of: "<sec-header>", in: bytes, whole)
        guard let start else { return false }
        let end = TextBytes.firstOffset(of: "</pre>", in: bytes, start..<bytes.count)
        let page = HTMLEntities.resolved(bytes, start..<(end ?? bytes.count))
        let lines = SubmissionContainer.lines(page, 0..<page.count)
        var place = ImportPlace(input)
        place.line = TextBytes.lineCount(bytes, 0..<start)
        var submission = Submission(
            bytes: lines.bytes, range: lines.range, place: place, source: input.source(of: whole, as: .submission),
            fallback: input.accessionInPath)
        submission.holdsLinksOnly = true
        submission.read(session: session, emit: emit)
        return true
    }
}
