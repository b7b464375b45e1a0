internal import FilingModel
internal import TestSupport
internal import Testing

@testable internal import EDGAR

/// Every importer on bytes that are not what it was made for: it may find nothing, it must say so, it must not trap.
@Suite struct `Importers on garbage` {
    private static let importers: [any FilingImporter] = [
        SubmissionTextImporter(), XMLImporter(), RenderedHTMLImporter(), RenderedFormImporter(), HTMLPageImporter(),
        FilingLinesImporter(), InsiderTablesImporter(), EDGARIndexImporter(), PartyListImporter(), PlainTextImporter(),
    ]

    /// Small inputs of each kind.
    private static let seeds: [String] = [
        "<?xml version=\"1.0\"?><edgarSubmission><submissionType>D</submissionType><primaryIssuer><cik>1</cik></primaryIssuer>"
            + "<relatedPersonsList><relatedPersonInfo><relatedPersonName><firstName>LLC</firstName><lastName>Roe</lastName>"
            + "</relatedPersonName></relatedPersonInfo></relatedPersonsList></edgarSubmission>",
        "<informationTable><infoTable><nameOfIssuer>A</nameOfIssuer><value>1</value></infoTable></informationTable>",
        "ACCESSION_NUMBER\tFILING_DATE\tDOCUMENT_TYPE\tISSUERCIK\n0000000001-20-000001\t31-MAR-2020\t4\t7\n",
        "Form Type   Company Name      CIK   Date Filed  File Name\n---------------------------------\n"
            + "4           ROE JANE          7     20200318    edgar/data/7/0001209191-20-000111.txt\n",
        "CIK|Company Name|Form Type|Date Filed|Filename\n7|ROE|4|20200318|edgar/data/7/0001209191-20-000111.txt\n",
        "{\"cik\":\"7\",\"entityType\":\"other\",\"name\":\"ROE\",\"filings\":{\"recent\":{\"accessionNumber\":"
            + "[\"0001209191-20-000111\"],\"form\":[\"4\"]}}}",
        "{\"cik\":\"7\",\"year\":\"1999\",\"section_1\":\"text\"}\n",
        "<SEC-HEADER>\nACCESSION NUMBER:\t0001209191-20-000111\nCONFORMED SUBMISSION TYPE:\t4\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>4\n"
            + "<TEXT>\nTABLE I - Non-Derivative Securities\nCommon |1/1/98 |P | |1 |A |$1 |1 |D |\n</TEXT>\n</DOCUMENT>\n",
        "<html><body><ix:header>x</ix:header><table><tr><td>$</td><td>1</td></tr></table></body></html>",
        "ROE JANE Q:0000000007:\nROE JOHN:0000000008:\n",
    ]

    private func read(_ bytes: [UInt8], _ importer: any FilingImporter) -> Int {
        var count = 0
        importer.read(ImportInput(file: "garbage", bytes: bytes)) { _ in count += 1 }
        return count
    }

    @Test func `random bytes give no filing of substance and no trap`() {
        var generator = SeededGenerator(seed: 5)
        for importer in Self.importers {
            for _ in 0..<60 {
                let count = Int.random(in: 0...3_000, using: &generator)
                let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
                _ = read(bytes, importer)
                #expect(Outcome(bytes, file: "garbage").filings.allSatisfy { $0.rows.isEmpty && $0.owners.isEmpty })
            }
        }
    }

    @Test(arguments: seeds.indices)
    func `cut anywhere they end`(seed: Int) {
        let bytes = Array(Self.seeds[seed].utf8)
        let session = ImportSession()
        for length in 0..<bytes.count {
            let outcome = Outcome(Array(bytes[..<length]), file: "cut", session: session)
            // Something is always said or found.
            #expect(outcome.filings.count + outcome.parties.count + outcome.issues.count > 0)
            #expect(outcome.filings.count <= 1)
        }
    }

    @Test(arguments: seeds.indices)
    func `with bytes flipped they end`(seed: Int) {
        let original = Array(Self.seeds[seed].utf8)
        var generator = SeededGenerator(seed: UInt64(seed) + 9)
        let session = ImportSession()
        for _ in 0..<400 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            let outcome = Outcome(bytes, file: "flipped", session: session)
            #expect(outcome.filings.count + outcome.parties.count + outcome.issues.count > 0)
        }
    }

    @Test func `every importer reads every kind without a trap`() {
        for importer in Self.importers { for seed in Self.seeds { _ = read(Array(seed.utf8), importer) } }
    }

    /// Lists that a document repeats without end take time in proportion, not in its square.
    @Test func `twenty thousand of anything end soon`() {
        let count = 20_000
        func many(_ make: (Int) -> String) -> String { (0..<count).map(make).joined() }
        let documents = [
            many { "<relatedPersonInfo><lastName>Roe \($0)</lastName></relatedPersonInfo>" },
            many { "<signature><nameOfSigner>Jane Roe \($0)</nameOfSigner></signature>" },
            many { "<contact><contactName>Jane Roe \($0)</contactName></contact>" },
            many { "<filer><cik>\($0 + 1)</cik></filer>" },
            "<primaryIssuer>" + many { "<previousName>Roe \($0)</previousName>" } + "</primaryIssuer>",
            many {
                $0 % 2 == 0
                    ? "<securitiesToBeSold><acquiredDate>01/01/2020</acquiredDate></securitiesToBeSold>"
                    : "<securitiesInformation><noOfUnitsSold>1</noOfUnitsSold></securitiesInformation>"
            },
        ]
        for document in documents {
            let outcome = Outcome("<edgarSubmission><submissionType>D</submissionType>\(document)</edgarSubmission>")
            #expect(outcome.filings.count == 1)
            let filing = outcome.filings.first
            #expect(
                (filing?.otherParties.count ?? 0) + (filing?.signatures.count ?? 0) + (filing?.rows.count ?? 0)
                    + (filing?.issuer?.formerNames.count ?? 0) >= (document.hasPrefix("<primary") ? 0 : count))
        }
        let rows = many { _ in "4           ROE JANE      7  20200318    edgar/data/7/0001209191-20-000111.txt\n" }
        let index = "Form Type   Company Name  CIK  Date Filed  File Name\n------------------------------\n" + rows
        #expect(Outcome(index, file: "form.idx").filings.first?.otherParties.count == 1)
    }
}
