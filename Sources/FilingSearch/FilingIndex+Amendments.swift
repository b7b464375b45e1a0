public import FilingModel
internal import InvertedIndex

/// A filing and an amendment that belong together, and how that is known.
public struct AmendmentLink: Sendable {
    /// The other of the two.
    public var filing: Filing
    /// How it was found, in words.
    public var basis: String
}

extension FilingIndex {
    /// Candidates that are looked at for one link; more than that are of a party that files every day.
    private static let candidateCountMax = 500

    /// The filing that an amendment amends.
    ///
    /// Form 144/A and Schedules 13D/A and 13G/A name it. Amendments of Forms 3, 4 and 5 only tell the day it was filed: it
    /// is the one of the same form, issuer and owner of that day; among several of a day the one of the same period, then
    /// the one with most rows alike. Where the index knows no day of filing, as with bare XML, the period decides. Nothing
    /// is guessed: two that fit equally well are none.
    ///
    /// - Parameter filing: any filing of this index.
    /// - Returns: `nil` for a filing that is no amendment, and where the index holds no or no clear original.
    /// - Throws: `FilingIndexError` when bytes of the index are damaged.
    public func original(of filing: Filing) throws(FilingIndexError) -> AmendmentLink? {
        if let number = filing.amends {
            return try self.filing(.accession(number)).map {
                AmendmentLink(filing: $0, basis: "named by the amendment")
            }
        }
        guard filing.form.isAmendment else { return nil }
        let candidates = try related(to: filing, form: FormType(base: filing.form.base, isAmendment: false))
        if let day = filing.originalFiled {
            let ofDay = candidates.filter { $0.filed == day }
            if let found = Self.clearest(ofDay, of: filing) {
                return AmendmentLink(filing: found, basis: "same parties, filed on the day the amendment names")
            }
            guard ofDay.isEmpty else { return nil }
        }
        let ofPeriod = candidates.filter { $0.filed == nil || filing.originalFiled == nil }
            .filter { $0.period != nil && $0.period == filing.period }
        return Self.clearest(ofPeriod, of: filing).map {
            AmendmentLink(filing: $0, basis: "same parties and period; the day of filing is not known")
        }
    }

    /// The amendments of a filing, earliest first.
    ///
    /// - Parameter filing: any filing of this index.
    /// - Returns: those of which `original(of:)` is this filing.
    /// - Throws: `FilingIndexError` when bytes of the index are damaged.
    public func amendments(of filing: Filing) throws(FilingIndexError) -> [AmendmentLink] {
        var links: [AmendmentLink] = []
        let isKept = searcher.segments.allSatisfy { $0.schema.fields.count > FilingSchema.Field.amends.rawValue }
        if isKept, case .accession(let number) = filing.identity {
            let named = keyword(.amends, number.description)
            for amendment in try filings(matching: named) {
                links.append(AmendmentLink(filing: amendment, basis: "names this filing"))
            }
        }
        if !filing.form.isAmendment {
            let form = FormType(base: filing.form.base, isAmendment: true)
            for amendment in try related(to: filing, form: form) where amendment.amends == nil {
                guard let link = try original(of: amendment), link.filing.identity == filing.identity else { continue }
                links.append(AmendmentLink(filing: amendment, basis: link.basis))
            }
        }
        return links.sorted { left, right in
            let (first, second) = (left.filing, right.filing)
            let days = (first.effectiveDate?.ordinal ?? 0, second.effectiveDate?.ordinal ?? 0)
            return days.0 != days.1 ? days.0 < days.1 : first.identity.sortKey < second.identity.sortKey
        }
    }

    /// Filings of a form about the same issuer and by one of the same owners or other principals.
    private func related(to filing: Filing, form: FormType) throws(FilingIndexError) -> [Filing] {
        guard let issuer = filing.issuer else { return [] }
        var parts = [
            keyword(.issuerKey, PartyKey(cik: issuer.cik, name: issuer.name).term),
            keyword(.form, form.description),
        ]
        let principals = FilingCast(filing).members.filter(\.isPrincipal)
        if !principals.isEmpty { parts.append(.any(principals.map { keyword(.ownerKey, $0.key.term) })) }
        return try filings(matching: .all(parts)).filter { $0.form == form && $0.identity != filing.identity }
    }

    private func filings(matching query: Query) throws(FilingIndexError) -> [Filing] {
        try wrapping { () throws(IndexError) in
            var places: [(segment: Int, document: DocumentID)] = []
            try searcher.forEachMatch(of: query) { (segment, document) throws(IndexError) in
                if places.count < Self.candidateCountMax { places.append((segment, document)) }
            }
            var found: [Filing] = []
            for place in places { found.append(try self.filing(segment: place.segment, document: place.document)) }
            return found
        }
    }

    /// The only one, or the one that stands out by period and then by rows that are alike.
    private static func clearest(_ candidates: [Filing], of amendment: Filing) -> Filing? {
        if candidates.count <= 1 { return candidates.first }
        let ofPeriod = candidates.filter { $0.period == amendment.period }
        let left = ofPeriod.isEmpty ? candidates : ofPeriod
        if left.count == 1 { return left.first }
        let ranked = left.map { candidate in
            let difference = FilingDifference(from: candidate, to: amendment)
            return (filing: candidate, alike: difference.sameCount * 2 + difference.changed.count)
        }.sorted { $0.alike > $1.alike }
        return ranked[0].alike > ranked[1].alike ? ranked[0].filing : nil
    }
}
