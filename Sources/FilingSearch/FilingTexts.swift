internal import FilingModel

/// The texts of a filing by the field they are searched in: what is indexed, and what passages are shown of.
enum FilingTexts {
    /// A text in its field.
    struct Piece: Equatable, Sendable {
        /// The field.
        var field: FilingSchema.Field
        /// One value of it.
        var text: String
    }

    /// All texts, those of each field in the order in which its words are counted.
    static func pieces(of filing: Filing) -> [Piece] {
        var pieces: [Piece] = []
        pieces.reserveCapacity(32)
        func add(_ field: FilingSchema.Field, _ text: String?) {
            if let text, !text.isEmpty { pieces.append(Piece(field: field, text: text)) }
        }
        if let issuer = filing.issuer {
            add(.issuer, issuer.name)
            for former in issuer.formerNames { add(.issuer, former.name) }
            for ticker in issuer.tickers { add(.ticker, ticker) }
            add(.ticker, issuer.foreignTicker)
        }
        for owner in filing.owners {
            add(.owner, owner.name)
            for former in owner.formerNames { add(.owner, former.name) }
            add(.title, owner.relationship.officerTitle)
            add(.title, owner.relationship.otherText)
            add(.address, owner.address.singleLine)
        }
        for party in filing.otherParties {
            let field: FilingSchema.Field = party.knownRole?.isPrincipal == true ? .owner : .party
            add(field, party.name)
            for former in party.formerNames { add(field, former.name) }
            add(.title, party.relationship.officerTitle)
            add(.title, party.relationship.otherText)
            add(.address, party.address.singleLine)
        }
        let rows = filing.rows.span
        // By place and field by field, for a row is large to copy.
        func add(_ amount: Reported<ExactDecimal>) { add(.text, amount.value?.description ?? amount.unreadText) }
        for row in rows.indices {
            add(.security, rows[row].securityTitle.value ?? rows[row].securityTitle.unreadText)
            add(.security, rows[row].underlyingTitle.value ?? rows[row].underlyingTitle.unreadText)
            add(.remarks, rows[row].natureOfOwnership.value)
            add(rows[row].exercisePrice)
            add(rows[row].shares)
            add(rows[row].totalValue)
            add(rows[row].pricePerShare)
            add(rows[row].underlyingShares)
            add(rows[row].underlyingValue)
            add(rows[row].sharesOwnedAfter)
            add(rows[row].valueOwnedAfter)
            for detail in rows[row].details { add(.text, detail.value) }
        }
        for footnote in filing.footnotes { add(.footnote, footnote.text) }
        add(.remarks, filing.remarks)
        for signature in filing.signatures {
            add(.signature, signature.name)
            add(.title, signature.title)
        }
        for part in filing.documents {
            add(.text, part.description)
            add(.text, part.text)
        }
        return pieces
    }
}
