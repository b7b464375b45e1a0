internal import Storage

/// One block of a column, verified and ready for many look-ups.
struct ColumnBlock {
    /// Its number in the column; −1 for none.
    let number: Int
    private let data: MappedBytes?
    private let low: Int64
    private let high: Int64
    private let width: Int
    private let mode: UInt8

    /// No block.
    static let none = ColumnBlock(number: -1, data: nil, low: 0, high: 0, width: 0, mode: 2)

    /// A block.
    ///
    /// - Parameters:
    ///   - number: in the column.
    ///   - data: its packed numbers; `nil` for a width of 0.
    ///   - low: the lowest of its numbers.
    ///   - high: the highest.
    ///   - width: bits of a code.
    ///   - mode: 0 where every place has a number, 1 where code 0 stands for none, 2 where none has one.
    init(number: Int, data: MappedBytes?, low: Int64, high: Int64, width: Int, mode: UInt8) {
        (self.number, self.data, self.low, self.high, self.width, self.mode) = (number, data, low, high, width, mode)
    }

    /// Whether every place has a number and all lie in a range.
    func isCovered(by range: ClosedRange<Int64>) -> Bool {
        mode == 0 && low <= high && range.contains(low) && range.contains(high)
    }

    /// The number at a place of the column that lies in this block.
    @inline(__always)
    func value(at place: Int) -> Int64? {
        guard mode < 2 else { return nil }
        if width == 0 { return low }
        guard let data, let code = BitPacking.bits(of: data, at: place % ColumnWriter.blockCount &* width, width: width)
        else { return nil }
        if mode == 0 { return Int64(bitPattern: UInt64(bitPattern: low) &+ code) }
        return code == 0 ? nil : Int64(bitPattern: UInt64(bitPattern: low) &+ code &- 1)
    }

    /// Whether the number at a place lies in a range.
    @inline(__always)
    func isValue(at place: Int, in range: ClosedRange<Int64>) -> Bool {
        value(at: place).map { range.contains($0) } ?? false
    }
}

extension ColumnReader {
    /// A block, its bytes verified.
    ///
    /// - Throws: `IndexError.corrupt` when there is none such, or it does not lie within the section.
    func block(_ number: Int) throws(IndexError) -> ColumnBlock {
        let blocks = (count + ColumnWriter.blockCount - 1) / ColumnWriter.blockCount
        let base = 8 + number * ColumnWriter.blockEntryBytes
        let bytes = section.bytes
        guard number >= 0, number < blocks, let low = bytes.uint64(at: base), let high = bytes.uint64(at: base + 8),
            let dataOffset = bytes.uint64(at: base + 16), let width = bytes.byte(at: base + 24), width <= 64,
            let mode = bytes.byte(at: base + 25), mode <= 2, dataOffset <= UInt64(bytes.count)
        else { throw section.place.corrupt(at: base, expected: "a block entry", found: "none") }
        var data: MappedBytes?
        if mode < 2, width > 0 {
            let places = min(ColumnWriter.blockCount, count - number * ColumnWriter.blockCount)
            let start = 8 + blocks * ColumnWriter.blockEntryBytes + Int(dataOffset)
            data = try section.verified(start, (places * Int(width) + 7) / 8)
        }
        return ColumnBlock(
            number: number, data: data, low: Int64(bitPattern: low), high: Int64(bitPattern: high), width: Int(width),
            mode: mode)
    }
}
