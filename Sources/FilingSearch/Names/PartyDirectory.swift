internal import FilingModel
internal import InvertedIndex
internal import NameMatching
internal import Storage

/// Looks parties up: by key, by symbol, by anything like one of their names.
struct PartyDirectory: Sendable {
    private let segment: SegmentReader
    private let universe: NameUniverse
    private let nameParties: MappedBytes
    private let namePlaces: MappedBytes
    private let place: ByteReader.Place

    /// Opens the parties of a commit.
    init(_ segment: SegmentReader) throws(IndexError) {
        self.segment = segment
        guard let parties = segment.file.section(extensionKind: PartySegment.Section.nameParties),
            let places = segment.file.section(extensionKind: PartySegment.Section.namePlaces)
        else {
            throw .corrupt(
                file: segment.file.path, section: "section table", offset: 0, expected: "the names of the parties",
                found: "none")
        }
        try parties.verifyAll()
        try places.verifyAll()
        nameParties = parties.bytes
        namePlaces = places.bytes
        place = parties.place
        var builder = NameUniverseBuilder()
        for row in 0..<parties.count / 4 {
            let record = try Self.record(DocumentID(parties.bytes.uint32(at: row * 4) ?? 0), segment)
            let name = record.names[Int(places.bytes.uint32(at: row * 4) ?? 0)].name
            builder.add(NormalizedName(parsing: name), ticker: record.tickers.first ?? "")
        }
        universe = builder.build()
    }

    /// Number of parties.
    var count: Int { segment.documentCount }

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
        let query = Query.term(term, fields: [Query.WeightedField(field: field.rawValue)])
        var found: [PartyRecord] = []
        try Searcher([segment]).forEachMatch(of: query) { (_, number) throws(IndexError) in
            found.append(try party(number))
        }
        return found
    }

    /// A name like the one asked for.
    struct Match {
        /// Its place in the universe, for explanations.
        var name: UInt32
        /// Number of the party.
        var party: DocumentID
        /// Place of the name among the party's.
        var place: Int
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
    ///   - scoreMin: the least score.
    ///   - lookup: made by `lookup()`.
    func matches(
        _ text: String, limit: Int, scoreMin: Float, using lookup: inout NameLookup
    ) -> [Match] {
        // A party may bear several of the best names: ask for more until enough parties are among them.
        var asked = limit + 2
        while true {
            let hits = lookup.search(text, count: asked, scoreMin: scoreMin)
            var seen: Set<DocumentID> = []
            var matches: [Match] = []
            for hit in hits {
                let row = Int(universe.rows[Int(hit.name)])
                guard let party = nameParties.uint32(at: row * 4), let place = namePlaces.uint32(at: row * 4),
                    seen.insert(party).inserted
                else { continue }
                matches.append(Match(name: hit.name, party: party, place: Int(place), score: hit.score))
            }
            if matches.count >= limit || hits.count < asked { return Array(matches.prefix(limit)) }
            asked *= 4
        }
    }
}
