internal import FilingModel
internal import FilingSearch
internal import TestSupport
internal import Testing

@Suite struct `The tutorial` {
    @Test func `its program does what it says`() async throws {
        let directory = TemporaryDirectory()
        let folder = directory.path
        let papers = SampleFilings.tecogen
        // The lines below stand in the tutorial, word for word.
        let rebuild = Rebuild(path: folder + "/index", inputs: [papers], threadCount: 2)
        let outcome = try rebuild.run(holder: "a tutorial") { _ in }
        print(outcome.report.filingCount, "filings")
        let index = try FilingIndex(path: folder + "/index")
        var names = index.nameSession()
        let matches = try names.parties(like: "panorra robt", limit: 3)
        for match in matches { print(match.score, match.name, match.reason) }
        if let match = matches.first, let history = try index.personHistory(match.key, isExact: true) {
            for relation in history.page.relations { print(relation.name, relation.roles) }
            for series in history.holdings { print(series.security, series.points.count) }
        }
        var request = SearchRequest(query: "\"right to buy\" form:3", limit: 5)
        request.wantsPassages = true
        let results = try index.search(request)
        for hit in results.hits { print(hit.filing.identity, hit.passages.first?.text ?? "") }
        for filing in try index.stream("form:3") { print(filing.identity) }
        for try await filing in index.filings(matching: "form:3") { print(filing.identity) }
        // Up to here.
        #expect(outcome.report.filingCount == 1)
        #expect(matches.first?.name == "PANORA ROBERT A")
        #expect(results.hits.count == 1)
    }

    @Test func `its program is the one that is tested`() throws {
        let tutorial = SampleFilings.tests + "/../Sources/FilingSearch/FilingSearch.docc/GettingStarted.md"
        let test = SampleFilings.tests + "/FilingSearchTests/Documentation/TutorialTests.swift"
        var shown: [Substring] = []
        var isCode = false
        let text = String(decoding: try #require(TestFile.read(tutorial)), as: UTF8.self)
        for line in text.split(separator: "\n") {
            if line.hasPrefix("```") {
                isCode.toggle()
            } else if isCode {
                shown.append(line)
            }
        }
        let lines = String(decoding: try #require(TestFile.read(test)), as: UTF8.self).split(separator: "\n")
        let tested = lines.drop { !$0.contains("word for word") }.dropFirst().prefix { !$0.contains("Up to here") }
        #expect(shown.count > 10)
        #expect(shown == tested.map { $0.dropFirst(8) })
    }
}
