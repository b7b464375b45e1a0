/// The distinct keys of a segment being built, numbered in the order they came.
///
/// Terms come eight bytes to a number, the first byte highest. An open-addressing table holds the first of them beside
/// the number of the key, so that a short word that is known costs a hash and one look into memory, and no allocation.
struct Vocabulary {
    /// A place of the table.
    private struct Slot {
        /// The first eight bytes.
        var first: UInt64 = 0
        /// Number of the key; `empty` for none.
        var number: UInt32 = Slot.empty
        /// Its length and field.
        var shape: UInt32 = 0

        static let empty = UInt32.max
    }

    private var slots: [Slot]
    private var mask: Int
    // By number of the key: its first eight bytes, length and field, and where its other bytes begin.
    private var firsts: [UInt64] = []
    private var shapes: [UInt32] = []
    private var restStarts: [UInt32] = []
    private var rest: [UInt64] = []
    private var hashes: [UInt32] = []
    private var packed: [UInt64] = []

    /// No keys.
    init() {
        slots = [Slot](repeating: Slot(), count: 4096)
        mask = 4095
    }

    /// Number of keys.
    var count: Int { firsts.count }

    /// The number of a term in a field, given now if it is new.
    ///
    /// - Parameters:
    ///   - term: at least a byte and at most `TermKey.lengthBytesMax`.
    ///   - field: its number.
    /// - Returns: the number.
    mutating func intern(_ term: Span<UInt8>, field: Int) -> UInt32 {
        packed.removeAll(keepingCapacity: true)
        var chunk: UInt64 = 0
        for index in term.indices {
            chunk = chunk &<< 8 | UInt64(term[index])
            guard index & 7 == 7 else { continue }
            packed.append(chunk)
            chunk = 0
        }
        if term.count & 7 != 0 { packed.append(chunk &<< UInt64(8 &* (8 &- term.count & 7))) }
        // Held apart, for a span of it lives while the rest changes.
        var own: [UInt64] = []
        swap(&own, &packed)
        let number = intern(own.span, byteCount: term.count, field: field)
        swap(&own, &packed)
        return number
    }

    /// The same for a term of eight bytes to a number, zeros behind the last byte.
    mutating func intern(_ term: Span<UInt64>, byteCount: Int, field: Int) -> UInt32 {
        let shape = UInt32(truncatingIfNeeded: byteCount &<< 8 | field &+ 1)
        let first = term[0]
        // Eight bytes at a time are mixed in by a multiplication whose high half folds into the low one.
        var hash = Self.mixed(0xcbf2_9ce4_8422_2325 ^ UInt64(shape), first)
        for index in 1..<max(1, term.count) { hash = Self.mixed(hash, term[index]) }
        let short = UInt32(truncatingIfNeeded: hash)
        let found = find(term, first, shape, isShort: byteCount <= 8, from: Int(short) & mask)
        return found.number == Slot.empty ? add(term, shape, short, at: found.place) : found.number
    }

    /// Where a key stands, or would.
    @inline(__always)
    private func find(
        _ term: Span<UInt64>, _ first: UInt64, _ shape: UInt32, isShort: Bool, from start: Int
    ) -> (place: Int, number: UInt32) {
        let slots = slots.span
        var place = start
        while true {
            let slot = slots[place]
            if slot.number == Slot.empty { return (place, Slot.empty) }
            if slot.first == first, slot.shape == shape, isShort || isRest(term, of: slot.number) {
                return (place, slot.number)
            }
            place = (place &+ 1) & mask
        }
    }

    private mutating func add(_ term: Span<UInt64>, _ shape: UInt32, _ hash: UInt32, at place: Int) -> UInt32 {
        let number = UInt32(firsts.count)
        slots[place] = Slot(first: term[0], number: number, shape: shape)
        firsts.append(term[0])
        shapes.append(shape)
        restStarts.append(UInt32(rest.count))
        for index in 1..<max(1, term.count) { rest.append(term[index]) }
        hashes.append(hash)
        // Fuller than usual, so that the table of a draft stays in the cache beside the processor.
        if firsts.count * 4 > slots.count * 3 { grow() }
        return number
    }

    @inline(__always)
    private static func mixed(_ hash: UInt64, _ chunk: UInt64) -> UInt64 {
        let product = (hash ^ chunk).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.low ^ product.high
    }

    /// Whether the term goes on as the key does behind the first eight bytes; both have the same length.
    private func isRest(_ term: Span<UInt64>, of number: UInt32) -> Bool {
        let start = Int(restStarts[Int(number)]) - 1
        for index in 1..<term.count where rest[start + index] != term[index] { return false }
        return true
    }

    private mutating func grow() {
        mask = slots.count * 2 - 1
        slots = [Slot](repeating: Slot(), count: mask + 1)
        for (number, hash) in hashes.enumerated() {
            var place = Int(hash) & mask
            while slots[place].number != Slot.empty { place = (place + 1) & mask }
            slots[place] = Slot(first: firsts[number], number: UInt32(number), shape: shapes[number])
        }
    }

    /// The field of a key.
    func field(of number: UInt32) -> Int { Int(shapes[Int(number)] & 0xFF) - 1 }

    /// Puts a key, term and field byte, in place of what `key` holds.
    func copyKey(of number: UInt32, into key: inout [UInt8]) {
        key.removeAll(keepingCapacity: true)
        let shape = shapes[Int(number)]
        let start = Int(restStarts[Int(number)]) - 1
        for index in 0..<Int(shape >> 8) {
            let chunk = index < 8 ? firsts[Int(number)] : rest[start + index >> 3]
            key.append(UInt8(truncatingIfNeeded: chunk >> UInt64(56 - 8 * (index & 7))))
        }
        key.append(UInt8(truncatingIfNeeded: shape))
    }

    /// All numbers in the order of their keys' bytes.
    func sortedTerms() -> [UInt32] {
        // Most comparisons end within the first eight bytes, which travel with the number.
        var entries = firsts.indices.map { (first: firsts[$0], number: UInt32($0)) }
        entries.sort { left, right in
            left.first != right.first ? left.first < right.first : isBefore(left.number, right.number)
        }
        return entries.map(\.number)
    }

    /// Whether a key comes before another that begins with the same eight bytes.
    ///
    /// Behind a shorter term stands its field's byte, below every byte a term can hold; the zeros here are as low.
    private func isBefore(_ left: UInt32, _ right: UInt32) -> Bool {
        let (leftShape, rightShape) = (shapes[Int(left)], shapes[Int(right)])
        let (leftStart, rightStart) = (Int(restStarts[Int(left)]), Int(restStarts[Int(right)]))
        let leftCount = Self.restCount(leftShape)
        let rightCount = Self.restCount(rightShape)
        for index in 0..<min(leftCount, rightCount) {
            let (one, other) = (rest[leftStart + index], rest[rightStart + index])
            if one != other { return one < other }
        }
        // The same length, or one is the beginning of the other and ends with a whole number.
        if leftShape >> 8 != rightShape >> 8 { return leftShape >> 8 < rightShape >> 8 }
        return leftShape & 0xFF < rightShape & 0xFF
    }

    private static func restCount(_ shape: UInt32) -> Int { max(0, (Int(shape >> 8) - 1) / 8) }
}
