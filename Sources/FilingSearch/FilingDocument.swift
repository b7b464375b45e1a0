internal import FilingModel
internal import InvertedIndex

/// Turns a filing into what the engine takes: words, keys, numbers, and the record to give back.
enum FilingDocument {
    /// The document of a filing.
    static func document(for filing: Filing) -> Document {
        var document = Document()
        document.stored = FilingRecord.bytes(of: filing)
        document.sortKey = sortKey(of: filing)
        addParties(of: filing, to: &document)
        addRows(of: filing, to: &document)
        for footnote in filing.footnotes { document.add(.footnote, footnote.text) }
        document.add(.remarks, filing.remarks)
        for signature in filing.signatures { document.add(.signature, signature.name) }
        for part in filing.documents {
            document.add(.text, part.description)
            document.add(.text, part.text)
        }
        document.add(key: .form, filing.form.base)
        if filing.form.isAmendment { document.add(key: .form, filing.form.description) }
        document.add(key: .accession, filing.identity.description)
        document.add(.identity, filing.identity.sortKey)
        document.add(.date, filing.effectiveDate.map { Int64($0.ordinal) })
        document.add(.filed, filing.filed.map { Int64($0.ordinal) })
        document.add(.period, filing.period.map { Int64($0.ordinal) })
        return document
    }

    /// Issuer, then day, then identity: filings that are asked for together lie together, and their gaps are small.
    private static func sortKey(of filing: Filing) -> Document.SortKey {
        let party = filing.issuer?.cik ?? filing.otherParties.lazy.compactMap(\.cik).first
        return Document.SortKey(
            Int64(party?.value ?? 0), Int64(filing.effectiveDate?.ordinal ?? 0), filing.identity.sortKey)
    }

    private static func addParties(of filing: Filing, to document: inout Document) {
        if let issuer = filing.issuer {
            document.add(.issuer, issuer.name)
            for former in issuer.formerNames { document.add(.issuer, former.name) }
            for ticker in issuer.tickers + [issuer.foreignTicker].compactMap(\.self) { document.add(.ticker, ticker) }
            document.add(key: .issuerKey, PartyKey(cik: issuer.cik, name: issuer.name).term)
            document.add(key: .cik, issuer.cik?.description)
            document.add(.issuerCIK, issuer.cik.map { Int64($0.value) })
        }
        for owner in filing.owners {
            document.add(.owner, owner.name)
            for former in owner.formerNames { document.add(.owner, former.name) }
            document.add(.title, owner.relationship.officerTitle)
            document.add(.title, owner.relationship.otherText)
            document.add(.address, owner.address.singleLine)
            document.add(key: .ownerKey, PartyKey(cik: owner.cik, name: owner.name).term)
            document.add(key: .cik, owner.cik?.description)
            document.add(.ownerCIKs, owner.cik.map { Int64($0.value) })
            let relationship = owner.relationship
            if relationship.isDirector { document.add(key: .role, "director") }
            if relationship.isOfficer { document.add(key: .role, "officer") }
            if relationship.isTenPercentOwner { document.add(key: .role, "ten") }
            if relationship.isOther { document.add(key: .role, "other") }
        }
        for party in filing.otherParties {
            document.add(.party, party.name)
            for former in party.formerNames { document.add(.party, former.name) }
            document.add(.address, party.address.singleLine)
            document.add(key: .cik, party.cik?.description)
        }
    }

    private static func addRows(of filing: Filing, to document: inout Document) {
        for row in filing.rows {
            for title in [row.securityTitle, row.underlyingTitle] {
                document.add(.security, title.value ?? title.unreadText)
            }
            document.add(.remarks, row.natureOfOwnership.value)
            document.add(key: .code, row.transactionCode.value?.uppercased())
            for amount in [
                row.exercisePrice, row.shares, row.totalValue, row.pricePerShare, row.underlyingShares,
                row.underlyingValue, row.sharesOwnedAfter, row.valueOwnedAfter,
            ] {
                document.add(.text, amount.value?.description ?? amount.unreadText)
            }
        }
    }
}

extension Document {
    fileprivate mutating func add(_ field: FilingSchema.Field, _ text: String?) {
        if let text, !text.isEmpty { texts.append((field.rawValue, text)) }
    }

    fileprivate mutating func add(key field: FilingSchema.Field, _ term: String?) {
        if let term, !term.isEmpty { keywords.append((field.rawValue, Array(term.utf8))) }
    }

    fileprivate mutating func add(_ column: FilingSchema.Column, _ value: Int64?) {
        if let value { integers.append((column.rawValue, value)) }
    }
}
