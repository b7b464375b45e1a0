internal import FilingModel
internal import Testing

@Suite struct `Parts of a filing` {
    @Test func `a row lists each footnote once, in the order of its fields`() {
        var row = SecurityRow(table: .derivative, kind: .transaction, ordinal: 1)
        #expect(row.footnotes == [])
        row.natureOfOwnership = Reported("By spouse", footnotes: ["F1", "F9"])
        row.securityTitle = Reported("Stock Option", footnotes: ["F3", "F1"])
        row.transactionCode = Reported("A", footnotes: ["F2"])
        row.exercisePrice = Reported(nil, footnotes: ["F3"], unreadText: "see note")
        #expect(row.footnotes == ["F3", "F1", "F2", "F9"])
    }

    @Test func `a row forgets no field's footnotes`() {
        var row = SecurityRow(table: .nonDerivative, kind: .holding, ordinal: 1)
        row.securityTitle.footnotes = ["1"]
        row.exercisePrice.footnotes = ["2"]
        row.transactionDate.footnotes = ["3"]
        row.deemedExecutionDate.footnotes = ["4"]
        row.transactionCode.footnotes = ["5"]
        row.timeliness.footnotes = ["6"]
        row.shares.footnotes = ["7"]
        row.totalValue.footnotes = ["8"]
        row.pricePerShare.footnotes = ["9"]
        row.acquiredOrDisposed.footnotes = ["10"]
        row.exerciseDate.footnotes = ["11"]
        row.expirationDate.footnotes = ["12"]
        row.underlyingTitle.footnotes = ["13"]
        row.underlyingShares.footnotes = ["14"]
        row.underlyingValue.footnotes = ["15"]
        row.sharesOwnedAfter.footnotes = ["16"]
        row.valueOwnedAfter.footnotes = ["17"]
        row.directOrIndirect.footnotes = ["18"]
        row.natureOfOwnership.footnotes = ["19"]
        #expect(row.footnotes == (1...19).map(String.init))
    }

    @Test func `an address stands in one line`() {
        var address = PostalAddress()
        #expect(address.isEmpty)
        #expect(address.singleLine == "")
        address.street1 = "C/O TECOGEN INC."
        address.street2 = "45 FIRST AVENUE"
        address.city = "WALTHAM"
        address.state = "MA"
        address.zip = "02451"
        #expect(address.singleLine == "C/O TECOGEN INC., 45 FIRST AVENUE, WALTHAM, MA 02451")
        address.street2 = ""
        address.state = nil
        address.country = "USA"
        #expect(address.singleLine == "C/O TECOGEN INC., WALTHAM, 02451, USA")
        address.zip = ""
        #expect(address.singleLine == "C/O TECOGEN INC., WALTHAM, USA")
        address.state = "MA"
        #expect(address.singleLine == "C/O TECOGEN INC., WALTHAM, MA, USA")
    }

    @Test func `a relationship reads as people say it`() {
        var relationship = OwnerRelationship()
        #expect(relationship.summary == "")
        #expect(relationship.roles == [])
        relationship.isOfficer = true
        #expect(relationship.summary == "Officer")
        relationship.officerTitle = ""
        #expect(relationship.summary == "Officer")
        relationship.officerTitle = "COO and President"
        relationship.isDirector = true
        relationship.isTenPercentOwner = true
        relationship.isOther = true
        #expect(relationship.summary == "Director, COO and President, 10% Owner, Other")
        relationship.otherText = "Trustee"
        #expect(relationship.summary == "Director, COO and President, 10% Owner, Trustee")
        #expect(relationship.roles == ["director", "officer", "10% owner", "other"])
    }

    @Test func `a reported value is empty only when the form says nothing at all`() {
        #expect(Reported<String>().isEmpty)
        #expect(!Reported("").isEmpty)
        #expect(!Reported<String>(footnotes: ["F1"]).isEmpty)
        #expect(!Reported<ExactDecimal>(unreadText: "see note 1").isEmpty)
    }

    @Test func `a filing sorts by the day it was filed, else its period, else its signature`() throws {
        let source = FilingSource(file: "", byteRange: 0..<0, sha256: .zero)
        var filing = Filing(identity: .content(1), form: FormType(base: "3", isAmendment: false), source: source)
        #expect(filing.effectiveDate == nil)
        filing.signatures = [
            Signature(name: "Robert A. Panora", date: nil),
            Signature(name: "Robert A. Panora", date: CalendarDate(ordinal: 2013_10_03)),
        ]
        #expect(filing.effectiveDate?.ordinal == 2013_10_03)
        filing.period = CalendarDate(ordinal: 2013_10_01)
        #expect(filing.effectiveDate?.ordinal == 2013_10_01)
        filing.filed = CalendarDate(ordinal: 2013_10_04)
        #expect(filing.effectiveDate?.ordinal == 2013_10_04)
    }
}

@Suite struct `Sources of filings` {
    @Test(
        arguments: [
            ("/data/edgar/form4.xml", nil, "form4.xml"),
            ("edgar/form4.xml.gz", nil, "form4.xml"), ("form4.xml.Z", nil, "form4.xml"), (".gz", nil, ".gz"),
            ("edgar/000120919120051619/doc3.xml", nil, "000120919120051619/doc3.xml"),
            ("edgar/000120919120051619/0001209191-20-051619.txt", nil, "0001209191-20-051619.txt"),
            ("20200102.nc.tar.gz", "0001209191-20-051619.nc", "0001209191-20-051619.nc"),
            ("a.tar", "./x/000120919120051619/doc3.xml", "000120919120051619/doc3.xml"),
            ("a.tar", "days.zip!x/../../form4.xml.xz", "form4.xml"),
            ("a.tar", "inner.tar!000120919120051619/doc3.xml", "000120919120051619/doc3.xml"),
            ("a.tar", "", "a.tar"), ("", nil, ""),
        ] as [(String, String?, String)])
    func `keep the name that is the same wherever a paper lies`(file: String, member: String?, name: String) throws {
        let source = FilingSource(file: file, member: member, byteRange: 3..<9, sha256: ContentDigest.zero)
        #expect(source.name == name)
        #expect(source.kept == FilingSource(file: name, byteRange: 3..<9, sha256: ContentDigest.zero))
    }
}
