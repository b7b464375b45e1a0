internal import FilingModel
internal import InvertedIndex
internal import Storage
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

@Suite struct `Uses of parties on disk` {
    private func filing(day: Int, _ owners: [ReportingOwner]) -> Filing {
        var filing = Filing(
            identity: .content(UInt64(day)), form: FormType(base: "4", isAmendment: false),
            source: FilingSource(file: "", byteRange: 0..<0, sha256: .zero))
        filing.owners = owners
        filing.filed = CalendarDate(ordinal: day)
        return filing
    }

    private func segment(_ filings: [Filing], in directory: TemporaryDirectory) throws -> SegmentReader {
        var catalog = PartyCatalog()
        for filing in filings { catalog.add(PartyCatalog.sightings(in: filing)) }
        let written = try PartySegment.write(catalog.finished(), directory: directory.path, on: LocalFileSystem())
        let entry = try #require(written)
        return try SegmentReader(
            path: directory.path + "/" + entry.name.fileName, expected: entry.name, on: LocalFileSystem())
    }

    private func officer(_ name: String) -> ReportingOwner {
        var owner = ReportingOwner(cik: CentralIndexKey(7), name: name)
        owner.relationship.isOfficer = true
        return owner
    }

    @Test func `are as Index/FORMAT.md shows`() throws {
        let directory = TemporaryDirectory()
        // In whatever order the filings came.
        let filings = [filing(day: 2014_02_03, [officer("DOE JANE")]), filing(day: 2013_10_01, [officer("DOE JANE")])]
        let segment = try segment(filings, in: directory)
        func bytes(_ kind: UInt16) -> [UInt8]? { segment.file.section(extensionKind: kind)?.bytes.array }
        #expect(bytes(261) == [1, 0, 0, 0])
        #expect(bytes(262) == [0, 0, 0, 0])
        #expect(bytes(263) == [0x12])
        #expect(bytes(264) == [1, 0, 0, 0])
        #expect(bytes(268) == [2, 0, 0, 0])
        #expect(bytes(269) == [0xB9, 0x2C, 0x33, 0x01, 0xAB, 0x50, 0x33, 0x01])
        #expect(bytes(270) == Array("4".utf8))
        #expect(bytes(271) == [0, 0, 0, 0, 1, 0, 0, 0])
        #expect(bytes(272) == [])
    }

    @Test func `give back what was filed`() throws {
        let directory = TemporaryDirectory()
        var owner = officer("DOE JANE")
        owner.relationship.officerTitle = "CEO"
        owner.address.city = "TORONTO"
        owner.address.state = "A6"
        owner.address.stateDescription = "ONTARIO\nCANADA"
        owner.address.street1 = "1 BAY ST"
        var undated = filing(day: 2013_10_01, [owner])
        undated.filed = nil
        let uses = try #require(try PartyUses(try segment([undated, filing(day: 2013_10_01, [owner])], in: directory)))
        #expect(uses.uses(of: 0) == 0..<1)
        #expect(uses.issuer(of: 0) == nil)
        #expect(uses.roles(of: 0).words == ["officer"])
        #expect(uses.text(uses.title(of: 0)) == "CEO")
        #expect(uses.text(uses.place(of: 0)) == "TORONTO\nA6\nONTARIO CANADA")
        #expect(uses.text(uses.street(of: 0)) == "1 BAY ST")
        #expect(uses.days(of: 0, in: 0...Int32.max) == [0, 2013_10_01])
        #expect(uses.days(of: 0, in: 1...Int32.max) == [2013_10_01])
        #expect(uses.hasDay(0, in: 2013_10_01...2013_10_01))
        #expect(!uses.hasDay(0, in: 2013_10_02...Int32.max))
        #expect(!uses.hasDay(0, in: 1...2013_09_30))
        var context = PartyContext()
        context.until = CalendarDate(ordinal: 2013_01_01)
        var filter = PartyUseFilter(context, issuer: nil, in: uses)
        // A filing that tells no day was not filed before any.
        let matches = filter.matches(0)
        #expect(!matches)
    }
}
