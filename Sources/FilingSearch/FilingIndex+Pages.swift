internal import FilingModel
internal import InvertedIndex

extension FilingIndex {
    /// A person (or other owner) and its filings.
    ///
    /// - Parameters:
    ///   - text: a CIK or a name in any spelling.
    ///   - limit: how many filings at most.
    ///   - selection: only these parties, if given; a CIK is not held against them.
    /// - Returns: the page of the best match, with all its filings; `nil` when nothing is like it.
    /// - Throws: `FilingIndexError` when bytes of the index are damaged.
    public func person(
        _ text: String, limit: Int = 20, within selection: PartySelection? = nil
    ) throws(FilingIndexError) -> PartyPage? {
        try page(text, as: .ownerKey, limit: limit, within: selection)
    }

    /// An issuer, its insiders and filings.
    ///
    /// - Parameters:
    ///   - text: a CIK, a trading symbol or a name in any spelling.
    ///   - limit: how many filings at most.
    /// - Returns: the page of the best match; `nil` when nothing is like it.
    /// - Throws: `FilingIndexError` when bytes of the index are damaged.
    public func issuer(_ text: String, limit: Int = 20) throws(FilingIndexError) -> PartyPage? {
        try page(text, as: .issuerKey, limit: limit)
    }

    private func page(
        _ text: String, as field: FilingSchema.Field, limit: Int, within selection: PartySelection? = nil
    ) throws(FilingIndexError) -> PartyPage? {
        let candidates = try candidates(text, as: field, within: selection)
        return try page(candidates, as: field, limit: limit, meter: WorkMeter()) { _ in }
    }

    /// The page of the first of some parties.
    ///
    /// - Parameters:
    ///   - candidates: who may be meant, the best first.
    ///   - field: as what the party is looked at.
    ///   - limit: how many filings at most.
    ///   - meter: used up when the time is; the newest filing is read in any case.
    ///   - visit: sees each of its filings, the newest first.
    /// - Returns: the page; `nil` when there is nobody.
    /// - Throws: `FilingIndexError` when bytes of the index are damaged.
    func page(
        _ candidates: [(record: PartyRecord, match: PartyMatch)], as field: FilingSchema.Field, limit: Int,
        meter: WorkMeter, visiting visit: (Filing) -> Void
    ) throws(FilingIndexError) -> PartyPage? {
        guard let (record, match) = candidates.first else { return nil }
        return try wrapping { () throws(IndexError) in
            var relations = Relations(of: record, areIssuers: field == .ownerKey)
            var shown: [Filing] = []
            let (total, read) = try forEachFiling(of: record, as: field, meter) { (filing) throws(IndexError) in
                try relations.add(filing, primaryKey)
                visit(filing)
                if shown.count < limit { shown.append(filing) }
            }
            let others = candidates.dropFirst().prefix(5).filter { $0.match.score >= match.score - 0.1 }.map(\.match)
            return PartyPage(
                party: match, otherNames: record.names.map(\.name).filter { $0 != match.name }, alternatives: others,
                relations: relations.sorted, filings: shown, total: total, perhapsSame: try duplicates(of: record),
                readCount: read)
        }
    }

    /// Parties that may be meant, the best first: by CIK, by symbol, by name unless only exact ones are wanted.
    func candidates(
        _ text: String, as field: FilingSchema.Field, within selection: PartySelection? = nil, isExact: Bool = false
    ) throws(FilingIndexError) -> [(record: PartyRecord, match: PartyMatch)] {
        guard let directory = parties else { return [] }
        func count(_ record: PartyRecord) -> Int { field == .ownerKey ? record.ownerCount : record.issuerCount }
        let exact: [(record: PartyRecord, reason: String)] = try wrapping { () throws(IndexError) in
            if let cik = CentralIndexKey(parsing: text), let record = try directory.party(withKey: .cik(cik)) {
                return [(record, "this CIK")]
            }
            if text.hasPrefix("name:"), let record = try directory.party(withKey: PartyKey(term: text)) {
                return [(record, "this key")]
            }
            guard field == .issuerKey, !text.contains(" ") else { return [] }
            var found: [(record: PartyRecord, reason: String)] = []
            for symbol in Self.symbols(in: text) where found.isEmpty {
                found = try directory.parties(withTicker: symbol).map { ($0, "this symbol") }
            }
            return found
        }
        if !exact.isEmpty || isExact {
            return exact.sorted { count($0.record) > count($1.record) }.map { record, reason in
                var match = PartyMatch(record, name: record.displayName, score: 1)
                match.reason = reason
                return (record, match)
            }
        }
        var lookup = directory.lookup()
        return try wrapping { () throws(IndexError) in
            let matches = directory.matches(
                text, limit: 20, scoreMin: nil, within: selection?.names, using: &lookup)
            let found = try Self.explained(matches, text, directory, &lookup, selection)
            // A page is worth little without filings, and people ask `person` for people; but a name that is clearly
            // better goes before both, for opening somebody else's page is worse than an empty one.
            let wanted: PartyKind = field == .ownerKey ? .person : .company
            func worth(_ candidate: (record: PartyRecord, match: PartyMatch)) -> Float {
                candidate.match.score - (count(candidate.record) == 0 ? 0.05 : 0)
                    - (candidate.record.kind == wanted || candidate.record.kind == .unknown ? 0 : 0.1)
            }
            let order = found.indices.sorted { left, right in
                let (first, second) = (worth(found[left]), worth(found[right]))
                return first != second ? first > second : left < right
            }
            return order.map { found[$0] }.filter { worth($0) >= Self.pageScoreMin }
        }
    }

