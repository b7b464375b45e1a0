internal import FilingModel
internal import InvertedIndex
internal import Storage

/// Counts the filings found by form, year, issuer, owner, role and code.
///
/// Years, parties and codes come from columns. Forms and roles have no column: they are counted afterwards by
/// cutting the lists of their terms with the set of filings found.
struct FacetCounter {
    private let index: FilingIndex
    private let facets: [SearchRequest.Facet]
    private let limit: Int
    private let meter: WorkMeter
    /// What the end may take once the time is up.
    private let ending: WorkMeter
    /// Filings found, a bit each, by segment.
    private var bits: [[UInt64]] = []
    /// For each segment how many words each filing's issuer has in its name, if issuers are counted.
    private var issuerLengths: [MappedBytes?] = []
    private var years: [Int: Int] = [:]
    private var codes: [Int64: Int] = [:]
    private var issuers: [MatchGroup: Party] = [:]
    private var owners: [MatchGroup: Party] = [:]

    /// How many filings a party has, and one of them to read its name from.
    private struct Party {
        var count = 0
        var segment: Int
        var document: DocumentID
    }

    /// Counts nothing yet.
    ///
    /// - Parameters:
    ///   - index: what is asked.
    ///   - request: the facets wanted.
    ///   - meter: counts what goes through the filings found.
    ///   - ending: counts what makes lists of the counts.
    /// - Throws: `IndexError` when lengths of names are damaged.
    init(
        _ index: FilingIndex, _ request: SearchRequest, meter: WorkMeter, ending: WorkMeter
    ) throws(IndexError) {
        self.index = index
        (self.meter, self.ending) = (meter, ending)
        facets = request.facets
        limit = request.facetLimit
        if !facets.isEmpty {
            bits = index.searcher.segments.map { [UInt64](repeating: 0, count: ($0.documentCount + 63) / 64) }
        }
        guard facets.contains(.issuer) else { return }
        for segment in index.searcher.segments {
            issuerLengths.append(try segment.lengths(ofField: FilingSchema.Field.issuer.rawValue))
        }
    }

    /// The effort to read a number of a filing.
    static let columnEffort = 4
    /// The effort to read a filing's record.
    static let recordEffort = 1_000

    /// Counts a filing; each comes once.
    mutating func count(_ segment: Int, _ document: DocumentID) throws(IndexError) {
        guard !facets.isEmpty else { return }
        bits[segment][Int(document >> 6)] |= 1 << UInt64(document & 63)
        let reader = index.searcher.segments[segment]
        for facet in facets where meter.pass(Self.columnEffort) {
            switch facet {
            case .form, .role:
                break
            case .year:
                if let date = try reader.integer(FilingSchema.Column.date.rawValue, document) {
                    years[Int(date) / 10_000, default: 0] += 1
                }
            case .code:
                for code in Set(try reader.integers(FilingSchema.Column.rowCodes.rawValue, document)) {
                    codes[code, default: 0] += 1
                }
            case .issuer:
                try countIssuer(reader, segment, document)
            case .owner:
                try countOwners(reader, segment, document)
            }
        }
    }

    private mutating func countIssuer(
        _ reader: SegmentReader, _ segment: Int, _ document: DocumentID
    ) throws(IndexError) {
        let group: MatchGroup
        if let cik = try reader.integer(FilingSchema.Column.issuerCIK.rawValue, document) {
            group = .cik(cik)
        } else if namesIssuer(segment, document), meter.pass(Self.recordEffort),
            let issuer = try index.filing(segment: segment, document: document).issuer
        {
            group = .name(PartyKey(cik: nil, name: issuer.name).term)
        } else {
            return
        }
        issuers[group, default: Party(segment: segment, document: document)].count += 1
    }

    /// Whether a filing has words for its issuer's name: half of all papers have no issuer, and reading their records to
    /// learn that would take most of the time.
    private func namesIssuer(_ segment: Int, _ document: DocumentID) -> Bool {
        issuerLengths[segment].map { $0.byte(at: Int(document)) != 0 } ?? true
    }

    private mutating func countOwners(
        _ reader: SegmentReader, _ segment: Int, _ document: DocumentID
    ) throws(IndexError) {
        var groups = Set(
            try reader.integers(FilingSchema.Column.ownerCIKs.rawValue, document).map(MatchGroup.cik))
        if try reader.integer(FilingSchema.Column.ownersWithoutKey.rawValue, document) != nil,
            meter.pass(Self.recordEffort)
        {
            let cast = FilingCast(try index.filing(segment: segment, document: document))
            for member in cast.members where member.isPrincipal && member.key.cik == nil {
                groups.insert(.name(member.key.term))
            }
        }
        for group in groups { owners[group, default: Party(segment: segment, document: document)].count += 1 }
    }

    // MARK: - Results

