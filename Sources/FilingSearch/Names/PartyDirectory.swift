internal import FilingModel
internal import InvertedIndex
internal import NameMatching
internal import Storage
internal import TextAnalysis

/// Looks parties up: by key, by symbol, by anything like one of their names.
struct PartyDirectory: Sendable {
    let segment: SegmentReader
    let universe: NameUniverse
    let nameParties: MappedBytes
    let nameBytes: MappedBytes
    let nameEnds: MappedBytes
    let partyCIKs: MappedBytes
    let partyKinds: MappedBytes

    /// Opens the parties of a commit and verifies the sections that look-ups read.
    ///
    /// - Complexity: O(*n*) in their bytes, ≈ 10 ms for a million names.
    init(_ segment: SegmentReader) throws(IndexError) {
        self.segment = segment
        func sectionIfPresent(_ kind: UInt16) throws(IndexError) -> MappedBytes? {
            guard let section = segment.file.section(extensionKind: kind) else { return nil }
            try section.verifyAll()
            return section.bytes
        }
        func section(_ kind: UInt16) throws(IndexError) -> MappedBytes {
            guard let bytes = try sectionIfPresent(kind) else {
                throw .corrupt(
                    file: segment.file.path, section: "section table", offset: 0, expected: "section \(kind)",
                    found: "none")
            }
            return bytes
        }
        nameParties = try section(PartySegment.Section.nameParties.rawValue)
        nameBytes = try section(PartySegment.Section.nameBytes.rawValue)
        nameEnds = try section(PartySegment.Section.nameEnds.rawValue)
        partyCIKs = try section(PartySegment.Section.partyCIKs.rawValue)
        partyKinds = try section(PartySegment.Section.partyKinds.rawValue)
        var sections: [UInt16: MappedBytes] = [:]
        for kind in NameUniverse.Section.allCases { sections[kind.rawValue] = try sectionIfPresent(kind.rawValue) }
        let universe = unsafe NameUniverse(owner: segment) { kind in
            // Safe: the universe holds on to the segment, which holds the mapping these bytes lie in.
            unsafe sections[kind]?.withUnsafeBytes { unsafe $0 }
        }
        if let universe {
            self.universe = universe
        } else {
            // Written with other tables of nicknames, or by a version that kept less: the names themselves are still good.
            self.universe = Self.rebuiltUniverse(names: nameBytes, ends: nameEnds, sections)
        }
        guard partyCIKs.count == segment.documentCount * 8, partyKinds.count == segment.documentCount,
            nameParties.count == nameEnds.count, self.universe.nameCount * 4 == nameEnds.count
        else {
            throw .corrupt(
                file: segment.file.path, section: "section 256", offset: 0, expected: "an entry for each name",
                found: "another number")
        }
    }

    private static func rebuiltUniverse(
        names: MappedBytes, ends: MappedBytes, _ sections: [UInt16: MappedBytes]
    ) -> NameUniverse {
        // Symbols do not depend on the tables: taken over by the row of the name they belong to.
        typealias Section = NameUniverse.Section
        var tickers: [UInt32: String] = [:]
        if let rows = sections[Section.rows.rawValue], let bytes = sections[Section.tickerBytes.rawValue],
            let offsets = sections[Section.tickerOffsets.rawValue], let owners = sections[Section.tickerNames.rawValue]
        {
            for place in 0..<owners.count / 4 {
                guard let name = owners.uint32(at: place * 4), let row = rows.uint32(at: Int(name) * 4),
                    let start = offsets.uint32(at: place * 4), let end = offsets.uint32(at: place * 4 + 4),
                    let ticker = bytes.slice(Int(start), Int(end) - Int(start))
                else { continue }
                tickers[row] = String(decoding: ticker.array, as: UTF8.self)
            }
        }
        var builder = NameUniverseBuilder()
        for row in 0..<ends.count / 4 {
            let name = name(row, names, ends) ?? ""
            builder.add(NormalizedName(parsing: name), ticker: tickers[UInt32(row)] ?? "")
        }
        return builder.build()
    }

    /// The name in a row, as filed.
    func name(ofRow row: Int) -> String { Self.name(row, nameBytes, nameEnds) ?? "" }

    private static func name(_ row: Int, _ names: MappedBytes, _ ends: MappedBytes) -> String? {
        let start = row == 0 ? 0 : Int(ends.uint32(at: row * 4 - 4) ?? 0)
        guard let end = ends.uint32(at: row * 4), let bytes = names.slice(start, Int(end) - start) else { return nil }
        return String(decoding: bytes.array, as: UTF8.self)
    }

    /// Number of parties, deleted ones among them: they have numbers as well.
    var count: Int { segment.documentCount }
    /// Number of parties that are not deleted.
    var liveCount: Int { segment.liveCount }

    private static func record(_ number: DocumentID, _ segment: SegmentReader) throws(IndexError) -> PartyRecord {
        let bytes = try segment.stored(number)
        do {
            return try PartyRecord(from: bytes)
        } catch {
            throw .corrupt(
                file: segment.file.path, section: "documents", offset: 0, expected: "a party's record",
                found: "something else at byte \(error.offset) of record \(number)")
        }
    }

