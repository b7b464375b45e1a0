internal import FilingModel

extension SubmissionXML {
    /// Takes a row of Form 144, a 13F's information table, a fund's holdings or votes, or the terms of an offering.
    mutating func takeRow(_ record: FormRecord) {
        switch record.element {
        case .securitiesInformation: takeProposedSale(record)
        case .securitiesToBeSold: takeAcquisition(record)
        case .securitiesSoldInPast3Months: takePastSale(record)
        case .invstOrSec: takeHolding(record)
        case .proxyTable: takeVote(record)
        case .offeringData: takePrivateOffering(record)
        case .offeringInformation, .summaryInfo, .summaryInfoOffering: takeSmallOffering(record)
        default: takePosition(record)
        }
    }

    mutating func row(_ table: SecurityRow.Table, _ kind: SecurityRow.Kind) -> SecurityRow {
        rowCounts[table, default: 0] += 1
        return SecurityRow(table: table, kind: kind, ordinal: rowCounts[table] ?? 1)
    }

    private mutating func takeProposedSale(_ record: FormRecord) {
        var row = row(.toBeSold, .proposal)
        row.securityTitle = record.words(.securitiesClassTitle)
        row.shares = record.number(.noOfUnitsSold)
        row.totalValue = record.number(.aggregateMarketValue)
        row.transactionDate = record.reportedDay(.approxSaleDate)
        row.add(.broker, record.text(.name))
        row.add(.exchange, record.text(.securitiesExchangeName))
        row.add(.unitsOutstanding, record.text(.noOfUnitsOutstanding))
        filing.rows.append(row)
        if let name = FormRecord.name(record.text(.name)) {
            addOnce(FilingParty(.broker, name: name, address: record.address, kind: .company))
        }
    }

    private mutating func takeAcquisition(_ record: FormRecord) {
        var row = row(.acquired, .transaction)
        row.securityTitle = record.words(.securitiesClassTitle)
        row.shares = record.number(.amountOfSecuritiesAcquired)
        row.transactionDate = record.reportedDay(.acquiredDate)
        row.acquiredOrDisposed = Reported("A")
        row.add(.acquisition, record.text(.natureOfAcquisitionTransaction))
        row.add(.acquiredFrom, record.text(.nameOfPersonfromWhomAcquired))
        row.add(.donorAcquired, record.text(.donarAcquiredDate))
        row.add(.paymentDate, record.text(.paymentDate))
        row.add(.payment, record.text(.natureOfPayment))
        filing.rows.append(row)
    }

    private mutating func takePastSale(_ record: FormRecord) {
        var row = row(.soldBefore, .transaction)
        row.securityTitle = record.words(.securitiesClassTitle)
        row.shares = record.number(.amountOfSecuritiesSold)
        row.totalValue = record.number(.grossProceeds)
        row.transactionDate = record.reportedDay(.saleDate)
        row.acquiredOrDisposed = Reported("D")
        row.add(.holder, record.text(.name))
        filing.rows.append(row)
        // Those whose sales are added to the seller's: its trusts and household.
        guard let name = FormRecord.name(record.text(.name)) else { return }
        let near = persons.indices.suffix(Self.nearCount)
        guard let known = near.first(where: { persons[$0].knownRole == .seller && persons[$0].name == name }) else {
            persons.append(FilingParty(.seller, name: name, address: record.address))
            return
        }
        if persons[known].address.isEmpty { persons[known].address = record.address }
    }

