internal import FilingModel

/// The tables of SEC's Insider Transactions Data Sets, joined by accession number into the filings they were made from.
///
/// A quarter of Forms 3, 4 and 5 as eight tables with a row for each submission, owner, transaction, holding, footnote
/// and signature. What comes out is what the XML gives, but for the schema's version and for the order of holdings
/// among transactions of one table, which the data sets do not keep: transactions come first.
struct InsiderTables {
    /// The tables by what they hold.
    enum Name: String, CaseIterable {
        case submission = "SUBMISSION"
        case owners = "REPORTINGOWNER"
        case nonDerivativeTransactions = "NONDERIV_TRANS"
        case nonDerivativeHoldings = "NONDERIV_HOLDING"
        case derivativeTransactions = "DERIV_TRANS"
        case derivativeHoldings = "DERIV_HOLDING"
        case footnotes = "FOOTNOTES"
        case signatures = "OWNER_SIGNATURE"

        /// Columns that only this table has beside the accession number, two of them enough to tell it.
        private var marks: [String] {
            switch self {
            case .submission: ["ISSUERCIK", "DOCUMENT_TYPE"]
            case .owners: ["RPTOWNERCIK", "RPTOWNERNAME"]
            case .nonDerivativeTransactions: ["NONDERIV_TRANS_SK", "SECURITY_TITLE"]
            case .nonDerivativeHoldings: ["NONDERIV_HOLDING_SK", "SECURITY_TITLE"]
            case .derivativeTransactions: ["DERIV_TRANS_SK", "SECURITY_TITLE"]
            case .derivativeHoldings: ["DERIV_HOLDING_SK", "SECURITY_TITLE"]
            case .footnotes: ["FOOTNOTE_ID", "FOOTNOTE_TXT"]
            case .signatures: ["OWNERSIGNATURENAME", "OWNERSIGNATUREDATE"]
            }
        }

        /// The table that begins with some bytes; `nil` for any other file.
        init?(of head: ArraySlice<UInt8>) {
            let body = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head
            guard
                TextBytes.starts(with: "accession_number", in: Array(body.prefix(40)), at: 0)
                    || TextBytes.starts(with: "\"accession_number", in: Array(body.prefix(40)), at: 0),
                let columns = TabTable.columns(body.prefix { $0 != 0x0A && $0 != 0x0D }),
                let name = Self.allCases.first(where: { $0.marks.allSatisfy { columns[$0] != nil } })
            else { return nil }
            self = name
        }
    }

    private let tables: [Name: TabTable]
    private let submissions: TabTable

    /// Takes the tables of one data set; `nil` when there is no table of submissions that can be read.
    ///
    /// - Parameter members: the bytes of each table there is.
    init?(_ members: [Name: [UInt8]]) {
        guard let submissions = members[.submission].flatMap({ TabTable($0) }) else { return nil }
        self.submissions = submissions
        tables = members.filter { $0.key != .submission }.compactMapValues { TabTable($0) }
    }

    /// Tables that are not there, or are none.
    var missing: [Name] { Name.allCases.filter { $0 != .submission && tables[$0] == nil } }

    /// Makes the filings, in the order of the table of submissions.
    ///
    /// - Parameters:
    ///   - input: the table of submissions, whose lines the filings name as their source.
    ///   - place: names the data set in issues.
    ///   - emit: called for every filing and issue.
    func read(_ input: ImportInput, place: ImportPlace, emit: (ImportEvent) -> Void) {
        var unread = 0
        var known: Set<UInt64> = []
        for row in submissions.rowsAsFiled {
            guard let filing = filing(row, input) else {
                unread += 1
                continue
            }
            known.insert(row.accession)
            emit(.filing(filing))
        }
        if unread > 0 {
            emit(
                .issue(
                    place.issue(
                        "unread line", .warning,
                        message:
                            "expected a form and an accession number in every line, found \(unread) lines without; "
                            + "they were left out")))
        }
        for name in Name.allCases {
            guard let table = tables[name] else { continue }
            let orphans = table.rowsAsFiled.count { !known.contains($0.accession) }
            guard orphans > 0 else { continue }
            emit(
                .issue(
                    place.issue(
                        "row without a submission", .warning,
                        message:
                            "\(orphans) rows of \(name.rawValue) belong to no line of SUBMISSION; they were left out"
                    )))
        }
        if !missing.isEmpty {
            emit(
                .issue(
                    place.issue(
                        "table missing", .warning,
                        message: "expected \(missing.map(\.rawValue).joined(separator: ", ")) beside SUBMISSION, found "
                            + "no such table; the filings were imported without")))
        }
    }

