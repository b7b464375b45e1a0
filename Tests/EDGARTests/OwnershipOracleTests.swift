import EDGAR
import FilingModel
import TestSupport
import Testing

/// Compares a filing with libxml2's tree of the same document, element by element.
func differences(_ filing: Filing, _ tree: DocumentTree) -> [String] {
    var found: [String] = []
    func compare(_ what: String, _ ours: some Equatable, _ theirs: some Equatable) {
        if "\(ours)" != "\(theirs)" { found.append("\(what): filing \(ours), tree \(theirs)") }
    }
    func bool(_ text: String?) -> Bool { text == "1" || text == "true" }
    compare("form", filing.form.description, tree.first("documentType")?.words ?? "")
    compare("schema", filing.schemaVersion ?? "", tree.first("schemaVersion")?.words ?? "")
    compare(
        "period", filing.period?.description ?? "", String((tree.first("periodOfReport")?.words ?? "").prefix(10)))
    compare("issuer", filing.issuer?.name ?? "", tree.first("issuerName")?.words ?? "")
    compare("issuer CIK", filing.issuer?.cik?.padded ?? "", tree.first("issuerCik")?.words ?? "")
    compare("ticker", filing.issuer?.tickerAsTyped ?? "", tree.first("issuerTradingSymbol")?.words ?? "")
    compare("remarks", filing.remarks ?? "", tree.first("remarks")?.words ?? "")
    compare("plan", filing.isUnderTradingPlan ?? false, bool(tree.first("aff10b5One")?.words))
    compare("no securities", filing.noSecuritiesOwned, bool(tree.first("noSecuritiesOwned")?.words))
    compare("not subject", filing.notSubjectToSection16, bool(tree.first("notSubjectToSection16")?.words))

    let owners = tree.all("reportingOwner")
    compare("owners", filing.owners.count, owners.count)
    for (ours, theirs) in zip(filing.owners, owners) {
        compare("owner name", ours.name, theirs.first("rptOwnerName")?.words ?? "")
        compare("owner CIK", ours.cik?.padded ?? "", theirs.first("rptOwnerCik")?.words ?? "")
        compare("street", ours.address.street1 ?? "", theirs.first("rptOwnerStreet1")?.words ?? "")
        compare("street 2", ours.address.street2 ?? "", theirs.first("rptOwnerStreet2")?.words ?? "")
        compare("city", ours.address.city ?? "", theirs.first("rptOwnerCity")?.words ?? "")
        compare("state", ours.address.state ?? "", theirs.first("rptOwnerState")?.words ?? "")
        compare("zip", ours.address.zip ?? "", theirs.first("rptOwnerZipCode")?.words ?? "")
        compare("director", ours.relationship.isDirector, bool(theirs.first("isDirector")?.words))
        compare("officer", ours.relationship.isOfficer, bool(theirs.first("isOfficer")?.words))
        compare("ten percent", ours.relationship.isTenPercentOwner, bool(theirs.first("isTenPercentOwner")?.words))
        compare("other", ours.relationship.isOther, bool(theirs.first("isOther")?.words))
        compare("title", ours.relationship.officerTitle ?? "", theirs.first("officerTitle")?.words ?? "")
        compare("other text", ours.relationship.otherText ?? "", theirs.first("otherText")?.words ?? "")
    }
    compare(
        "footnotes", filing.footnotes.map { "\($0.id) \($0.text)" },
        tree.all("footnote").map { "\($0.id ?? "") \($0.words ?? "")" })
    compare(
        "signatures", filing.signatures.map { "\($0.name)" },
        tree.all("ownerSignature").map { $0.first("signatureName")?.words ?? "" })
    compare(
        "signature dates", filing.signatures.map { $0.date?.description ?? "" },
        tree.all("ownerSignature").map { String(($0.first("signatureDate")?.words ?? "").prefix(10)) })
    for (table, prefix) in [(SecurityRow.Table.nonDerivative, "nonDerivative"), (.derivative, "derivative")] {
        found += rowDifferences(filing, tree, table, prefix)
    }
    return found
}

