extension Filing {
    /// Takes what another telling of the same filing knows and this one doesn't, and remembers where that was read.
    ///
    /// An index row knows the day of filing that a bare document lacks, a submission's header former names. Rows,
    /// footnotes and boxes are never mixed: they are those of the fuller telling, which is the one to call this on.
    ///
    /// - Parameter other: the same filing, told less fully.
    public mutating func complete(from other: Filing) {
        filed = filed ?? other.filed
        period = period ?? other.period
        originalFiled = originalFiled ?? other.originalFiled
        amends = amends ?? other.amends
        schemaVersion = schemaVersion ?? other.schemaVersion
        if issuer == nil {
            issuer = other.issuer
        } else if let cik = issuer?.cik, cik == other.issuer?.cik, issuer?.formerNames.isEmpty == true {
            issuer?.formerNames = other.issuer?.formerNames ?? []
        }
        if owners.isEmpty { owners = other.owners }
        for party in other.otherParties {
            // What an index names without saying as what is known better here.
            let isKnown =
                party.cik != nil
                && (issuer?.cik == party.cik || owners.contains { $0.cik == party.cik }
                    || otherParties.contains { $0.cik == party.cik })
            if !isKnown, !otherParties.contains(party) { otherParties.append(party) }
        }
        for source in [other.source] + other.otherSources where source != self.source && !otherSources.contains(source)
        {
            otherSources.append(source)
        }
    }

    /// The largest stake that a Schedule 13D or 13G reports; `nil` for other forms.
    ///
    /// Members of a group, and those who control them, all report the shares they own together, so the sum of the stakes
    /// would count the same shares several times; the largest holds all of them.
    public var groupStake: SecurityRow? {
        var largest: SecurityRow?
        for row in rows where row.table == .stakes {
            guard let shares = row.sharesOwnedAfter.value else { continue }
            if let known = largest?.sharesOwnedAfter.value, !(known < shares) { continue }
            largest = row
        }
        return largest
    }
}
