internal import FilingModel

/// The importer of last resort: text of any kind becomes a filing with one document.
///
/// Lists, indexes and other data that are clearly no filing are told in a note, bytes that are no text are rejected.
package struct PlainTextImporter: FilingImporter {
    /// For reports.
    package static let name = "plain text"

    /// An importer.
    package init() {}

    /// Whether the bytes are text.
    ///
    /// - Parameter head: the first bytes of the input.
    /// - Returns: whether this importer should read the input.
    package static func recognises(_ head: ArraySlice<UInt8>) -> Bool {
        faultOfText(head) == nil
    }

    package func read(_ input: ImportInput, emit: (ImportEvent) -> Void) {
        let place = ImportPlace(input)
        let whole = 0..<input.bytes.count
        let trimmed = TextBytes.trimmed(input.bytes, whole)
        let start = Markup.skippedBlank(input.bytes[...])
        guard !trimmed.isEmpty, start < input.bytes.count else {
            emit(
                .issue(
                    place.issue(
                        "empty file", .rejected,
                        message: "expected a filing, found \(input.bytes.count) bytes without a word; "
                            + "nothing was imported. Fetch the file again")))
            return
        }
        // Enough of the input to tell text from other bytes: its begin, and a piece from its middle.
        let middle = max(whole.lowerBound, whole.upperBound / 2)
        let samples = [input.bytes.prefix(1 << 16), input.bytes[middle..<min(middle + (1 << 16), whole.upperBound)]]
        for sample in samples {
            guard let fault = Self.faultOfText(sample) else { continue }
            emit(
                .issue(
                    place.issue(
                        "not text", .rejected,
                        message: "expected text or XML, found \(fault); nothing was imported")))
            return
        }
        if let data = Self.dataFormat(input, start) {
            emit(
                .issue(
                    place.issue("not a filing", .note, message: "\(data) is no filing; nothing was imported")))
            return
        }
        var budget = TextBudget()
        let lines = budget.lines(input.bytes, whole)
        let (decoded, isUTF8) = Self.decoded(input.bytes, lines.range)
        let text = budget.take((decoded, lines.isCut), of: "the text")
        budget.report(place, emit: emit)
        if !isUTF8 {
            emit(
                .issue(
                    place.issue("not UTF-8", .note, message: "the bytes are not UTF-8; read as Windows-1252")))
        }
        let source = input.source(of: whole, as: .text)
        let identity = input.accessionInPath.map(FilingIdentity.accession) ?? FilingIdentity(contentOf: source.sha256)
        var filing = Filing(identity: identity, form: FormType(base: "TEXT", isAmendment: false), source: source)
        filing.documents = [FilingDocumentText(type: "TEXT", text: text)]
        emit(.filing(filing))
    }

    /// Bytes as a string: UTF-8 if they are, else Windows-1252.
    static func decoded(_ bytes: [UInt8], _ range: Range<Int>) -> (text: String, isUTF8: Bool) {
        if TextBytes.isUTF8(bytes, range) { return (String(decoding: bytes[range], as: UTF8.self), true) }
        return (String(decoding: Windows1252.decoded(bytes, range), as: UTF8.self), false)
    }

    /// What tells that bytes are no text, in words; `nil` for text.
    private static func faultOfText(_ sample: ArraySlice<UInt8>) -> String? {
        guard !sample.isEmpty else { return nil }
        // Kinds of files that people are likely to hand over, with what to do.
        let kinds: [(mark: [UInt8], words: String)] = [
            ([0xFF, 0xFE], "UTF-16; save it as UTF-8"), ([0xFE, 0xFF], "UTF-16; save it as UTF-8"),
            (Array("PK\u{3}\u{4}".utf8), "a zip archive; unpack it"), (Array("%PDF".utf8), "a PDF; take its text out"),
            ([0x1F, 0x9D], "a file packed by compress; unpack it"),
            ([0xFD] + Array("7zXZ".utf8), "a file packed by xz; unpack it"),
        ]
        if let kind = kinds.first(where: { sample.starts(with: $0.mark) }) { return kind.words }
        var nulCount = 0
        var controlCount = 0
        var letterCount = 0
        for byte in sample {
            switch byte {
            case 0: nulCount += 1
            case 0x01...0x08, 0x0E...0x1A, 0x1C...0x1F: controlCount += 1
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF, 0x09...0x0D, 0x20:
                letterCount += 1
            default: break
            }
        }
        if nulCount > 0 { return "bytes of zero" }
        // Text has no controls beside line ends, and mostly letters, digits and blanks.
        if controlCount * 50 > sample.count { return "control characters" }
        if letterCount * 5 < sample.count { return "hardly any letters or digits" }
        return nil
    }

    /// Which kind of data that holds no filing this is, in words.
    private static func dataFormat(_ input: ImportInput, _ start: Int) -> String? {
        let bytes = input.bytes
        let path = (input.member ?? input.file).lowercased()
        if bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "[") {
            var next = start + 1
            while next < bytes.count, TextBytes.isBlank(bytes[next]) { next += 1 }
            // A letter may begin with `[1]`; JSON of that kind has to say so in its name.
            let isNamedJSON = path.hasSuffix(".json") || path.hasSuffix(".jsonl")
            if isNamedJSON || (next < bytes.count && Array("\"{[]}".utf8).contains(bytes[next])) { return "JSON" }
        }
        if path.hasSuffix(".idx") { return "an EDGAR index without its heading" }
        for (mark, name) in [(UInt8(ascii: "\t"), "a table of tab-separated values"), (UInt8(ascii: ","), "CSV")] {
            if hasColumns(bytes, start, mark) { return name }
        }
        return nil
    }

    /// Whether the first lines all have the same number of separators, two or more of them.
    private static func hasColumns(_ bytes: [UInt8], _ start: Int, _ separator: UInt8) -> Bool {
        var counts: [Int] = []
        var count = 0
        var index = start
        while index < bytes.count, counts.count < 5 {
            if bytes[index] == separator { count += 1 }
            if bytes[index] == 0x0A {
                counts.append(count)
                count = 0
            }
            index += 1
        }
        guard let first = counts.first, first >= 2, counts.count >= 3 else { return false }
        return counts.allSatisfy { $0 == first }
    }
}
