internal import FilingModel
internal import InvertedIndex

/// Turns a filing into what the engine takes: words, keys, numbers, and the record to give back.
enum FilingDocument {
    /// The document of a filing.
    static func document(for filing: Filing) -> Document { document(for: filing, FilingCast(filing)) }

    /// The same, where the filing's cast is known.
    static func document(for filing: Filing, _ cast: FilingCast) -> Document {
        var document = Document()
        document.stored = FilingRecord.bytes(of: filing, source: filing.source.kept)
        let pieces = FilingTexts.pieces(of: filing)
        document.texts.reserveCapacity(pieces.count)
        for piece in pieces { document.texts.append((piece.field.rawValue, piece.text)) }
        document.keywords.reserveCapacity(24)
        document.integers.reserveCapacity(8 + 5 * filing.rows.count)
        addParties(of: filing, cast, to: &document)
        for row in filing.rows {
            document.add(key: .code, row.transactionCode.value?.uppercased())
            for (column, value) in RowNumbers.columns(of: row) { document.add(column, value) }
        }
        document.add(key: .form, filing.form.base)
        if filing.form.isAmendment { document.add(key: .form, filing.form.description) }
        document.add(key: .amendment, filing.form.isAmendment ? "yes" : "no")
        document.add(key: .plan, filing.isUnderTradingPlan.map { $0 ? "yes" : "no" })
        document.add(key: .accession, filing.identity.description)
        document.add(key: .amends, filing.amends?.description)
        document.add(.identity, filing.identity.sortKey)
        document.add(.date, filing.effectiveDate.map { Int64($0.ordinal) })
        document.add(.filed, filing.filed.map { Int64($0.ordinal) })
        document.add(.period, filing.period.map { Int64($0.ordinal) })
        return document
    }

    private static func addParties(of filing: Filing, _ cast: FilingCast, to document: inout Document) {
        if let issuer = filing.issuer {
            document.add(key: .issuerKey, PartyKey(cik: issuer.cik, name: issuer.name).term)
            document.add(key: .cik, issuer.cik?.description)
            document.add(.issuerCIK, issuer.cik.map { Int64($0.value) })
        }
        var keyless: Int64 = 0
        var roles: PartyRoles = []
        for member in cast.members {
            document.add(key: member.isPrincipal ? .ownerKey : .personKey, member.key.term)
            document.add(key: .cik, member.key.cik?.description)
            roles.formUnion(member.roles)
            guard member.isPrincipal else { continue }
            if let cik = member.key.cik { document.add(.ownerCIKs, Int64(cik.value)) } else { keyless += 1 }
        }
        document.add(.ownersWithoutKey, keyless > 0 ? keyless : nil)
        if roles.contains(.director) { document.add(key: .role, "director") }
        if roles.contains(.officer) { document.add(key: .role, "officer") }
        if roles.contains(.tenPercentOwner) { document.add(key: .role, "ten") }
        if roles.contains(.other) { document.add(key: .role, "other") }
        if !filing.owners.isEmpty { document.add(key: .role, PartyRole.owner.rawValue) }
        if filing.issuer != nil { document.add(key: .role, PartyRole.issuer.rawValue) }
        if roles.contains(.signer) || !filing.signatures.isEmpty {
            document.add(key: .role, PartyRole.signer.rawValue)
        }
        if roles.contains(.attorneyInFact) { document.add(key: .role, PartyRole.attorneyInFact.rawValue) }
        for role in Set(filing.otherParties.map(\.role)) { document.add(key: .role, PartyRole.key(of: role)) }
    }
}

extension Document {
    fileprivate mutating func add(key field: FilingSchema.Field, _ term: String?) {
        if let term, !term.isEmpty { keywords.append((field.rawValue, term)) }
    }

    fileprivate mutating func add(_ column: FilingSchema.Column, _ value: Int64?) {
        if let value { integers.append((column.rawValue, value)) }
    }
}
