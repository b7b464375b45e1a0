internal import FilingModel
internal import InvertedIndex
internal import Storage
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

/// A real index, of all fixtures and of one of them many times over, spoilt block by block and section by section.
@Suite struct `A damaged index of filings` {
    private let files: [String: [UInt8]]
    private let segments: [String]
    private static let path = "/index"

    init() throws {
        let directory = TemporaryDirectory()
        let more = TemporaryDirectory()
        let form = SampleFilings.bytes("4_0001209191-23-055596_doc4_0a326596.xml")
        for number in 1_000..<1_500 { more.write("0001209191-23-00\(number).xml", form) }
        let rebuild = Rebuild(path: directory.path, inputs: [SampleFilings.folder, more.path], threadCount: 2)
        _ = try rebuild.run(holder: "a test") { _ in }
        var files: [String: [UInt8]] = [:]
        for name in TestFile.names(in: directory.path) where name != "LOCK" {
            files[Self.path + "/" + name] = TestFile.read(directory.path + "/" + name)
        }
        self.files = files
        segments = files.keys.filter { $0.hasSuffix(".segment") }.sorted()
    }

    /// Everything that is asked, as text, so that answers can be compared.
    private static let questions: [@Sendable (FilingIndex) throws -> String] = [
        { index in
            let statistics = try index.statistics()
            return "\(statistics.filingCount) \(statistics.forms) \(statistics.partyCount)"
        },
        { index in
            try answers(index, ["stock", "\"common stock\"", "owner:robert", "stoc*", "stokc~", "shares NEAR/4 of"])
        },
        { index in try answers(index, ["form:4", "role:director", "filed:2013..", "price:>1", "code:S", "-form:4"]) },
        { index in
            try answers(index, ["common", "director OR officer"]) { request in
                request.facets = [.form, .year, .issuer, .owner, .role, .code]
                request.order = .filed
                request.wantsPassages = true
                request.limit = 10
            }
        },
        { index in
            var names = index.nameSession()
            return try ["panora robert", "snowflake", "karp"].map { name in
                try names.parties(like: name).map { "\($0.name) \($0.score) \($0.filingCount)" }.joined(separator: "; ")
            }.joined(separator: "\n")
        },
        { index in
            let page = try index.person("panora")
            let other = try index.issuer("snowflake")
            return
                "\(page?.party.name ?? "") \(page?.total ?? 0) \(page?.relations.map(\.name) ?? []) \(other?.total ?? 0)"
        },
        { index in
            // Every record.
            try index.search("form:* OR -form:*").hits.map { "\($0.filing.identity) \($0.filing.rows.count)" }
                .joined(separator: " ")
        },
        { index in "\(try index.duplicates(scoreMin: 0.5).map(\.score))" },
    ]

    private static func answers(
        _ index: FilingIndex, _ queries: [String], _ change: (inout SearchRequest) -> Void = { _ in }
    ) throws -> String {
        try queries.map { query in
            let results = try index.search(query) { request in
                request.limit = 100
                change(&request)
            }
            let hits = results.hits.map { "\($0.filing.identity) \($0.score) \($0.passages.count)" }
            let facets = results.facets.map { "\($0.values.map { "\($0.value) \($0.count)" })" }
            return "\(query): \(results.total) \(hits) \(facets)"
        }.joined(separator: "\n")
    }

    /// The answers, or the error in place of one; a single one when the index does not open.
    private func ask(_ files: [String: [UInt8]]) -> [Result<String, any Error>] {
        do {
            let index = try FilingIndex(path: Self.path, on: MemoryDisk(files))
            return Self.questions.map { question in Result { try question(index) } }
        } catch {
            return [.failure(error)]
        }
    }

    /// Asks a spoilt index; nothing may be answered otherwise than before, and what is refused names the file.
    ///
    /// - Returns: how many questions were refused, all if it did not open.
    @discardableResult
    private func refusals(_ path: String, _ bytes: [UInt8], _ right: [String], _ what: String) -> Int {
        var damaged = files
        damaged[path] = bytes
        var count = 0
        let answers = ask(damaged)
        for (number, answer) in answers.enumerated() {
            switch answer {
            case .success(let text):
                if text != right[number] { Issue.record("question \(number) is answered otherwise: \(what)") }
            case .failure(let error):
                count += answers.count == 1 ? right.count : 1
                let words = "\(error)"
                if !words.contains(path) || !words.contains("at byte ") {
                    Issue.record("\(what): neither file nor offset in: \(words)")
                }
            }
        }
        return count
    }

    private func rightAnswers() throws -> [String] { try ask(files).map { try $0.get() } }

    @Test func `with a bit flipped in any block answers as before or names file and offset`() throws {
        let right = try rightAnswers()
        #expect(right.count == Self.questions.count)
        var generator = SeededGenerator(seed: 11)
        var (blocks, refused) = (0, 0)
        for path in segments {
            let bytes = files[path] ?? []
            for start in stride(from: 0, to: bytes.count, by: SegmentFile.checksumBlockBytes) {
                let end = min(bytes.count, start + SegmentFile.checksumBlockBytes)
                let place = Int.random(in: start..<end, using: &generator)
                var spoilt = bytes
                spoilt[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
                blocks += 1
                if refusals(path, spoilt, right, "byte \(place) of \(path)") > 0 { refused += 1 }
                // Whether or not a question touches it, the check finds it, and says where.
                var damaged = files
                damaged[path] = spoilt
                let report = IndexVerifier(IndexDirectory(path: Self.path, on: MemoryDisk(damaged))).verify()
                let isNamed = report.faults.contains { fault in
                    guard case .corrupt(let file, _, let offset, _, _) = fault.error else { return false }
                    return file == path && offset >= start && offset <= end
                }
                #expect(isNamed, "byte \(place) of \(path): \(report.faults)")
            }
        }
        print("damage: \(blocks) blocks of a real index spoilt, \(refused) noticed by questions, all by the check")
        #expect(blocks > 8)
        // Questions read nearly everything; bytes between sections are read by nobody.
        #expect(refused * 10 >= blocks * 8)
    }

    @Test func `cut at the edge of any section does not open`() throws {
        let right = try rightAnswers()
        var cuts = 0
        for path in segments {
            let bytes = files[path] ?? []
            let reader = try SegmentFileReader(path: path, expected: nil, on: MemoryDisk(files))
            let edges = Set(
                reader.sections.flatMap { [$0.offset, $0.offset + $0.lengthBytes] } + [reader.coveredBytes])
            for edge in edges.sorted() where edge < bytes.count {
                #expect(refusals(path, Array(bytes[..<edge]), right, "\(path) cut at \(edge)") == right.count)
                cuts += 1
            }
        }
        #expect(cuts > 50)
    }

    @Test func `with any section wiped or in the place of another answers as before or says where`() throws {
        let right = try rightAnswers()
        for path in segments {
            let bytes = files[path] ?? []
            let sections = try SegmentFileReader(path: path, expected: nil, on: MemoryDisk(files)).sections
            for (number, section) in sections.enumerated() where section.lengthBytes > 0 {
                var wiped = bytes
                for place in section.offset..<section.offset + section.lengthBytes { wiped[place] = 0 }
                if wiped != bytes { refusals(path, wiped, right, "\(section.name) of \(path) wiped") }
                let other = sections[(number + 1) % sections.count]
                var moved = bytes
                for step in 0..<min(section.lengthBytes, other.lengthBytes) {
                    moved[section.offset + step] = bytes[other.offset + step]
                }
                if moved != bytes { refusals(path, moved, right, "\(section.name) of \(path) overwritten") }
            }
        }
    }
}
