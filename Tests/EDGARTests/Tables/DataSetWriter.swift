internal import FilingModel

@testable internal import EDGAR

/// Writes filings as the eight tables of SEC's Insider Transactions Data Sets, columns named and ordered as there.
struct DataSetWriter {
    private(set) var tables: [InsiderTables.Name: [[String: String]]] = [:]
    private var keys = 1_000

    private static let amounts = [
        "SECURITY_TITLE", "CONV_EXERCISE_PRICE", "TRANS_DATE", "DEEMED_EXECUTION_DATE", "TRANS_TIMELINESS",
        "TRANS_SHARES",
        "TRANS_TOTAL_VALUE", "TRANS_PRICEPERSHARE", "TRANS_ACQUIRED_DISP_CD", "EXCERCISE_DATE", "EXERCISE_DATE",
        "EXPIRATION_DATE", "UNDLYNG_SEC_TITLE", "UNDLYNG_SEC_SHARES", "UNDLYNG_SEC_VALUE", "SHRS_OWND_FOLWNG_TRANS",
        "VALU_OWND_FOLWNG_TRANS", "DIRECT_INDIRECT_OWNERSHIP", "NATURE_OF_OWNERSHIP",
    ].flatMap { [$0, $0 + "_FN"] }

    private static func columns(_ name: InsiderTables.Name) -> [String] {
        switch name {
        case .submission:
            [
                "ACCESSION_NUMBER", "FILING_DATE", "PERIOD_OF_REPORT", "DATE_OF_ORIG_SUB", "NO_SECURITIES_OWNED",
                "NOT_SUBJECT_SEC16", "FORM3_HOLDINGS_REPORTED", "FORM4_TRANS_REPORTED", "DOCUMENT_TYPE", "ISSUERCIK",
                "ISSUERNAME", "ISSUERTRADINGSYMBOL", "REMARKS", "AFF10B5ONE",
            ]
        case .owners:
            [
                "ACCESSION_NUMBER", "RPTOWNERCIK", "RPTOWNERNAME", "RPTOWNER_RELATIONSHIP", "RPTOWNER_TITLE",
                "RPTOWNER_TXT", "RPTOWNER_STREET1", "RPTOWNER_STREET2", "RPTOWNER_CITY", "RPTOWNER_STATE",
                "RPTOWNER_ZIPCODE", "RPTOWNER_STATE_DESC", "FILE_NUMBER",
            ]
        case .footnotes: ["ACCESSION_NUMBER", "FOOTNOTE_ID", "FOOTNOTE_TXT"]
        case .signatures: ["ACCESSION_NUMBER", "OWNERSIGNATURENAME", "OWNERSIGNATUREDATE"]
        default:
            [
                "ACCESSION_NUMBER", name.rawValue + "_SK", "TRANS_FORM_TYPE", "TRANS_CODE", "EQUITY_SWAP_INVOLVED",
                "EQUITY_SWAP_TRANS_CD_FN",
            ] + amounts
        }
    }

    private static func day(_ day: CalendarDate?) -> String {
        guard let day else { return "" }
        let months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
        let digits = "0\(day.day)".suffix(2)
        return "\(digits)-\(months[day.month - 1])-\(day.year)"
    }

    private static func flag(_ flag: Bool?) -> String { flag.map { $0 ? "1" : "0" } ?? "" }

