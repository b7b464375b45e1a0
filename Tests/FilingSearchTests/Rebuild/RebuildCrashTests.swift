internal import FilingModel
internal import InvertedIndex
internal import Storage
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

@Suite struct `A rebuild on a disk that crashes` {
    /// Inputs, each a batch of its own, and an index of the first alone.
    private struct Before {
        let small = SmallIndex()
        let disk = MemoryDisk()

        init() throws {
            try rebuild(on: disk, ["tecogen-form3.txt"])
            small.inputs.write("b.xml", SampleFilings.bytes("4_0001209191-23-055596_doc4_0a326596.xml"))
        }

        @discardableResult
        func rebuild(on disk: any FileSystem, _ names: [String] = []) throws -> Rebuild.Outcome {
            for name in names { small.inputs.write(name, SampleFilings.bytes(name)) }
            // The lock is on the real disk; all else is where the rebuild is told.
            var rebuild = Rebuild(path: small.directory.path, inputs: [small.inputs.path], threadCount: 1, on: disk)
            rebuild.limits.fileCountMax = 1
            return try rebuild.run(holder: "a test") { _ in }
        }

        /// Which commit opens, with its filings and parties, without a warning and sound.
        ///
        /// - Parameters:
        ///   - files: what the disk holds.
        ///   - counts: how many filings each commit has.
        /// - Returns: its number.
        /// - Throws: `FilingIndexError` when none opens.
        func opened(_ files: [String: [UInt8]], counts: [UInt64: Int] = [1: 1, 2: 2]) throws -> UInt64 {
            let disk = MemoryDisk(files)
            let index = try FilingIndex(path: small.directory.path, on: disk)
            #expect(index.warnings == [])
            let report = IndexVerifier(IndexDirectory(path: small.directory.path, on: disk)).verify()
            #expect(report.isSound, "\(report.faults)")
            #expect(try index.search("form:3 OR form:4").total == counts[index.generation])
            #expect(try index.statistics().filingCount == counts[index.generation])
            var names = index.nameSession()
            #expect(try !names.parties(like: index.generation < 4 ? "tecogen" : "thiel").isEmpty)
            return index.generation
        }
    }

    @Test func `leaves the old index or the new one, and can be run again`() throws {
        let before = try Before()
        let disk = CrashDisk(before.disk.files, acknowledged: 1)
        #expect(try before.rebuild(on: disk).generation == 2)
        disk.acknowledge(2)
        var generator = SeededGenerator(seed: 1)
        var opened: [UInt64: UInt64] = [:]
        var distinct: Set<UInt64> = []
        var unlike: [[String: [UInt8]]] = []
        var tried = 0
        for point in disk.points {
            try point.forEachState(limit: 300, using: &generator) { state in
                tried += 1
                if distinct.insert(state.named).inserted { unlike.append(state.files()) }
                let generation = try opened[state.published] ?? before.opened(state.files())
                opened[state.published] = generation
                // What a journal or a draft became is seen by the next rebuild alone.
                guard (point.acknowledged...min(2, point.acknowledged + 1)).contains(generation) else {
                    Issue.record("commit \(generation) after \(point.operation)")
                    return
                }
            }
        }
        print("crash simulator, rebuild: \(tried) states tried, \(opened.count) opened")
        #expect(disk.points.count > 20)
        #expect(tried > 2_000)
        // Some of the states, any of which a rebuild may be run in once more.
        for files in unlike.shuffled(using: &generator).prefix(12) {
            let after = MemoryDisk(files)
            let outcome = try before.rebuild(on: after)
            #expect(outcome.report.filingCount == 2)
            #expect(outcome.generation.map { $0 >= 2 } == true)
            #expect(try FilingIndex(path: before.small.directory.path, on: after).statistics().filingCount == 2)
            #expect(try !after.list(before.small.directory.path).contains { $0.hasSuffix(".tmp") })
        }
    }

    @Test func `leaves one commit or the next where filings are added, removed and merged`() throws {
        let before = try Before()
        let disk = CrashDisk(before.disk.files, acknowledged: 1)
        var update = IndexUpdate(path: before.small.directory.path, on: disk)
        #expect(try update.add([before.small.inputs.path + "/b.xml"], holder: "a test").generation == 2)
        disk.acknowledge(2)
        let third = SampleFilings.folder + "/374water-form4.xml"
        #expect(try update.add([third], holder: "a test").generation == 3)
        disk.acknowledge(3)
        let index = try FilingIndex(path: before.small.directory.path, on: disk)
        let gone = try #require(try index.search("form:3").hits.first).filing.identity
        #expect(try update.remove([gone], holder: "a test").outcome.generation == 4)
        disk.acknowledge(4)
        try update.merge(all: true, holder: "a test")
        disk.acknowledge(5)
        let counts: [UInt64: Int] = [1: 1, 2: 2, 3: 3, 4: 2, 5: 2]
        var generator = SeededGenerator(seed: 2)
        var opened: [UInt64: UInt64] = [:]
        var tried = 0
        for point in disk.points {
            try point.forEachState(limit: 300, using: &generator) { state in
                tried += 1
                let generation = try opened[state.published] ?? before.opened(state.files(), counts: counts)
                opened[state.published] = generation
                guard (point.acknowledged...min(5, point.acknowledged + 1)).contains(generation) else {
                    Issue.record("commit \(generation) after \(point.operation)")
                    return
                }
            }
        }
        print("crash simulator, updates: \(tried) states tried, \(opened.count) opened")
        #expect(tried > 2_000)
    }

    @Test(arguments: [FaultyFileSystem.Aftermath.isFull, .wasFull, .recovers])
    func `leaves the old index or the new one wherever an operation fails`(
        aftermath: FaultyFileSystem.Aftermath
    ) throws {
        let before = try Before()
        let old = before.disk.files
        var number = 1
        while number < 300 {
            let memory = MemoryDisk(old)
            let disk = FaultyFileSystem(failingAt: number, then: aftermath, on: memory)
            var isDone = false
            do {
                isDone = try before.rebuild(on: disk).generation == 2
            } catch {
                guard case .storage = error as? IndexError else {
                    Issue.record("operation \(number): expected the disk's error, found: \(error)")
                    return
                }
            }
            let generation = try before.opened(memory.files)
            #expect(isDone ? generation == 2 : generation == 1 || disk.log[number - 1] == "sync directory")
            if number % 8 == 0 { #expect(try before.rebuild(on: memory).report.filingCount == 2) }
            if !disk.hasFailed { break }
            number += 1
        }
        #expect(number > 20 && number < 300)
    }
}
