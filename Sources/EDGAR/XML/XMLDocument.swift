/// Reads an XML document the careful way: strictly first, and with repairs only when that fails.
///
/// White space before the first `<` is dropped. Bytes that are no UTF-8 are read as Windows-1252. When a strict parse
/// fails, references to HTML entities, bare ampersands and control characters are put right and the parse repeated;
/// when that fails as well, libxml2 recovers what it can. Each of these is told in an issue.
package struct XMLDocument {
    /// What was read.
    package var tape = XMLTape()
    /// What was odd.
    package var issues: [ImportIssue] = []
    /// The place that lines of the tape count from: the one given, plus the lines in front of the first `<`.
    package private(set) var place: ImportPlace

    // A repaired copy takes up to three times the room of the document, so only documents of usual size get one.
    private static let repairBytesMax = 64 << 20

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - bytes: where the document is.
    ///   - range: the document, white space around it allowed.
    ///   - reader: a reader of this thread.
    ///   - place: names the input in issues.
    package init(_ bytes: [UInt8], _ range: Range<Int>, reader: XMLReader, place: ImportPlace) {
        self.place = place
        guard let start = bytes[range].firstIndex(of: UInt8(ascii: "<")) else {
            issues.append(
                place.issue(
                    "not well-formed XML", .rejected,
                    message: "expected XML, found no `<` in \(range.count) bytes; nothing was read"))
            return
        }
        self.place.line += TextBytes.lineCount(bytes, range.lowerBound..<start)
        let place = self.place
        var end = range.upperBound
        while end > start, TextBytes.isBlank(bytes[end - 1]) || bytes[end - 1] == 0 { end -= 1 }
        if TextBytes.isUTF8(bytes, start..<end) {
            read(bytes, start..<end, reader: reader, place: place)
        } else {
            issues.append(
                place.issue(
                    "not UTF-8", .note,
                    message:
                        "not all bytes are UTF-8, which XML on EDGAR should be; the others were read as Windows-1252"))
            let decoded = Windows1252.decoded(bytes, start..<end)
            read(decoded, 0..<decoded.count, reader: reader, place: place)
        }
    }

    private mutating func read(_ bytes: [UInt8], _ range: Range<Int>, reader: XMLReader, place: ImportPlace) {
        tape = reader.parse(bytes, range)
        guard let fault = tape.fault else { return }
        let declaresEntities =
            TextBytes.firstOffset(of: "<!entity", in: bytes, range.prefix(1 << 16)) != nil
        if fault.isLimit || declaresEntities || range.count > Self.repairBytesMax {
            report(
                fault, place: place,
                outcome: declaresEntities
                    ? "entities a document declares are not followed; what stands before the fault was kept"
                    : "what stands before the fault was kept")
            return
        }
        var repaired = XMLRepair.repaired(bytes, range)
        if let repaired {
            let second = reader.parse(repaired, 0..<repaired.count)
            guard second.fault != nil else {
                tape = second
                issues.append(
                    place.issue(
                        "XML repaired", .note, line: fault.line,
                        message: "not well formed (\(fault.message)); bare ampersands, HTML entities and control "
                            + "characters were put right, and all of it was read"))
                return
            }
        }
        if repaired == nil { repaired = Array(bytes[range]) }
        let recovered = repaired.map { reader.parse($0, 0..<$0.count, isRecovering: true) } ?? tape
        if recovered.events.count >= tape.events.count { tape = recovered }
        report(fault, place: place, outcome: "read as far as it makes sense; compare with the original")
    }

    private mutating func report(_ fault: XMLFault, place: ImportPlace, outcome: String) {
        issues.append(
            place.issue(
                "not well-formed XML", tape.events.isEmpty ? .rejected : .warning, line: fault.line,
                message: "expected well-formed XML, found: \(fault.message); \(outcome)"))
    }
}

extension Range where Bound == Int {
    fileprivate func prefix(_ count: Int) -> Range<Int> { lowerBound..<Swift.min(upperBound, lowerBound + count) }
}

/// Puts right what makes XML ill-formed most often.
package enum XMLRepair {
    /// A copy with HTML entities, bare `&` and `<`, and control characters replaced.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8.
    ///   - range: the document.
    /// - Returns: `nil` when nothing needed replacing.
    package static func repaired(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8]? {
        var output: [UInt8] = []
        output.reserveCapacity(range.count + 256)
        var isChanged = false
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "&"):
                if let reference = HTMLEntities.reference(in: bytes, at: index, upTo: range.upperBound) {
                    if reference.isXML {
                        output.append(contentsOf: bytes[index..<reference.end])
                    } else {
                        isChanged = true
                        Windows1252.append(reference.scalar, to: &output)
                    }
                    index = reference.end
                } else {
                    isChanged = true
                    output.append(contentsOf: "&amp;".utf8)
                    index += 1
                }
            case UInt8(ascii: "<"):
                let next = index + 1 < range.upperBound ? bytes[index + 1] : UInt8(ascii: "<")
                let isText =
                    TextBytes.isBlank(next) || next == UInt8(ascii: "=") || next == UInt8(ascii: "$")
                    || (next >= UInt8(ascii: "0") && next <= UInt8(ascii: "9"))
                if isText {
                    isChanged = true
                    output.append(contentsOf: "&lt;".utf8)
                } else {
                    output.append(byte)
                }
                index += 1
            case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F:
                isChanged = true
                output.append(0x20)
                index += 1
            default:
                output.append(byte)
                index += 1
            }
        }
        return isChanged ? output : nil
    }
}