    /// Below this nobody's page is opened: such names share a word with what was asked at best.
    private static let pageScoreMin: Float = 0.5

    /// The ways a trading symbol is written: `$TGEN`, `NASDAQ:TGEN`, `BRK.A` and `BRK-A`.
    private static func symbols(in text: String) -> [String] {
        var symbol = text.uppercased()[...]
        if let colon = symbol.lastIndex(of: ":") { symbol = symbol[symbol.index(after: colon)...] }
        if symbol.hasPrefix("$") { symbol.removeFirst() }
        let plain = String(symbol)
        return [plain, plain.replacing(".", with: "-"), plain.replacing("-", with: ".")]
    }

    /// The key that the party with a key goes by.
    private func primaryKey(_ key: PartyKey) throws(IndexError) -> PartyKey {
        try parties?.primaryKey(of: key) ?? key
    }

    /// Hands on every filing that names a party in a part, newest first, one at a time.
    ///
    /// - Returns: how many there are, and how many of them were read before the meter was used up.
    private func forEachFiling(
        of record: PartyRecord, as field: FilingSchema.Field, _ meter: WorkMeter,
        _ body: (Filing) throws(IndexError) -> Void
    ) throws(IndexError) -> (total: Int, read: Int) {
        // Whom a filing names beside its owners has a page as well; earlier programs kept no keys of theirs.
        let isKept = searcher.segments.allSatisfy { $0.schema.fields.count > FilingSchema.Field.personKey.rawValue }
        let fields = field == .ownerKey && isKept ? [field, .personKey] : [field]
        let query = Query.any(record.keys.flatMap { key in fields.map { keyword($0, key.term) } })
        var places: [(date: Int64, identity: Int64, segment: Int, document: DocumentID)] = []
        try searcher.forEachMatch(of: query) { (segment, document) throws(IndexError) in
            let reader = searcher.segments[segment]
            let date = try reader.integer(FilingSchema.Column.date.rawValue, document) ?? 0
            places.append((date, try reader.identity(document), segment, document))
        }
        places.sort { ($1.date, $1.identity) < ($0.date, $0.identity) }
        for (number, place) in places.enumerated() {
            guard meter.pass(FacetCounter.recordEffort) || number == 0 else { return (places.count, number) }
            try body(filing(segment: place.segment, document: place.document))
        }
        return (places.count, places.count)
    }
}

/// Who was what to whom, gathered from filings that come newest first.
private struct Relations {
    private let record: PartyRecord
    private let areIssuers: Bool
    private var relations: [PartyKey: PartyPage.Relation] = [:]
    private var primaryKeys: [PartyKey: PartyKey] = [:]

    /// Relations of a party: to its issuers, or to its insiders.
    init(of record: PartyRecord, areIssuers: Bool) { (self.record, self.areIssuers) = (record, areIssuers) }

    /// Adds a filing; parties that are the same by now are one, whatever key a filing names them by.
    mutating func add(
        _ filing: Filing, _ primaryKey: (PartyKey) throws(IndexError) -> PartyKey
    ) throws(IndexError) {
        func primary(_ cik: CentralIndexKey?, _ name: String) throws(IndexError) -> PartyKey {
            let key = PartyKey(cik: cik, name: name)
            if let known = primaryKeys[key] { return known }
            let found = try primaryKey(key)
            primaryKeys[key] = found
            return found
        }
        if areIssuers {
            guard let issuer = filing.issuer else { return }
            let own = FilingCast(filing).members.filter { record.keys.contains($0.key) }
            add(filing, own, to: try primary(issuer.cik, issuer.name), issuer.name, tickers: issuer.tickers)
        } else {
            // An owner that is listed twice, or under two keys, is one insider.
            var insiders: [PartyKey: [FilingCast.Member]] = [:]
            for member in FilingCast(filing).members where member.isPrincipal {
                insiders[try primary(member.key.cik, member.name), default: []].append(member)
            }
            for (key, own) in insiders { add(filing, own, to: key, own[0].name, tickers: []) }
        }
    }

    private mutating func add(
        _ filing: Filing, _ own: [FilingCast.Member], to key: PartyKey, _ name: String, tickers: [String]
    ) {
        var relation = relations[key] ?? PartyPage.Relation(cik: key.cik, name: name)
        relation.add(filing, own, tickers: tickers)
        relations[key] = relation
    }

    /// The latest first.
    var sorted: [PartyPage.Relation] {
        relations.values.sorted { left, right in
            if left.last != right.last { return (left.last?.ordinal ?? 0) > (right.last?.ordinal ?? 0) }
            if left.filingCount != right.filingCount { return left.filingCount > right.filingCount }
            return (left.name, left.cik?.value ?? 0) < (right.name, right.cik?.value ?? 0)
        }
    }
}

extension PartyPage.Relation {
    fileprivate init(cik: CentralIndexKey?, name: String) {
        (self.cik, self.name) = (cik, name)
        (tickers, roles, filingCount) = ([], [], 0)
        key = PartyKey(cik: cik, name: name).term
    }

    fileprivate mutating func add(_ filing: Filing, _ own: [FilingCast.Member], tickers more: [String]) {
        // They come newest first.
        if filingCount == 0 { hasLeft = filing.notSubjectToSection16 }
        filingCount += 1
        for ticker in more where !tickers.contains(ticker) { tickers.append(ticker) }
        for role in own.map(\.summary) where !role.isEmpty && !roles.contains(role) { roles.append(role) }
        guard let date = filing.effectiveDate else { return }
        first = first.map { min($0, date) } ?? date
        last = last.map { max($0, date) } ?? date
    }
}
