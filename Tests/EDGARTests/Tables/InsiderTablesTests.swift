internal import FilingModel
internal import TestSupport
internal import Testing

@testable internal import EDGAR

@Suite struct `Insider transactions data sets` {
    /// Every Form 3, 4 and 5 among the fixtures that was read from XML, under an accession number.
    private static let filings: [Filing] = {
        var filings: [Filing] = []
        for name in TestFile.names(in: SampleFilings.folder) where !name.hasSuffix(".html") && !name.contains("tecogen")
        {
            for var filing in Outcome(SampleFilings.bytes(name), file: name).filings
            where filing.form.isOwnership && filing.schemaVersion != nil {
                let number = AccessionNumber(digits: UInt64(1_000_001_20_000_001 + filings.count))
                filing.identity = number.map(FilingIdentity.accession) ?? filing.identity
                filings.append(filing)
            }
        }
        return filings
    }()

    /// What tables keep of a filing.
    private static func kept(_ filing: Filing) -> Filing {
        var kept = filing.withoutSource
        kept.identity = filing.identity
        kept.schemaVersion = nil
        kept.documents = []
        kept.otherParties = []
        kept.issuer?.formerNames = []
        for index in kept.owners.indices { kept.owners[index].formerNames = [] }
        // Transactions and holdings of a table are two tables here.
        var rows: [SecurityRow] = []
        for table in [SecurityRow.Table.nonDerivative, .derivative] {
            let own = kept.rows.filter { $0.table == table }
            for (index, row) in (own.filter { $0.kind == .transaction } + own.filter { $0.kind == .holding })
                .enumerated()
            {
                rows.append(row)
                rows[rows.count - 1].ordinal = index + 1
            }
        }
        kept.rows = rows
        return kept
    }

    private static func read(_ writer: DataSetWriter, without missing: Set<InsiderTables.Name> = []) -> Outcome {
        var members: [InsiderTables.Name: [UInt8]] = [:]
        for name in InsiderTables.Name.allCases where !missing.contains(name) { members[name] = writer.bytes(name) }
        var outcome = Outcome([UInt8]())
        outcome.issues = []
        PendingTables.read(
            members, submissions: ImportInput(file: "SUBMISSION.tsv", bytes: writer.bytes(.submission))
        ) { event in
            switch event {
            case .filing(let filing): outcome.filings.append(filing)
            case .party(let party): outcome.parties.append(party)
            case .issue(let issue): outcome.issues.append(issue)
            }
        }
        return outcome
    }

    @Test func `give the same filings as the XML they were made from`() throws {
        #expect(Self.filings.count >= 6)
        var writer = DataSetWriter()
        for filing in Self.filings { writer.add(filing) }
        let outcome = Self.read(writer)
        #expect(outcome.issues == [])
        #expect(outcome.filings.count == Self.filings.count)
        for (read, filing) in zip(outcome.filings, Self.filings) {
            var read = read
            let identity = read.identity
            read = read.withoutSource
            read.identity = identity
            #expect(read == Self.kept(filing))
        }
    }

    @Test func `are known by their columns and joined whatever the order of rows`() throws {
        var writer = DataSetWriter()
        for filing in Self.filings { writer.add(filing) }
        for name in InsiderTables.Name.allCases {
            #expect(InsiderTables.Name(of: writer.bytes(name).prefix(8_192)) == name)
        }
        // Rows of owners from the last to the first: those of one filing stay together, the others' places don't matter.
        let lines = String(decoding: writer.bytes(.owners), as: UTF8.self).split(separator: "\n")
        let shuffled = [lines[0]] + lines.dropFirst().reversed()
        let table = try #require(TabTable(Array(shuffled.joined(separator: "\n").utf8)))
        for filing in Self.filings {
            guard case .accession(let number) = filing.identity else { continue }
            let names = table.rows(of: number.digits).map { table.fields(of: $0)["RPTOWNERNAME"] }
            #expect(Set(names) == Set(filing.owners.map(\.name)))
        }
    }

