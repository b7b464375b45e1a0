internal import FilingModel

extension Wire {
    /// A row of Table I or II.
    struct Row: Encodable, Sendable {
        let table: Int
        let kind: String
        let ordinal: Int
        let securityTitle, exercisePrice, transactionDate, deemedExecutionDate: Value?
        let formType: String?
        let code: Value?
        let equitySwap: Bool?
        let timeliness, shares, totalValue, pricePerShare, acquiredOrDisposed, exerciseDate, expirationDate: Value?
        let underlyingTitle, underlyingShares, underlyingValue, sharesOwnedAfter, valueOwnedAfter: Value?
        let directOrIndirect, natureOfOwnership: Value?
        let details: [Detail]?

        /// What rows of other forms tell besides, by the name of `RowDetail.Name`.
        struct Detail: Encodable, Sendable {
            let name, value: String
        }

        /// A value with the footnotes that stand at it.
        struct Value: Encodable, Sendable {
            let value: String?
            let footnotes: [String]?
            let unread: String?

            init?<Content>(_ reported: Reported<Content>) where Content: CustomStringConvertible {
                guard !reported.isEmpty else { return nil }
                value = reported.value?.description
                footnotes = reported.footnotes.isEmpty ? nil : reported.footnotes
                unread = reported.unreadText
            }
        }

        init(_ row: SecurityRow) {
            table = Int(row.table.rawValue)
            kind = "\(row.kind)"
            ordinal = row.ordinal
            securityTitle = Value(row.securityTitle)
            exercisePrice = Value(row.exercisePrice)
            transactionDate = Value(row.transactionDate)
            deemedExecutionDate = Value(row.deemedExecutionDate)
            formType = row.transactionFormType
            code = Value(row.transactionCode)
            equitySwap = row.equitySwapInvolved
            timeliness = Value(row.timeliness)
            shares = Value(row.shares)
            totalValue = Value(row.totalValue)
            pricePerShare = Value(row.pricePerShare)
            acquiredOrDisposed = Value(row.acquiredOrDisposed)
            exerciseDate = Value(row.exerciseDate)
            expirationDate = Value(row.expirationDate)
            underlyingTitle = Value(row.underlyingTitle)
            underlyingShares = Value(row.underlyingShares)
            underlyingValue = Value(row.underlyingValue)
            sharesOwnedAfter = Value(row.sharesOwnedAfter)
            valueOwnedAfter = Value(row.valueOwnedAfter)
            directOrIndirect = Value(row.directOrIndirect)
            natureOfOwnership = Value(row.natureOfOwnership)
            details = row.details.isEmpty ? nil : row.details.map { Detail(name: "\($0.name)", value: $0.value) }
        }
    }
}
