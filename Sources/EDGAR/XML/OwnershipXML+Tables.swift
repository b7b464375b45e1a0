internal import FilingModel

extension ElementName {
    /// Whether the element is a field of a row that holds a value and footnotes.
    var isRowField: Bool {
        switch self {
        case .securityTitle, .conversionOrExercisePrice, .transactionDate, .deemedExecutionDate,
            .transactionTimeliness, .transactionShares, .transactionTotalValue, .transactionPricePerShare,
            .transactionAcquiredDisposedCode, .exerciseDate, .expirationDate, .underlyingSecurityTitle,
            .underlyingSecurityShares, .underlyingSecurityValue, .sharesOwnedFollowingTransaction,
            .valueOwnedFollowingTransaction, .directOrIndirectOwnership, .natureOfOwnership:
            true
        default:
            false
        }
    }

    /// Whether the element is a row.
    var endsRow: Bool {
        switch self {
        case .nonDerivativeTransaction, .nonDerivativeHolding, .derivativeTransaction, .derivativeHolding,
            .nonDerivativeSecurity, .derivativeSecurity:
            true
        default:
            false
        }
    }

    /// Whether the element belongs inside `reportingOwner`.
    var isOwnerField: Bool {
        switch self {
        case .rptOwnerCik, .rptOwnerName, .isDirector, .isOfficer, .isTenPercentOwner, .isOther, .officerTitle,
            .otherText:
            true
        default:
            false
        }
    }
}

extension Reported {
    /// Takes another value in if there is none yet.
    fileprivate mutating func fill(_ other: Self) {
        // Spelled out rather than `isEmpty`, which another module compiles for any type at all.
        if value == nil, footnotes.isEmpty, unreadText == nil { self = other }
    }
}

extension OwnershipXML {
    /// Changes the row being read, in place.
    mutating func changeOpenRow(_ change: (inout SecurityRow) -> Void) {
        guard openTable != nil, !rows.isEmpty else { return }
        change(&rows[rows.count - 1])
    }

    /// Puts a field's value and footnotes into the row being read; the first of a repeated field that says something
    /// counts.
    mutating func setRowField(_ element: ElementName, _ text: FieldText, footnotes: [String]) {
        switch element {
        case .securityTitle:
            let reported = words(text, footnotes)
            changeOpenRow { $0.securityTitle.fill(reported) }
        case .conversionOrExercisePrice:
            let reported = number(text, footnotes, element)
            changeOpenRow { $0.exercisePrice.fill(reported) }
        case .transactionDate:
            if isOpenRowUndecided { changeOpenRow { $0.kind = .transaction } }
            let reported = day(text, footnotes, element)
            changeOpenRow { $0.transactionDate.fill(reported) }
        case .deemedExecutionDate:
            let reported = day(text, footnotes, element)
            changeOpenRow { $0.deemedExecutionDate.fill(reported) }
        case .transactionTimeliness:
            let reported = words(text, footnotes)
            changeOpenRow { $0.timeliness.fill(reported) }
        case .transactionShares:
            let reported = number(text, footnotes, element)
            changeOpenRow { $0.shares.fill(reported) }
        case .transactionTotalValue:
            let reported = number(text, footnotes, element)
            changeOpenRow { $0.totalValue.fill(reported) }
        case .transactionPricePerShare:
            let reported = number(text, footnotes, element)
            changeOpenRow { $0.pricePerShare.fill(reported) }
        case .transactionAcquiredDisposedCode:
            let reported = words(text, footnotes)
            changeOpenRow { $0.acquiredOrDisposed.fill(reported) }
        case .exerciseDate:
            let reported = day(text, footnotes, element)
            changeOpenRow { $0.exerciseDate.fill(reported) }
        case .expirationDate:
            let reported = day(text, footnotes, element)
            changeOpenRow { $0.expirationDate.fill(reported) }
        case .underlyingSecurityTitle:
            let reported = words(text, footnotes)
            changeOpenRow { $0.underlyingTitle.fill(reported) }
        case .underlyingSecurityShares:
            let reported = number(text, footnotes, element)
            changeOpenRow { $0.underlyingShares.fill(reported) }
        case .underlyingSecurityValue:
            let reported = number(text, footnotes, element)
            changeOpenRow { $0.underlyingValue.fill(reported) }
        case .sharesOwnedFollowingTransaction:
            let reported = number(text, footnotes, element)
            changeOpenRow { $0.sharesOwnedAfter.fill(reported) }
        case .valueOwnedFollowingTransaction:
            let reported = number(text, footnotes, element)
            changeOpenRow { $0.valueOwnedAfter.fill(reported) }
        case .directOrIndirectOwnership:
            let reported = words(text, footnotes)
            changeOpenRow { $0.directOrIndirect.fill(reported) }
        case .natureOfOwnership:
            let reported = words(text, footnotes)
            changeOpenRow { $0.natureOfOwnership.fill(reported) }
        default: break
        }
    }

    /// Puts a part of the transaction coding into the row being read.
    mutating func setCoding(_ element: ElementName, text: String?, line: Int) {
        guard openTable != nil, let text else { return }
        switch element {
        case .transactionFormType: changeOpenRow { $0.transactionFormType = text }
        case .transactionCode:
            if isOpenRowUndecided { changeOpenRow { $0.kind = .transaction } }
            changeOpenRow { $0.transactionCode.value = text }
        case .equitySwapInvolved:
            let involved = boolean(text, element, line: line)
            changeOpenRow { $0.equitySwapInvolved = involved }
        default: break
        }
    }

    /// The text of a step with single spaces; `nil` when there is none.
    func string(_ event: XMLEvent?) -> String? {
        guard let event else { return nil }
        let string = tape.string(event)
        return string.isEmpty ? nil : string
    }

    private func words(_ text: FieldText, _ footnotes: [String]) -> Reported<String> {
        Reported(string(text.event), footnotes: footnotes)
    }

    private mutating func number(
        _ text: FieldText, _ footnotes: [String], _ element: ElementName
    ) -> Reported<ExactDecimal> {
        guard let event = text.event else { return Reported(footnotes: footnotes) }
        // Bytes as they stand are right nearly always; spaces of other kinds are taken away for a string.
        if let number = tape.withBytes(event, { ExactDecimal(utf8: $0) }) {
            return Reported(number, footnotes: footnotes)
        }
        guard let string = string(event) else { return Reported(footnotes: footnotes) }
        if let number = ExactDecimal(parsing: string) { return Reported(number, footnotes: footnotes) }
        unreadable(element.rawValue, string, "a number", line: text.line)
        return Reported(footnotes: footnotes, unreadText: string)
    }

    private mutating func day(
        _ text: FieldText, _ footnotes: [String], _ element: ElementName
    ) -> Reported<CalendarDate> {
        guard let event = text.event else { return Reported(footnotes: footnotes) }
        if let date = tape.withBytes(event, { CalendarDate(utf8: $0) }) {
            return Reported(date, footnotes: footnotes)
        }
        guard let string = string(event) else { return Reported(footnotes: footnotes) }
        if let date = CalendarDate(parsing: string) { return Reported(date, footnotes: footnotes) }
        unreadable(element.rawValue, string, "a date such as 2013-10-01", line: text.line)
        return Reported(footnotes: footnotes, unreadText: string)
    }
}

/// Where the text of an element stands; it is made a string only where one is wanted: most are numbers and days.
struct FieldText {
    /// The step that has the text; `nil` for none.
    let event: XMLEvent?
    /// The line of the element's end.
    let line: Int

    /// The text of an element.
    init(_ event: XMLEvent?, line: Int) { (self.event, self.line) = (event, line) }
}
