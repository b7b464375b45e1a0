internal import FilingModel

/// A filing as the bytes kept in a segment: everything the importer read, so that an answer needs no other file.
enum FilingRecord {
    /// First byte of a record.
    static let version: UInt8 = 1

    /// The bytes of a filing.
    ///
    /// - Parameters:
    ///   - filing: anything.
    ///   - source: what is kept as its source; `nil` for its own.
    /// - Returns: the record.
    static func bytes(of filing: Filing, source: FilingSource? = nil) -> [UInt8] {
        // Half of all records are shorter.
        var writer = RecordWriter(capacity: 1_024)
        writer.byte(version)
        writer.signed(filing.identity.sortKey)
        writer.string(filing.form.base)
        writer.flag(filing.form.isAmendment)
        writer.optional(filing.schemaVersion)
        writer.date(filing.filed)
        writer.date(filing.period)
        writer.date(filing.originalFiled)
        writer.list(filing.issuer.map { [$0] } ?? []) { $0.issuer($1) }
        writer.list(filing.owners) { $0.owner($1) }
        writer.list(filing.otherParties) { $0.party($1) }
        writer.flag(filing.noSecuritiesOwned)
        writer.flag(filing.notSubjectToSection16)
        writer.flag(filing.form3HoldingsReported)
        writer.flag(filing.form4TransactionsReported)
        writer.flag(filing.isUnderTradingPlan)
        writer.list(filing.rows) { $0.row($1) }
        writer.list(filing.footnotes) {
            $0.string($1.id)
            $0.string($1.text)
        }
        writer.optional(filing.remarks)
        writer.list(filing.signatures) {
            $0.string($1.name)
            $0.date($1.date)
        }
        let source = source ?? filing.source
        writer.string(source.file)
        writer.optional(source.member)
        writer.number(UInt64(source.byteRange.lowerBound))
        writer.number(UInt64(source.byteRange.count))
        for byte in filing.source.sha256.bytes { writer.byte(byte) }
        writer.list(filing.documents) {
            $0.string($1.type)
            $0.optional($1.fileName)
            $0.optional($1.description)
            $0.string($1.text)
        }
        return writer.bytes
    }

    /// The filing in a record.
    static func filing(from bytes: [UInt8]) throws(RecordReader.Failure) -> Filing {
        var reader = RecordReader(bytes)
        guard try reader.byte() == version, let identity = FilingIdentity(sortKey: try reader.signed()) else {
            throw RecordReader.Failure(offset: 0)
        }
        let form = FormType(base: try reader.string(), isAmendment: try reader.flag() ?? false)
        let placeholder = FilingSource(file: "", byteRange: 0..<0, sha256: ContentDigest.zero)
        var filing = Filing(identity: identity, form: form, source: placeholder)
        typealias Failure = RecordReader.Failure
        filing.schemaVersion = try reader.optional()
        filing.filed = try reader.date()
        filing.period = try reader.date()
        filing.originalFiled = try reader.date()
        filing.issuer = try reader.list { (reader) throws(Failure) in try reader.issuer() }.first
        filing.owners = try reader.list { (reader) throws(Failure) in try reader.owner() }
        filing.otherParties = try reader.list { (reader) throws(Failure) in try reader.party() }
        filing.noSecuritiesOwned = try reader.flag() ?? false
        filing.notSubjectToSection16 = try reader.flag() ?? false
        filing.form3HoldingsReported = try reader.flag() ?? false
        filing.form4TransactionsReported = try reader.flag() ?? false
        filing.isUnderTradingPlan = try reader.flag()
        filing.rows = try reader.list { (reader) throws(Failure) in try reader.row() }
        filing.footnotes = try reader.list { (reader) throws(Failure) in
            Footnote(id: try reader.string(), text: try reader.string())
        }
        filing.remarks = try reader.optional()
        filing.signatures = try reader.list { (reader) throws(Failure) in
            Signature(name: try reader.string(), date: try reader.date())
        }
        let file = try reader.string()
        let member = try reader.optional()
        let start = try reader.number()
        let count = try reader.number()
        var digest: [UInt8] = []
        for _ in 0..<32 { digest.append(try reader.byte()) }
        guard start < 1 << 62, count < 1 << 62, let sha256 = ContentDigest(bytes: digest) else {
            throw Failure(offset: 0)
        }
        filing.source = FilingSource(
            file: file, member: member, byteRange: Int(start)..<Int(start + count), sha256: sha256)
        filing.documents = try reader.list { (reader) throws(Failure) in
            FilingDocumentText(
                type: try reader.string(), fileName: try reader.optional(), description: try reader.optional(),
                text: try reader.string())
        }
        guard reader.isAtEnd else { throw Failure(offset: bytes.count) }
        return filing
    }
}

extension RecordWriter {
    fileprivate mutating func address(_ address: PostalAddress) {
        let lines = [
            address.street1, address.street2, address.city, address.state, address.stateDescription, address.zip,
            address.country,
        ]
        byte(lines.enumerated().reduce(0) { $0 | ($1.element == nil ? 0 : 1 << UInt8($1.offset)) })
        for case let line? in lines { string(line) }
    }

    fileprivate mutating func formerNames(_ names: [FormerName]) {
        list(names) {
            $0.string($1.name)
            $0.date($1.changed)
        }
    }

    fileprivate mutating func issuer(_ issuer: Issuer) {
        key(issuer.cik)
        string(issuer.name)
        optional(issuer.tickerAsTyped)
        optional(issuer.foreignTicker)
        formerNames(issuer.formerNames)
    }