    private mutating func takePosition(_ record: FormRecord) {
        var row = row(.portfolio, .holding)
        let title = [record.text(.nameOfIssuer), record.text(.titleOfClass)].compactMap(\.self).joined(separator: ", ")
        row.securityTitle = Reported(title.isEmpty ? nil : title)
        row.sharesOwnedAfter = record.number(.sshPrnamt)
        row.valueOwnedAfter = record.number(.value)
        row.add(.cusip, record.text(.cusip))
        row.add(.figi, record.text(.figi))
        row.add(.amountType, record.text(.sshPrnamtType))
        row.add(.putOrCall, record.text(.putCall))
        row.add(.discretion, record.text(.investmentDiscretion))
        row.add(.otherManagers, record.text(.otherManager))
        row.add(.soleVotingPower, record.text(.sole))
        row.add(.sharedVotingPower, record.text(.shared))
        row.add(.noVotingPower, record.text(.none))
        filing.rows.append(row)
    }

    // MARK: Stakes

    /// Kinds of reporting persons that are organisations, by the letters of the cover page; `OO`, *other*, may be either.
    private static let organisations: Set<String> = [
        "BD", "BK", "IC", "IV", "IA", "EP", "HC", "SA", "CP", "CO", "PN", "FI",
    ]

    /// Takes a reporting person of Schedule 13D or 13G with its stake.
    mutating func takeStake(_ record: FormRecord) {
        var row = row(.stakes, .holding)
        row.sharesOwnedAfter = record.number(
            .aggregateAmountOwned, .reportingPersonBeneficiallyOwnedAggregateNumberOfShares)
        row.securityTitle = Reported(classTitle)
        let name = FormRecord.name(record.text(.reportingPersonName))
        row.add(.holder, name)
        row.add(.percentOfClass, record.text(.percentOfClass, .classPercent))
        row.add(.soleVotingPower, record.text(.soleVotingPower))
        row.add(.sharedVotingPower, record.text(.sharedVotingPower))
        row.add(.soleDispositivePower, record.text(.soleDispositivePower))
        row.add(.sharedDispositivePower, record.text(.sharedDispositivePower))
        let types = record.texts(.typeOfReportingPerson)
        row.add(.personType, types.isEmpty ? nil : types.joined(separator: ", "))
        row.add(.groupMembership, record.text(.memberOfGroup, .memberGroup))
        row.add(.citizenship, record.text(.citizenshipOrOrganization))
        row.add(.comment, record.text(.comments, .commentContent))
        row.add(.cusip, classCUSIPs.isEmpty ? nil : classCUSIPs.joined(separator: ", "))
        filing.rows.append(row)
        guard let name else { return }
        let letters = types.map { $0.uppercased() }
        var kind = PartyKind.unknown
        if letters.contains("IN") {
            kind = .person
        } else if letters.contains(where: Self.organisations.contains) {
            kind = .company
        }
        persons.append(FilingParty(.reportingPerson, cik: record.key(.reportingPersonCIK), name: name, kind: kind))
    }

    // MARK: Signatures

    /// Takes a signature, whatever its parts are called.
    mutating func takeSignature(_ record: FormRecord) {
        let name = FormRecord.name(
            record.text(
                .nameOfSigner, .signatureName, .signerName, .txPrintedSignature, .txSignature, .personSignature,
                .issuerSignature, .signatureBy))
        // On a 13F the signer's name stands beside the signature, in N-PORT above it.
        let signed = name ?? FormRecord.name(record.text(.name)) ?? FormRecord.name(record.text(.signature))
        let day = record.day(.signatureDate, .dateSigned, .date, .txAsOfDate, .noticeDate)
        if record.element == .noticeSignature {
            if !record.texts(.planAdoptionDate).isEmpty { filing.isUnderTradingPlan = true }
        }
        guard let signed else { return }
        let title = FormRecord.name(record.text(.signatureTitle, .title, .personTitle, .issuerTitle, .txTitle))
        let signature = Signature(name: signed, date: day, title: title)
        if !filing.signatures.suffix(Self.nearCount).contains(signature) { filing.signatures.append(signature) }
    }
}

extension SecurityRow {
    /// Adds a detail that is told.
    mutating func add(_ name: RowDetail.Name, _ value: String?) {
        if let value, !value.isEmpty { details.append(RowDetail(name, value)) }
    }
}