private func rowDifferences(
    _ filing: Filing, _ tree: DocumentTree, _ table: SecurityRow.Table, _ prefix: String
) -> [String] {
    var found: [String] = []
    let ours = filing.rows.filter { $0.table == table }
    func rows(_ node: DocumentTree) -> [DocumentTree] {
        node.children.flatMap { child in
            child.name == prefix + "Transaction" || child.name == prefix + "Holding" ? [child] : rows(child)
        }
    }
    let theirs = rows(tree)
    if ours.count != theirs.count { return ["\(prefix) rows: filing \(ours.count), tree \(theirs.count)"] }
    for (index, (row, node)) in zip(ours, theirs).enumerated() {
        func check(_ element: String, _ value: String?, _ unread: String?, _ footnotes: [String], isNumber: Bool) {
            let expected = node.first(element)
            var words = expected?.words
            if isNumber, let text = words { words = ExactDecimal(parsing: text)?.description ?? text }
            if (value ?? unread) != words {
                found.append("\(prefix) \(index + 1) \(element): filing \(value ?? "nil"), tree \(words ?? "nil")")
            }
            let ids = expected?.all("footnoteId").compactMap(\.id) ?? []
            if ids != footnotes { found.append("\(prefix) \(index + 1) \(element): footnotes \(footnotes), \(ids)") }
        }
        func text(_ element: String, _ field: Reported<String>) {
            check(element, field.value, field.unreadText, field.footnotes, isNumber: false)
        }
        func number(_ element: String, _ field: Reported<ExactDecimal>) {
            check(element, field.value?.description, field.unreadText, field.footnotes, isNumber: true)
        }
        func date(_ element: String, _ field: Reported<CalendarDate>) {
            check(element, field.value?.description, field.unreadText, field.footnotes, isNumber: false)
        }
        if row.ordinal != index + 1 { found.append("ordinal \(row.ordinal)") }
        if (row.kind == .transaction) != node.name.hasSuffix("Transaction") { found.append("kind of row \(index)") }
        text("securityTitle", row.securityTitle)
        number("conversionOrExercisePrice", row.exercisePrice)
        date("transactionDate", row.transactionDate)
        date("deemedExecutionDate", row.deemedExecutionDate)
        text("transactionTimeliness", row.timeliness)
        number("transactionShares", row.shares)
        number("transactionTotalValue", row.totalValue)
        number("transactionPricePerShare", row.pricePerShare)
        text("transactionAcquiredDisposedCode", row.acquiredOrDisposed)
        date("exerciseDate", row.exerciseDate)
        date("expirationDate", row.expirationDate)
        text("underlyingSecurityTitle", row.underlyingTitle)
        number("underlyingSecurityShares", row.underlyingShares)
        number("underlyingSecurityValue", row.underlyingValue)
        number("sharesOwnedFollowingTransaction", row.sharesOwnedAfter)
        number("valueOwnedFollowingTransaction", row.valueOwnedAfter)
        text("directOrIndirectOwnership", row.directOrIndirect)
        text("natureOfOwnership", row.natureOfOwnership)
        check("transactionCode", row.transactionCode.value, nil, [], isNumber: false)
        if (row.transactionFormType ?? "") != (node.first("transactionFormType")?.words ?? "") {
            found.append("form type")
        }
        let coding = node.first("transactionCoding")?.all("footnoteId").compactMap(\.id) ?? []
        if coding != row.transactionCode.footnotes { found.append("coding footnotes \(coding)") }
        let references = node.all("footnoteId").compactMap(\.id)
        if Set(references) != Set(row.footnotes) { found.append("row footnotes \(references) \(row.footnotes)") }
    }
    return found
}

/// The bytes between `<XML>` and `</XML>` of a submission, cut out without our reader; bare CR made LF.
func embeddedXML(_ bytes: [UInt8]) -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let start = text.firstRange(of: "<ownershipDocument"), let end = text.firstRange(of: "</ownershipDocument>")
    else { return [] }
    return Array(text[start.lowerBound..<end.upperBound].utf8)
}

@Suite struct `Ownership documents against libxml2's tree` {
    @Test(arguments: [
        Fixture.snowflakeForm3, Fixture.palantirForm4, Fixture.threeOwners, Fixture.tagForm, Fixture.twoSymbols,
    ])
    func `every owner, row, value, footnote reference and signature agrees`(name: String) throws {
        let bytes = try Fixture.bytes(name)
        let outcome = Outcome(bytes, file: name)
        #expect(outcome.troubles.isEmpty)
        let filing = try #require(outcome.filings.first)
        let tree = try #require(DocumentTree(embeddedXML(bytes)))
        #expect(differences(filing, tree) == [])
    }

    @Test func `the comparison notices a change of one value, footnote or owner`() throws {
        let bytes = try Fixture.bytes(Fixture.palantirForm4)
        let filing = try #require(Outcome(bytes).filings.first)
        let tree = try #require(DocumentTree(embeddedXML(bytes)))
        var bent = filing
        bent.rows[0].shares.value = ExactDecimal(1)
        #expect(differences(bent, tree).count == 1)
        bent = filing
        bent.rows[1].transactionCode.footnotes = ["F99"]
        #expect(!differences(bent, tree).isEmpty)
        bent = filing
        bent.owners.removeLast()
        #expect(!differences(bent, tree).isEmpty)
        bent = filing
        bent.rows.swapAt(0, 1)
        #expect(!differences(bent, tree).isEmpty)
    }

    static let dataFolder = TestFile.environment("FILINGS_EDGAR_DATA")