    /// Adds a filing; its identity must be an accession number.
    mutating func add(_ filing: Filing) {
        func put(_ name: InsiderTables.Name, _ fields: [String: String]) {
            tables[name, default: []].append(
                fields.merging(["ACCESSION_NUMBER": filing.identity.description]) { first, _ in first })
        }
        put(
            .submission,
            [
                "FILING_DATE": Self.day(filing.filed), "PERIOD_OF_REPORT": Self.day(filing.period),
                "DATE_OF_ORIG_SUB": Self.day(filing.originalFiled),
                "NO_SECURITIES_OWNED": Self.flag(filing.noSecuritiesOwned),
                "NOT_SUBJECT_SEC16": filing.notSubjectToSection16 ? "true" : "",
                "FORM3_HOLDINGS_REPORTED": Self.flag(filing.form3HoldingsReported),
                "FORM4_TRANS_REPORTED": Self.flag(filing.form4TransactionsReported),
                "DOCUMENT_TYPE": filing.form.description, "ISSUERCIK": filing.issuer?.cik?.padded ?? "",
                "ISSUERNAME": filing.issuer?.name ?? "", "ISSUERTRADINGSYMBOL": filing.issuer?.tickerAsTyped ?? "",
                "REMARKS": filing.remarks ?? "", "AFF10B5ONE": Self.flag(filing.isUnderTradingPlan),
            ])
        for owner in filing.owners {
            let boxes = owner.relationship
            var ticked: [String] = []
            if boxes.isDirector { ticked.append("Director") }
            if boxes.isOfficer { ticked.append("Officer") }
            if boxes.isTenPercentOwner { ticked.append("TenPercentOwner") }
            if boxes.isOther { ticked.append("Other") }
            put(
                .owners,
                [
                    "RPTOWNERCIK": owner.cik?.padded ?? "", "RPTOWNERNAME": owner.name,
                    "RPTOWNER_RELATIONSHIP": ticked.joined(separator: ","),
                    "RPTOWNER_TITLE": boxes.officerTitle ?? "", "RPTOWNER_TXT": boxes.otherText ?? "",
                    "RPTOWNER_STREET1": owner.address.street1 ?? "", "RPTOWNER_STREET2": owner.address.street2 ?? "",
                    "RPTOWNER_CITY": owner.address.city ?? "", "RPTOWNER_STATE": owner.address.state ?? "",
                    "RPTOWNER_ZIPCODE": owner.address.zip ?? "",
                    "RPTOWNER_STATE_DESC": owner.address.stateDescription ?? "",
                ])
        }
        for row in filing.rows {
            let name: InsiderTables.Name =
                switch (row.table, row.kind) {
                case (.nonDerivative, .holding): .nonDerivativeHoldings
                case (.nonDerivative, _): .nonDerivativeTransactions
                case (_, .holding): .derivativeHoldings
                default: .derivativeTransactions
                }
            keys += 7
            put(name, Self.fields(of: row).merging([name.rawValue + "_SK": "\(keys)"]) { first, _ in first })
        }
        for note in filing.footnotes { put(.footnotes, ["FOOTNOTE_ID": note.id, "FOOTNOTE_TXT": note.text]) }
        for signature in filing.signatures {
            put(
                .signatures,
                ["OWNERSIGNATURENAME": signature.name, "OWNERSIGNATUREDATE": Self.day(signature.date)])
        }
    }

    private static func fields(of row: SecurityRow) -> [String: String] {
        var fields = [
            "TRANS_FORM_TYPE": row.transactionFormType ?? "", "TRANS_CODE": row.transactionCode.value ?? "",
            "EQUITY_SWAP_INVOLVED": flag(row.equitySwapInvolved),
            "EQUITY_SWAP_TRANS_CD_FN": row.transactionCode.footnotes.joined(separator: ","),
        ]
        func put<Value>(_ column: String, _ reported: Reported<Value>, _ text: (Value) -> String) {
            fields[column] = reported.value.map(text) ?? ""
            fields[column + "_FN"] = reported.footnotes.joined(separator: ", ")
        }
        put("SECURITY_TITLE", row.securityTitle) { $0 }
        put("CONV_EXERCISE_PRICE", row.exercisePrice, amount)
        put("TRANS_DATE", row.transactionDate, day)
        put("DEEMED_EXECUTION_DATE", row.deemedExecutionDate, day)
        put("TRANS_TIMELINESS", row.timeliness) { $0 }
        put("TRANS_SHARES", row.shares, amount)
        put("TRANS_TOTAL_VALUE", row.totalValue, amount)
        put("TRANS_PRICEPERSHARE", row.pricePerShare, amount)
        put("TRANS_ACQUIRED_DISP_CD", row.acquiredOrDisposed) { $0 }
        put(row.kind == .holding ? "EXERCISE_DATE" : "EXCERCISE_DATE", row.exerciseDate, day)
        put("EXPIRATION_DATE", row.expirationDate, day)
        put("UNDLYNG_SEC_TITLE", row.underlyingTitle) { $0 }
        put("UNDLYNG_SEC_SHARES", row.underlyingShares, amount)
        put("UNDLYNG_SEC_VALUE", row.underlyingValue, amount)
        put("SHRS_OWND_FOLWNG_TRANS", row.sharesOwnedAfter, amount)
        put("VALU_OWND_FOLWNG_TRANS", row.valueOwnedAfter, amount)
        put("DIRECT_INDIRECT_OWNERSHIP", row.directOrIndirect) { $0 }
        put("NATURE_OF_OWNERSHIP", row.natureOfOwnership) { $0 }
        return fields
    }

    /// As the data sets write them, with a place behind the point.
    private static func amount(_ number: ExactDecimal) -> String {
        number.scale == 0 ? "\(number).0" : "\(number)"
    }

    private static func day(_ day: CalendarDate) -> String { self.day(Optional(day)) }

    /// The bytes of a table.
    func bytes(_ name: InsiderTables.Name) -> [UInt8] {
        let columns = Self.columns(name)
        let lines = (tables[name] ?? []).map { fields in columns.map { fields[$0] ?? "" }.joined(separator: "\t") }
        return Array(([columns.joined(separator: "\t")] + lines).map { $0 + "\n" }.joined().utf8)
    }
}
