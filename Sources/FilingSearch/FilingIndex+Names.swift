public import FilingModel
internal import InvertedIndex
internal import NameMatching

extension FilingIndex {
    /// A look-up of names with its own working space: make one a thread and ask it again and again.
    public struct NameSession {
        let index: FilingIndex
        var lookup: NameLookup?

        /// The parties whose names are most like a text.
        ///
        /// - Parameters:
        ///   - text: a name in any spelling and order, its beginning, its initials, or a ticker.
        ///   - limit: how many parties at most.
        ///   - scoreMin: the least score.
        ///   - kind: only persons or only companies, if given.
        /// - Returns: best first, each party once.
        /// - Throws: `FilingIndexError` when bytes of the index are damaged.
        public mutating func parties(
            like text: String, limit: Int = 10, scoreMin: Float = FilingIndex.nameScoreMin, kind: PartyKind? = nil
        ) throws(FilingIndexError) -> [PartyMatch] {
            guard let directory = index.parties, var lookup else { return [] }
            // Taken out while in use, so that its arrays are not copied.
            self.lookup = nil
            defer { self.lookup = lookup }
            var asked = limit
            while true {
                let matches = directory.matches(text, limit: asked, scoreMin: scoreMin, using: &lookup)
                var found: [PartyMatch] = []
                for match in matches {
                    let record = try index.wrapping { () throws(IndexError) in try directory.party(match.party) }
                    if let kind, record.kind != .unknown, record.kind != kind { continue }
                    found.append(FilingIndex.match(record, match, text, &lookup))
                    if found.count == limit { return found }
                }
                if kind == nil || matches.count < asked { return found }
                asked *= 4
            }
        }
    }

    /// Names below this score are no hits unless asked for.
    public static let nameScoreMin: Float = NameLookup.scoreMin

    /// The score from which a hit is probably the party meant.
    public static let nameScoreSuggested: Float = NameLookup.suggestedThreshold

    /// A look-up of names.
    public func nameSession() -> NameSession { NameSession(index: self, lookup: parties?.lookup()) }

    static func match(
        _ record: PartyRecord, _ match: PartyDirectory.Match, _ text: String, _ lookup: inout NameLookup
    ) -> PartyMatch {
        let name = record.names.indices.contains(match.place) ? record.names[match.place].name : record.displayName
        let explanation = lookup.explain(text, name: match.name)
        var result = PartyMatch(record, name: name, score: match.score)
        result.reason = explanation.pairs.map(\.words).joined(separator: "; ")
        result.evidence = explanation.pairs.map { pair in
            PartyMatch.Evidence(
                asked: pair.query, filed: pair.candidate, kind: String(describing: pair.kind), likeness: pair.likeness,
                cost: pair.cost)
        }
        return result
    }
}

extension PartyMatch {
    init(_ record: PartyRecord, name: String, score: Float) {
        cik = record.key.cik
        self.name = name
        currentName = record.displayName == name ? nil : record.displayName
        self.score = score
        reason = ""
        kind = record.kind
        tickers = record.tickers
        place = record.place
        filingCount = record.filingCount
        lastFiled = record.lastDate
    }
}
