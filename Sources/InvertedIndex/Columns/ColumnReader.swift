internal import Storage

/// Reads the numbers of one column.
package struct ColumnReader: Sendable {
    /// Its bytes.
    let section: SectionBytes
    private let blocks: Int
    /// Number of places.
    package let count: Int

    /// Opens a column.
    ///
    /// - Parameters:
    ///   - section: its bytes.
    ///   - expectedCount: number of places it must have, `nil` if any will do.
    /// - Throws: `IndexError.corrupt` when the section is no such column.
    package init(_ section: SectionBytes, expectedCount: Int?) throws(IndexError) {
        self.section = section
        let head = try section.verified(0, 8)
        count = Int(head.uint32(at: 0) ?? 0)
        blocks = Int(head.uint32(at: 4) ?? 0)
        guard expectedCount == nil || count == expectedCount,
            blocks == (count + ColumnWriter.blockCount - 1) / ColumnWriter.blockCount
        else {
            throw section.place.corrupt(at: 0, expected: "\(expectedCount ?? count) values", found: "\(count)")
        }
        try section.verify(8, blocks * ColumnWriter.blockEntryBytes)
    }

    /// The lowest and highest value of a block; `nil` when no place in it has one.
    package func bounds(ofBlock block: Int) -> ClosedRange<Int64>? {
        let base = 8 + block * ColumnWriter.blockEntryBytes
        guard section.bytes.byte(at: base + 25) != 2, let low = section.bytes.uint64(at: base),
            let high = section.bytes.uint64(at: base + 8), Int64(bitPattern: low) <= Int64(bitPattern: high)
        else { return nil }
        return Int64(bitPattern: low)...Int64(bitPattern: high)
    }

    /// The number at a place, or `nil` where there is none.
    package func value(at index: Int) throws(IndexError) -> Int64? {
        guard index >= 0, index < count else {
            throw section.place.corrupt(at: 0, expected: "a place below \(count)", found: "\(index)")
        }
        let base = 8 + index / ColumnWriter.blockCount * ColumnWriter.blockEntryBytes
        let bytes = section.bytes
        guard let low = bytes.uint64(at: base), let dataOffset = bytes.uint64(at: base + 16),
            let width = bytes.byte(at: base + 24), width <= 64, let mode = bytes.byte(at: base + 25), mode <= 2,
            dataOffset <= UInt64(bytes.count)
        else { throw section.place.corrupt(at: base, expected: "a block entry", found: "none") }
        if mode == 2 { return nil }
        if width == 0 { return Int64(bitPattern: low) }
        let bit = index % ColumnWriter.blockCount * Int(width)
        let first = 8 + blocks * ColumnWriter.blockEntryBytes + Int(dataOffset) + bit / 8
        // Nine bytes hold any 64 bits; at the end of the section there may be fewer.
        let run = try section.verified(first, min(9, max(0, section.count - first)))
        guard let code = BitPacking.bits(of: run, at: bit % 8, width: Int(width)) else {
            throw section.place.corrupt(at: first, expected: "\(width) bits", found: "the end")
        }
        if mode == 0 { return Int64(bitPattern: low &+ code) }
        return code == 0 ? nil : Int64(bitPattern: low &+ code &- 1)
    }
}

/// Reads the lists of numbers of a list column.
package struct ListColumnReader: Sendable {
    private let ends: ColumnReader
    private let values: ColumnReader

    /// Opens a list column.
    package init(ends: ColumnReader, values: ColumnReader) {
        (self.ends, self.values) = (ends, values)
    }

    /// The numbers of a document, in the order they were given.
    package func values(at index: Int) throws(IndexError) -> [Int64] {
        var found: [Int64] = []
        for place in try range(at: index) {
            if let value = try values.value(at: place) { found.append(value) }
        }
        return found
    }

    /// The numbers of a document with the gaps among them, for lists that belong together place by place.
    package func places(at index: Int) throws(IndexError) -> [Int64?] {
        var found: [Int64?] = []
        for place in try range(at: index) { found.append(try values.value(at: place)) }
        return found
    }

    private func range(at index: Int) throws(IndexError) -> Range<Int> {
        let start = index == 0 ? 0 : try ends.value(at: index - 1) ?? 0
        let end = try ends.value(at: index) ?? 0
        guard start >= 0, start <= end, end <= values.count else {
            throw ends.section.place.corrupt(
                at: 0, expected: "lists within \(values.count) values", found: "\(start) to \(end)")
        }
        return Int(start)..<Int(end)
    }
}
