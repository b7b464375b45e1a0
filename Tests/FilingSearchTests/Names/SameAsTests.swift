internal import EDGAR
internal import FilingModel
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

@Suite struct `A reviewed file of parties that are the same` {
    private func sameAs(_ text: String) -> SameAs { SameAs(Array(text.utf8), file: "same-as.tsv") }

    private func catalog(_ ciks: [UInt64], papers: [String] = []) -> PartyCatalog {
        var catalog = PartyCatalog()
        for cik in ciks {
            guard let key = CentralIndexKey(cik) else { continue }
            catalog.add(ListedParty(cik: key, name: "SMITH JOHN NO \(cik)", kind: .person))
        }
        for name in papers {
            var filing = Filing(
                identity: .content(UInt64(name.utf8.count)), form: FormType(base: "4", isAmendment: false),
                source: FilingSource(file: "", byteRange: 0..<0, sha256: .zero))
            filing.owners = [ReportingOwner(cik: nil, name: name)]
            catalog.add(PartyCatalog.sightings(in: filing))
        }
        return catalog
    }

    private func keys(_ finished: FinishedParties) -> [[String]] { finished.profiles.map { $0.keys.map(\.term) } }

    @Test func `takes keys, quoted names, notes and comments`() {
        let read = sameAs(
            """
            \u{FEFF}# reviewed in May
            1243203\t0001587843\tsame signature

              # another
            7\tname:Albert H. Nahmad\r
            7\t"NAHMAD, ALBERT"\tDifferent men
            """)
        #expect(read.issues.isEmpty)
        #expect(read.lines.map(\.number) == [2, 5, 6])
        #expect(read.lines.map(\.first.term) == ["1243203", "7", "7"])
        #expect(read.lines.map(\.second.term) == ["1587843", "name:albert h nahmad", "name:nahmad albert"])
        #expect(read.lines.map(\.isDifferent) == [false, false, true])
    }

    @Test(arguments: [
        ("12 13", "expected two keys parted by a tab, found '12 13'"),
        ("12\tSmith", "expected a CIK such as 1537435, or name: and the name of a party without one, found 'Smith'"),
        ("12345678901\t7", "found '12345678901'"), ("name:\t7", "found 'name:'"), ("\"\t7", "found '\"'"),
        ("12\t0012", "expected two keys, found 12 twice"),
    ])
    func `names bad lines with what was expected and found`(line: String, message: String) {
        let read = sameAs("# first\n\(line)\n12\t13\n")
        #expect(read.issues.map(\.line) == [2])
        #expect(read.issues.first?.file == "same-as.tsv")
        #expect(read.issues.first?.message.contains(message) == true, "\(read.issues)")
        #expect(read.lines.map(\.number) == [3])
    }

    @Test func `makes one party of several, under the first key`() {
        let finished = catalog([10, 11, 12, 13]).finished(sameAs("12\t10\n12\t13\n"))
        #expect(finished.issues.isEmpty)
        #expect(keys(finished) == [["11"], ["12", "10", "13"]])
        #expect(finished.profiles.last?.sortedNames.count == 3)
    }

    @Test func `follows chains in either direction`() {
        #expect(keys(catalog([10, 11, 12]).finished(sameAs("11\t12\n10\t11\n"))) == [["10", "11", "12"]])
        #expect(keys(catalog([10, 11, 12]).finished(sameAs("10\t11\n11\t12\n"))) == [["10", "11", "12"]])
        #expect(keys(catalog([10, 11]).finished(sameAs("10\t11\n11\t10\n"))) == [["10", "11"]])
    }

    @Test func `lets a CIK lead where the first key is a name`() {
        let finished = catalog([10], papers: ["John Smith"]).finished(sameAs("name:john smith\t10\n"))
        #expect(keys(finished) == [["10", "name:john smith"]])
        #expect(finished.profiles.first?.key.cik?.value == 10)
    }

    @Test func `leaves out what names nobody or contradicts an earlier line`() {
        let finished = catalog([10, 11, 12]).finished(
            sameAs("10\t99\n10\t11\tdifferent\n11\t12\n10\t12\n11\t12\tdifferent\n"))
        #expect(keys(finished) == [["10"], ["11", "12"]])
        #expect(finished.issues.map(\.line) == [1, 4, 5])
        #expect(
            finished.issues.map(\.message) == [
                "expected a party that the inputs name, found none with the key 99; the line was left out",
                "the two are the same here, but different by an earlier line; the line was left out",
                "the two are different here, but the same by an earlier line; the line was left out",
            ])
        #expect(finished.different.map { [$0.0, $0.1] } == [[0, 1]])
    }

    @Test func `keeps a paper from being joined by its name`() {
        let issuer = Issuer(cik: CentralIndexKey(5), name: "TECOGEN INC")
        var catalog = PartyCatalog()
        for cik in [CentralIndexKey(10), nil] {
            var filing = Filing(
                identity: .content(UInt64(cik?.value ?? 1)), form: FormType(base: "4", isAmendment: false),
                source: FilingSource(file: "", byteRange: 0..<0, sha256: .zero))
            filing.issuer = issuer
            filing.owners = [ReportingOwner(cik: cik, name: "SMITH JOHN")]
            catalog.add(PartyCatalog.sightings(in: filing))
        }
        #expect(keys(catalog.finished()) == [["5"], ["10", "name:smith john"]])
        let apart = catalog.finished(sameAs("10\tname:smith john\tdifferent\n"))
        #expect(keys(apart) == [["5"], ["10"], ["name:smith john"]])
        // What each was in filings goes with it.
        #expect(catalog.finished().uses.lines.map(\.party) == [0, 0, 1, 1])
        #expect(apart.uses.lines.map(\.party) == [0, 0, 1, 2])
        #expect(apart.uses.lines.map(\.issuer) == [0, 0, 0, 0])
    }
}
