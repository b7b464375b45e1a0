internal import FilingModel
internal import InvertedIndex

extension FilingIndex {
    /// Parties that are probably the same: of nearly the same name, and with a company, insiders, a street or a city in
    /// common; or one of them known by name only.
    ///
    /// Left out are pairs that a reviewed file says are different, and those that stand side by side in one filing.
    ///
    /// - Parameter scoreMin: the least score of a pair.
    /// - Returns: the most probable first; always in the same order.
    /// - Throws: `FilingIndexError` when bytes of the index are damaged, or when it was written before it kept what
    ///   parties were in filings.
    public func duplicates(
        scoreMin: Float = FilingIndex.duplicateScoreMin
    ) throws(FilingIndexError) -> [PartyDuplicate] {
        guard let parties else { return [] }
        let uses = try wrapping { () throws(IndexError) in try parties.uses() }
        guard let uses else { throw FilingIndexError.lacksUses(path: parties.segment.file.path) }
        var finder = DuplicateFinder(parties, uses)
        let pairs = finder.pairs(scoreMin: scoreMin)
        return try wrapping { () throws(IndexError) in try duplicates(pairs, parties, uses) }
    }

    /// From which score on pairs are listed unless others are asked for.
    public static let duplicateScoreMin: Float = DuplicateFinder.suggestedMin

    /// Parties that are probably the same as one, the most probable first.
    func duplicates(of record: PartyRecord) throws(IndexError) -> [PartyDuplicate] {
        guard let parties, let uses = try parties.uses(), let number = try parties.number(withKey: record.key) else {
            return []
        }
        var lookup = parties.lookup()
        let like = parties.matches(record.displayName, limit: 20, scoreMin: 0.8, using: &lookup).map { Int($0.party) }
        var finder = DuplicateFinder(parties, uses, parties: Set(like + [Int(number)]))
        let pairs = like.compactMap { finder.pair(Int(number), $0) }
            .sorted { $0.score != $1.score ? $0.score > $1.score : ($0.first, $0.second) < ($1.first, $1.second) }
        return try duplicates(pairs, parties, uses)
    }

    private func duplicates(
        _ pairs: [DuplicateFinder.Pair], _ parties: PartyDirectory, _ uses: PartyUses
    ) throws(IndexError) -> [PartyDuplicate] {
        var found: [PartyDuplicate] = []
        for pair in pairs {
            let first = try parties.party(DocumentID(pair.first))
            let second = try parties.party(DocumentID(pair.second))
            if try standSideBySide(first, second) { continue }
            var reasons = [pair.nameScore == 1 ? "same words" : "names alike"]
            if let issuer = pair.sharedIssuers.first {
                let name = try parties.party(DocumentID(issuer)).displayName
                let more = pair.sharedIssuers.count - 1
                reasons.append("both reported on \(name)" + (more > 0 ? " and \(more) more" : ""))
            }
            if let insider = pair.sharedInsiders.first {
                let name = try parties.party(DocumentID(insider)).displayName
                let more = pair.sharedInsiders.count - 1
                reasons.append("\(name)" + (more > 0 ? " and \(more) more" : "") + " reported on both")
            }
            let place = pair.sharedPlace.map { uses.text($0).split(separator: "\n").prefix(2).joined(separator: ", ") }
            if let street = pair.sharedStreet {
                let lines = [uses.text(street), place].compactMap(\.self)
                reasons.append("same address: " + lines.joined(separator: ", "))
            } else if let place {
                reasons.append("same city: \(place)")
            }
            for record in [first, second] where record.key.cik == nil {
                reasons.append("\(record.displayName) is known by name only")
            }
            found.append(
                PartyDuplicate(
                    first: PartyMatch(first, name: first.displayName, score: 1),
                    second: PartyMatch(second, name: second.displayName, score: pair.nameScore),
                    firstKey: first.key.term, secondKey: second.key.term, score: pair.score,
                    nameScore: pair.nameScore, reasons: reasons))
        }
        return found
    }

    /// Whether one filing has both as its owners: nobody reports beside himself.
    private func standSideBySide(_ first: PartyRecord, _ second: PartyRecord) throws(IndexError) -> Bool {
        let both = [first, second].map { record in Query.any(record.keys.map { keyword(.ownerKey, $0.term) }) }
        return try searcher.search(.all(both), limit: 0).total > 0
    }
}
