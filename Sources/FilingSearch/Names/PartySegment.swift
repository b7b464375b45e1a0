internal import Dispatch
internal import FilingModel
internal import InvertedIndex
internal import NameMatching
internal import Storage
internal import Synchronization

/// Writes the parties of an index: a document each, and beside them the names they can be found by.
enum PartySegment {
    /// Sections of this collection beside those of `NameUniverse`; see `Index/FORMAT.md`, *parties*.
    ///
    /// They hold what a hit shows, so that looking names up never touches the stored records.
    enum Section: UInt16, CaseIterable {
        /// For each name the number of its party, 32 bits.
        case nameParties = 256
        /// The names as filed, one after another.
        case nameBytes
        /// Where each name ends in `nameBytes`, 32 bits.
        case nameEnds
        /// For each party its CIK, 0 for none, 64 bits.
        case partyCIKs
        /// For each party `PartyKind`, a byte.
        case partyKinds
        /// For each party where its uses end, 32 bits; a use is what it was in filings that differ by day only.
        case useEnds
        /// For each use the number of the issuer and one, 0 for none, 32 bits.
        case useIssuers
        /// For each use the lower eight bits of `PartyRoles`, a byte.
        case useRoles
        /// For each use the text of its form, title, place and street, 32 bits each.
        case useForms, useTitles, usePlaces, useStreets
        /// For each use where its days end, 32 bits.
        case useDayEnds
        /// The days of each use, ascending, as `yyyymmdd`, 32 bits.
        case useDays
        /// The texts of uses, one after another.
        case textBytes
        /// Where each text ends in `textBytes`, 32 bits.
        case textEnds
        /// Pairs of parties that a reviewed file says are different, 32 bits each.
        case different
        /// For each use the upper eight bits of `PartyRoles`, a byte.
        case useMoreRoles
        /// What parties are made of, as `PartySources` has it: parties of lists, parties of filings before any were
        /// joined, and what was reviewed.
        case listed, filed, reviewed
    }

    /// Writes the segment.
    ///
    /// - Parameters:
    ///   - finished: the parties and what they were in filings.
    ///   - sources: the sections that keep what they are made of.
    ///   - directory: the index.
    ///   - fileSystem: the disk.
    /// - Returns: the manifest's entry; `nil` when there are no parties.
    /// - Throws: `IndexError` when the disk refuses.
    static func write(
        _ finished: FinishedParties, sources: [(Section, [UInt8])] = [], directory: String,
        on fileSystem: any FileSystem
    ) throws(IndexError) -> Manifest.Entry? {
        let parties = finished.profiles
        guard !parties.isEmpty else { return nil }
        let records = parties.map { PartyRecord($0) }
        var partyCIKs = ByteWriter()
        for party in parties { partyCIKs.uint64(party.key.cik?.value ?? 0) }
        let sections: [(Section, [UInt8])] = [
            (.partyCIKs, partyCIKs.bytes), (.partyKinds, records.map(\.kind.rawValue)),
        ]
        return try write(
            sections + useSections(of: finished.uses, partyCount: parties.count, different: finished.different)
                + sources,
            names: { nameSections(of: parties, records) },
            documents: { (builder) throws(IndexError) in
                for (number, record) in records.enumerated() {
                    builder.add(document(for: record, number: number))
                }
            }, directory: directory, on: fileSystem)
    }

    /// Writes the segment of some sections, of names that are put in order and documents that are made meanwhile.
    ///
    /// Names are put in order beside the documents: each takes about half of the time.
    static func write(
        _ sections: @autoclosure () -> [(Section, [UInt8])],
        names makeNames: @escaping @Sendable () throws(IndexError) -> [(kind: UInt16, bytes: [UInt8])],
        documents: (inout SegmentBuilder) throws(IndexError) -> Void, directory: String, on fileSystem: any FileSystem
    ) throws(IndexError) -> Manifest.Entry {
        let names = Mutex<Result<[(kind: UInt16, bytes: [UInt8])], IndexError>>(.success([]))
        let group = DispatchGroup()
        DispatchQueue(label: "filings.names").async(group: group) {
            let sections = Result { () throws(IndexError) in try makeNames() }
            names.withLock { $0 = sections }
        }
        var builder = SegmentBuilder(schema: PartySchema.schema)
        let made = Result { () throws(IndexError) in try documents(&builder) }
        let sections = sections()
        group.wait()
        try made.get()
        let found = try names.withLock { $0 }.get()
        let own = found.filter { $0.kind < Section.partyCIKs.rawValue }
        let universe = found.filter { $0.kind > Section.reviewed.rawValue }
        let count = builder.count
        let name = try builder.write(
            directory: directory, temporaryName: "building-parties",
            extensions: own + sections.map { ($0.0.rawValue, $0.1) } + universe, on: fileSystem)
        return Manifest.Entry(collection: PartySchema.collection, name: name, documentCount: count)
    }

