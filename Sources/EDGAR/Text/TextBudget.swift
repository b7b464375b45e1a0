/// How much text one filing may hold, and which of its documents were cut for it.
struct TextBudget {
    /// Text of one filing that is kept, in bytes.
    static let bytesMax = 64 << 20

    private var left = Self.bytesMax
    /// Names of the documents that were cut.
    private(set) var cutDocuments: [String] = []

    /// What the next document may take.
    var limit: Int { min(left, HTMLText.bytesMax) }

    /// Takes the text of a document.
    ///
    /// - Parameters:
    ///   - part: at most `limit` bytes or a few more, and whether there was more.
    ///   - label: names the document.
    /// - Returns: the text.
    mutating func take(_ part: (text: String, isCut: Bool), of label: String) -> String {
        left = max(0, left - part.text.utf8.count)
        if part.isCut { cutDocuments.append(label) }
        return part.text
    }

    /// Takes a text that is there already, or its begin.
    mutating func take(_ text: String, of label: String) -> String {
        guard text.utf8.count > limit else { return take((text, false), of: label) }
        return take((String(decoding: text.utf8.prefix(limit), as: UTF8.self), true), of: label)
    }

    /// The begin of some lines that may be taken, and whether there is more.
    func lines(_ bytes: [UInt8], _ range: Range<Int>) -> (range: Range<Int>, isCut: Bool) {
        guard range.count > limit else { return (range, false) }
        let end = range.lowerBound + limit
        // At the end of a line, if one is near.
        let near = max(range.lowerBound, end - (1 << 16))..<end
        let line = bytes[near].lastIndex(of: 0x0A).map { $0 + 1 }
        return (range.lowerBound..<(line ?? end), true)
    }

    /// Tells what was cut.
    ///
    /// - Parameters:
    ///   - place: names the input.
    ///   - emit: called with one issue if anything was.
    func report(_ place: ImportPlace, emit: (ImportEvent) -> Void) {
        guard !cutDocuments.isEmpty else { return }
        let shown = cutDocuments.prefix(5).joined(separator: ", ")
        let more = cutDocuments.count > 5 ? " and \(cutDocuments.count - 5) more" : ""
        emit(
            .issue(
                place.issue(
                    "text cut", .warning,
                    message: "expected at most \(HTMLText.bytesMax >> 20) MiB of text in a document and "
                        + "\(Self.bytesMax >> 20) in a filing, found more in \(shown)\(more); what stands behind is not "
                        + "searched")))
    }
}
