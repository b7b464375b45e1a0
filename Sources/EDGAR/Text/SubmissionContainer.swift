/// Finds the submissions in a file and undoes what transport did to their lines.
package enum SubmissionContainer {
    private static let messageMark: String = "-----begin privacy-enhanced message-----"

    /// Whether the bytes begin with a mark of a submission.
    ///
    /// - Parameter head: the first bytes of the input.
    /// - Returns: whether a submission begins here.
    package static func begins(_ head: ArraySlice<UInt8>) -> Bool {
        let offset = Markup.skippedBlank(head) - head.startIndex
        let marks: [String] = [
            "<sec-document>", "<ims-document>", "<sec-header>", "<ims-header>", "<submission>", messageMark,
        ]
        if marks.contains(where: { TextBytes.starts(with: $0, in: head, at: offset) }) { return true }
        // A single document cut out of a submission.
        guard TextBytes.starts(with: "<document>", in: head, at: offset) else { return false }
        let lines = Array(head)
        return TextBytes.firstOffset(of: "<type>", in: lines, offset..<lines.count)
            == Markup.skippedBlank(
                lines[(offset + 10)...])
    }

    /// The submissions of a file, each from its first mark to the next submission or the end.
    ///
    /// - Parameter bytes: the whole input.
    /// - Returns: ranges in order, none overlapping.
    package static func submissions(in bytes: [UInt8]) -> [Range<Int>] {
        var starts: [Int] = []
        // What has been seen of the submission that began last.
        var (isOpen, isMessage, hasWrapper, hasHeader) = (false, false, false, false)
        var lines = TextLines(bytes, 0..<bytes.count)
        while let line = lines.next() {
            guard line.count >= 10 else { continue }
            let first = bytes[line.lowerBound]
            guard first == UInt8(ascii: "<") || first == UInt8(ascii: "-") else {
                guard starts.isEmpty, first == 0xEF || TextBytes.isBlank(first) else { continue }
                // A mark behind a byte order mark or blanks opens the file as well.
                let start = Markup.skippedBlank(bytes[line])
                if start < line.upperBound, bytes[start] == UInt8(ascii: "<") {
                    starts.append(start)
                    (isOpen, hasWrapper) = (true, true)
                }
                continue
            }
            func says(_ mark: String) -> Bool { TextBytes.starts(with: mark, in: bytes, at: line.lowerBound) }
            if says(messageMark) {
                starts.append(line.lowerBound)
                (isOpen, isMessage, hasWrapper, hasHeader) = (true, true, false, false)
            } else if says("<sec-document>") || says("<ims-document>") || (line.count == 12 && says("<submission>")) {
                if !isOpen || !isMessage || hasWrapper {
                    starts.append(line.lowerBound)
                    isMessage = false
                }
                (isOpen, hasWrapper, hasHeader) = (true, true, false)
            } else if says("<sec-header>") || says("<ims-header>") {
                if !isOpen || hasHeader {
                    starts.append(line.lowerBound)
                    (isMessage, hasWrapper) = (false, false)
                }
                (isOpen, hasHeader) = (true, true)
            } else if says("</sec-document>") || says("</ims-document>") || says("</submission>") {
                isOpen = isMessage
            } else if says("-----end privacy") {
                isOpen = false
            } else if !isOpen, starts.isEmpty, says("<document>") {
                starts.append(line.lowerBound)
                isOpen = true
            }
        }
        return starts.indices.map { index in
            starts[index]..<(index + 1 < starts.count ? starts[index + 1] : bytes.count)
        }
    }

    /// A submission's lines as they were before transport.
    package struct Lines {
        /// The bytes, every line ended by LF, unless the originals needed no change.
        package let bytes: [UInt8]
        /// Where the submission is in them.
        package let range: Range<Int>
        /// How many lines had been cut at 1,023 bytes and were joined again.
        package let joinedCount: Int
    }

    // The length at which EDGAR's text form cuts lines.
    private static let cutBytes = 1_023

    /// Puts a submission's lines right: line ends to LF, PEM escapes undone, lines cut at 1,023 bytes joined.
    ///
    /// Lines are taken for cut only if none is longer, and never in the tag form, which EDGAR does not cut.
    ///
    /// - Parameters:
    ///   - bytes: the whole input.
    ///   - range: one submission.
    /// - Returns: the lines, in a copy only if one was needed.
    package static func lines(_ bytes: [UInt8], _ range: Range<Int>) -> Lines {
        let isMessage = TextBytes.starts(with: messageMark, in: bytes, at: range.lowerBound)
        let isTagForm = TextBytes.starts(with: "<submission>", in: bytes, at: range.lowerBound)
        var (longest, hasEscapes) = (0, false)
        for line in TextLines(bytes, range) {
            let isEscaped = isMessage && isEscape(bytes, line)
            hasEscapes = hasEscapes || isEscaped
            longest = max(longest, line.count - (isEscaped ? 2 : 0))
        }
        let isCut = longest == cutBytes && !isTagForm
        guard hasEscapes || isCut || bytes[range].contains(0x0D) else {
            return Lines(bytes: bytes, range: range, joinedCount: 0)
        }
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        var joinedCount = 0
        for var line in TextLines(bytes, range) {
            if isMessage, isEscape(bytes, line) { line = line.lowerBound + 2..<line.upperBound }
            output.append(contentsOf: bytes[line])
            if isCut, line.count == cutBytes { joinedCount += 1 } else { output.append(0x0A) }
        }
        return Lines(bytes: output, range: 0..<output.count, joinedCount: joinedCount)
    }

    private static func isEscape(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
        line.count >= 2 && bytes[line.lowerBound] == UInt8(ascii: "-") && bytes[line.lowerBound + 1] == 0x20
    }
}
