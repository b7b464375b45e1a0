internal import TestSupport
internal import Testing

/// What commands say of a filing that several papers tell.
@Suite struct `Filings on several papers` {
    private static let number = "0001000009-20-000001"
    private let folder = TemporaryDirectory()

    private func index() -> CommandIndex {
        let paper = OwnershipPaper(
            (cik: 1_000_001, name: "EXAMPLE ROBOTICS INC", ticker: "XROB"),
            [OwnershipPaper.Owner(1_000_002, "DOE JANE")])
        folder.write("\(Self.number).xml", paper.xml)
        folder.write(
            "master.idx",
            "CIK|Company Name|Form Type|Date Filed|Filename\n---------------------------------------------\n"
                + "1000001|EXAMPLE ROBOTICS INC|4|2020-01-06|edgar/data/1000001/\(Self.number).txt\n")
        return CommandIndex([folder.path])
    }

    @Test func `show names every paper, and what was filled in`() {
        let index = index()
        #expect(index.run.status == 0)
        #expect(index.run.errors.contains("1 × same filing on another paper (note)"))
        let shown = index.ask(["show", Self.number])
        #expect(shown.output.contains("Filed: 2020-01-06"))
        #expect(shown.output.contains("Read from: \(Self.number).xml, bytes 0–"))
        #expect(shown.output.contains("Also told by: master.idx, bytes "))
        #expect(shown.output.contains(", EDGAR index\n"))
    }

    @Test func `JSON has all sources with their kinds`() {
        let shown = index().ask(["show", Self.number, "--format", "json"])
        #expect(shown.output.contains("\"furtherSources\""))
        #expect(
            shown.output.contains("\"kind\":\"EDGAR index\"") || shown.output.contains("\"kind\" : \"EDGAR index\""))
        #expect(shown.output.contains("\"kind\":\"XML\"") || shown.output.contains("\"kind\" : \"XML\""))
    }
}