    fileprivate mutating func owner(_ owner: ReportingOwner) {
        key(owner.cik)
        string(owner.name)
        address(owner.address)
        let relationship = owner.relationship
        byte(
            (relationship.isDirector ? 1 : 0) | (relationship.isOfficer ? 2 : 0)
                | (relationship.isTenPercentOwner ? 4 : 0) | (relationship.isOther ? 8 : 0))
        optional(relationship.officerTitle)
        optional(relationship.otherText)
        formerNames(owner.formerNames)
    }

    fileprivate mutating func party(_ party: FilingParty) {
        string(party.role)
        key(party.cik)
        string(party.name)
        address(party.address)
        formerNames(party.formerNames)
    }

    fileprivate mutating func row(_ row: SecurityRow) {
        byte(row.table.rawValue | row.kind.rawValue << 4)
        number(UInt64(row.ordinal))
        func text(_ writer: inout Self, _ value: String) { writer.string(value) }
        func amount(_ writer: inout Self, _ value: ExactDecimal) { writer.decimal(value) }
        func day(_ writer: inout Self, _ value: CalendarDate) { writer.date(value) }
        reported(row.securityTitle, text)
        reported(row.exercisePrice, amount)
        reported(row.transactionDate, day)
        reported(row.deemedExecutionDate, day)
        optional(row.transactionFormType)
        reported(row.transactionCode, text)
        flag(row.equitySwapInvolved)
        reported(row.timeliness, text)
        reported(row.shares, amount)
        reported(row.totalValue, amount)
        reported(row.pricePerShare, amount)
        reported(row.acquiredOrDisposed, text)
        reported(row.exerciseDate, day)
        reported(row.expirationDate, day)
        reported(row.underlyingTitle, text)
        reported(row.underlyingShares, amount)
        reported(row.underlyingValue, amount)
        reported(row.sharesOwnedAfter, amount)
        reported(row.valueOwnedAfter, amount)
        reported(row.directOrIndirect, text)
        reported(row.natureOfOwnership, text)
    }
}

extension RecordReader {
    fileprivate mutating func address() throws(Failure) -> PostalAddress {
        let present = try byte()
        var lines: [String?] = []
        for line in 0..<7 { lines.append(present >> UInt8(line) & 1 == 1 ? try string() : nil) }
        var address = PostalAddress()
        (address.street1, address.street2, address.city, address.state) = (lines[0], lines[1], lines[2], lines[3])
        (address.stateDescription, address.zip, address.country) = (lines[4], lines[5], lines[6])
        return address
    }

    fileprivate mutating func formerNames() throws(Failure) -> [FormerName] {
        try list { (reader) throws(Failure) in FormerName(name: try reader.string(), changed: try reader.date()) }
    }

    fileprivate mutating func issuer() throws(Failure) -> Issuer {
        Issuer(
            cik: try key(), name: try string(), tickerAsTyped: try optional(), foreignTicker: try optional(),
            formerNames: try formerNames())
    }

    fileprivate mutating func owner() throws(Failure) -> ReportingOwner {
        var owner = ReportingOwner(cik: try key(), name: try string(), address: try address())
        let boxes = try byte()
        owner.relationship.isDirector = boxes & 1 != 0
        owner.relationship.isOfficer = boxes & 2 != 0
        owner.relationship.isTenPercentOwner = boxes & 4 != 0
        owner.relationship.isOther = boxes & 8 != 0
        owner.relationship.officerTitle = try optional()
        owner.relationship.otherText = try optional()
        owner.formerNames = try formerNames()
        return owner
    }

    fileprivate mutating func party() throws(Failure) -> FilingParty {
        FilingParty(
            role: try string(), cik: try key(), name: try string(), address: try address(),
            formerNames: try formerNames())
    }

    fileprivate mutating func row() throws(Failure) -> SecurityRow {
        let head = try byte()
        guard let table = SecurityRow.Table(rawValue: head & 15), let kind = SecurityRow.Kind(rawValue: head >> 4)
        else {
            throw Failure(offset: 0)
        }
        var row = SecurityRow(table: table, kind: kind, ordinal: Int(clamping: try number()))
        func text(_ reader: inout Self) throws(Failure) -> String { try reader.string() }
        func amount(_ reader: inout Self) throws(Failure) -> ExactDecimal { try reader.decimal() }
        func day(_ reader: inout Self) throws(Failure) -> CalendarDate {
            guard let date = try reader.date() else { throw Failure(offset: 0) }
            return date
        }
        row.securityTitle = try reported(text)
        row.exercisePrice = try reported(amount)
        row.transactionDate = try reported(day)
        row.deemedExecutionDate = try reported(day)
        row.transactionFormType = try optional()
        row.transactionCode = try reported(text)
        row.equitySwapInvolved = try flag()
        row.timeliness = try reported(text)
        row.shares = try reported(amount)
        row.totalValue = try reported(amount)
        row.pricePerShare = try reported(amount)
        row.acquiredOrDisposed = try reported(text)
        row.exerciseDate = try reported(day)
        row.expirationDate = try reported(day)
        row.underlyingTitle = try reported(text)
        row.underlyingShares = try reported(amount)
        row.underlyingValue = try reported(amount)
        row.sharesOwnedAfter = try reported(amount)
        row.valueOwnedAfter = try reported(amount)
        row.directOrIndirect = try reported(text)
        row.natureOfOwnership = try reported(text)
        return row
    }
}
