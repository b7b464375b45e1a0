internal import FilingModel

/// A catalog of parties as it lies in an index, of which few change with a commit.
///
/// Only where each party begins is found out; what is known of one is read when it is asked for.
struct KeptParties {
    private let bytes: [UInt8]
    /// Parties with a CIK, ascending; those known by name only stand behind them.
    private(set) var ciks: [UInt64] = []
    /// Parties known by name only, in the order of their bytes.
    private(set) var names: [String] = []
    /// Where each party begins and, last, where all end.
    private var starts: [Int] = []

    /// Finds the parties in what `PartyCatalog.bytes` gave.
    ///
    /// - Throws: `RecordReader.Failure` for bytes that are no catalog.
    /// - Complexity: O(bytes), some 80 ns a party.
    init(_ bytes: [UInt8]) throws(RecordReader.Failure) {
        self.bytes = bytes
        var reader = RecordReader(bytes)
        guard try reader.byte() == PartyCatalog.version else { throw reader.failure() }
        let count = try reader.count()
        ciks.reserveCapacity(count)
        starts.reserveCapacity(count + 1)
        for _ in 0..<count {
            starts.append(reader.offset)
            if let cik = try reader.key() {
                guard names.isEmpty, ciks.last.map({ $0 < cik.value }) ?? true else { throw reader.failure() }
                ciks.append(cik.value)
            } else {
                let name = try reader.string()
                let isBehind = names.last.map { $0.utf8.lexicographicallyPrecedes(name.utf8) } ?? true
                guard isBehind else { throw reader.failure() }
                names.append(name)
            }
            try PartyProfile.skip(&reader)
        }
        starts.append(reader.offset)
    }

    /// Number of parties.
    var count: Int { starts.count - 1 }

    /// Number of the first party that does not come before a key.
    ///
    /// - Complexity: O(log *n*).
    func position(of key: PartyKey) -> Int {
        func partition(_ range: Range<Int>, _ isBefore: (Int) -> Bool) -> Int {
            var (low, high) = (range.lowerBound, range.upperBound)
            while low < high {
                let middle = (low + high) / 2
                if isBefore(middle) { low = middle + 1 } else { high = middle }
            }
            return low
        }
        switch key {
        case .cik(let cik): return partition(0..<ciks.count) { ciks[$0] < cik.value }
        case .name(let name):
            return partition(ciks.count..<count) {
                names[$0 - ciks.count].utf8.lexicographicallyPrecedes(name.utf8)
            }
        }
    }

    /// Number of the party with a key.
    func number(of key: PartyKey) -> Int? {
        let position = position(of: key)
        switch key {
        case .cik(let cik): return position < ciks.count && ciks[position] == cik.value ? position : nil
        case .name(let name): return position < count && names[position - ciks.count] == name ? position : nil
        }
    }

    /// What is known of a party.
    func profile(_ number: Int) throws(RecordReader.Failure) -> PartyProfile {
        var reader = RecordReader(bytes, from: starts[number])
        return try PartyProfile(from: &reader)
    }

    /// What parties were in filings, by the numbers they have here.
    ///
    /// - Complexity: O(lines).
    func uses() throws(RecordReader.Failure) -> PartyUseLog {
        var reader = RecordReader(bytes, from: starts[count])
        let log = try PartyUseLog(from: &reader, partyCount: count)
        guard reader.isAtEnd else { throw reader.failure() }
        return log
    }

    /// What `uses` reads, as bytes.
    var usesBytes: ArraySlice<UInt8> { bytes[starts[count]...] }

    /// A party that is new, known otherwise than before, or gone.
    struct Change {
        var key: PartyKey
        /// `nil` for one that is gone.
        var profile: PartyProfile?
    }

    /// The parties with some changes, still without what they were in filings.
    ///
    /// - Parameter changes: in the order of their keys.
    /// - Returns: the beginning of the catalog's bytes; the number there of each party here, −1 for one that is gone; and
    ///   the number of each change.
    /// - Complexity: O(bytes), copied by the stretch.
    func revised(_ changes: [Change]) -> (writer: RecordWriter, renumbered: [Int32], changed: [Int32]) {
        var writer = RecordWriter(capacity: bytes.count + changes.count * 128)
        writer.byte(PartyCatalog.version)
        let places = changes.map { number(of: $0.key) }
        let gone = zip(changes, places).count { $0.profile == nil && $1 != nil }
        let new = zip(changes, places).count { $0.profile != nil && $1 == nil }
        writer.number(UInt64(count - gone + new))
        var renumbered = [Int32](repeating: -1, count: count)
        var changed: [Int32] = []
        var (next, written) = (0, Int32(0))
        func copy(to end: Int) {
            guard next < end else { return }
            writer.raw(bytes[starts[next]..<starts[end]])
            for number in next..<end {
                renumbered[number] = written
                written += 1
            }
            next = end
        }
        for (change, place) in zip(changes, places) {
            copy(to: place ?? position(of: change.key))
            if let place { next = place + 1 }
            guard let profile = change.profile else {
                changed.append(-1)
                continue
            }
            profile.write(to: &writer)
            if let place { renumbered[place] = written }
            changed.append(written)
            written += 1
        }
        copy(to: count)
        return (writer, renumbered, changed)
    }
}
