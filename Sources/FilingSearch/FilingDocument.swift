internal import FilingModel
internal import InvertedIndex

/// Turns a filing into what the engine takes: words, keys, numbers, and the record to give back.
enum FilingDocument {
    /// The document of a filing.
    static func document(for filing: Filing) -> Document {
        var document = Document()
        document.stored = FilingRecord.bytes(of: filing, source: filing.source.kept)
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
        document.add(.identity, filing.identity.sortKey)
        document.add(.date, filing.effectiveDate.map { Int64($0.ordinal) })
        document.add(.filed, filing.filed.map { Int64($0.ordinal) })
        document.add(.period, filing.period.map { Int64($0.ordinal) })
        return document
    }

    private static func addParties(of filing: Filing, to document: inout Document) {
        if let issuer = filing.issuer {
            document.add(key: .issuerKey, PartyKey(cik: issuer.cik, name: issuer.name).term)
            document.add(key: .cik, issuer.cik?.description)
            document.add(.issuerCIK, issuer.cik.map { Int64($0.value) })
        }
        for owner in filing.owners {
            document.add(key: .ownerKey, PartyKey(cik: owner.cik, name: owner.name).term)
            document.add(key: .cik, owner.cik?.description)
            document.add(.ownerCIKs, owner.cik.map { Int64($0.value) })
            let relationship = owner.relationship
            if relationship.isDirector { document.add(key: .role, "director") }
            if relationship.isOfficer { document.add(key: .role, "officer") }
            if relationship.isTenPercentOwner { document.add(key: .role, "ten") }
            if relationship.isOther { document.add(key: .role, "other") }
        }
        let keyless = filing.owners.count { $0.cik == nil }
        document.add(.ownersWithoutKey, keyless > 0 ? Int64(keyless) : nil)
        for party in filing.otherParties { document.add(key: .cik, party.cik?.description) }
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
