internal import FilingModel
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

@Suite struct `Papers that tell one filing` {
    private static let digests = (0..<200).compactMap { number in
        ContentDigest(bytes: [UInt8(number)] + (1..<32).map { _ in 0 })
    }

    /// Papers of one filing with anything in them; some are versions of others, some the same bytes.
    private static func papers(_ seed: UInt64) -> [Filing] {
        var random = RandomFiling(seed: seed)
        var generator = SeededGenerator(seed: seed)
        return (0..<Int.random(in: 2...6, using: &generator)).map { number in
            var filing = random.next(isFull: Bool.random(using: &generator))
            filing.tellings = []
            // Few keys and names, so that papers name the same parties.
            let names = ["DOE JANE", "Jane Doe", "Roe Capital LLC", "", "KIM ANN"]
            let keys = [CentralIndexKey(7), CentralIndexKey(8), nil]
            for index in filing.owners.indices {
                filing.owners[index].name = names.randomElement(using: &generator) ?? ""
                filing.owners[index].cik = keys.randomElement(using: &generator) ?? nil
            }
            for index in filing.otherParties.indices {
                filing.otherParties[index].name = names.randomElement(using: &generator) ?? ""
                filing.otherParties[index].cik = keys.randomElement(using: &generator) ?? nil
                filing.otherParties[index].role =
                    ["party", "filer", "signer", "seller"].randomElement(using: &generator) ?? ""
            }
            for index in filing.documents.indices {
                filing.documents[index].text = ["", "one", "two"].randomElement(using: &generator) ?? ""
                filing.documents[index].fileName = ["a.htm", "b.htm", nil].randomElement(using: &generator) ?? nil
            }
            filing.source = FilingSource(
                file: "paper-\(number)", byteRange: 0..<5, sha256: digests[number],
                kind: FilingSource.Kind.allCases.randomElement(using: &generator) ?? .xml)
            return filing
        }
    }

    private func join(_ filings: [Filing]) throws -> Filing {
        try #require(TellingJoin.joined(filings.flatMap(TellingJoin.tellings)))
    }

