internal import FilingModel
internal import InvertedIndex
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

@Suite struct `Filings as an asynchronous sequence` {
    /// Sixty papers of words that do not compress: several blocks of records.
    private struct Papers: Sendable {
        static let shared = Result { try Papers() }

        let directory = TemporaryDirectory()
        let index: FilingIndex

        init() throws {
            var generator = SeededGenerator(seed: 9)
            for number in 0..<60 {
                var text = "paper\(number) form"
                for _ in 0..<2_000 {
                    text += " " + String(UInt32.random(in: 0..<1 << 26, using: &generator), radix: 36)
                }
                directory.write("in/\(number).txt", text)
            }
            _ = try Rebuild(path: directory.path + "/index", inputs: [directory.path + "/in"], threadCount: 1)
                .run(holder: "a test") { _ in }
            index = try FilingIndex(path: directory.path + "/index")
        }
    }

    private let directory: TemporaryDirectory
    private let index: FilingIndex

    init() throws {
        let papers = try Papers.shared.get()
        (directory, index) = (papers.directory, papers.index)
    }

    @Test(arguments: ["", "form", "paper7 OR paper11", "form -paper3", "qqqq"])
    func `they are those of the stream, in its order`(query: String) async throws {
        let expected = try index.stream(query).map(\.identity)
        var found: [FilingIdentity] = []
        for try await filing in index.filings(matching: query) { found.append(filing.identity) }
        #expect(found == expected)
        // A sequence may be gone through again.
        var iterator = index.filings(matching: query).makeAsyncIterator()
        #expect(try await iterator.next()?.identity == expected.first)
    }

    @Test func `more than are read ahead all come, and nothing comes behind the end`() async throws {
        let count = try index.statistics().filingCount
        #expect(count == 60 && count > FilingSequence.Iterator.readAheadMax)
        var iterator = index.filings(matching: "").makeAsyncIterator()
        for _ in 0..<count { #expect(try await iterator.next() != nil) }
        for _ in 0..<3 { #expect(try await iterator.next() == nil) }
    }

    @Test func `a query that fits no index is told with its type, once`() async throws {
        var iterator = index.filings(matching: "{\"nothing known\": 1}").makeAsyncIterator()
        await #expect(throws: FilingIndexError.self) { try await iterator.next() }
        #expect(try await iterator.next() == nil)
    }

    @Test func `damage is told behind the filings that stand before it, once`() async throws {
        let path = directory.path + "/index"
        let file = try #require(index.searcher.segments.first?.file.path)
        var bytes = try #require(TestFile.read(file))
        let documents = SegmentBytes.table(bytes).sections.first { $0.kind == SegmentFile.Section.documents.rawValue }
        // Far from the beginning and the end, in a block that holds nothing else.
        let range = try #require(documents).range
        #expect(range.count > 4 * SegmentFile.checksumBlockBytes)
        bytes[range.lowerBound + range.count * 3 / 4] ^= 1
        var files: [String: [UInt8]] = [:]
        for name in TestFile.names(in: path) { files["/index/" + name] = TestFile.read(path + "/" + name) }
        files["/index/" + (file.split(separator: "/").last.map(String.init) ?? "")] = bytes
        let damaged = try FilingIndex(path: "/index", on: MemoryDisk(files))
        var stream = try damaged.stream("")
        var expected = 0
        while stream.next() != nil { expected += 1 }
        #expect(stream.failure != nil && expected > FilingSequence.Iterator.readAheadMax / 2 && expected < stream.count)
        var iterator = damaged.filings(matching: "").makeAsyncIterator()
        for _ in 0..<expected { #expect(try await iterator.next() != nil) }
        await #expect(throws: FilingIndexError.self) { try await iterator.next() }
        #expect(try await iterator.next() == nil)
    }

    @Test func `it ends when its task is cancelled`() async throws {
        let index = index
        let (begun, hasBegun) = AsyncStream<Void>.makeStream()
        let (pause, _) = AsyncStream<Void>.makeStream()
        let task = Task {
            var iterator = index.filings(matching: "").makeAsyncIterator()
            let first = try await iterator.next()
            hasBegun.finish()
            // Ends when the task is cancelled.
            for await _ in pause {}
            return (first != nil, try await iterator.next() == nil)
        }
        for await _ in begun {}
        task.cancel()
        let (hadOne, isAtEnd) = try await task.value
        #expect(hadOne && isAtEnd)
    }
}