    @Test(
        .enabled(if: dataFolder != nil, "set FILINGS_EDGAR_DATA to a folder of EDGAR files"),
        arguments: [("ownership-xml", 272, 272), ("ownership-submission", 151, 150)])
    func `a whole folder agrees`(folder: String, fileCount: Int, documentCount: Int) throws {
        let root = try #require(Self.dataFolder)
        let source = InputSource()
        let (files, issues) = source.files(at: [root + "/" + folder])
        #expect(issues.isEmpty)
        let session = ImportSession()
        var filingCount = 0
        var compared = 0
        var found: [String] = []
        for file in files {
            let input = try #require(source.load(file).input)
            let outcome = Outcome(input.bytes, file: file.path, session: session)
            filingCount += outcome.filings.count
            for issue in outcome.issues where issue.severity != .note { found.append(issue.description) }
            let xml = embeddedXML(input.bytes)
            guard !xml.isEmpty, let filing = outcome.filings.first else { continue }
            let tree = try #require(DocumentTree(xml))
            compared += 1
            found += differences(filing, tree).map { file.path + ": " + $0 }
        }
        #expect(files.count == fileCount)
        #expect(filingCount == fileCount)
        #expect(compared == documentCount)
        #expect(found == [])
    }

    @Test(
        .enabled(if: dataFolder != nil, "set FILINGS_EDGAR_DATA to a folder of EDGAR files"),
        arguments: ["ownership-submission", "submission-other"])
    func `every document of a submission is read, text or told as skipped`(folder: String) throws {
        let source = InputSource()
        let session = ImportSession()
        for file in source.files(at: [try #require(Self.dataFolder) + "/" + folder]).files {
            let input = try #require(source.load(file).input)
            // Counted without our reader: lines that begin with the tag.
            let documentCount = String(decoding: input.bytes, as: UTF8.self)
                .split(whereSeparator: \.isNewline).count { $0.hasPrefix("<DOCUMENT>") }
            let outcome = Outcome(input.bytes, file: file.path, session: session)
            guard documentCount > 0, let filing = outcome.filings.first else { continue }
            let skippedCount = outcome.issues.filter { $0.kind.hasSuffix("skipped") }
                .compactMap { $0.message.split(separator: " ").first.flatMap { Int($0) } }.reduce(0, +)
            let read = filing.schemaVersion != nil && filing.form.isOwnership ? 1 : 0
            let found = filing.documents.count + skippedCount + read
            if found != documentCount { print(file.path, documentCount, found, filing.documents.map(\.type)) }
            #expect(found == documentCount)
        }
    }

    @Test(.enabled(if: dataFolder != nil, "set FILINGS_EDGAR_DATA to a folder of EDGAR files"))
    func `no damage to a real file stops the program`() throws {
        let source = InputSource()
        let session = ImportSession()
        var seed: UInt64 = 20_260_101
        func next(below bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return bound > 0 ? Int(seed >> 33) % bound : 0
        }
        let marks: [[UInt8]] = ["<", ">", "&", "\r", "\n- ", "</XML>", "<DOCUMENT>\n", "<?xml", "]]>", "\u{0}"].map {
            Array($0.utf8)
        }
        var inputCount = 0
        for file in source.files(at: [try #require(Self.dataFolder)]).files where file.sizeBytes < 40_000 {
            let original = try #require(source.load(file).input).bytes
            guard original.count < 200_000, inputCount < 3_000 else { continue }
            for _ in 0..<4 {
                var bytes = original
                for _ in 0...next(below: 4) where bytes.count > 8 {
                    let start = next(below: bytes.count - 4)
                    switch next(below: 4) {
                    case 0: bytes[start] = UInt8(next(below: 256))
                    case 1: bytes.removeSubrange(start..<min(bytes.count, start + next(below: 300)))
                    case 2: bytes.insert(contentsOf: marks[next(below: marks.count)], at: start)
                    default: bytes.removeSubrange((bytes.count - next(below: bytes.count / 2))...)
                    }
                }
                inputCount += 1
                _ = Outcome(bytes, file: file.path, session: session)
            }
        }
        #expect(inputCount > 1_000)
    }

    @Test(.enabled(if: dataFolder != nil, "set FILINGS_EDGAR_DATA to a folder of EDGAR files"))
    func `nothing in a whole folder of EDGAR files is rejected`() throws {
        let source = InputSource()
        let (files, issues) = source.files(at: [try #require(Self.dataFolder)])
        #expect(issues.isEmpty)
        let session = ImportSession()
        var kinds: [String: Int] = [:]
        var forms: [String: Int] = [:]
        var rejected: [String] = []
        for file in files where !file.path.contains("bulk-text") {
            let input = try #require(source.load(file).input)
            let outcome = Outcome(input.bytes, file: file.path, session: session)
            for issue in outcome.issues {
                kinds[issue.kind, default: 0] += 1
                if issue.severity != .note { print(issue) }
            }
            for filing in outcome.filings { forms[filing.form.description, default: 0] += 1 }
            rejected += outcome.issues.filter { $0.severity == .rejected }.map(\.description)
        }
        print(kinds, forms.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" })
        #expect(rejected == [])
    }
}
