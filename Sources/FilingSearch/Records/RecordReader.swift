internal import FilingModel

/// Takes apart what `RecordWriter` put together.
///
/// Bytes come from disk, so every read may fail.
struct RecordReader {
    /// Bytes that are no record.
    struct Failure: Error {
        let offset: Int
    }

    private let bytes: [UInt8]
    /// Where the next read begins.
    private(set) var offset: Int

    /// A reader of some bytes.
    ///
    /// - Parameters:
    ///   - bytes: what is taken apart.
    ///   - offset: where to begin; at most their count.
    init(_ bytes: [UInt8], from offset: Int = 0) { (self.bytes, self.offset) = (bytes, offset) }

    var isAtEnd: Bool { offset == bytes.count }

    func failure() -> Failure { Failure(offset: offset) }

    mutating func byte() throws(Failure) -> UInt8 {
        guard offset < bytes.count else { throw failure() }
        offset += 1
        return bytes[offset - 1]
    }

    mutating func number() throws(Failure) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try byte()
            guard shift < 63 || (shift == 63 && byte <= 1) else { throw failure() }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
    }

    mutating func signed() throws(Failure) -> Int64 {
        let value = try number()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    /// A number of things of which each takes at least a byte, so no damaged count asks for much memory.
    mutating func count() throws(Failure) -> Int {
        let value = try number()
        guard value <= UInt64(bytes.count - offset) else { throw failure() }
        return Int(value)
    }

    mutating func string() throws(Failure) -> String {
        let count = try count()
        defer { offset += count }
        return String(decoding: bytes[offset..<offset + count], as: UTF8.self)
    }

    mutating func data() throws(Failure) -> [UInt8] {
        let count = try count()
        defer { offset += count }
        return Array(bytes[offset..<offset + count])
    }

    /// Passes over what `string` would read.
    mutating func skipString() throws(Failure) { offset += try count() }

    /// Passes over what `optional` would read.
    mutating func skipOptional() throws(Failure) {
        switch try byte() {
        case 0: return
        case 1: try skipString()
        default: throw failure()
        }
    }

    mutating func optional() throws(Failure) -> String? {
        switch try byte() {
        case 0: return nil
        case 1: return try string()
        default: throw failure()
        }
    }

    mutating func date() throws(Failure) -> CalendarDate? {
        let value = try number()
        if value == 0 { return nil }
        guard value < 100_000_000, let date = CalendarDate(ordinal: Int(value)) else { throw failure() }
        return date
    }

    mutating func flag() throws(Failure) -> Bool? {
        switch try byte() {
        case 0: return nil
        case 1: return false
        case 2: return true
        default: throw failure()
        }
    }

    mutating func decimal() throws(Failure) -> ExactDecimal {
        let scale = try byte()
        guard let value = ExactDecimal(significand: try signed(), scale: scale) else { throw failure() }
        return value
    }

    mutating func key() throws(Failure) -> CentralIndexKey? {
        let value = try number()
        if value == 0 { return nil }
        guard let key = CentralIndexKey(value) else { throw failure() }
        return key
    }

    mutating func list<Element>(_ read: (inout Self) throws(Failure) -> Element) throws(Failure) -> [Element] {
        var values: [Element] = []
        for _ in 0..<(try count()) { values.append(try read(&self)) }
        return values
    }

    mutating func reported<Value>(
        _ read: (inout Self) throws(Failure) -> Value
    ) throws(Failure) -> Reported<Value> {
        let parts = try byte()
        guard parts < 8 else { throw failure() }
        var reported = Reported<Value>()
        if parts & 1 != 0 { reported.value = try read(&self) }
        if parts & 2 != 0 { reported.footnotes = try list { (reader) throws(Failure) in try reader.string() } }
        if parts & 4 != 0 { reported.unreadText = try string() }
        return reported
    }
}
