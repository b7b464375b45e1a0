internal import FilingModel

extension RecordReader {
    mutating func address() throws(Failure) -> PostalAddress {
        let present = try byte()
        var lines: [String?] = []
        for line in 0..<7 { lines.append(present >> UInt8(line) & 1 == 1 ? try string() : nil) }
        var address = PostalAddress()
        (address.street1, address.street2, address.city, address.state) = (lines[0], lines[1], lines[2], lines[3])
        (address.stateDescription, address.zip, address.country) = (lines[4], lines[5], lines[6])
        return address
    }

    mutating func formerNames() throws(Failure) -> [FormerName] {
        try list { (reader) throws(Failure) in FormerName(name: try reader.string(), changed: try reader.date()) }
    }

    mutating func issuer() throws(Failure) -> Issuer {
        Issuer(
            cik: try key(), name: try string(), tickerAsTyped: try optional(), foreignTicker: try optional(),
            formerNames: try formerNames())
    }

    mutating func owner() throws(Failure) -> ReportingOwner {
        ReportingOwner(
            cik: try key(), name: try string(), address: try address(), relationship: try relationship(),
            formerNames: try formerNames())
    }

    private mutating func relationship() throws(Failure) -> OwnerRelationship {
        let boxes = try byte()
        var relationship = OwnerRelationship()
        relationship.isDirector = boxes & 1 != 0
        relationship.isOfficer = boxes & 2 != 0
        relationship.isTenPercentOwner = boxes & 4 != 0
        relationship.isOther = boxes & 8 != 0
        relationship.officerTitle = try optional()
        relationship.otherText = try optional()
        return relationship
    }

    mutating func accession() throws(Failure) -> AccessionNumber? {
        let digits = try number()
        if digits == 0 { return nil }
        guard let accession = AccessionNumber(digits: digits) else { throw failure() }
        return accession
    }

    mutating func source(hasKind: Bool) throws(Failure) -> FilingSource {
        guard let kind = FilingSource.Kind(rawValue: hasKind ? try byte() : 0) else { throw failure() }
        let file = try string()
        let member = try optional()
        let start = try number()
        let count = try number()
        var digest: [UInt8] = []
        for _ in 0..<32 { digest.append(try byte()) }
        guard start < 1 << 62, count < 1 << 62, let sha256 = ContentDigest(bytes: digest) else { throw failure() }
        return FilingSource(
            file: file, member: member, byteRange: Int(start)..<Int(start + count), sha256: sha256, kind: kind)
    }

    mutating func party(_ isFirstVersion: Bool) throws(Failure) -> FilingParty {
        var party = FilingParty(
            role: try string(), cik: try key(), name: try string(), address: try address(),
            formerNames: try formerNames())
        if isFirstVersion { return party }
        guard let kind = PartyKind(rawValue: try byte()) else { throw failure() }
        party.kind = kind
        party.relationship = try relationship()
        return party
    }

    mutating func row(_ isFirstVersion: Bool) throws(Failure) -> SecurityRow {
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
        if isFirstVersion { return row }
        row.details = try list { (reader) throws(Failure) in
            guard let name = RowDetail.Name(rawValue: try reader.byte()) else { throw reader.failure() }
            return RowDetail(name, try reader.string())
        }
        return row
    }
}
