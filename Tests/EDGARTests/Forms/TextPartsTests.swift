internal import FilingModel
internal import Testing

@testable internal import EDGAR

@Suite struct `Powers of attorney` {
    @Test(arguments: [
        (
            "that the undersigned hereby constitutes and appoints each of Jaye Campbell, Jeannette Koonce and Michael "
                + "Rosenthall, each acting individually, as the undersigned's true and lawful attorney-in-fact",
            ["Jaye Campbell", "Jeannette Koonce", "Michael Rosenthall"]
        ),
        (
            "I hereby designate, appoint, and constitute, and hereby confirm the designation, appointment and constitution of, "
                + "each of Ashley Bancroft, Kevin L. Freeman and Brandon B. Smith as my true and lawful attorney-in-fact",
            ["Ashley Bancroft", "Kevin L. Freeman", "Brandon B. Smith"]
        ),
        (
            "hereby constitutes and appoints each of (i) the Lead Counsel, Corporate of Airbnb, Inc., a Delaware corporation, "
                + "who is currently Brian Savage, (ii) the Company's Controller, who is currently Will Billings, as",
            ["Brian Savage", "Will Billings"]
        ),
        (
            "constitutes and appoints Blake C. Williams, Robert M. Roosa and Kari A. Potts of Brigham Minerals, Inc. (the "
                + "\"Company\") or any of them signing singly",
            ["Blake C. Williams", "Robert M. Roosa", "Kari A. Potts"]
        ),
        (
            "does hereby constitute and appoint KELLY J. POTES, THOMAS L. LAMPEN, or any one or more of them, his or her",
            ["KELLY J. POTES", "THOMAS L. LAMPEN"]
        ),
        (
            "hereby constitutes and appoints David H. Mack, Ph.D., as the undersigned's true and lawful",
            ["David H. Mack"]
        ),
        ("appoints the individuals named on Schedule A attached hereto", []),
        ("A letter that appoints nobody.", []), ("", []),
    ])
    func `tell whom they appoint`(text: String, names: [String]) {
        #expect(PowerOfAttorney.attorneys(in: text) == names)
    }

    @Test func `make parties of a submission`() throws {
        let text = """
            <SEC-HEADER>
            ACCESSION NUMBER:\t\t0001000009-05-000001
            CONFORMED SUBMISSION TYPE:\t3
            </SEC-HEADER>
            <DOCUMENT>
            <TYPE>EX-24.3_907131
            <TEXT>
            <HTML><P>The undersigned appoints Jane Roe and John Q. Doe, signing singly, attorneys-in-fact</P></HTML>
            </TEXT>
            </DOCUMENT>
            """
        let filing = try #require(Outcome(text).filings.first)
        #expect(filing.otherParties.map(\.name) == ["Jane Roe", "John Q. Doe"])
        #expect(filing.otherParties.allSatisfy { $0.knownRole == .attorneyInFact })
    }
}

@Suite struct `Forms in columns` {
    private static let barred = """
        TABLE I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
        1. Title of Security   |2. Trans.|3. Code|V|4. Amount|(A)/(D)|Price  |5. Owned |6. |7. Nature
                               |(mm/dd/yy)|      | |         |       |       |         |   |
        Common Stock           |10/15/98 |P      | |1,000    |A      |$25.50 |5,000    |D  |
        Common Stock           |10/20/98 |S      |V|  200    |D      |$27    |1,300    |I  |By spouse
        Preferred Stock        |         |       | |         |       |       |   40    |D  |
        Common Stock           |10/21/98 |somewhat unreadable

        TABLE II - Derivative Securities Acquired, Disposed of, or Beneficially Owned
        1. Title |2. Price |3. Date |4. Code |5. Number |6. Dates |7. Underlying |8. Price |9. Owned |10. |11.
        Stock Option |$20.00 |10/01/98 |A |500 (A) |10/01/99  10/01/08 |Common Stock  500 | |500 |D |
        Explanation of Responses:
        Common Stock           |10/15/98 |P      | |7        |A      |$1     |7        |D  |
        """