    /// The names by row, and the sections by which they are found.
    private static func nameSections(
        of parties: [PartyProfile], _ records: [PartyRecord]
    ) -> [(kind: UInt16, bytes: [UInt8])] {
        var universe = NameUniverseBuilder()
        var nameParties = ByteWriter()
        var nameBytes = ByteWriter()
        var nameEnds = ByteWriter()
        for row in rows(of: parties, records) {
            universe.add(NormalizedName(parsing: row.name), order: .surnameFirst, ticker: row.ticker)
            nameParties.uint32(UInt32(row.party))
            nameBytes.raw(row.name.utf8)
            nameEnds.uint32(UInt32(nameBytes.count))
        }
        return nameSections(nameParties, nameBytes, nameEnds) + universe.sections()
    }

    /// The sections of the names by row.
    static func nameSections(
        _ parties: ByteWriter, _ bytes: ByteWriter, _ ends: ByteWriter
    ) -> [(kind: UInt16, bytes: [UInt8])] {
        let own: [(Section, ByteWriter)] = [(.nameParties, parties), (.nameBytes, bytes), (.nameEnds, ends)]
        return own.map { ($0.0.rawValue, $0.1.bytes) }
    }

    /// What parties were in filings: lines that differ by day only become one use with its days.
    static func useSections(
        of log: PartyUseLog, partyCount: Int, different pairs: [(Int32, Int32)]
    ) -> [(Section, [UInt8])] {
        var ends = ByteWriter()
        var issuers = ByteWriter()
        var roles: [UInt8] = []
        var moreRoles: [UInt8] = []
        var forms = ByteWriter()
        var titles = ByteWriter()
        var places = ByteWriter()
        var streets = ByteWriter()
        var dayEnds = ByteWriter()
        var days = ByteWriter()
        let lines = log.lines
        var next = 0
        for party in 0..<partyCount {
            while next < lines.count, Int(lines[next].party) == party {
                let first = lines[next]
                issuers.uint32(UInt32(first.issuer + 1))
                roles.append(UInt8(truncatingIfNeeded: first.roles.rawValue))
                moreRoles.append(UInt8(truncatingIfNeeded: first.roles.rawValue >> 8))
                forms.uint32(first.form)
                titles.uint32(first.title)
                places.uint32(first.place)
                streets.uint32(first.street)
                while next < lines.count, lines[next].isSameUse(as: first) {
                    days.uint32(UInt32(lines[next].day))
                    next += 1
                }
                dayEnds.uint32(UInt32(days.count / 4))
            }
            ends.uint32(UInt32(roles.count))
        }
        var textBytes = ByteWriter()
        var textEnds = ByteWriter()
        for text in log.texts {
            textBytes.raw(text.utf8)
            textEnds.uint32(UInt32(textBytes.count))
        }
        var different = ByteWriter()
        for pair in pairs {
            different.uint32(UInt32(pair.0))
            different.uint32(UInt32(pair.1))
        }
        return [
            (.useEnds, ends.bytes), (.useIssuers, issuers.bytes), (.useRoles, roles), (.useForms, forms.bytes),
            (.useTitles, titles.bytes), (.usePlaces, places.bytes), (.useStreets, streets.bytes),
            (.useDayEnds, dayEnds.bytes), (.useDays, days.bytes), (.textBytes, textBytes.bytes),
            (.textEnds, textEnds.bytes), (.different, different.bytes),
            (.useMoreRoles, moreRoles),
        ]
    }

    /// The document of a party.
    static func document(for party: PartyRecord, number: Int) -> Document {
        document(
            party.bytes, number: number, keys: party.keys.map(\.term), tickers: party.tickers)
    }

    /// The document of a party whose record is there as bytes.
    static func document(_ record: [UInt8], number: Int, keys: [String], tickers: [String]) -> Document {
        var document = Document()
        document.stored = record
        document.integers = [(0, Int64(number))]
        for key in keys { document.keywords.append((PartySchema.Field.key.rawValue, key)) }
        for ticker in tickers { document.keywords.append((PartySchema.Field.ticker.rawValue, ticker)) }
        return document
    }

    /// A name of a party.
    struct Row {
        var party: Int
        var name: String
        /// The party's trading symbol if this is the name to show, it is a company and has one.
        var ticker: String
        var filingCount: Int
        var lastDate: Int32
    }

    /// The names of a party, in byte order.
    static func rows(of profile: PartyProfile, _ record: PartyRecord, number: Int) -> [Row] {
        let ticker = record.kind == .company ? record.tickers.first ?? "" : ""
        return record.names.map { name in
            Row(
                party: number, name: name.name, ticker: name.name == record.displayName ? ticker : "",
                filingCount: record.filingCount, lastDate: profile.lastDate)
        }
    }

    /// Every name of every party, those in most filings first: equal scores are settled by this order.
    private static func rows(of parties: [PartyProfile], _ records: [PartyRecord]) -> [Row] {
        var rows: [Row] = []
        for (number, record) in records.enumerated() {
            rows += self.rows(of: parties[number], record, number: number)
        }
        // Sorted by number and not by row, because rows are wide and there may be millions.
        let order = rows.indices.sorted { left, right in
            if rows[left].filingCount != rows[right].filingCount {
                return rows[left].filingCount > rows[right].filingCount
            }
            if rows[left].lastDate != rows[right].lastDate { return rows[left].lastDate > rows[right].lastDate }
            return left < right
        }
        return order.map { rows[$0] }
    }
}
