internal import FilingModel

/// Puts a filing's values together as bytes; `RecordReader` takes them apart in the same order.
struct RecordWriter {
    private(set) var bytes: [UInt8] = []

    /// A writer of nothing yet.
    ///
    /// - Parameter capacity: bytes expected; more are taken as well.
    init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    mutating func byte(_ value: UInt8) { bytes.append(value) }

    /// Replaces a byte already written.
    mutating func setByte(_ value: UInt8, at offset: Int) { bytes[offset] = value }

    /// Bytes that were written before, as they are.
    mutating func raw(_ more: ArraySlice<UInt8>) { bytes.append(contentsOf: more) }

    mutating func number(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Small numbers of either sign take one byte.
    mutating func signed(_ value: Int64) { number(UInt64(bitPattern: (value << 1) ^ (value >> 63))) }

    mutating func string(_ value: String) {
        number(UInt64(value.utf8.count))
        bytes.append(contentsOf: value.utf8)
    }

    mutating func data(_ value: [UInt8]) {
        number(UInt64(value.count))
        bytes += value
    }

    /// A missing value is told from an empty one.
    mutating func optional(_ value: String?) {
        guard let value else { return byte(0) }
        byte(1)
        string(value)
    }

    mutating func date(_ value: CalendarDate?) { number(UInt64(value?.ordinal ?? 0)) }

    mutating func flag(_ value: Bool?) { byte(value.map { $0 ? 2 : 1 } ?? 0) }

    mutating func decimal(_ value: ExactDecimal) {
        byte(value.scale)
        signed(value.significand)
    }

    mutating func key(_ value: CentralIndexKey?) { number(value?.value ?? 0) }

    mutating func list<Element>(_ values: [Element], _ write: (inout Self, Element) -> Void) {
        number(UInt64(values.count))
        for index in values.indices { write(&self, values[index]) }
    }

    /// A byte says which of value, footnotes and unread text follow.
    mutating func reported<Value>(_ reported: Reported<Value>, _ write: (inout Self, Value) -> Void) {
        let parts: UInt8 =
            (reported.value == nil ? 0 : 1) | (reported.footnotes.isEmpty ? 0 : 2)
            | (reported.unreadText == nil ? 0 : 4)
        byte(parts)
        if let value = reported.value { write(&self, value) }
        if !reported.footnotes.isEmpty { list(reported.footnotes) { $0.string($1) } }
        if let text = reported.unreadText { string(text) }
    }
}
