/// The lines of a run of bytes, whichever of LF, CRLF and CR ends them.
package struct TextLines: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private let end: Int
    private var index: Int

    /// Lines to go through.
    ///
    /// - Parameters:
    ///   - bytes: where they are.
    ///   - range: the part to go through.
    package init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        index = range.lowerBound
        end = range.upperBound
    }

    /// Where the line after this one begins.
    package var nextOffset: Int { index }

    /// The next line without its end; `nil` behind the last one.
    package mutating func next() -> Range<Int>? {
        guard index < end else { return nil }
        let start = index
        let line = Self.find(bytes, start, end)
        index = line.next
        return start..<line.stop
    }

    /// Where the line that begins at an offset stops, and where the next one begins.
    private static func find(_ bytes: [UInt8], _ start: Int, _ end: Int) -> (stop: Int, next: Int) {
        let span = bytes.span
        var stop = start
        while stop < end, span[stop] != 0x0A, span[stop] != 0x0D { stop += 1 }
        guard stop < end else { return (stop, end) }
        let isPair = span[stop] == 0x0D && stop + 1 < end && span[stop + 1] == 0x0A
        return (stop, stop + (isPair ? 2 : 1))
    }
}
