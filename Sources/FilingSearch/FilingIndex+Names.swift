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
        ///   - kind: only persons or only companies, if given; those of unknown kind are among both.
        /// - Returns: best first, each party once.
        /// - Throws: `FilingIndexError` when bytes of the index are damaged.
        public mutating func parties(
            like text: String, limit: Int = 10, scoreMin: Float = FilingIndex.nameScoreMin, kind: PartyKind? = nil
        ) throws(FilingIndexError) -> [PartyMatch] {
            guard let directory = index.parties, var lookup else { return [] }
            // Taken out while in use, so that its arrays are not copied.
            self.lookup = nil
            defer { self.lookup = lookup }
            let matches = directory.matches(text, limit: limit, scoreMin: scoreMin, kind: kind, using: &lookup)
            let found = try index.wrapping { () throws(IndexError) in
                try FilingIndex.explained(matches, text, directory, &lookup)
            }
            return found.map(\.match)
        }

        /// The same with no more than a screening of many names needs: key, name, score and, if wanted, the reason.
        ///
        /// - Parameters:
        ///   - text: a name in any spelling and order.
        ///   - limit: how many parties at most.
        ///   - scoreMin: the least score.
        ///   - kind: only persons or only companies, if given; those of unknown kind are among both.
        ///   - withReason: whether to say why; costs about as much again as the look-up.
        /// - Returns: best first, each party once.
        public mutating func hits(
            like text: String, limit: Int = 10, scoreMin: Float = FilingIndex.nameScoreMin, kind: PartyKind? = nil,
            withReason: Bool = true
        ) -> [BatchMatch] {
            guard let directory = index.parties, var lookup else { return [] }
            self.lookup = nil
            defer { self.lookup = lookup }
            let matches = directory.matches(text, limit: limit, scoreMin: scoreMin, kind: kind, using: &lookup)
            let explanations =
                withReason && !matches.isEmpty ? lookup.explain(text, names: matches.map(\.nameNumber)) : nil
            return matches.enumerated().map { place, match in
                let reason = explanations?[place].reason(for: match.score)
                return BatchMatch(
                    cik: match.cik, name: match.name, kind: match.kind, score: match.score, reason: reason)
            }
        }
    }

    /// Names below this score are no hits unless asked for.
    public static let nameScoreMin: Float = NameLookup.scoreMin

    /// The score from which a hit is probably the party meant.
    public static let nameScoreSuggested: Float = NameLookup.suggestedThreshold

    /// A look-up of names.
    public func nameSession() -> NameSession { NameSession(index: self, lookup: parties?.lookup()) }

    /// Matches with their records and reasons.
    static func explained(
        _ matches: [PartyDirectory.Match], _ text: String, _ directory: PartyDirectory, _ lookup: inout NameLookup
    ) throws(IndexError) -> [(record: PartyRecord, match: PartyMatch)] {
        let explanations = lookup.explain(text, names: matches.map(\.nameNumber))
        var found: [(record: PartyRecord, match: PartyMatch)] = []
        for (match, explanation) in zip(matches, explanations) {
            let record = try directory.party(match.party)
            var result = PartyMatch(record, name: match.name, score: match.score)
            result.reason = explanation.reason(for: match.score)
            result.evidence = explanation.pairs.map { pair in
                PartyMatch.Evidence(
                    asked: pair.query, filed: pair.candidate, kind: pair.kind.words, likeness: pair.likeness,
                    cost: pair.cost)
            }
            found.append((record, result))
        }
        return found
    }
}

extension NameExplanation {
    /// All pairs in words, or the symbol when it and not the name gave the score.
    fileprivate func reason(for score: Float) -> String {
        score > self.score + 0.005 ? "this symbol" : pairs.map(\.words).joined(separator: "; ")
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
