/// Something a row of a form other than 3, 4 and 5 tells that their rows have no column for.
public struct RowDetail: Hashable, Sendable {
    /// What it is; the raw value stands in records of an index.
    public enum Name: UInt8, CaseIterable, Sendable {
        /// Whose stake or sale it is, where not all rows are of the same.
        case holder = 1
        /// Percent of the class that the stake is.
        case percentOfClass = 2
        /// Votes it decides on alone, and together with others.
        case soleVotingPower = 3, sharedVotingPower = 4
        /// Shares it may sell alone, and together with others.
        case soleDispositivePower = 5, sharedDispositivePower = 6
        /// What kind of person: `IN`, `CO`, `PN`, `HC`, `IA`; several where the form lists several.
        case personType = 7
        /// Whether the holder is a member of a group: `a`, or denies it: `b`.
        case groupMembership = 8
        /// Citizenship or place of organisation, in EDGAR's codes.
        case citizenship = 9
        /// The security's CUSIP – of a stake all that the class has – and FIGI.
        case cusip = 10, figi = 11
        /// Of a 13F: `SH` or `PRN`, and `Put` or `Call`.
        case amountType = 12, putOrCall = 13
        /// Of a 13F: `SOLE`, `DFND` or `OTR`, and numbers of the managers it is shared with.
        case discretion = 14, otherManagers = 15
        /// Of a 13F: shares that nobody votes.
        case noVotingPower = 16
        /// Of a 144: the broker, the exchange, and units outstanding.
        case broker = 17, exchange = 18, unitsOutstanding = 19
        /// Of a 144: how and from whom the securities were acquired.
        case acquisition = 20, acquiredFrom = 21
        /// Of a 144: when and how they were paid for, and when a donor had acquired them.
        case paymentDate = 22, payment = 23, donorAcquired = 24
        /// A comment on the row.
        case comment = 25
        /// Of a fund's holding: further codes of security and issuer.
        case isin = 26, lei = 27, ticker = 28
        /// Of a fund's holding: percent of its net assets, `Long` or `Short`, and what kind of security of whom it is.
        case percentOfPortfolio = 29, payoff = 30, assetCategory = 31, issuerCategory = 32
        /// Of a fund's holding: where the issuer is, and the currency.
        case country = 33, currency = 34
        /// Of a vote: what it was about, who proposed it, how was voted and what the management advised.
        case matter = 35, matterCategory = 36, proposedBy = 37, vote = 38, managementRecommendation = 39
        /// Of a vote: shares that were lent out, and the series of the fund.
        case sharesOnLoan = 40, series = 41
        /// Of an offering: amounts sold and left, the least that is taken, and from how many investors so far.
        case amountSold = 42, amountRemaining = 43, minimumInvestment = 44, investors = 45
        /// Of an offering: industry of the issuer, rules it is exempt by, the most it may come to, and its last day.
        case industry = 46, exemptions = 47, maximumOffering = 48, deadline = 49

        /// Two words or so for people: `percent of class`.
        public var words: String {
            var words = ""
            for character in "\(self)" {
                if character.isUppercase { words += " " }
                words += character.lowercased()
            }
            return words
        }
    }

    /// What it is.
    public var name: Name
    /// As written, blanks around left out.
    public var value: String

    /// A detail.
    ///
    /// - Parameters:
    ///   - name: what it is.
    ///   - value: as written.
    public init(_ name: Name, _ value: String) {
        self.name = name
        self.value = value
    }
}
