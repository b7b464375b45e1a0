internal import FilingModel
internal import TestSupport

/// Makes filings in which any field may hold anything: the odd, the empty and the missing.
struct RandomFiling {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// The next filing; `isFull` fills every field.
    mutating func next(isFull: Bool = false) -> Filing {
        share = isFull ? 1 : 0.5
        var filing = paper()
        filing.tellings = list { random in
            FilingTelling(
                facts: random.paper(), fullness: Int.random(in: 0...1 << 20, using: &random.generator),
                holds: FilingTelling.Holdings(rawValue: UInt8.random(in: 0...3, using: &random.generator)),
                documentCount: Int.random(in: 0...3, using: &random.generator))
        }
        return filing
    }

    /// A filing of one paper.
    private mutating func paper() -> Filing {
        var filing = Filing(
            identity: identity(), form: FormType(base: text(), isAmendment: Bool.random(using: &generator)),
            source: FilingSource(
                file: text(), member: maybe { $0.text() }, byteRange: range(), sha256: digest(),
                kind: FilingSource.Kind.allCases.randomElement(using: &generator) ?? .unknown))
        filing.schemaVersion = maybe { $0.text() }
        filing.filed = maybe { $0.day() }
        filing.period = maybe { $0.day() }
        filing.originalFiled = maybe { $0.day() }
        filing.issuer = maybe { random in
            Issuer(
                cik: random.maybe { $0.key() }, name: random.text(), tickerAsTyped: random.maybe { $0.text() },
                foreignTicker: random.maybe { $0.text() }, formerNames: random.list { $0.formerName() })
        }
        filing.owners = list { $0.owner() }
        filing.otherParties = list { random in
            FilingParty(
                role: random.text(), cik: random.maybe { $0.key() }, name: random.text(), address: random.address(),
                formerNames: random.list { $0.formerName() }, kind: random.kind(), relationship: random.relationship())
        }
        filing.noSecuritiesOwned = flag()
        filing.notSubjectToSection16 = flag()
        filing.form3HoldingsReported = flag()
        filing.form4TransactionsReported = flag()
        filing.isUnderTradingPlan = maybe { $0.flag() }
        filing.rows = list { $0.row() }
        filing.footnotes = list { Footnote(id: $0.text(), text: $0.text()) }
        filing.remarks = maybe { $0.text() }
        filing.signatures = list { random in
            Signature(name: random.text(), date: random.maybe { $0.day() }, title: random.maybe { $0.text() })
        }
        filing.documents = list { random in
            FilingDocumentText(
                type: random.text(), fileName: random.maybe { $0.text() }, description: random.maybe { $0.text() },
                text: random.text())
        }
        filing.amends = maybe { random in
            AccessionNumber(digits: UInt64.random(in: 1..<1_000_000_000_000_000_000, using: &random.generator))
        }
        return filing
    }

    private mutating func kind() -> PartyKind {
        [.unknown, .person, .company].randomElement(using: &generator) ?? .unknown
    }

    private var share = 0.5

    private mutating func flag() -> Bool { share == 1 || Bool.random(using: &generator) }

    private mutating func maybe<Value>(_ make: (inout Self) -> Value?) -> Value? {
        Double.random(in: 0..<1, using: &generator) < share ? make(&self) : nil
    }

    private mutating func list<Value>(_ make: (inout Self) -> Value) -> [Value] {
        (0..<Int.random(in: share == 1 ? 1...3 : 0...3, using: &generator)).map { _ in make(&self) }
    }

    private mutating func identity() -> FilingIdentity {
        let digits = UInt64.random(in: 1..<1_000_000_000_000_000_000, using: &generator)
        if Bool.random(using: &generator), let number = AccessionNumber(digits: digits) { return .accession(number) }
        return .content(UInt64.random(in: 0...UInt64.max >> 1, using: &generator))
    }

    private mutating func key() -> CentralIndexKey? {
        CentralIndexKey(UInt64.random(in: 1...9_999_999_999, using: &generator))
    }

