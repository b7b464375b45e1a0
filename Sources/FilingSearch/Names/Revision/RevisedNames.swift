internal import FilingModel
internal import InvertedIndex
internal import NameMatching
internal import Storage

/// The names of the next commit's parties: those that stay in the order they had, new ones where they belong.
struct RevisedNames {
    /// The parties of the last commit.
    let base: PartyDirectory
    /// For each of them its number in the next, −1 for one whose names do not stay.
    let kept: [Int32]
    /// Names of parties that are new or changed.
    let new: [PartySegment.Row]

    /// How a party ranks among others: by filings, then by the latest day.
    private struct Rank {
        var filingCount: Int
        var lastDate: Int32
    }

    /// The names by row, and the sections by which they are found.
    ///
    /// - Throws: `IndexError` when a record that has to be looked at is damaged.
    /// - Complexity: O(*n*) copied, and O(*c* log *n*) records for *c* new names.
    func sections() throws(IndexError) -> [(kind: UInt16, bytes: [UInt8])] {
        let parties = (0..<base.nameParties.count / 4).map { base.nameParties.uint32(at: $0 * 4) ?? 0 }
        let rows = parties.indices.filter { kept.indices.contains(Int(parties[$0])) && kept[Int(parties[$0])] >= 0 }
        let added = new.sorted { left, right in
            if left.filingCount != right.filingCount { return left.filingCount > right.filingCount }
            if left.lastDate != right.lastDate { return left.lastDate > right.lastDate }
            return left.party != right.party
                ? left.party < right.party : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
        }
        let places = try places(of: added, among: rows, parties)
        let text = base.nameBytes.array
        let ends = (0..<base.nameEnds.count / 4).map { Int(base.nameEnds.uint32(at: $0 * 4) ?? 0) }
        var writer = Writer(base.universe)
        var next = 0
        for (place, row) in rows.enumerated() {
            while next < added.count, places[next] == place {
                writer.add(added[next])
                next += 1
            }
            let bytes = (row == 0 ? 0 : ends[row - 1])..<ends[row]
            guard bytes.upperBound <= text.count else {
                throw .corrupt(
                    file: base.segment.file.path, section: "section 258", offset: row * 4,
                    expected: "the end of a name", found: "\(bytes.upperBound)")
            }
            writer.take(row, party: kept[Int(parties[row])], text[bytes])
        }
        while next < added.count {
            writer.add(added[next])
            next += 1
        }
        return writer.sections
    }

    /// For each new name how many of the rows that stay stand before it.
    private func places(
        of added: [PartySegment.Row], among rows: [Int], _ parties: [UInt32]
    ) throws(IndexError) -> [Int] {
        var known: [UInt32: Rank] = [:]
        func rank(_ party: UInt32) throws(IndexError) -> Rank {
            if let rank = known[party] { return rank }
            let record = try base.party(DocumentID(party))
            let rank = Rank(filingCount: record.filingCount, lastDate: Int32(record.lastDate?.ordinal ?? 0))
            known[party] = rank
            return rank
        }
        var places: [Int] = []
        for row in added {
            var (low, high) = (places.last ?? 0, rows.count)
            while low < high {
                let middle = (low + high) / 2
                let party = parties[rows[middle]]
                let other = try rank(party)
                let isBefore: Bool
                if other.filingCount != row.filingCount {
                    isBefore = other.filingCount > row.filingCount
                } else if other.lastDate != row.lastDate {
                    isBefore = other.lastDate > row.lastDate
                } else {
                    isBefore = Int(kept[Int(party)]) < row.party
                }
                if isBefore { low = middle + 1 } else { high = middle }
            }
            places.append(low)
        }
        return places
    }

    /// Puts rows one behind the other.
    private struct Writer {
        private var universe: NameUniverseBuilder
        private let old: NameUniverse
        /// For each row of the last commit the number of its name.
        private var numbers: [UInt32]
        /// Symbols by the number of the name they belong to.
        private let tickers: [UInt32: String]
        private var parties = ByteWriter()
        private var bytes = ByteWriter()
        private var ends = ByteWriter()

        init(_ old: NameUniverse) {
            self.old = old
            universe = NameUniverseBuilder(revising: old)
            numbers = [UInt32](repeating: 0, count: old.nameCount)
            for name in 0..<old.nameCount { numbers[Int(old.rows[name])] = UInt32(name) }
            tickers = old.tickers
        }

        mutating func add(_ row: PartySegment.Row) {
            universe.add(NormalizedName(parsing: row.name), order: .surnameFirst, ticker: row.ticker)
            parties.uint32(UInt32(row.party))
            bytes.raw(row.name.utf8)
            ends.uint32(UInt32(bytes.count))
        }

        mutating func take(_ row: Int, party: Int32, _ text: ArraySlice<UInt8>) {
            let name = numbers[row]
            universe.take(name, of: old, text: text, ticker: tickers[name] ?? "")
            parties.uint32(UInt32(party))
            bytes.raw(text)
            ends.uint32(UInt32(bytes.count))
        }

        var sections: [(kind: UInt16, bytes: [UInt8])] {
            PartySegment.nameSections(parties, bytes, ends) + universe.sections()
        }
    }
}