    @Test func `are read where every cell fits`() throws {
        let form = ColumnForm(Self.barred)
        #expect(form.rows.map(\.table) == [.nonDerivative, .nonDerivative, .nonDerivative, .derivative])
        #expect(form.rows.map(\.ordinal) == [1, 2, 3, 1])
        #expect(form.unreadCount == 1)
        let purchase = form.rows[0]
        #expect(purchase.transactionDate.value == CalendarDate(year: 1998, month: 10, day: 15))
        #expect(purchase.transactionCode.value == "P")
        #expect(purchase.shares.value == ExactDecimal(1_000))
        #expect(purchase.pricePerShare.value == ExactDecimal(parsing: "25.5"))
        #expect(purchase.sharesOwnedAfter.value == ExactDecimal(5_000))
        #expect(form.rows[1].acquiredOrDisposed.value == "D")
        #expect(form.rows[1].natureOfOwnership.value == "By spouse")
        #expect(form.rows[2].kind == .holding)
        #expect(form.rows[2].sharesOwnedAfter.value == ExactDecimal(40))
        let option = form.rows[3]
        #expect(option.exercisePrice.value == ExactDecimal(20))
        #expect(option.acquiredOrDisposed.value == "A")
        #expect(option.expirationDate.value == CalendarDate(year: 2008, month: 10, day: 1))
        #expect(option.underlyingShares.value == ExactDecimal(500))
        #expect(option.sharesOwnedAfter.value == ExactDecimal(500))
    }

    @Test func `may have blanks between their columns`() {
        let form = ColumnForm(
            """
            TABLE I   Non-Derivative Securities
            Title of Security         Date        Code   Amount    A/D   Price     Owned     D/I   Nature
            Class A Common Stock      3/1/1997    S      2,500     D     $12.125   10,000    D
            Class A Common Stock      3/4/1997    G V      100     D     N/A        9,900    D
            """)
        #expect(form.rows.map(\.shares.value) == [ExactDecimal(2_500), ExactDecimal(100)])
        #expect(form.rows.map(\.transactionCode.value) == ["S", "G"])
        #expect(form.rows.last?.pricePerShare.value == nil)
        #expect(form.rows.last?.sharesOwnedAfter.value == ExactDecimal(9_900))
        #expect(form.unreadCount == 0)
    }

    @Test func `in a submission keep their text beside the rows`() throws {
        let text = """
            <SEC-HEADER>
            ACCESSION NUMBER:\t\t0001000009-98-000001
            CONFORMED SUBMISSION TYPE:\t4
            </SEC-HEADER>
            <DOCUMENT>
            <TYPE>4
            <TEXT>
            \(Self.barred)
            </TEXT>
            </DOCUMENT>
            """
        let outcome = Outcome(text)
        let filing = try #require(outcome.filings.first)
        #expect(filing.rows.count == 4)
        #expect(filing.documents.first?.text.contains("somewhat unreadable") == true)
        #expect(outcome.kinds.contains("unread row"))
        #expect(ColumnForm("").rows.isEmpty)
    }
}

@Suite struct `Pages as text` {
    @Test func `keep headings apart and signs at their numbers`() {
        let page = """
            <html><head><title>x</title></head><body><ix:header><ix:hidden>0001234 machine facts</ix:hidden></ix:header>
            <p>Above.</p><h2>Item 7. Results</h2><table><tr><td>Sales</td><td>$</td><td>1,234</td><td>&nbsp;</td><td>(5</td><td>)%</td></tr>
            <tr><td>Cost</td><td></td><td>99</td></tr></table></body></html>
            """
        #expect(
            HTMLText.plainText(of: Array(page.utf8)) == "Above.\n\nItem 7. Results\nSales\t$1,234\t(5)%\nCost\t99")
    }

    @Test func `of twenty megabytes are read whole`() {
        let row = "<tr><td>Sales of the year</td><td>$</td><td>1,234</td></tr>\n"
        let page =
            "<html><body><table>" + String(repeating: row, count: 20_000_000 / row.utf8.count)
            + "</table></body></html>"
        let text = HTMLText.plainText(of: Array(page.utf8))
        #expect(text.utf8.count(where: { $0 == 0x0A }) == 20_000_000 / row.utf8.count - 1)
        #expect(text.hasSuffix("Sales of the year\t$1,234"))
    }
}
