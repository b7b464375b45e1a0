public import FilingModel

/// The shapes that programs get: the only types here that are written as JSON.
///
/// Fields are added, never renamed or removed. Days are ISO 8601, amounts are decimal strings, keys and accession
/// numbers are strings except where a program sends and gets a CIK as a number.
public enum Wire {
    /// A name as found.
    public struct Party: Encodable, Sendable {
        let key: String
        let cik: UInt64?
        let name: String
        let currentName: String?
        let score: Double
        let reason: String
        let evidence: [Evidence]
        let beyond: Double
        let kind: String
        let tickers: [String]
        let place: String?
        let filings, asOwner, asIssuer: Int
        let lastFiled: String?
        let isFormerName: Bool
        let otherKeys: [String]
        let context: Context?
        let url: String?

        /// In which filings it fulfils what was asked for beside the name.
        struct Context: Encodable, Sendable {
            let words: String
            let roles: [String]
            let title: String?
            let issuer, issuerCIK: String?
            let form: String
            let place: String?
            let first, last: String?
            let filings: Int

            init(_ context: PartyMatch.Context) {
                (words, roles, title) = (context.words, context.roles, context.title)
                (issuer, issuerCIK) = (context.issuer, context.issuerCIK?.padded)
                (form, place) = (context.form, context.place)
                (first, last) = (context.first?.description, context.last?.description)
                filings = context.filingCount
            }
        }

        /// A word asked for beside the one it was taken for.
        struct Evidence: Encodable, Sendable {
            let asked, filed, kind: String
            let likeness, cost: Double
        }

        /// The shape of a match.
        ///
        /// - Parameter match: as found.
        public init(_ match: PartyMatch) {
            key = match.key
            cik = match.cik?.value
            name = match.name
            currentName = match.currentName
            score = Wire.rounded(match.score)
            reason = match.reason
            beyond = Wire.rounded(match.beyond)
            evidence = match.evidence.map {
                Evidence(
                    asked: $0.asked, filed: $0.filed, kind: $0.kind, likeness: Wire.rounded($0.likeness),
                    cost: Wire.rounded($0.cost))
            }
            kind = Wire.word(match.kind)
            tickers = match.tickers
            place = match.place
            filings = match.filingCount
            (asOwner, asIssuer) = (match.ownerCount, match.issuerCount)
            lastFiled = match.lastFiled?.description
            isFormerName = match.isFormerName
            otherKeys = match.otherKeys
            context = match.context.map(Context.init)
            url = match.cik.map(SourceLink.party)
        }
    }

    /// A hit of a batch: what a screening needs and no more.
    public struct BatchHit: Encodable, Sendable {
        let cik: UInt64?
        let kind: String
        let name: String
        let score: Double
        let reason: String?

        /// The shape of a match.
        ///
        /// - Parameter match: as found.
        public init(_ match: BatchMatch) {
            (cik, kind, name) = (match.cik?.value, Wire.word(match.kind), match.name)
            (score, reason) = (Wire.rounded(match.score), match.reason)
        }

        private enum Keys: String, CodingKey {
            case cik, kind, name, score, reason
        }

