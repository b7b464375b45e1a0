internal import FilingModel

/// Puts together what several papers tell of one filing.
///
/// The fullest paper wins. Rows with their footnotes, and signatures, are those of the fullest paper that has any; documents
/// are those of all papers, each once. What the fullest leaves open – day of filing, keys, addresses, former names, parties –
/// is filled in from the others, the fuller first. All tellings are remembered with what they say about parties and days,
/// so the result depends on the papers alone: joined in any order and any grouping it is the same.
enum TellingJoin {
    /// Papers remembered of one filing, the fullest ones.
    static let countMax = 16

    /// The tellings of a filing, each as its paper told it, but for lists that a fuller paper has anyway.
    ///
    /// - Parameter filing: of one paper, or joined.
    /// - Returns: one or more, the fullest first.
    static func tellings(of filing: Filing) -> [FilingTelling] {
        guard !filing.tellings.isEmpty else {
            return [
                FilingTelling(
                    facts: filing, fullness: TellingRank.fullness(of: filing), holds: .all,
                    documentCount: filing.documents.count)
            ]
        }
        var documents = filing.documents[...]
        return filing.tellings.map { telling in
            var telling = telling
            if telling.holds.contains(.rows) {
                (telling.facts.rows, telling.facts.footnotes) = (filing.rows, filing.footnotes)
            }
            if telling.holds.contains(.signatures) { telling.facts.signatures = filing.signatures }
            telling.facts.documents = Array(documents.prefix(telling.documentCount))
            documents = documents.dropFirst(telling.documentCount)
            return telling
        }
    }

    /// One filing of several tellings.
    ///
    /// Of papers of one kind and one name, versions of each other, the fuller one counts; of the same bytes it is one paper.
    ///
    /// - Parameter tellings: of one filing, each whole as `tellings(of:)` gives it; at least one.
    /// - Returns: the filing; that of the only paper as it was read.
    static func joined(_ tellings: [FilingTelling]) -> Filing? {
        let ranked = tellings.map { (telling: $0, rank: TellingRank(of: $0)) }.sorted { $0.rank > $1.rank }
        var taken: [FilingTelling] = []
        for (telling, _) in ranked where taken.count < countMax {
            let isKnown = taken.contains {
                $0.source.sha256 == telling.source.sha256
                    || $0.source.kind == telling.source.kind && $0.source.name == telling.source.name
            }
            if !isKnown { taken.append(telling) }
        }
        guard let base = taken.first else { return nil }
        var filing = base.facts
        filing.tellings = []
        guard taken.count > 1 else { return filing }
        for telling in taken.dropFirst() { fill(&filing, from: telling.facts) }
        takeLists(&filing, of: &taken)
        filing.tellings = taken
        return filing
    }

    /// Gives the filing its lists, and leaves with each telling only what is its own.
    private static func takeLists(_ filing: inout Filing, of tellings: inout [FilingTelling]) {
        let rows = tellings.firstIndex { !$0.facts.rows.isEmpty || !$0.facts.footnotes.isEmpty } ?? 0
        let signatures = tellings.firstIndex { !$0.facts.signatures.isEmpty } ?? 0
        (filing.rows, filing.footnotes) = (tellings[rows].facts.rows, tellings[rows].facts.footnotes)
        filing.signatures = tellings[signatures].facts.signatures
        filing.documents = []
        var texts: Set<String> = []
        for index in tellings.indices {
            // Of the others each text counts once; documents that stand as a link alone are told by the fullest only.
            let own = tellings[index].facts.documents.filter { document in
                let isNew = !document.text.isEmpty && texts.insert(document.text).inserted
                return index == 0 || isNew
            }
            filing.documents += own
            tellings[index].documentCount = own.count
            tellings[index].holds = []
            if index == rows { tellings[index].holds.insert(.rows) }
            if index == signatures { tellings[index].holds.insert(.signatures) }
            tellings[index].facts.rows = []
            tellings[index].facts.footnotes = []
            tellings[index].facts.signatures = []
            tellings[index].facts.documents = []
            tellings[index].facts.source = tellings[index].facts.source.kept
        }
    }

    // MARK: Updates