    private func filing(_ row: TabTable.Row, _ input: ImportInput) -> Filing? {
        let fields = submissions.fields(of: row)
        guard let number = AccessionNumber(digits: row.accession),
            let form = fields["DOCUMENT_TYPE"].flatMap({ FormType(parsing: $0) })
        else { return nil }
        var filing = Filing(identity: .accession(number), form: form, source: input.source(of: row.range, as: .dataSet))
        filing.filed = fields.day("FILING_DATE")
        filing.period = fields.day("PERIOD_OF_REPORT")
        filing.originalFiled = fields.day("DATE_OF_ORIG_SUB")
        filing.noSecuritiesOwned = fields.flag("NO_SECURITIES_OWNED") ?? false
        filing.notSubjectToSection16 = fields.flag("NOT_SUBJECT_SEC16") ?? false
        let holdingsReported = fields.flag("FORM3_HOLDINGS_REPORTED") ?? fields.flag("FORM3_HOLDING_REPORTED")
        filing.form3HoldingsReported = holdingsReported ?? false
        filing.form4TransactionsReported = fields.flag("FORM4_TRANS_REPORTED") ?? false
        filing.isUnderTradingPlan = fields.flag("AFF10B5ONE")
        filing.remarks = fields["REMARKS"]
        let ticker = fields["ISSUERTRADINGSYMBOL"]
        if let name = fields["ISSUERNAME"] ?? fields["ISSUERCIK"].map({ _ in "" }) {
            filing.issuer = Issuer(cik: fields.key("ISSUERCIK"), name: name, tickerAsTyped: ticker)
        }
        for row in rows(.owners, row.accession) { filing.owners.append(Self.owner(row)) }
        for (table, kind, name) in [
            (SecurityRow.Table.nonDerivative, SecurityRow.Kind.transaction, Name.nonDerivativeTransactions),
            (.nonDerivative, .holding, .nonDerivativeHoldings), (.derivative, .transaction, .derivativeTransactions),
            (.derivative, .holding, .derivativeHoldings),
        ] {
            for fields in rows(name, row.accession) {
                let ordinal = filing.rows.last?.table == table ? (filing.rows.last?.ordinal ?? 0) + 1 : 1
                filing.rows.append(Self.row(fields, SecurityRow(table: table, kind: kind, ordinal: ordinal)))
            }
        }
        for fields in rows(.footnotes, row.accession) {
            filing.footnotes.append(Footnote(id: fields["FOOTNOTE_ID"] ?? "", text: fields["FOOTNOTE_TXT"] ?? ""))
        }
        for fields in rows(.signatures, row.accession) {
            filing.signatures.append(
                Signature(name: fields["OWNERSIGNATURENAME"] ?? "", date: fields.day("OWNERSIGNATUREDATE")))
        }
        return filing
    }

    private func rows(_ name: Name, _ accession: UInt64) -> [TabTable.Fields] {
        guard let table = tables[name] else { return [] }
        return table.rows(of: accession).map { table.fields(of: $0) }
    }

    private static func owner(_ fields: TabTable.Fields) -> ReportingOwner {
        var owner = ReportingOwner(cik: fields.key("RPTOWNERCIK"), name: fields["RPTOWNERNAME"] ?? "")
        let boxes = fields["RPTOWNER_RELATIONSHIP"]?.lowercased() ?? ""
        owner.relationship.isDirector = boxes.contains("director")
        owner.relationship.isOfficer = boxes.contains("officer")
        owner.relationship.isTenPercentOwner = boxes.contains("tenpercent") || boxes.contains("10")
        owner.relationship.isOther = boxes.contains("other")
        owner.relationship.officerTitle = fields["RPTOWNER_TITLE"]
        owner.relationship.otherText = fields["RPTOWNER_TXT"]
        owner.address.street1 = fields["RPTOWNER_STREET1"]
        owner.address.street2 = fields["RPTOWNER_STREET2"]
        owner.address.city = fields["RPTOWNER_CITY"]
        owner.address.state = fields["RPTOWNER_STATE"]
        owner.address.zip = fields["RPTOWNER_ZIPCODE"]
        owner.address.stateDescription = fields["RPTOWNER_STATE_DESC"]
        return owner
    }

    private static func row(_ fields: TabTable.Fields, _ empty: SecurityRow) -> SecurityRow {
        var row = empty
        row.securityTitle = fields.words("SECURITY_TITLE")
        row.exercisePrice = fields.number("CONV_EXERCISE_PRICE")
        row.transactionDate = fields.reportedDay("TRANS_DATE")
        row.deemedExecutionDate = fields.reportedDay("DEEMED_EXECUTION_DATE")
        row.transactionFormType = fields["TRANS_FORM_TYPE"]
        row.transactionCode = Reported(
            fields["TRANS_CODE"],
            footnotes: fields.footnotes("EQUITY_SWAP_TRANS_CD_FN") + fields.footnotes("EQUITY_SWAP_INVOLVED_FN"))
        row.equitySwapInvolved = fields.flag("EQUITY_SWAP_INVOLVED")
        row.timeliness = fields.words("TRANS_TIMELINESS")
        row.shares = fields.number("TRANS_SHARES")
        row.totalValue = fields.number("TRANS_TOTAL_VALUE")
        row.pricePerShare = fields.number("TRANS_PRICEPERSHARE")
        row.acquiredOrDisposed = fields.words("TRANS_ACQUIRED_DISP_CD")
        // The table of transactions spells it with a C too many.
        let exerciseDate = fields.reportedDay("EXCERCISE_DATE")
        row.exerciseDate = exerciseDate.isEmpty ? fields.reportedDay("EXERCISE_DATE") : exerciseDate
        row.expirationDate = fields.reportedDay("EXPIRATION_DATE")
        row.underlyingTitle = fields.words("UNDLYNG_SEC_TITLE")
        row.underlyingShares = fields.number("UNDLYNG_SEC_SHARES")
        row.underlyingValue = fields.number("UNDLYNG_SEC_VALUE")
        row.sharesOwnedAfter = fields.number("SHRS_OWND_FOLWNG_TRANS")
        row.valueOwnedAfter = fields.number("VALU_OWND_FOLWNG_TRANS")
        row.directOrIndirect = fields.words("DIRECT_INDIRECT_OWNERSHIP")
        row.natureOfOwnership = fields.words("NATURE_OF_OWNERSHIP")
        return row
    }
}
