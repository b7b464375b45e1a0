internal import FilingModel

extension RecordWriter {
    mutating func address(_ address: PostalAddress) {
        // A byte says which lines follow.
        let place = bytes.count
        byte(0)
        var parts: UInt8 = 0
        func line(_ text: String?, _ number: UInt8) {
            guard let text else { return }
            parts |= 1 << number
            string(text)
        }
        line(address.street1, 0)
        line(address.street2, 1)
        line(address.city, 2)
        line(address.state, 3)
        line(address.stateDescription, 4)
        line(address.zip, 5)
        line(address.country, 6)
        setByte(parts, at: place)
    }

    mutating func formerNames(_ names: [FormerName]) {
        list(names) {
            $0.string($1.name)
            $0.date($1.changed)
        }
    }

    mutating func issuer(_ issuer: Issuer) {
        key(issuer.cik)
        string(issuer.name)
        optional(issuer.tickerAsTyped)
        optional(issuer.foreignTicker)
        formerNames(issuer.formerNames)
    }

    mutating func owner(_ owner: ReportingOwner) {
        key(owner.cik)
        string(owner.name)
        address(owner.address)
        relationship(owner.relationship)
        formerNames(owner.formerNames)
    }

    private mutating func relationship(_ relationship: OwnerRelationship) {
        byte(
            (relationship.isDirector ? 1 : 0) | (relationship.isOfficer ? 2 : 0)
                | (relationship.isTenPercentOwner ? 4 : 0) | (relationship.isOther ? 8 : 0))
        optional(relationship.officerTitle)
        optional(relationship.otherText)
    }

    mutating func accession(_ number: AccessionNumber?) { self.number(number?.digits ?? 0) }

    mutating func source(_ source: FilingSource) {
        byte(source.kind.rawValue)
        string(source.file)
        optional(source.member)
        number(UInt64(source.byteRange.lowerBound))
        number(UInt64(source.byteRange.count))
        for byte in source.sha256.bytes { self.byte(byte) }
    }

    mutating func party(_ party: FilingParty) {
        string(party.role)
        key(party.cik)
        string(party.name)
        address(party.address)
        formerNames(party.formerNames)
        byte(party.kind.rawValue)
        relationship(party.relationship)
    }

    mutating func row(_ row: SecurityRow) {
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
        list(row.details) {
            $0.byte($1.name.rawValue)
            $0.string($1.value)
        }
    }
}