    @Test func `in a folder are read together with the table of submissions`() throws {
        var writer = DataSetWriter()
        for filing in Self.filings { writer.add(filing) }
        let folder = TemporaryDirectory()
        for name in InsiderTables.Name.allCases {
            folder.write(name.rawValue + ".tsv", writer.bytes(name))
        }
        let source = InputSource()
        let session = ImportSession()
        var filings: [Filing] = []
        var issues: [ImportIssue] = []
        for file in source.files(at: [folder.path]).files {
            let input = try #require(source.load(file).input)
            session.read(input) { event in
                if case .filing(let filing) = event { filings.append(filing) }
                if case .issue(let issue) = event { issues.append(issue) }
            }
        }
        #expect(filings.count == Self.filings.count)
        #expect(filings.map(\.rows.count) == Self.filings.map(\.rows.count))
        #expect(issues.map(\.kind) == Array(repeating: "part of a data set", count: 7))
        #expect(issues.allSatisfy { $0.severity == .note })
    }

    @Test func `in an archive are joined when the last has come, in any order`() throws {
        var writer = DataSetWriter()
        for filing in Self.filings { writer.add(filing) }
        for order in [InsiderTables.Name.allCases, InsiderTables.Name.allCases.reversed()] {
            let session = ImportSession()
            var filings: [Filing] = []
            for name in order {
                let input = ImportInput(
                    file: "2020q1_form345.zip", member: name.rawValue + ".tsv", bytes: writer.bytes(name))
                session.read(input) { if case .filing(let filing) = $0 { filings.append(filing) } }
                #expect(filings.isEmpty == (name != order.last))
            }
            #expect(filings.map(\.owners.count) == Self.filings.map(\.owners.count))
            #expect(filings.first?.source.member == "SUBMISSION.tsv")
        }
    }

    @Test func `that stay in pieces are told`() throws {
        var writer = DataSetWriter()
        writer.add(try #require(Self.filings.first))
        let outcome = Self.read(writer, without: [.footnotes, .signatures])
        #expect(outcome.filings.count == 1)
        #expect(outcome.troubles == ["table missing"])
        let session = ImportSession()
        var issues: [ImportIssue] = []
        let owners = ImportInput(file: "a.zip", member: "x/REPORTINGOWNER.tsv", bytes: writer.bytes(.owners))
        session.read(owners) { if case .issue(let issue) = $0 { issues.append(issue) } }
        #expect(issues.isEmpty)
        session.finishFile { if case .issue(let issue) = $0 { issues.append(issue) } }
        #expect(issues.map(\.kind) == ["table without submissions"])
        #expect(issues.first?.severity == .rejected)
        session.finishFile { _ in Issue.record("nothing was left") }
        #expect(
            Outcome(writer.bytes(.owners), file: "nowhere/REPORTINGOWNER.tsv").troubles == ["table without submissions"]
        )
    }

    @Test func `tell rows that belong to nothing`() throws {
        var (writer, others) = (DataSetWriter(), DataSetWriter())
        let filings = Self.filings.filter { !$0.footnotes.isEmpty }
        writer.add(try #require(filings.first))
        others.add(try #require(filings.first))
        others.add(try #require(filings.last))
        var members: [InsiderTables.Name: [UInt8]] = [:]
        for name in InsiderTables.Name.allCases { members[name] = others.bytes(name) }
        members[.submission] = writer.bytes(.submission)
        var kinds: Set<String> = []
        var count = 0
        PendingTables.read(members, submissions: ImportInput(file: "S", bytes: writer.bytes(.submission))) { event in
            if case .issue(let issue) = event { kinds.insert(issue.kind) }
            if case .filing = event { count += 1 }
        }
        #expect(count == 1)
        #expect(kinds == ["row without a submission"])
    }

    @Test func `forgive line breaks in remarks, exponents and doubled quotation marks`() throws {
        let bytes = Array(
            ("ACCESSION_NUMBER\tA\tB\n0000000001-20-000001\tfirst\nhalf\tx\n0000000001-20-000002\t1.25E7\t"
                + "\"Class \"\"A\"\"\"\n").utf8)
        let table = try #require(TabTable(bytes))
        #expect(table.rowsAsFiled.count == 2)
        #expect(table.fields(of: table.rowsAsFiled[0])["A"] == "first half")
        #expect(table.fields(of: table.rowsAsFiled[0])["B"] == "x")
        #expect(table.fields(of: table.rowsAsFiled[1]).number("A").value == ExactDecimal(12_500_000))
        #expect(table.fields(of: table.rowsAsFiled[1])["B"] == "Class \"A\"")
        #expect(TabTable.day("31-MAR-2022") == CalendarDate(year: 2022, month: 3, day: 31))
        #expect(TabTable.day("31-FEB-2022") == nil)
        #expect(TabTable.number("1E40") == nil)
        #expect(TabTable.number("2.5E-3") == ExactDecimal(parsing: "0.0025"))
    }
}
