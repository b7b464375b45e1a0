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
        func add(_ field: FilingSchema.Field, _ text: String?) {
            if let text, !text.isEmpty { pieces.append(Piece(field: field, text: text)) }
        }
        if let issuer = filing.issuer {
            add(.issuer, issuer.name)
            for former in issuer.formerNames { add(.issuer, former.name) }
            for ticker in issuer.tickers + [issuer.foreignTicker].compactMap(\.self) { add(.ticker, ticker) }
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
        for row in filing.rows {
            for title in [row.securityTitle, row.underlyingTitle] { add(.security, title.value ?? title.unreadText) }
            add(.remarks, row.natureOfOwnership.value)
            for amount in [
                row.exercisePrice, row.shares, row.totalValue, row.pricePerShare, row.underlyingShares,
                row.underlyingValue, row.sharesOwnedAfter, row.valueOwnedAfter,
            ] {
                add(.text, amount.value?.description ?? amount.unreadText)
            }
            for detail in row.details { add(.text, detail.value) }
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
