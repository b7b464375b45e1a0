internal import FilingModel
internal import NameMatching

/// The parties of an index that fulfil a context: found once, used for any number of names.
public struct PartySelection: Sendable {
    /// What was known.
    public let context: PartyContext
    /// The company that was taken for the issuer meant; `nil` when none was asked for or none is like it.
    public let issuer: PartyMatch?
    /// What to know about how the context was understood, in sentences.
    public let notes: [String]
    /// Number of parties that fulfil it.
    public let partyCount: Int
    /// The issuer's number.
    let issuerNumber: Int?
    /// Names of those parties.
    let names: NameSubset
    /// What they were in filings, if the context concerns filings.
    let uses: PartyUses?

    /// Whether nobody fulfils the context.
    public var isEmpty: Bool { partyCount == 0 }

    /// In which filings a party fulfils the context.
    ///
    /// - Parameters:
    ///   - party: its number.
    ///   - issuerName: gives the name of an issuer.
    /// - Returns: `nil` when it doesn't, or when the context does not concern filings.
    /// - Throws: what `issuerName` throws.
    func evidence<Failure: Error>(
        of party: Int, issuerName: (Int) throws(Failure) -> (name: String, cik: CentralIndexKey?)?
    ) throws(Failure) -> PartyMatch.Context? {
        guard let uses else { return nil }
        var filter = PartyUseFilter(context, issuer: issuerNumber, in: uses)
        var latest: (use: Int, day: Int32)?
        var first: Int32 = 0
        var count = 0
        for use in uses.uses(of: party) where filter.matches(use) {
            let days = filter.days(of: use)
            count += days.count
            if let known = days.first(where: { $0 > 0 }), first == 0 || known < first { first = known }
            if let last = days.last, latest.map({ $0.day < last }) ?? true { latest = (use, last) }
        }
        guard let latest else { return nil }
        let issuer: (name: String, cik: CentralIndexKey?)?
        if let number = uses.issuer(of: latest.use), number != party {
            issuer = try issuerName(number)
        } else {
            issuer = nil
        }
        let place = uses.text(uses.place(of: latest.use)).split(separator: "\n").prefix(2).joined(separator: ", ")
        let title = uses.text(uses.title(of: latest.use))
        return PartyMatch.Context(
            roles: uses.roles(of: latest.use).words, title: title.isEmpty ? nil : title, issuer: issuer?.name,
            issuerCIK: issuer?.cik, form: uses.text(uses.form(of: latest.use)), place: place.isEmpty ? nil : place,
            first: CalendarDate(ordinal: Int(first)), last: CalendarDate(ordinal: Int(latest.day)), filingCount: count)
    }
}