    @Test(arguments: UInt64(1)...50)
    func `give one filing in whatever order and groups they come`(seed: UInt64) throws {
        let papers = Self.papers(seed)
        let expected = try join(papers)
        #expect(expected.tellings.count == papers.count)
        #expect(try FilingRecord.filing(from: FilingRecord.bytes(of: expected)) == expected)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<3 {
            let shuffled = papers.shuffled(using: &generator)
            #expect(try join(shuffled) == expected)
            // One after the other, as they are added to an index.
            var grown = shuffled[0]
            for paper in shuffled.dropFirst() { grown = TellingJoin.updated(grown, with: paper).filing }
            #expect(grown == expected)
            #expect(TellingJoin.isSame(TellingJoin.updated(grown, with: shuffled[0]).filing, expected))
            // Two heaps, each put together before.
            let cut = Int.random(in: 1..<shuffled.count, using: &generator)
            let parts = [try join(Array(shuffled[..<cut])), try join(Array(shuffled[cut...]))]
            #expect(try join(parts) == expected)
        }
    }

    private func paper(_ kind: FilingSource.Kind, _ number: Int, _ name: String = "", _ change: (inout Filing) -> Void)
        -> Filing
    {
        var filing = Filing(
            identity: .content(5), form: FormType(base: "4", isAmendment: false),
            source: FilingSource(
                file: name.isEmpty ? "paper-\(number)" : name, byteRange: 0..<5, sha256: Self.digests[number],
                kind: kind))
        change(&filing)
        return filing
    }

    @Test func `fill in what the fullest leaves open`() throws {
        let day = try #require(CalendarDate(year: 2020, month: 3, day: 4))
        let text = paper(.paper, 1) { filing in
            filing.issuer = Issuer(cik: nil, name: "Example Robotics Inc")
            filing.owners = [ReportingOwner(cik: nil, name: "Jane Q Doe")]
            filing.rows = [SecurityRow(table: .nonDerivative, kind: .holding, ordinal: 1)]
        }
        let row = paper(.index, 2) { filing in
            filing.filed = day
            filing.otherParties = [
                FilingParty(.party, cik: CentralIndexKey(1), name: "EXAMPLE ROBOTICS INC"),
                FilingParty(.party, cik: CentralIndexKey(2), name: "DOE JANE Q"),
                FilingParty(.party, cik: CentralIndexKey(3), name: "SOMEBODY ELSE"),
            ]
        }
        let header = paper(.submission, 3) { filing in
            filing.owners = [
                ReportingOwner(
                    cik: CentralIndexKey(2), name: "DOE JANE Q",
                    formerNames: [FormerName(name: "ROE JANE Q", changed: nil)])
            ]
            filing.otherParties = [FilingParty(.attorneyInFact, name: "John Roe")]
            filing.documents = [FilingDocumentText(type: "EX-24", text: "Know all men")]
        }
        let joined = try join([row, header, text])
        #expect(joined.source == text.source)
        #expect(joined.rows == text.rows)
        #expect(joined.filed == day)
        #expect(joined.issuer?.cik == CentralIndexKey(1))
        #expect(joined.issuer?.name == "Example Robotics Inc")
        #expect(joined.owners.map(\.cik) == [CentralIndexKey(2)])
        #expect(joined.owners.first?.name == "Jane Q Doe")
        #expect(joined.owners.first?.formerNames.map(\.name) == ["ROE JANE Q"])
        #expect(joined.otherParties.map(\.name).sorted() == ["John Roe", "SOMEBODY ELSE"])
        #expect(joined.documents == header.documents)
        #expect(joined.sources.map(\.kind) == [.paper, .submission, .index])
    }

    @Test func `take no key of a name that two share`() throws {
        let text = paper(.paper, 1) { $0.owners = [ReportingOwner(cik: nil, name: "Jane Doe")] }
        let row = paper(.index, 2) { filing in
            filing.otherParties = [
                FilingParty(.party, cik: CentralIndexKey(2), name: "DOE JANE"),
                FilingParty(.party, cik: CentralIndexKey(3), name: "JANE DOE"),
            ]
        }
        #expect(try join([text, row]).owners.map(\.cik) == [nil])
    }

    @Test func `put the cover of a form and the table behind it together`() throws {
        var cover = paper(.xml, 1, "0001000001-20-000001/primary_doc.xml") { filing in
            filing.form = FormType(base: "13F-HR", isAmendment: false)
            filing.otherParties = [FilingParty(.manager, name: "Roe Capital LLC")]
        }
        cover.signatures = [Signature(name: "Jane Roe", date: nil)]
        let table = paper(.xml, 2, "0001000001-20-000001/table.xml") { filing in
            filing.form = FormType(base: "INFORMATIONTABLE", isAmendment: false)
            filing.rows = [SecurityRow(table: .portfolio, kind: .holding, ordinal: 1)]
        }
        let joined = try join([cover, table])
        #expect(joined.form.description == "13F-HR")
        #expect(joined.otherParties.map(\.name) == ["Roe Capital LLC"])
        #expect(joined.signatures.map(\.name) == ["Jane Roe"])
        #expect(joined.rows.count == 1)
    }

    @Test func `of one name and kind are versions, of which the fuller counts`() throws {
        let poor = paper(.xml, 1, "a.xml") { $0.owners = [ReportingOwner(cik: nil, name: "A")] }
        let full = paper(.xml, 2, "a.xml") {
            $0.owners = [ReportingOwner(cik: nil, name: "B"), ReportingOwner(cik: nil, name: "C")]
        }
        #expect(try join([poor, full]) == full)
        #expect(try join([full, poor]) == full)
        #expect(TellingJoin.updated(poor, with: full) == (full, false))
        #expect(TellingJoin.updated(full, with: poor) == (full, true))
        // One that comes later and holds as much is the corrected one.
        let corrected = paper(.xml, 3, "a.xml") { $0.owners = [ReportingOwner(cik: nil, name: "D")] }
        #expect(TellingJoin.updated(poor, with: corrected) == (corrected, false))
    }

    @Test func `are remembered up to a number, the fullest ones`() throws {
        let papers = (1...30).map { number in
            paper(.index, number) { filing in
                filing.owners = (0..<number).map { ReportingOwner(cik: nil, name: "OWNER \($0)") }
            }
        }
        let joined = try join(papers)
        #expect(joined.tellings.count == TellingJoin.countMax)
        #expect(joined.owners.count == 30)
        #expect(joined.sources.last?.file == "paper-15")
    }
}
