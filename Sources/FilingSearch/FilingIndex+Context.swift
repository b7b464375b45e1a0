internal import FilingModel
internal import InvertedIndex
internal import NameMatching

extension FilingIndex {
    /// Finds the parties that fulfil a context, to look names up among them.
    ///
    /// - Parameter context: what is known beside a name.
    /// - Returns: those parties; nobody when no company is like the issuer asked for, which the notes then say.
    /// - Throws: `FilingIndexError` when bytes of the index are damaged, or when it was written before it kept what
    ///   parties were in filings and the context concerns filings.
    /// - Complexity: O(parties and their roles), 1 to 3 ms for 100,000 filings.
    public func selection(of context: PartyContext) throws(FilingIndexError) -> PartySelection {
        guard let parties else { return .nobody(context, notes: []) }
        var notes: [String] = []
        var uses: PartyUses?
        if context.concernsFilings {
            uses = try wrapping { () throws(IndexError) in try parties.uses() }
            guard uses != nil else { throw FilingIndexError.lacksUses(path: parties.segment.file.path) }
        }
        var issuer: (match: PartyMatch, number: Int)?
        if let asked = context.issuer {
            issuer = try self.issuer(asked, &notes)
            if issuer == nil {
                return .nobody(context, notes: notes + ["no issuer whose name, symbol or CIK is like '\(asked)'"])
            }
        }
        let members = parties.parties(fulfilling: context, issuer: issuer?.number, uses: uses)
        return PartySelection(
            context: context, issuer: issuer?.match, notes: notes, partyCount: members.count { $0 },
            issuerNumber: issuer?.number, names: parties.names(ofParties: members), uses: uses)
    }

    /// The company that is most likely meant, among those that filings are about; a note says what it was taken for
    /// where that is not plain.
    private func issuer(
        _ text: String, _ notes: inout [String]
    ) throws(FilingIndexError) -> (match: PartyMatch, number: Int)? {
        let candidates = try candidates(text, as: .issuerKey)
        let likely = candidates.filter { $0.record.issuerCount > 0 }
        // A name that is clearly better belongs to a company nothing was filed about: nobody is meant then.
        guard let first = likely.first, let best = candidates.first, first.match.score >= best.match.score - 0.1,
            let number = try wrapping({ () throws(IndexError) in try parties?.number(withKey: first.record.key) })
        else { return nil }
        let others = likely.dropFirst().prefix(3).filter { $0.match.score >= first.match.score - 0.05 }
        if first.match.score < 1 || !others.isEmpty {
            var note = "issuer '\(text)' was taken for \(first.match.described)"
            let names = others.map(\.match.described)
            if !names.isEmpty { note += "; also of that name: " + names.joined(separator: ", ") }
            notes.append(note)
        }
        return (first.match, Int(number))
    }
}

extension PartyMatch {
    /// Name, symbols and key, for notes.
    fileprivate var described: String {
        (currentName ?? name) + (tickers.isEmpty ? "" : " [\(tickers.joined(separator: ", "))]")
            + (cik.map { " (CIK \($0))" } ?? "")
    }
}

extension PartySelection {
    fileprivate static func nobody(_ context: PartyContext, notes: [String]) -> PartySelection {
        PartySelection(
            context: context, issuer: nil, notes: notes, partyCount: 0, issuerNumber: nil,
            names: NameSubset(nameCount: 0), uses: nil)
    }
}
