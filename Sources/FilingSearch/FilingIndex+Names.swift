public import FilingModel
internal import InvertedIndex
internal import NameMatching

extension FilingIndex {
    /// A look-up of names with its own working space: make one a thread and ask it again and again.
    public struct NameSession {
        let index: FilingIndex
        var lookup: NameLookup?
        /// The names of each kind that was asked for.
        private var namesOfKinds: [PartyKind: NameSubset] = [:]

        init(index: FilingIndex, lookup: NameLookup?) { (self.index, self.lookup) = (index, lookup) }

        /// Names of parties of a kind, found once.
        private mutating func names(ofKind kind: PartyKind, _ directory: PartyDirectory) -> NameSubset {
            if let names = namesOfKinds[kind] { return names }
            let members = directory.parties(fulfilling: PartyContext(kind: kind), issuer: nil, uses: nil)
            let names = directory.names(ofParties: members)
            namesOfKinds[kind] = names
            return names
        }

        /// The parties whose names are most like a text.
        ///
        /// - Parameters:
        ///   - text: a name in any spelling and order, its beginning, its initials, or a ticker.
        ///   - limit: how many parties at most.
        ///   - scoreMin: the least score; without it the usual one, and no more than `nameScoreSpread` below the best.
        ///   - selection: only these parties, if given: the best of them, however many others are more alike.
        ///   - isTyping: whether the name is still being typed: then every name it begins is found, also with an error in
        ///     what is typed.
        /// - Returns: best first, each party once.
        /// - Throws: `FilingIndexError` when bytes of the index are damaged.
        public mutating func parties(
            like text: String, limit: Int = 10, scoreMin: Float? = nil,
            within selection: PartySelection? = nil, isTyping: Bool = false
        ) throws(FilingIndexError) -> [PartyMatch] {
            try found(text, selection, isTyping: isTyping) { directory, lookup in
                directory.matches(
                    text, limit: limit, scoreMin: scoreMin, within: selection?.names, isTyping: isTyping, using: &lookup
                )
            }
        }

        /// The parties whose names are most like a text, those of a selection put before others of nearly their score.
        ///
        /// A party of the selection stands where it would with a score higher by `preferenceBonus`; scores stay as they
        /// are.
        ///
        /// - Parameters:
        ///   - text: as for `parties(like:limit:scoreMin:within:)`.
        ///   - limit: how many parties at most.
        ///   - scoreMin: the least score; without it the usual one, and no more than `nameScoreSpread` below the best.
        ///   - selection: who goes first.
        /// - Returns: each party once.
        /// - Throws: `FilingIndexError` when bytes of the index are damaged.
        public mutating func parties(
            like text: String, limit: Int = 10, scoreMin: Float? = nil,
            preferring selection: PartySelection
        ) throws(FilingIndexError) -> [PartyMatch] {
            try found(text, selection) { directory, lookup in
                // Whoever is among the first with the bonus is among the first of all or of the selection.
                let preferred = directory.matches(
                    text, limit: limit, scoreMin: scoreMin, within: selection.names, using: &lookup)
                let numbers = Set(preferred.map(\.party))
                let others = directory.matches(text, limit: limit, scoreMin: scoreMin, using: &lookup)
                    .filter { !numbers.contains($0.party) }
                func rank(_ match: PartyDirectory.Match) -> Float {
                    // Places, so that equal sums do not depend on how single precision rounds.
                    let bonus = numbers.contains(match.party) ? FilingIndex.preferenceBonus : 0
                    return ((match.score + bonus) * 10_000).rounded()
                }
                let all = preferred + others
                let order = all.indices.sorted { left, right in
                    rank(all[left]) != rank(all[right]) ? rank(all[left]) > rank(all[right]) : left < right
                }
                return order.prefix(limit).map { all[$0] }
            }
        }

