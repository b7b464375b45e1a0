/// An ownership document made for a test: who reported what about whom, from where, as what.
package struct OwnershipPaper: Sendable {
    /// An owner as the paper has it.
    package struct Owner: Sendable {
        /// The CIK; `nil` for a paper that prints none.
        package var cik: Int?
        /// As filed.
        package var name: String
        /// Lines of the address.
        package var street, city, state: String
        /// Boxes that are ticked: `director`, `officer`, `tenPercentOwner`, `other`.
        package var boxes: Set<String>
        /// The officer title.
        package var title: String

        /// An owner.
        package init(
            _ cik: Int?, _ name: String, street: String = "1 MAIN ST", city: String = "CAMBRIDGE",
            state: String = "MA", boxes: Set<String> = ["director"], title: String = ""
        ) {
            (self.cik, self.name, self.street, self.city) = (cik, name, street, city)
            (self.state, self.boxes, self.title) = (state, boxes, title)
        }
    }

    /// CIK, name and symbol of the issuer.
    package var issuer: (cik: Int, name: String, ticker: String)
    /// `4` or `4/A`.
    package var form: String
    /// The period, as `yyyy-mm-dd`.
    package var period: String
    /// Who reports.
    package var owners: [Owner]

    /// A paper.
    package init(
        _ issuer: (cik: Int, name: String, ticker: String), _ owners: [Owner], form: String = "4",
        period: String = "2013-10-01"
    ) {
        (self.issuer, self.owners, self.form, self.period) = (issuer, owners, form, period)
    }

    /// The paper as EDGAR's XML.
    package var xml: String {
        var text = """
            <?xml version="1.0"?>
            <ownershipDocument><schemaVersion>X0306</schemaVersion><documentType>\(form)</documentType>
            <periodOfReport>\(period)</periodOfReport>
            <issuer><issuerCik>\(issuer.cik)</issuerCik><issuerName>\(issuer.name)</issuerName>
            <issuerTradingSymbol>\(issuer.ticker)</issuerTradingSymbol></issuer>

            """
        for owner in owners {
            func box(_ name: String, _ element: String) -> String {
                "<\(element)>\(owner.boxes.contains(name) ? 1 : 0)</\(element)>"
            }
            let cik = owner.cik.map { "<rptOwnerCik>\($0)</rptOwnerCik>" } ?? ""
            text += """
                <reportingOwner><reportingOwnerId>\(cik)<rptOwnerName>\(owner.name)</rptOwnerName></reportingOwnerId>
                <reportingOwnerAddress><rptOwnerStreet1>\(owner.street)</rptOwnerStreet1>
                <rptOwnerCity>\(owner.city)</rptOwnerCity><rptOwnerState>\(owner.state)</rptOwnerState>
                </reportingOwnerAddress><reportingOwnerRelationship>\(box("director", "isDirector"))
                \(box("officer", "isOfficer"))\(box("tenPercentOwner", "isTenPercentOwner"))\(box("other", "isOther"))
                <officerTitle>\(owner.title)</officerTitle></reportingOwnerRelationship></reportingOwner>

                """
        }
        return text + "</ownershipDocument>\n"
    }
}
