internal import FilingModel

extension SubmissionXML {
    // MARK: Funds

    /// Takes a holding of N-PORT.
    mutating func takeHolding(_ record: FormRecord) {
        var row = row(.portfolio, .holding)
        let name = FormRecord.name(record.text(.name))
        let title = FormRecord.name(record.text(.title))
        let words = [name, title == name ? nil : title].compactMap(\.self).joined(separator: ", ")
        row.securityTitle = Reported(words.isEmpty ? nil : words)
        row.sharesOwnedAfter = record.number(.balance)
        row.valueOwnedAfter = record.number(.valUSD)
        row.add(.cusip, Self.code(record.text(.cusip)))
        row.add(.isin, Self.code(record.text(.isin)))
        row.add(.ticker, Self.code(record.text(.ticker)))
        row.add(.lei, Self.code(record.text(.lei)))
        row.add(.amountType, record.text(.units))
        row.add(.currency, record.text(.curCd))
        row.add(.percentOfPortfolio, record.text(.pctVal))
        row.add(.payoff, Self.code(record.text(.payoffProfile)))
        row.add(.assetCategory, record.text(.assetCat))
        row.add(.issuerCategory, record.text(.issuerCat))
        row.add(.country, record.text(.invCountry))
        filing.rows.append(row)
    }

    /// A code of a security, unless it stands for none: `N/A`, zeros.
    private static func code(_ text: String?) -> String? {
        guard let code = FormRecord.name(text), code.utf8.contains(where: { $0 != UInt8(ascii: "0") }) else {
            return nil
        }
        return code
    }

    /// Takes a vote of N-PX.
    mutating func takeVote(_ record: FormRecord) {
        var row = row(.votes, .vote)
        row.securityTitle = record.words(.issuerName)
        row.transactionDate = record.reportedDay(.meetingDate)
        row.shares = record.number(.sharesVoted)
        row.add(.matter, record.text(.voteDescription))
        let categories = record.texts(.categoryType) + record.texts(.otherVoteDescription)
        row.add(.matterCategory, categories.isEmpty ? nil : categories.joined(separator: ", "))
        row.add(.proposedBy, record.text(.voteSource))
        // Shares may be split: some voted for, some against. The first number is that of all.
        let (votes, counts) = (record.texts(.howVoted), record.texts(.sharesVoted).dropFirst())
        let cast = votes.count == counts.count && votes.count > 1 ? zip(votes, counts).map { "\($0) \($1)" } : votes
        row.add(.vote, cast.isEmpty ? nil : cast.joined(separator: ", "))
        let advised = record.texts(.managementRecommendation)
        row.add(.managementRecommendation, advised.isEmpty ? nil : advised.joined(separator: ", "))
        row.add(.sharesOnLoan, record.text(.sharesOnLoan))
        row.add(.series, record.text(.voteSeries))
        let managers = record.texts(.otherManager)
        row.add(.otherManagers, managers.isEmpty ? nil : managers.joined(separator: ", "))
        row.add(.cusip, Self.code(record.text(.cusip)))
        row.add(.isin, Self.code(record.text(.isin)))
        row.add(.figi, Self.code(record.text(.figi)))
        filing.rows.append(row)
    }

    // MARK: Offerings

    private static let securityTypes: [(element: ElementName, words: String)] = [
        (.isEquityType, "Equity"), (.isDebtType, "Debt"),
        (.isOptionToAcquireType, "Option, warrant or other right to acquire another security"),
        (.isSecurityToBeAcquiredType, "Security to be acquired upon exercise"),
        (.isPooledInvestmentFundType, "Pooled investment fund interests"),
        (.isTenantInCommonType, "Tenant-in-common securities"), (.isMineralPropertyType, "Mineral property securities"),
    ]

    /// Takes the terms of Form D.
    mutating func takePrivateOffering(_ record: FormRecord) {
        filing.amends = filing.amends ?? record.text(.previousAccessionNumber).flatMap { AccessionNumber(parsing: $0) }
        var row = row(.offering, .proposal)
        var types = Self.securityTypes.filter { ["true", "1"].contains(record.text($0.element)?.lowercased()) }.map(
            \.words)
        types += record.texts(.descriptionOfOtherType)
        row.securityTitle = Reported(types.isEmpty ? nil : types.joined(separator: ", "))
        row.totalValue = record.number(.totalOfferingAmount)
        // The only element with a bare value here is the date of first sale.
        let day = record.day(.value)
        row.transactionDate = Reported(day)
        row.add(.amountSold, record.text(.totalAmountSold))
        row.add(.amountRemaining, record.text(.totalRemaining))
        row.add(.minimumInvestment, record.text(.minimumInvestmentAccepted))
        row.add(.investors, record.text(.totalNumberAlreadyInvested))
        row.add(.industry, record.text(.industryGroupType))
        let exemptions = record.texts(.item)
        row.add(.exemptions, exemptions.isEmpty ? nil : exemptions.joined(separator: ", "))
        if !row.totalValue.isEmpty || !row.details.isEmpty || !row.securityTitle.isEmpty { filing.rows.append(row) }
    }

    /// Takes the terms of an offering on Form C or 1-A.
    mutating func takeSmallOffering(_ record: FormRecord) {
        var row = SecurityRow(table: .offering, kind: .proposal, ordinal: (rowCounts[.offering] ?? 0) + 1)
        row.securityTitle = record.words(.securityOfferedOtherDesc, .securitiesOfferedTypes, .securityOfferedType)
        row.shares = record.number(.noOfSecurityOffered, .securitiesOffered)
        row.pricePerShare = record.number(.price, .pricePerSecurity)
        row.totalValue = record.number(.offeringAmount, .totalAggregateOffering)
        row.add(.maximumOffering, record.text(.maximumOfferingAmount))
        row.add(.deadline, record.text(.deadlineDate))
        guard !row.shares.isEmpty || !row.totalValue.isEmpty else { return }
        rowCounts[.offering] = row.ordinal
        filing.rows.append(row)
    }
}