        /// A party without a CIK has `null` there, so that every hit has the same fields.
        ///
        /// - Parameter encoder: where it goes.
        /// - Throws: what the encoder throws.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Keys.self)
            try container.encode(cik, forKey: .cik)
            try container.encode(kind, forKey: .kind)
            try container.encode(name, forKey: .name)
            try container.encode(score, forKey: .score)
            try container.encodeIfPresent(reason, forKey: .reason)
        }
    }

    /// A filing, whole.
    public struct Filing: Encodable, Sendable {
        let accession: String
        let form: String
        let schemaVersion: String?
        let filed, period, originalFiled: String?
        let amends: String?
        let issuer: Issuer?
        let owners: [Owner]
        let otherParties: [OtherParty]
        let noSecuritiesOwned, notSubjectToSection16, form3HoldingsReported, form4TransactionsReported: Bool
        let plan10b5_1: Bool?
        let rows: [Row]
        let footnotes: [Note]
        let remarks: String?
        let signatures: [Signed]
        let documents: [Part]
        let source: Source
        let furtherSources: [Source]?
        let url: String?
        let score: Double?
        let passages: [Passage]?
        let explanation: [Share]?

        struct Issuer: Encodable, Sendable {
            let cik: String?
            let name: String
            let ticker: String?
            let tickers: [String]
            let formerNames: [String]

            init(_ issuer: FilingModel.Issuer) {
                (cik, name, ticker) = (issuer.cik?.padded, issuer.name, issuer.tickerAsTyped)
                (tickers, formerNames) = (issuer.tickers, issuer.formerNames.map(\.name))
            }
        }

        struct Owner: Encodable, Sendable {
            let cik: String?
            let name: String
            let address: String
            let roles: [String]
            let officerTitle, otherText: String?
            let formerNames: [String]

            init(_ owner: ReportingOwner) {
                (cik, name, address) = (owner.cik?.padded, owner.name, owner.address.singleLine)
                roles = owner.relationship.roles
                (officerTitle, otherText) = (owner.relationship.officerTitle, owner.relationship.otherText)
                formerNames = owner.formerNames.map(\.name)
            }
        }

        struct OtherParty: Encodable, Sendable {
            let role: String
            let cik: String?
            let name: String
            let kind: String
            let address: String
            let roles: [String]
            let officerTitle, otherText: String?
            let formerNames: [String]
        }

        struct Note: Encodable, Sendable {
            let id, text: String
        }

        struct Signed: Encodable, Sendable {
            let name: String
            let date, title: String?
        }

        struct Part: Encodable, Sendable {
            let type: String
            let fileName, description: String?
            let text: String
        }

        struct Source: Encodable, Sendable {
            let file: String
            let member: String?
            let byteOffset, byteCount: Int
            let sha256: String
            let kind: String?

            init(_ source: FilingSource) {
                (file, member) = (source.file, source.member)
                (byteOffset, byteCount) = (source.byteRange.lowerBound, source.byteRange.count)
                sha256 = source.sha256.description
                kind = source.kind == .unknown ? nil : source.kind.words
            }
        }

        /// The shape of a filing.
        ///
        /// - Parameters:
        ///   - filing: the filing.
        ///   - score: of the search that found it, if one did.
        ///   - withText: whether the text of documents is wanted.
        public init(_ filing: FilingModel.Filing, score: Float? = nil, withText: Bool = true) {
            self.init(filing, score: score, withText: withText, passages: nil, explanation: nil)
        }

        /// The shape of a hit.
        ///
        /// - Parameter hit: as found.
        public init(_ hit: SearchHit) {
            self.init(
                hit.filing, score: hit.score, withText: false,
                passages: hit.passages.isEmpty ? nil : hit.passages.map(Passage.init),
                explanation: hit.explanation.isEmpty ? nil : hit.explanation.map(Share.init))
        }

        private init(
            _ filing: FilingModel.Filing, score: Float?, withText: Bool, passages: [Passage]?, explanation: [Share]?
        ) {
            (self.passages, self.explanation) = (passages, explanation)
            accession = filing.identity.description
            form = filing.form.description
            schemaVersion = filing.schemaVersion
            filed = filing.filed?.description
            period = filing.period?.description
            originalFiled = filing.originalFiled?.description
            amends = filing.amends?.description
            issuer = filing.issuer.map(Issuer.init)
            owners = filing.owners.map(Owner.init)
            otherParties = filing.otherParties.map {
                OtherParty(
                    role: $0.role, cik: $0.cik?.padded, name: $0.name, kind: Wire.word($0.kind),
                    address: $0.address.singleLine, roles: $0.relationship.roles,
                    officerTitle: $0.relationship.officerTitle, otherText: $0.relationship.otherText,
                    formerNames: $0.formerNames.map(\.name))
            }
            noSecuritiesOwned = filing.noSecuritiesOwned
            notSubjectToSection16 = filing.notSubjectToSection16
            form3HoldingsReported = filing.form3HoldingsReported
            form4TransactionsReported = filing.form4TransactionsReported
            plan10b5_1 = filing.isUnderTradingPlan
            rows = filing.rows.map(Row.init)
            footnotes = filing.footnotes.map { Note(id: $0.id, text: $0.text) }
            remarks = filing.remarks
            signatures = filing.signatures.map { Signed(name: $0.name, date: $0.date?.description, title: $0.title) }
            documents = filing.documents.map {
                Part(type: $0.type, fileName: $0.fileName, description: $0.description, text: withText ? $0.text : "")
            }
            source = Source(filing.source)
            furtherSources = filing.tellings.isEmpty ? nil : filing.tellings.dropFirst().map { Source($0.source) }
            url = SourceLink.filing(filing)
            self.score = score.map(Wire.rounded)
        }
    }

    /// A party's page.
    public struct Page: Encodable, Sendable {
        let party: Party
        let otherNames: [String]
        let alternatives: [Party]
        let relations: [Relation]
        let perhapsSame: [Duplicate]
        let total: Int
        let complete: Bool
        let note: String?
        let filings: [Filing]

        struct Relation: Encodable, Sendable {
            let key: String
            let current: Bool
            let cik: String?
            let name: String
            let tickers, roles: [String]
            let first, last: String?
            let filings: Int
        }

        /// The shape of a page.
        ///
        /// - Parameter page: as found.
        public init(_ page: PartyPage) {
            party = Party(page.party)
            otherNames = page.otherNames
            alternatives = page.alternatives.map(Party.init)
            relations = page.relations.map {
                Relation(
                    key: $0.key, current: page.isCurrent($0), cik: $0.cik?.padded, name: $0.name, tickers: $0.tickers,
                    roles: $0.roles,
                    first: $0.first?.description, last: $0.last?.description, filings: $0.filingCount)
            }
            perhapsSame = page.perhapsSame.map(Duplicate.init)
            total = page.total
            (complete, note) = (page.isComplete, page.cutReason)
            filings = page.filings.map { Filing($0, withText: false) }
        }
    }

    /// Two parties that are probably the same.
    public struct Duplicate: Encodable, Sendable {
        let score, nameScore: Double
        let reasons: [String]
        let firstKey, secondKey: String
        let first, second: Party

        /// The shape of a pair.
        ///
        /// - Parameter pair: as found.
        public init(_ pair: PartyDuplicate) {
            (score, nameScore) = (Wire.rounded(pair.score), Wire.rounded(pair.nameScore))
            reasons = pair.reasons
            (firstKey, secondKey) = (pair.firstKey, pair.secondKey)
            (first, second) = (Party(pair.first), Party(pair.second))
        }
    }

    /// Scores keep four places: more would show the noise of single precision.
    static func rounded(_ score: Float) -> Double { (Double(score) * 10_000).rounded() / 10_000 }

    /// A kind in one word.
    static func word(_ kind: PartyKind) -> String {
        switch kind {
        case .person: "person"
        case .company: "company"
        case .unknown: "unknown"
        }
    }
}