    /// The counts, facets in the order asked for.
    mutating func finish() throws(IndexError) -> [FacetCounts] {
        var all: [FacetCounts] = []
        for facet in facets {
            switch facet {
            case .form: all.append(counts(facet, try formCounts()))
            case .role: all.append(counts(facet, try roleCounts()))
            case .year: all.append(counts(facet, years.map { (String($0.key), $0.value) }))
            case .code: all.append(counts(facet, codes.map { (RowNumbers.code(of: $0.key), $0.value) }))
            case .issuer: all.append(try partyCounts(facet, issuers))
            case .owner: all.append(try partyCounts(facet, owners))
            }
        }
        return all
    }

    private func counts(_ facet: SearchRequest.Facet, _ values: [(value: String, count: Int)]) -> FacetCounts {
        let sorted = values.filter { $0.count > 0 }.sorted { ($1.count, $0.value) < ($0.count, $1.value) }
        return FacetCounts(
            facet: facet,
            values: sorted.prefix(limit).map { FacetCounts.Value(value: $0.value, label: $0.value, count: $0.count) },
            distinctCount: sorted.count)
    }

    private func partyCounts(
        _ facet: SearchRequest.Facet, _ parties: [MatchGroup: Party]
    ) throws(IndexError) -> FacetCounts {
        func value(_ group: MatchGroup) -> String {
            switch group {
            case .cik(let cik): String(cik)
            case .name(let term): term
            case .none: ""
            }
        }
        let sorted = parties.map { (value: value($0.key), party: $0.value) }.sorted {
            ($1.party.count, $0.value) < ($0.party.count, $1.value)
        }
        var counts = FacetCounts(facet: facet, values: [], distinctCount: sorted.count)
        for (value, party) in sorted.prefix(limit) {
            guard ending.pass(Self.recordEffort) else { break }
            let filing = try head(segment: party.segment, document: party.document)
            let name: String? =
                if facet == .issuer {
                    filing.issuer?.name
                } else {
                    FilingCast(filing).members.first { $0.isPrincipal && $0.key.term == value }?.name
                }
            counts.values.append(FacetCounts.Value(value: value, label: name ?? value, count: party.count))
        }
        return counts
    }

    /// Forms by asking one filing after another which form it is, and taking out all of the same.
    private func formCounts() throws(IndexError) -> [(value: String, count: Int)] {
        var counts: [String: Int] = [:]
        for (number, found) in bits.enumerated() {
            var rest = found
            while let word = rest.firstIndex(where: { $0 != 0 }), ending.pass(Self.recordEffort + 4 * rest.count) {
                let document = DocumentID(word * 64 + rest[word].trailingZeroBitCount)
                let form = try head(segment: number, document: document).form
                var own = try documents(of: form.description, in: .form, segment: number)
                if !form.isAmendment {
                    // Amendments are found under their base as well.
                    let amended = FormType(base: form.base, isAmendment: true).description
                    let other = try documents(of: amended, in: .form, segment: number)
                    for index in own.indices { own[index] &= ~other[index] }
                }
                // Whatever the lists say, the filing at hand is counted and done with.
                own[word] |= 1 << UInt64(document & 63)
                for index in rest.indices {
                    counts[form.description, default: 0] += (rest[index] & own[index]).nonzeroBitCount
                    rest[index] &= ~own[index]
                }
            }
        }
        return counts.map { ($0.key, $0.value) }
    }

    /// A filing's head; those that lists show are asked for again and again.
    private func head(segment: Int, document: DocumentID) throws(IndexError) -> Filing {
        try index.texts.text(of: document, in: index.searcher.segments[segment]).head
    }

    private func roleCounts() throws(IndexError) -> [(value: String, count: Int)] {
        var counts: [(value: String, count: Int)] = []
        for role in ["director", "officer", "ten", "other"] + PartyRole.allCases.map({ PartyRole.key(of: $0.rawValue) })
        {
            var count = 0
            for (number, found) in bits.enumerated() {
                let own = try documents(of: role, in: .role, segment: number)
                for index in found.indices { count += (found[index] & own[index]).nonzeroBitCount }
            }
            counts.append((role, count))
        }
        return counts
    }

    /// The filings of a segment that have a key, a bit each.
    private func documents(
        of key: String, in field: FilingSchema.Field, segment: Int
    ) throws(IndexError) -> [UInt64] {
        let reader = index.searcher.segments[segment]
        var found = [UInt64](repeating: 0, count: bits[segment].count)
        guard let info = try reader.dictionary.info(term: Array(key.utf8), field: field.rawValue) else { return found }
        var cursor = PostingsCursor(try reader.postings(info, field: field.rawValue))
        while let document = try cursor.advance() { found[Int(document >> 6)] |= 1 << UInt64(document & 63) }
        return found
    }
}
