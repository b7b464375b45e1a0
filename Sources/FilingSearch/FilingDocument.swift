internal import FilingModel
internal import InvertedIndex

/// Turns a filing into what the engine takes: words, keys, numbers, and the record to give back.
enum FilingDocument {
    /// The document of a filing.
    static func document(for filing: Filing) -> Document {
        var document = Document()
        document.stored = FilingRecord.bytes(of: filing)
        document.sortKey = sortKey(of: filing)
        for piece in FilingTexts.pieces(of: filing) { document.texts.append((piece.field.rawValue, piece.text)) }
        addParties(of: filing, to: &document)
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

    /// The document of a filing that was told twice: the fuller telling, what only the other knows, and both sources.
    ///
    /// - Parameters:
    ///   - fuller: the document of the telling that wins.
    ///   - other: the document of the one that loses.
    /// - Returns: `fuller` as it is when one of the two is no record of this program.
    static func document(joining fuller: Document, _ other: Document) -> Document {
        guard var filing = try? FilingRecord.filing(from: fuller.stored),
            let lesser = try? FilingRecord.filing(from: other.stored)
        else { return fuller }
        filing.complete(from: lesser)
        return document(for: filing)
    }

    /// Issuer, then day, then identity: filings that are asked for together lie together, and their gaps are small.
    private static func sortKey(of filing: Filing) -> Document.SortKey {
        let party = filing.issuer?.cik ?? filing.otherParties.lazy.compactMap(\.cik).first
        return Document.SortKey(
            Int64(party?.value ?? 0), Int64(filing.effectiveDate?.ordinal ?? 0), filing.identity.sortKey)
    }

    private static func addParties(of filing: Filing, to document: inout Document) {
        if let issuer = filing.issuer {
            document.add(key: .issuerKey, PartyKey(cik: issuer.cik, name: issuer.name).term)
            document.add(key: .cik, issuer.cik?.description)
            document.add(.issuerCIK, issuer.cik.map { Int64($0.value) })
        }
        var keyless: Int64 = 0
        var roles: PartyRoles = []
        for member in FilingCast(filing).members {
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
        if let term, !term.isEmpty { keywords.append((field.rawValue, Array(term.utf8))) }
    }

    fileprivate mutating func add(_ column: FilingSchema.Column, _ value: Int64?) {
        if let value { integers.append((column.rawValue, value)) }
    }
}