    /// What becomes of a filing that an index has when it is told again.
    ///
    /// A paper that comes takes the place of itself, read anew, and of an older version of it, unless that held more.
    ///
    /// - Parameters:
    ///   - old: as the index has it.
    ///   - new: as it comes.
    /// - Returns: the filing of all papers, and whether a version that came holds less than the one that stays.
    static func updated(_ old: Filing, with new: Filing) -> (filing: Filing, hasPoorer: Bool) {
        var all = tellings(of: old)
        var hasPoorer = false
        for var telling in tellings(of: new) {
            if let same = all.firstIndex(where: { $0.source.sha256 == telling.source.sha256 }) {
                telling.facts.source = all[same].source
                all[same] = telling
            } else if let other = all.firstIndex(where: {
                $0.source.kind == telling.source.kind && $0.source.name == telling.source.name
            }) {
                if telling.fullness >= all[other].fullness { all[other] = telling } else { hasPoorer = true }
            } else {
                all.append(telling)
            }
        }
        return (joined(all) ?? new, hasPoorer)
    }

    /// Whether two filings tell the same on the same papers, whatever these are called.
    static func isSame(_ left: Filing, _ right: Filing) -> Bool {
        guard left.source.sha256 == right.source.sha256, left.tellings.count == right.tellings.count else {
            return false
        }
        var renamed = right
        renamed.source = left.source
        for (index, telling) in left.tellings.enumerated() {
            guard telling.source.sha256 == right.tellings[index].source.sha256 else { return false }
            renamed.tellings[index].facts.source = telling.source
        }
        return renamed == left
    }

    // MARK: Facts

    /// Names that stand for a form where the paper does not say it.
    private static let placeholders: Set<String> = [
        "XML", "HTML", "TEXT", "SUBMISSION", "INFORMATIONTABLE", "PROXYVOTETABLE",
    ]

    /// Fills in what a filing leaves open and another telling of it says.
    private static func fill(_ filing: inout Filing, from other: Filing) {
        if placeholders.contains(filing.form.base), !placeholders.contains(other.form.base) {
            filing.form = other.form
        }
        filing.schemaVersion = filing.schemaVersion ?? other.schemaVersion
        filing.filed = filing.filed ?? other.filed
        filing.period = filing.period ?? other.period
        filing.originalFiled = filing.originalFiled ?? other.originalFiled
        filing.amends = filing.amends ?? other.amends
        filing.remarks = filing.remarks ?? other.remarks
        filing.isUnderTradingPlan = filing.isUnderTradingPlan ?? other.isUnderTradingPlan
        // A box that is ticked on one paper is ticked.
        filing.noSecuritiesOwned = filing.noSecuritiesOwned || other.noSecuritiesOwned
        filing.notSubjectToSection16 = filing.notSubjectToSection16 || other.notSubjectToSection16
        filing.form3HoldingsReported = filing.form3HoldingsReported || other.form3HoldingsReported
        filing.form4TransactionsReported = filing.form4TransactionsReported || other.form4TransactionsReported
        let named = NamedParties(other)
        fillIssuer(&filing, from: other, named)
        fillOwners(&filing, from: other, named)
        fillOthers(&filing, from: other, named)
    }

    private static func fillIssuer(_ filing: inout Filing, from other: Filing, _ named: NamedParties) {
        guard var issuer = filing.issuer else {
            // Of a list of holdings nobody is the issuer; whoever says otherwise knows the form.
            filing.issuer = other.issuer
            return
        }
        if issuer.cik == nil { issuer.cik = named.key(of: issuer.name) }
        if let told = other.issuer, told.cik == nil || issuer.cik == nil || told.cik == issuer.cik {
            issuer.cik = issuer.cik ?? told.cik
            if issuer.name.isEmpty { issuer.name = told.name }
            if issuer.tickerAsTyped == nil {
                (issuer.tickerAsTyped, issuer.tickers) = (told.tickerAsTyped, told.tickers)
            }
            issuer.foreignTicker = issuer.foreignTicker ?? told.foreignTicker
            if issuer.formerNames.isEmpty { issuer.formerNames = told.formerNames }
        }
        filing.issuer = issuer
    }

