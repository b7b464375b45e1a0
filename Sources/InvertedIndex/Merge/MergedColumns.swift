internal import Storage

/// Goes through the numbers of one column of one segment, in ascending order of places.
struct ColumnCursor {
    private let column: ColumnReader
    private var block = ColumnBlock.none

    /// Before the first place.
    init(_ column: ColumnReader) { self.column = column }

    /// Number of places.
    var count: Int { column.count }

    /// The number at a place below `count`; `nil` for none.
    ///
    /// - Throws: `IndexError.corrupt` when the block is damaged.
    mutating func value(at place: Int) throws(IndexError) -> Int64? {
        let number = place / ColumnWriter.blockCount
        if block.number != number { block = try column.block(number) }
        return block.value(at: place)
    }
}

/// Goes through the lists of one list column of one segment, in ascending order of documents.
struct ListCursor {
    private let place: ByteReader.Place
    private var values: ColumnCursor
    private var ends: ColumnCursor
    // The document before the next one and where its list ends.
    private var passed = -1
    private var passedEnd = 0

    /// Before the first document.
    init(values: ColumnReader, ends: ColumnReader) {
        place = ends.section.place
        (self.values, self.ends) = (ColumnCursor(values), ColumnCursor(ends))
    }

    /// The places of a document's list, as `value(at:)` takes them.
    ///
    /// - Throws: `IndexError.corrupt` when the ends are damaged.
    mutating func range(at document: Int) throws(IndexError) -> Range<Int> {
        let start = passed == document - 1 ? passedEnd : Int(try ends.value(at: document - 1) ?? 0)
        let end = Int(try ends.value(at: document) ?? 0)
        guard start >= 0, start <= end, end <= values.count else {
            throw place.corrupt(at: 0, expected: "lists within \(values.count) values", found: "\(start) to \(end)")
        }
        (passed, passedEnd) = (document, end)
        return start..<end
    }

    /// The number at a place of the lists; `nil` for none.
    mutating func value(at place: Int) throws(IndexError) -> Int64? { try values.value(at: place) }
}

/// The columns of a merged segment.
struct MergedColumns {
    let segments: [SegmentReader]
    /// Where each document of the new segment stands among the inputs.
    let places: ArraySlice<MergeOrder.Place>
    /// Where what is too long to be held may be kept.
    let temporaryPath: String
    /// Bytes of a column held in memory.
    let bufferBytes: Int
    let fileSystem: any FileSystem

    /// Writes all columns of a schema.
    ///
    /// - Throws: `IndexError` when an input is damaged or the disk refuses.
    func write(_ schema: Schema, to writer: inout SegmentFileWriter) throws(IndexError) {
        for (number, column) in schema.columns.enumerated() {
            switch column.kind {
            case .integer: try writeIntegers(number, to: &writer)
            case .integerList: try writeLists(number, to: &writer)
            }
        }
    }

    private func writeIntegers(_ number: Int, to writer: inout SegmentFileWriter) throws(IndexError) {
        var cursors: [ColumnCursor] = []
        for segment in segments { cursors.append(ColumnCursor(try segment.column(number))) }
        var column = spilledColumn()
        for place in places {
            try column.append(cursors[Int(place.input)].value(at: Int(place.document)))
        }
        try column.write(.column, number: number, to: &writer)
    }

    private func writeLists(_ number: Int, to writer: inout SegmentFileWriter) throws(IndexError) {
        var cursors: [ListCursor] = []
        for segment in segments {
            // Of one schema, so each has ends where the schema says that there are lists.
            guard let ends = segment.columnEnds(number) else { continue }
            cursors.append(ListCursor(values: try segment.column(number), ends: ends))
        }
        var column = spilledColumn()
        var ends = spilledColumn(suffix: "-ends")
        var end = 0
        for place in places {
            let input = Int(place.input)
            let range = try cursors[input].range(at: Int(place.document))
            for index in range { try column.append(cursors[input].value(at: index)) }
            end += range.count
            try ends.append(Int64(end))
        }
        guard end <= UInt32.max else {
            throw .tooLarge(what: "the number of values in a column", limit: Int(UInt32.max))
        }
        try column.write(.column, number: number, to: &writer)
        try ends.write(.columnEnds, number: number, to: &writer)
    }

    private func spilledColumn(suffix: String = "") -> SpilledColumn {
        SpilledColumn(
            data: SpilledSection(path: temporaryPath + "-column\(suffix).tmp", on: fileSystem), bufferBytes: bufferBytes
        )
    }
}

/// A column that grows and keeps what is too long in a file.
private struct SpilledColumn {
    private var column = ColumnWriter()
    private let data: SpilledSection
    private let bufferBytes: Int

    init(data: SpilledSection, bufferBytes: Int) { (self.data, self.bufferBytes) = (data, bufferBytes) }

    mutating func append(_ value: Int64?) throws(IndexError) {
        column.append(value)
        if column.heldBytes >= bufferBytes { try data.write(column.take()) }
    }

    mutating func write(
        _ section: SegmentFile.Section, number: Int, to writer: inout SegmentFileWriter
    ) throws(IndexError) {
        let (head, rest) = column.finish()
        try writer.begin(section, number: number)
        try writer.write(head)
        try data.move(to: &writer)
        try writer.write(rest)
        writer.end()
    }
}
