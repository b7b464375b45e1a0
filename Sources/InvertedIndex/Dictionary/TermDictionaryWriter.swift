/// Writes the sorted terms of a segment in front-coded blocks of 64.
///
/// See `Index/FORMAT.md`, *terms* and *term index*.
package struct TermDictionaryWriter {
    /// Terms in a block.
    ///
    /// A look-up reads half a block on average, ≈ 0.3 µs; halving it would double the index.
    static let blockTerms = 64

    private var blocks = ByteWriter()
    private var prefixes: [UInt64] = []
    private var offsets: [UInt64] = []
    private var keys = ByteWriter()
    private var infos: [TermInfo] = []
    private var lastKey: [UInt8] = []
    private var termCount: UInt64 = 0
    private var takenBytes = 0
    private var bits = BitWriter()

    /// No terms.
    package init() {}

    /// Adds a term; keys come in strictly ascending order.
    package mutating func add(key: some RandomAccessCollection<UInt8>, _ info: TermInfo) {
        if infos.count == Self.blockTerms { flush() }
        if infos.isEmpty {
            prefixes.append(Self.prefix(of: key))
            keys.varint(UInt64(key.count))
            keys.raw(key)
        } else {
            precondition(lastKey.lexicographicallyPrecedes(key), "terms must come in order")
            var shared = 0
            for byte in key {
                guard shared < lastKey.count, lastKey[shared] == byte else { break }
                shared += 1
            }
            keys.varint(UInt64(shared))
            keys.varint(UInt64(key.count - shared))
            keys.raw(key.dropFirst(shared))
        }
        lastKey.removeAll(keepingCapacity: true)
        lastKey.append(contentsOf: key)
        infos.append(info)
        termCount += 1
    }

    /// Number of bytes of *terms* held.
    var heldBytes: Int { blocks.count }

    /// Hands over what there is of *terms*, so that a long section need not be held as a whole.
    mutating func take() -> [UInt8] {
        takenBytes += blocks.count
        return blocks.take()
    }

    /// The two sections, *terms*, without what was taken, and *term index*.
    package mutating func finish() -> (terms: [UInt8], index: [UInt8]) {
        if !infos.isEmpty { flush() }
        var index = ByteWriter()
        index.uint64(termCount)
        index.uint64(UInt64(offsets.count))
        for prefix in prefixes { index.uint64(prefix) }
        for offset in offsets { index.uint64(offset) }
        index.uint64(UInt64(takenBytes + blocks.count))
        return (blocks.bytes, index.bytes)
    }

    private mutating func flush() {
        offsets.append(UInt64(takenBytes + blocks.count))
        // A single document's number stands where the offset would, so only lists count for the base.
        let postingsBase = infos.lazy.filter { $0.documentFrequency > 1 }.map(\.postings).min() ?? 0
        let positionsBase = infos.lazy.map(\.positionsOffset).min() ?? 0
        func relative(_ info: TermInfo) -> (UInt64, UInt64, UInt64, UInt64) {
            (
                UInt64(info.documentFrequency - 1), UInt64(info.totalFrequency - info.documentFrequency),
                info.documentFrequency > 1 ? info.postings - postingsBase : info.postings,
                info.positionsOffset - positionsBase
            )
        }
        var all: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        for info in infos {
            let part = relative(info)
            all = (all.0 | part.0, all.1 | part.1, all.2 | part.2, all.3 | part.3)
        }
        func width(_ value: UInt64) -> Int { 64 - value.leadingZeroBitCount }
        let widths = (width(all.0), width(all.1), width(all.2), width(all.3))
        blocks.uint8(UInt8(infos.count))
        blocks.uint8(UInt8(widths.0))
        blocks.uint8(UInt8(widths.1))
        blocks.uint8(UInt8(widths.2))
        blocks.uint8(UInt8(widths.3))
        blocks.varint(postingsBase)
        blocks.varint(positionsBase)
        blocks.varint(UInt64(keys.count))
        blocks.raw(keys.bytes)
        for info in infos {
            let part = relative(info)
            bits.append(part.0, width: widths.0)
            bits.append(part.1, width: widths.1)
            bits.append(part.2, width: widths.2)
            bits.append(part.3, width: widths.3)
        }
        bits.finish(into: &blocks)
        keys.removeAll()
        infos.removeAll(keepingCapacity: true)
    }

    /// The first eight bytes of a key as a big-endian number, zeros behind a shorter one: its order is that of keys.
    static func prefix(of key: some RandomAccessCollection<UInt8>) -> UInt64 {
        var value: UInt64 = 0
        var count: UInt64 = 0
        for byte in key.prefix(8) {
            value = value << 8 | UInt64(byte)
            count += 1
        }
        // A shift by all 64 bits, of no bytes at all, gives 0.
        return value << (8 * (8 - count))
    }
}