    private static func fillOwners(_ filing: inout Filing, from other: Filing, _ named: NamedParties) {
        if filing.owners.isEmpty { filing.owners = other.owners }
        for index in filing.owners.indices {
            var owner = filing.owners[index]
            if owner.cik == nil { owner.cik = named.key(of: owner.name) }
            let told = other.owners.first {
                owner.cik != nil && $0.cik == owner.cik || NamedParties.isSameName($0.name, owner.name)
            }
            if let told {
                if owner.address.isEmpty { owner.address = told.address }
                if owner.formerNames.isEmpty { owner.formerNames = told.formerNames }
                if owner.relationship == OwnerRelationship() { owner.relationship = told.relationship }
            }
            filing.owners[index] = owner
        }
    }

    private static func fillOthers(_ filing: inout Filing, from other: Filing, _ named: NamedParties) {
        for index in filing.otherParties.indices where filing.otherParties[index].cik == nil {
            filing.otherParties[index].cik = named.key(of: filing.otherParties[index].name)
        }
        let known = NamedParties(filing)
        var places = PartyPlaces(filing.otherParties)
        for party in other.otherParties {
            let same = places.places(of: party)
            if let place = same.first(where: { filing.otherParties[$0].role == party.role }) ?? same.first {
                let isSameRole = filing.otherParties[place].role == party.role
                filing.otherParties[place].complete(with: party, isSameRole: isSameRole)
                if isSameRole { continue }
            }
            // Whoever is known already is told again only for a part that a form gives.
            guard !known.contains(party) || party.knownRole?.isOfForms == true else { continue }
            places.add(party, at: filing.otherParties.count)
            filing.otherParties.append(party)
        }
    }
}

extension FilingParty {
    fileprivate mutating func complete(with other: FilingParty, isSameRole: Bool) {
        if address.isEmpty { address = other.address }
        if formerNames.isEmpty { formerNames = other.formerNames }
        guard isSameRole else { return }
        if kind == .unknown { kind = other.kind }
        if relationship == OwnerRelationship() { relationship = other.relationship }
    }
}

/// Where parties stand in a list, by key and by the words of their names.
private struct PartyPlaces {
    private var byKey: [CentralIndexKey: [Int]] = [:]
    private var byWords: [[String]: [Int]] = [:]

    init(_ parties: [FilingParty]) {
        for (index, party) in parties.enumerated() { add(party, at: index) }
    }

    mutating func add(_ party: FilingParty, at place: Int) {
        if let cik = party.cik { byKey[cik, default: []].append(place) }
        let words = NamedParties.words(party.name)
        if !words.isEmpty { byWords[words, default: []].append(place) }
    }

    /// The places of a party: those with its key, else those with its name.
    func places(of party: FilingParty) -> [Int] {
        if let cik = party.cik, let places = byKey[cik] { return places }
        return byWords[NamedParties.words(party.name)] ?? []
    }
}

/// Who is named in a filing, by key and by the words of the name in any order.
private struct NamedParties {
    private var keys: Set<CentralIndexKey> = []
    private var names: Set<[String]> = []
    private var keysByWords: [[String]: CentralIndexKey] = [:]
    /// Words that are the name of several keys.
    private var shared: Set<[String]> = []

    init(_ filing: Filing) {
        if let issuer = filing.issuer { add(issuer.cik, issuer.name) }
        for owner in filing.owners { add(owner.cik, owner.name) }
        for party in filing.otherParties { add(party.cik, party.name) }
    }

    private mutating func add(_ cik: CentralIndexKey?, _ name: String) {
        if let cik { keys.insert(cik) }
        let words = Self.words(name)
        guard !words.isEmpty else { return }
        names.insert(words)
        guard let cik else { return }
        if let other = keysByWords.updateValue(cik, forKey: words), other != cik { shared.insert(words) }
    }

    func contains(_ party: FilingParty) -> Bool {
        if let cik = party.cik, keys.contains(cik) { return true }
        return names.contains(Self.words(party.name))
    }

    func key(of name: String) -> CentralIndexKey? {
        let words = Self.words(name)
        return shared.contains(words) ? nil : keysByWords[words]
    }

    static func isSameName(_ left: String, _ right: String) -> Bool {
        let words = words(left)
        return !words.isEmpty && words == Self.words(right)
    }

    static func words(_ name: String) -> [String] {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init).sorted()
    }
}