    private mutating func day() -> CalendarDate? {
        CalendarDate(
            year: Int.random(in: 1...9999, using: &generator), month: Int.random(in: 1...12, using: &generator),
            day: Int.random(in: 1...28, using: &generator))
    }

    private mutating func range() -> Range<Int> {
        let start = Int.random(in: 0...1 << Int.random(in: 0...40, using: &generator), using: &generator)
        return start..<start + Int.random(in: 0...1 << 30, using: &generator)
    }

    private mutating func digest() -> ContentDigest {
        ContentDigest(bytes: (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }) ?? .zero
    }

    mutating func text() -> String {
        let alphabet = Array("abcdefghij ABC 0123 .,;:/()-'\"\n\t§é日😀\u{0}\u{301}")
        let count = Int.random(in: 0...1 << Int.random(in: 0...7, using: &generator), using: &generator)
        return String((0..<count).compactMap { _ in alphabet.randomElement(using: &generator) })
    }

    private mutating func decimal() -> ExactDecimal? {
        let bits = Int64.random(in: 0...62, using: &generator)
        return ExactDecimal(
            significand: Int64.random(in: .min ... .max, using: &generator) >> bits,
            scale: UInt8.random(in: 0...18, using: &generator))
    }

    private mutating func formerName() -> FormerName { FormerName(name: text(), changed: maybe { $0.day() }) }

    private mutating func address() -> PostalAddress {
        var address = PostalAddress()
        address.street1 = maybe { $0.text() }
        address.street2 = maybe { $0.text() }
        address.city = maybe { $0.text() }
        address.state = maybe { $0.text() }
        address.stateDescription = maybe { $0.text() }
        address.zip = maybe { $0.text() }
        address.country = maybe { $0.text() }
        return address
    }

    private mutating func relationship() -> OwnerRelationship {
        var relationship = OwnerRelationship()
        relationship.isDirector = flag()
        relationship.isOfficer = flag()
        relationship.isTenPercentOwner = flag()
        relationship.isOther = flag()
        relationship.officerTitle = maybe { $0.text() }
        relationship.otherText = maybe { $0.text() }
        return relationship
    }

    private mutating func owner() -> ReportingOwner {
        ReportingOwner(
            cik: maybe { $0.key() }, name: text(), address: address(), relationship: relationship(),
            formerNames: list { $0.formerName() })
    }

    private mutating func reported<Value>(_ make: (inout Self) -> Value?) -> Reported<Value> {
        Reported(maybe(make), footnotes: list { $0.text() }, unreadText: maybe { $0.text() })
    }

    private mutating func row() -> SecurityRow {
        var row = SecurityRow(
            table: SecurityRow.Table.allCases.randomElement(using: &generator) ?? .derivative,
            kind: [.holding, .transaction, .proposal, .vote].randomElement(using: &generator) ?? .holding,
            ordinal: Int.random(in: 0...1 << 20, using: &generator))
        row.securityTitle = reported { $0.text() }
        row.exercisePrice = reported { $0.decimal() }
        row.transactionDate = reported { $0.day() }
        row.deemedExecutionDate = reported { $0.day() }
        row.transactionFormType = maybe { $0.text() }
        row.transactionCode = reported { $0.text() }
        row.equitySwapInvolved = maybe { $0.flag() }
        row.timeliness = reported { $0.text() }
        row.shares = reported { $0.decimal() }
        row.totalValue = reported { $0.decimal() }
        row.pricePerShare = reported { $0.decimal() }
        row.acquiredOrDisposed = reported { $0.text() }
        row.exerciseDate = reported { $0.day() }
        row.expirationDate = reported { $0.day() }
        row.underlyingTitle = reported { $0.text() }
        row.underlyingShares = reported { $0.decimal() }
        row.underlyingValue = reported { $0.decimal() }
        row.sharesOwnedAfter = reported { $0.decimal() }
        row.valueOwnedAfter = reported { $0.decimal() }
        row.directOrIndirect = reported { $0.text() }
        row.natureOfOwnership = reported { $0.text() }
        row.details = list { random in
            RowDetail(RowDetail.Name.allCases.randomElement(using: &random.generator) ?? .comment, random.text())
        }
        return row
    }
}