        private mutating func found(
            _ text: String, _ selection: PartySelection?, isTyping: Bool = false,
            _ find: (PartyDirectory, inout NameLookup) -> [PartyDirectory.Match]
        ) throws(FilingIndexError) -> [PartyMatch] {
            guard let directory = index.parties, var lookup else { return [] }
            // Taken out while in use, so that its arrays are not copied.
            self.lookup = nil
            defer { self.lookup = lookup }
            let matches = find(directory, &lookup)
            let found = try index.wrapping { () throws(IndexError) in
                try FilingIndex.explained(matches, text, isTyping: isTyping, directory, &lookup, selection)
            }
            return found.map(\.match)
        }

        /// The same with no more than a screening of many names needs: key, name, score and, if wanted, the reason.
        ///
        /// - Parameters:
        ///   - text: a name in any spelling and order.
        ///   - limit: how many parties at most.
        ///   - scoreMin: the least score; without it the usual one, and no more than `nameScoreSpread` below the best.
        ///   - kind: only persons or only companies, if given; those of unknown kind are among both.
        ///   - selection: only these parties, if given; their context has the kind then.
        ///   - withReason: whether to say why; costs about a tenth of the look-up.
        /// - Returns: best first, each party once.
        public mutating func hits(
            like text: String, limit: Int = 10, scoreMin: Float? = nil, kind: PartyKind? = nil,
            within selection: PartySelection? = nil, withReason: Bool = true
        ) -> [BatchMatch] {
            guard let directory = index.parties, var lookup else { return [] }
            self.lookup = nil
            defer { self.lookup = lookup }
            var names = selection?.names
            if names == nil, let kind { names = self.names(ofKind: kind, directory) }
            let matches = directory.matches(text, limit: limit, scoreMin: scoreMin, within: names, using: &lookup)
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

    /// Names that score so much less than the best are no hits unless a least score is given.
    public static let nameScoreSpread: Float = NameLookup.spread

    /// The score from which a hit is probably the party meant.
    public static let nameScoreSuggested: Float = NameLookup.suggestedThreshold

    /// What a party of a preferred selection is ranked higher by: less than a wrong first name costs, more than a
    /// middle initial does.
    public static let preferenceBonus: Float = 0.05

    /// A look-up of names.
    public func nameSession() -> NameSession { NameSession(index: self, lookup: parties?.lookup()) }

    /// Matches with their records and reasons.
    static func explained(
        _ matches: [PartyDirectory.Match], _ text: String, isTyping: Bool = false, _ directory: PartyDirectory,
        _ lookup: inout NameLookup, _ selection: PartySelection? = nil
    ) throws(IndexError) -> [(record: PartyRecord, match: PartyMatch)] {
        let explanations = lookup.explain(text, names: matches.map(\.nameNumber), isTyping: isTyping)
        var found: [(record: PartyRecord, match: PartyMatch)] = []
        for (match, explanation) in zip(matches, explanations) {
            let record = try directory.party(match.party)
            var result = PartyMatch(record, name: match.name, score: match.score)
            result.reason = explanation.reason(for: match.score)
            if result.isFormerName { result.reason = "formerly \(match.name); " + result.reason }
            result.context = try selection?.evidence(of: Int(match.party)) { (issuer) throws(IndexError) in
                let record = try directory.party(DocumentID(issuer))
                return (record.displayName, record.key.cik)
            }
            result.beyond = explanation.beyond
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
        key = record.key.term
        cik = record.key.cik
        self.name = name
        currentName = record.displayName == name ? nil : record.displayName
        self.score = score
        reason = ""
        kind = record.kind
        tickers = record.tickers
        place = record.place
        filingCount = record.filingCount
        (ownerCount, issuerCount) = (record.ownerCount, record.issuerCount)
        lastFiled = record.lastDate
        isFormerName = currentName != nil && record.names.contains { $0.name == name && $0.isFormer }
        otherKeys = record.keys.dropFirst().map(\.term)
    }
}

extension PartyMatch {
    /// The key that a party named in a filing has.
    ///
    /// - Parameters:
    ///   - cik: its number, if the filing tells it.
    ///   - name: as filed.
    /// - Returns: what `key` is for that party, or a key that leads to it.
    public static func key(cik: CentralIndexKey?, name: String) -> String { PartyKey(cik: cik, name: name).term }
}
