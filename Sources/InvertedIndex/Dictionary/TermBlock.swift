internal import Storage

/// One block of the dictionary, for looking a term up: it compares keys where they lie and copies none.
struct TermBlock {
    private let bytes: MappedBytes
    private let widths: (Int, Int, Int, Int)
    private let postingsBase: UInt64
    private let positionsBase: UInt64
    /// Where its keys begin.
    let keysOffset: Int
    private let infosOffset: Int
    /// Number of keys.
    let count: Int

    /// What a look-up in one block gave.
    enum Outcome {
        /// Later blocks may hold more.
        case goOn
        /// All keys that follow are above the term.
        case done
        /// The bytes are no block.
        case damaged
    }

    /// Reads a block's head; `nil` when there is none.
    init?(_ bytes: MappedBytes) {
        self.bytes = bytes
        guard let count = bytes.byte(at: 0), count > 0, let a = bytes.byte(at: 1), let b = bytes.byte(at: 2),
            let c = bytes.byte(at: 3), let d = bytes.byte(at: 4), max(max(a, b), max(c, d)) <= 64
        else { return nil }
        self.count = Int(count)
        widths = (Int(a), Int(b), Int(c), Int(d))
        var offset = 5
        guard let postings = Self.varint(bytes, &offset), let positions = Self.varint(bytes, &offset),
            let keys = Self.varint(bytes, &offset), keys <= UInt64(bytes.count - offset)
        else { return nil }
        (postingsBase, positionsBase) = (postings, positions)
        keysOffset = offset
        infosOffset = offset + Int(keys)
    }

    /// Whether the block's first key is above another key.
    func beginsAbove(_ key: [UInt8]) -> Bool? {
        var offset = keysOffset
        guard let length = Self.varint(bytes, &offset), length <= UInt64(infosOffset - offset) else { return nil }
        for index in 0..<min(Int(length), key.count) {
            let own = bytes.byte(at: offset + index) ?? 0
            if own != key[index] { return own > key[index] }
        }
        return Int(length) > key.count
    }

    /// Looks up a term in all fields.
    ///
    /// - Parameters:
    ///   - term: at least one byte.
    ///   - body: gets each field and what the dictionary knows of the term there.
    /// - Returns: whether to look into the next block as well.
    func find(_ term: [UInt8], _ body: (_ field: Int, _ info: TermInfo) -> Void) -> Outcome {
        var offset = keysOffset
        // How many bytes the key before has in common with the term, being below it or the term itself.
        var matched = 0
        for index in 0..<count {
            guard let shared = index == 0 ? 0 : Self.varint(bytes, &offset), let length = Self.varint(bytes, &offset),
                length <= UInt64(max(0, infosOffset - offset)), shared <= UInt64(TermKey.lengthBytesMax)
            else { return .damaged }
            let end = offset + Int(length)
            defer { offset = end }
            // It leaves the key before where that still was as the term is: ascending, it is above.
            if shared < matched { return .done }
            // It leaves the key before where that was below the term already.
            if shared > matched { continue }
            var place = offset
            while matched < term.count, place < end, bytes.byte(at: place) == term[matched] {
                matched += 1
                place += 1
            }
            guard matched == term.count else {
                if place < end, bytes.byte(at: place) ?? 0 > term[matched] { return .done }
                continue
            }
            // The field byte is below all bytes of terms: a longer term comes behind all fields of this one.
            guard place + 1 == end else { return .done }
            guard let byte = bytes.byte(at: place), byte >= 1, Int(byte) <= Schema.fieldCountMax,
                let info = info(at: index)
            else { return .damaged }
            body(Int(byte) - 1, info)
        }
        return .goOn
    }

    /// Passes over a key.
    ///
    /// - Parameters:
    ///   - place: where the key begins; then where it ends.
    ///   - isFirst: whether it is the block's first.
    /// - Returns: how many bytes the key before begins with as well, and the number of further bytes, which lie before
    ///   `place`; `nil` when there is no key.
    @inline(__always)
    func nextKey(_ place: inout Int, isFirst: Bool) -> (shared: Int, length: Int)? {
        // Nearly always both numbers take a byte.
        if !isFirst, place >= 0, place &+ 1 < infosOffset, let shared = bytes.byte(at: place), shared < 0x80,
            let length = bytes.byte(at: place &+ 1), length < 0x80, length > 0,
            Int(length) <= infosOffset &- place &- 2
        {
            place &+= 2 &+ Int(length)
            return (Int(shared), Int(length))
        }
        guard let shared = isFirst ? 0 : Self.varint(bytes, &place), let length = Self.varint(bytes, &place),
            length > 0, length <= UInt64(max(0, infosOffset - place)), shared <= UInt64(TermKey.lengthBytesMax)
        else { return nil }
        place += Int(length)
        return (Int(shared), Int(length))
    }

    /// What the dictionary knows of a key, by its place in the block.
    func info(at index: Int) -> TermInfo? {
        var bit = infosOffset * 8 + index * (widths.0 + widths.1 + widths.2 + widths.3)
        guard let documents = BitPacking.bits(of: bytes, at: bit, width: widths.0) else { return nil }
        bit += widths.0
        guard let more = BitPacking.bits(of: bytes, at: bit, width: widths.1) else { return nil }
        bit += widths.1
        guard let postings = BitPacking.bits(of: bytes, at: bit, width: widths.2) else { return nil }
        bit += widths.2
        guard let positions = BitPacking.bits(of: bytes, at: bit, width: widths.3) else { return nil }
        guard documents < UInt64(UInt32.max), more < 1 << 48 else { return nil }
        return TermInfo(
            documentFrequency: Int(documents) + 1, totalFrequency: Int(documents) + 1 + Int(more),
            postings: documents > 0 ? postings &+ postingsBase : postings,
            positionsOffset: positions &+ positionsBase)
    }

    @inline(__always)
    private static func varint(_ bytes: MappedBytes, _ offset: inout Int) -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 64, let byte = bytes.byte(at: offset) {
            offset += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }
}
