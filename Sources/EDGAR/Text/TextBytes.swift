/// Small tools over bytes of text, shared by the importers.
package enum TextBytes {
    /// Whether a byte is a space, tab or line end.
    ///
    /// - Parameter byte: any byte.
    /// - Returns: `true` for the six blank characters of ASCII.
    @inline(__always)
    package static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
    }

    /// Text without white space at its ends and with each run of it inside made one space.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8; what isn't becomes the replacement character.
    ///   - range: the part to take.
    /// - Returns: the words, set apart by single spaces.
    package static func collapsed(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        let range = trimmed(bytes, range)
        guard !range.isEmpty else { return "" }
        var needsWork = false
        for index in range {
            let byte = bytes[index]
            if byte < 0x20 || (byte == 0x20 && bytes[index - 1] == 0x20) {
                needsWork = true
                break
            }
        }
        guard needsWork else { return String(decoding: bytes[range], as: UTF8.self) }
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        var isAfterBlank = false
        for index in range {
            let byte = bytes[index]
            if isBlank(byte) {
                if !isAfterBlank { output.append(0x20) }
                isAfterBlank = true
            } else {
                output.append(byte)
                isAfterBlank = false
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The part of a range left when white space and no-break spaces are cut off its ends.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8.
    ///   - range: the part to trim.
    /// - Returns: a range within the given one, maybe empty.
    package static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end {
            if isBlank(bytes[start]) {
                start += 1
            } else if bytes[start] == 0xC2, start + 1 < end, bytes[start + 1] == 0xA0 {
                start += 2
            } else {
                break
            }
        }
        while end > start {
            if isBlank(bytes[end - 1]) {
                end -= 1
            } else if bytes[end - 1] == 0xA0, end - 2 >= start, bytes[end - 2] == 0xC2 {
                end -= 2
            } else {
                break
            }
        }
        return start..<end
    }

    /// Whether ASCII text stands at an offset, letter case forgiven.
    ///
    /// - Parameters:
    ///   - prefix: lower-case ASCII.
    ///   - bytes: where to look.
    ///   - offset: where it should stand; any number.
    /// - Returns: `false` also when the offset lies outside.
    package static func starts(
        with prefix: String, in bytes: some RandomAccessCollection<UInt8>, at offset: Int
    ) -> Bool {
        guard offset >= 0, bytes.count - offset >= prefix.utf8.count else { return false }
        var index = bytes.index(bytes.startIndex, offsetBy: offset)
        for byte in prefix.utf8 {
            guard lowercased(bytes[index]) == byte else { return false }
            index = bytes.index(after: index)
        }
        return true
    }

    /// The byte with an ASCII capital made small.
    ///
    /// - Parameter byte: any byte.
    /// - Returns: the small letter, or the byte itself.
    @inline(__always)
    package static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }

    /// The offset of the first occurrence of a lower-case ASCII word, letter case forgiven.
    ///
    /// - Parameters:
    ///   - word: lower-case ASCII, not empty.
    ///   - bytes: where to look.
    ///   - range: the part to look in.
    /// - Returns: an offset within the range, or `nil`.
    package static func firstOffset(of word: String, in bytes: [UInt8], _ range: Range<Int>) -> Int? {
        let wanted = Array(word.utf8)
        guard let first = wanted.first, range.count >= wanted.count else { return nil }
        var index = range.lowerBound
        let last = range.upperBound - wanted.count
        outer: while index <= last {
            if lowercased(bytes[index]) == first {
                for step in 1..<max(1, wanted.count) where lowercased(bytes[index + step]) != wanted[step] {
                    index += 1
                    continue outer
                }
                return index
            }
            index += 1
        }
        return nil
    }

    /// How many lines end before an offset, whichever of LF, CRLF and CR ends them.
    ///
    /// - Parameters:
    ///   - bytes: any bytes.
    ///   - range: counted from its start to its end.
    /// - Returns: the number of line ends.
    package static func lineCount(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        var count = 0
        for index in range {
            let byte = bytes[index]
            if byte == 0x0A || (byte == 0x0D && !(index + 1 < range.upperBound && bytes[index + 1] == 0x0A)) {
                count += 1
            }
        }
        return count
    }

    /// Whether any byte lies above ASCII.
    ///
    /// - Parameters:
    ///   - bytes: any bytes.
    ///   - range: the part to look at.
    /// - Returns: `true` also for no bytes.
    package static func isASCII(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        let span = bytes.span.extracting(range)
        var seen: UInt8 = 0
        for index in span.indices { seen |= span[index] }
        return seen < 0x80
    }

    /// Whether the bytes are UTF-8.
    ///
    /// - Parameters:
    ///   - bytes: any bytes.
    ///   - range: the part to look at.
    /// - Returns: `true` also for no bytes.
    package static func isUTF8(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        if isASCII(bytes, range) { return true }
        return (try? UTF8Span(validating: bytes.span.extracting(range))) != nil
    }
}
