internal import FilingModel
internal import InvertedIndex
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

@Suite struct `An index that follows its commits` {
    private let small = SmallIndex()

    private func build(_ count: Int) throws {
        for path in SampleFilings.paths.sorted().prefix(count) {
            small.inputs.write(String(path.split(separator: "/").last ?? ""), TestFile.read(path) ?? [])
        }
        try small.rebuild()
    }

    @Test func `gives the newest, and leaves the one at hand to who has it`() throws {
        try build(3)
        let index = try ReloadingIndex(path: small.path, lookingEvery: .zero)
        let first = index.latest()
        #expect(first.generation == 1)
        let filingCount = try first.statistics().filingCount
        for generation in 2...4 as ClosedRange<UInt64> {
            try build(3 + Int(generation) * 2)
            #expect(index.current.generation == generation - 1)
            #expect(index.latest().generation == generation)
            #expect(index.current.generation == generation)
        }
        #expect(try index.current.statistics().filingCount > filingCount)
        // Its files are gone from the directory by now.
        #expect(try first.statistics().filingCount == filingCount)
        #expect(try first.search("form:4 OR form:3").hits.count == first.search("form:4 OR form:3").total)
        #expect(index.failure == nil)
        #expect(!index.refresh())
    }

    @Test func `looks no more often than it was told, unless asked to`() throws {
        try build(2)
        let index = try ReloadingIndex(path: small.path, lookingEvery: .seconds(3_600))
        try build(4)
        #expect(index.latest().generation == 1)
        #expect(index.refresh())
        #expect(index.latest().generation == 2)
    }

    @Test func `goes on with what it has when the newest does not open, and says why`() throws {
        try build(2)
        let index = try ReloadingIndex(path: small.path, lookingEvery: .zero)
        TestFile.write(small.path + "/manifest-2", Array("filings manifest 99\n\n\n\n".utf8))
        #expect(index.latest().generation == 1)
        TestFile.write(small.path + "/manifest-1", Array("nothing".utf8))
        TestFile.write(small.path + "/manifest-3", Array("nothing".utf8))
        #expect(index.latest().generation == 1)
        #expect(index.failure?.description.contains("manifest-2: format version 99") == true)
        #expect(try index.latest().search("form:4 OR form:3").isComplete)
        let other = SmallIndex()
        #expect(throws: FilingIndexError.self) { try ReloadingIndex(path: other.path) }
    }

    /// Readers ask all the time while commits follow one another: no error, and never a step back.
    @Test func `answers while commits follow one another`() async throws {
        try build(2)
        let path = small.path
        let index = try ReloadingIndex(path: path, lookingEvery: .zero)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    var last: UInt64 = 0
                    while last < 8 {
                        let now = index.latest()
                        #expect(now.generation >= last)
                        last = now.generation
                        let statistics = try now.statistics()
                        #expect(try now.search("").isRefused == false)
                        #expect(statistics.generation == last)
                        await Task.yield()
                    }
                }
            }
            for count in 3...9 {
                try build(count)
                await Task.yield()
            }
            try await group.waitForAll()
        }
    }
}
