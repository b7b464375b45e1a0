/// The elements and attributes that mean something to an importer, each spelled as the specification spells it.
///
/// Names are matched without namespace and letter case: `issuerCIK` is `issuerCik`.
package enum ElementName: String, CaseIterable, Sendable {
    case unknown = ""
    // The document and its boxes.
    case ownershipDocument, schemaVersion, documentType, periodOfReport, dateOfOriginalSubmission
    case noSecuritiesOwned, notSubjectToSection16, form3HoldingsReported, form4TransactionsReported, aff10b5One
    // Issuer.
    case issuer, issuerCik, issuerName, issuerTradingSymbol, issuerForeignTradingSymbol
    // Owner.
    case reportingOwner, rptOwnerCik, rptOwnerName, rptOwnerStreet1, rptOwnerStreet2, rptOwnerCity, rptOwnerState
    case rptOwnerZipCode, rptOwnerStateDescription, rptOwnerGoodAddress, rptOwnerNonUSAddressFlag
    case rptOwnerNonUSStateTerritory, rptOwnerCountry
    case isDirector, isOfficer, isTenPercentOwner, isOther, officerTitle, otherText
    // Rows.
    case nonDerivativeTransaction, nonDerivativeHolding, derivativeTransaction, derivativeHolding
    case nonDerivativeSecurity, derivativeSecurity
    case value, footnoteId, id
    case securityTitle, conversionOrExercisePrice, transactionDate, deemedExecutionDate
    case transactionCoding, transactionFormType, transactionCode, equitySwapInvolved, transactionTimeliness
    case transactionShares, transactionTotalValue, transactionPricePerShare, transactionAcquiredDisposedCode
    case exerciseDate, expirationDate, underlyingSecurityTitle, underlyingSecurityShares, underlyingSecurityValue
    case sharesOwnedFollowingTransaction, valueOwnedFollowingTransaction
    case directOrIndirectOwnership, natureOfOwnership
    // Notes and signatures.
    case footnote, remarks, ownerSignature, signatureName, signatureDate
    // Other filings: header and issuer.
    case submissionType, previousAccessionNumber, reportingPeriod, reportCalendarOrQuarter
    case filer, filerInfo, filerId, coFiler = "co-filer", cik, filerCik, ccc, filerCcc, entityName
    case contact, contactName, name, title, date, phone
    case primaryIssuer, issuerInfo, nameOfIssuer, previousName, coIssuerInfo, nameOfCoIssuer
    case street1, street2, city, stateOrCountry, stateOrCountryDescription, zipCode
    // Form D.
    case relatedPersonInfo, firstName, middleName, lastName, relationship, relationshipClarification
    case recipient, recipientName, associatedBDName
    // Schedules 13D and 13G.
    case coverPageHeader, securitiesClassTitle, dateOfEvent, eventDateRequiresFilingThisStatement
    case issuerCusip, issuerCusipNumber
    case notificationInfo, personName
    case reportingPersonInfo, coverPageHeaderReportingPersonDetails, reportingPersonName, reportingPersonCIK
    case memberOfGroup, memberGroup, citizenshipOrOrganization, typeOfReportingPerson, comments, commentContent
    case soleVotingPower, sharedVotingPower, soleDispositivePower, sharedDispositivePower
    case aggregateAmountOwned, reportingPersonBeneficiallyOwnedAggregateNumberOfShares, percentOfClass, classPercent
    // Form 144.
    case nameOfPersonForWhoseAccountTheSecuritiesAreToBeSold, relationshipToIssuer
    case securitiesInformation, noOfUnitsSold, aggregateMarketValue, noOfUnitsOutstanding, approxSaleDate
    case securitiesExchangeName, securitiesToBeSold, acquiredDate, natureOfAcquisitionTransaction
    case nameOfPersonfromWhomAcquired, donarAcquiredDate, amountOfSecuritiesAcquired, paymentDate, natureOfPayment
    case securitiesSoldInPast3Months, saleDate, amountOfSecuritiesSold, grossProceeds, noticeSignature, noticeDate
    case planAdoptionDate
    // 13F and N-PX.
    case filingManager, otherManager, otherManager2, reportingPerson, infoTable, titleOfClass, cusip, figi
    case sshPrnamt, sshPrnamtType, putCall, investmentDiscretion, sole, shared, none
    // N-PORT.
    case genInfo, regName, regCik, seriesName, repPdDate, regStreet1, regStreet2, regCity, regZipOrPostalCode
    case invstOrSec, lei, isin, ticker, balance, units, curCd, valUSD, pctVal, payoffProfile, assetCat, issuerCat
    case invCountry
    // N-PX: votes.
    case proxyTable, meetingDate, voteDescription, categoryType, otherVoteDescription, voteSource, sharesVoted
    case sharesOnLoan, howVoted, managementRecommendation, voteSeries
    // N-CEN.
    case director, directorName, chiefComplianceOfficer, ccoName
    // Offerings: Forms D, C and 1-A.
    case offeringData, totalOfferingAmount, totalAmountSold, totalRemaining, minimumInvestmentAccepted
    case totalNumberAlreadyInvested, industryGroupType, item
    case isEquityType, isDebtType, isOptionToAcquireType, isSecurityToBeAcquiredType, isPooledInvestmentFundType
    case isTenantInCommonType, isMineralPropertyType, descriptionOfOtherType
    case offeringInformation, securityOfferedType, securityOfferedOtherDesc, noOfSecurityOffered, price, offeringAmount
    case maximumOfferingAmount, deadlineDate
    case securitiesOfferedTypes, securitiesOffered, pricePerSecurity, totalAggregateOffering
    // EFFECT, and documents that were sent along in base 64.
    case finalEffectivenessDispDate, contents
    // Form C and Regulation A.
    case issuerInformation, companyName, commissionCik, employeesInfo, item1, item1Info, connectionName, nameAuditor
    case summaryInfo, summaryInfoOffering
    case auditorServiceProviderName, auditorSpName, legalServiceProviderName, legalSpName
    case underwritersServiceProviderName, underwrittenSpName, promotersServiceProviderName, promoterSpName
    case salesCommissionsServiceProviderName, salesCommissionsSpName
    // Signatures.
    case signature, signaturePerson, signatureDetails, signatureInformation, signatureBlock, signatureTab
    case signaturePage, issuerSignature, issuerTitle, personSignature, personTitle, nameOfSigner, signatureTitle
    case signatureBy, signerName, dateSigned, txSignature, txPrintedSignature, txTitle, txAsOfDate

    /// All names; the position is the code that `XMLEvent.name` holds.
    package static let all: [ElementName] = Array(allCases)
}