    /// A party by its number.
    func party(_ number: DocumentID) throws(IndexError) -> PartyRecord { try Self.record(number, segment) }

    /// The party with a key.
    func party(withKey key: PartyKey) throws(IndexError) -> PartyRecord? {
        try parties(.key, Array(key.term.utf8)).first
    }

    /// The parties with a trading symbol, those in most filings first.
    func parties(withTicker ticker: String) throws(IndexError) -> [PartyRecord] {
        try parties(.ticker, Array(ticker.uppercased().utf8)).sorted { $0.filingCount > $1.filingCount }
    }

    private func parties(_ field: PartySchema.Field, _ term: [UInt8]) throws(IndexError) -> [PartyRecord] {
        var found: [PartyRecord] = []
        for number in try numbers(field, term) { found.append(try party(number)) }
        return found
    }

    /// The numbers of the parties with a term.
    func numbers(_ field: PartySchema.Field, _ term: [UInt8]) throws(IndexError) -> [DocumentID] {
        let query = Query.term(term, fields: [Query.WeightedField(field: field.rawValue)])
        var found: [DocumentID] = []
        try Searcher([segment]).forEachMatch(of: query) { (_, number) in found.append(number) }
        return found
    }

    /// A name like the one asked for.
    struct Match {
        /// Its number in the universe, for explanations.
        var nameNumber: UInt32
        /// Its row: the more and the later the filings that name its party, the lower.
        var row: Int
        /// The name as filed.
        var name: String
        /// Number of the party.
        var party: DocumentID
        /// The party's key, if it has one.
        var cik: CentralIndexKey?
        /// Person or company.
        var kind: PartyKind
        /// 0 … 1.
        var score: Float
    }

    /// A look-up with its own scratch space; keep one per thread.
    func lookup() -> NameLookup { NameLookup(universe) }

    /// The parties whose names are most like a text, best first, each once.
    ///
    /// - Parameters:
    ///   - text: a name in any spelling.
    ///   - limit: how many parties at most.
    ///   - scoreMin: the least score; without it the usual one, and no more than the usual spread below the best.
    ///   - names: only the parties that bear one of these, if given.
    ///   - isTyping: whether the last word is still being typed.
    ///   - lookup: made by `lookup()`.
    /// - Returns: at most `limit` parties; no stored record is touched.
    func matches(
        _ text: String, limit: Int, scoreMin: Float?, within names: NameSubset? = nil, isTyping: Bool = false,
        using lookup: inout NameLookup
    ) -> [Match] {
        guard limit > 0 else { return [] }
        let limit = min(limit, universe.nameCount)
        // A party may bear several of the best names: ask for more until enough parties are among them.
        var asked = limit + 2
        while true {
            let hits = lookup.search(
                text, count: asked, scoreMin: scoreMin ?? NameLookup.scoreMin,
                spread: scoreMin == nil ? nil : 1, within: names, isTyping: isTyping)
            var seen: Set<DocumentID> = []
            var matches: [Match] = []
            for match in settled(hits.compactMap(match), text) where seen.insert(match.party).inserted {
                matches.append(match)
                if matches.count == limit { break }
            }
            // Of names that score like the best all must be seen to settle which stand first: FIRST NATIONAL CORP /AA/ … /BX/.
            let isTied = matches.count == limit && hits.count == asked && hits.last?.score == matches.first?.score
            if hits.count < asked || matches.count == limit && !isTied { return matches }
            asked *= 4
        }
    }

    /// Settles who of those that score best stands first: a name that reads exactly as asked (the words of `FIRST NATIONAL CORP
    /// /SC/` and `FIRST NATIONAL CORP /VA/` are the same, the names are not), then the name in most and latest filings.
    ///
    /// Other equal scores stand as they were found: by shape, then by filings.
    private func settled(_ matches: [Match], _ text: String) -> [Match] {
        let asked = Folding.folded(text)
        let best = matches.first?.score
        let keyed = matches.map { ($0, $0.score == best && Folding.folded($0.name) == asked ? 0 : 1) }
        return keyed.sorted { left, right in
            if left.0.score != right.0.score { return left.0.score > right.0.score }
            if left.0.score != best { return left.0.nameNumber < right.0.nameNumber }
            return (left.1, left.0.row) < (right.1, right.0.row)
        }.map(\.0)
    }

    private func match(_ hit: NameMatching.NameHit) -> Match? {
        let row = Int(universe.rows[Int(hit.name)])
        guard let party = nameParties.uint32(at: row * 4), !segment.isDeleted(party),
            let name = Self.name(row, nameBytes, nameEnds),
            let kind = partyKinds.byte(at: Int(party)).flatMap(PartyKind.init),
            let cik = partyCIKs.uint64(at: Int(party) * 8)
        else { return nil }
        return Match(
            nameNumber: hit.name, row: row, name: name, party: party, cik: CentralIndexKey(cik), kind: kind,
            score: hit.score)
    }
}
