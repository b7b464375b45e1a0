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
    // Other filings.
    case submissionType, cik, ccc, entityName, nameOfIssuer, issuerInfo, primaryIssuer, filer, filerInfo, filerId,
        reportCalendarOrQuarter
    case previousAccessionNumber

    /// All names; the position is the code that `XMLEvent.name` holds.
    package static let all: [ElementName] = Array(allCases)
}
