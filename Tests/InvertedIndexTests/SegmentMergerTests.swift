import Storage
import TestSupport
import Testing

@testable import InvertedIndex

@Suite struct `Merging segments` {
    /// Documents that fill blocks: terms in all of them, in most, in few and in one, often and seldom, records of which
    /// there is something to learn, and lists that are empty, short and long.
    private static func largeCollection(
        _ count: Int, recordWords: Int = 0, using generator: inout SeededGenerator
    ) -> [Document] {
        (0..<count).map { number in
            var document = Document()
            document.integers = [(0, Int64(number) - 1000), (1, Int64.random(in: -9...9, using: &generator))]
            for _ in 0..<Int.random(in: 0...4, using: &generator) * Int.random(in: 0...20, using: &generator) {
                document.integers.append((2, Int64.random(in: -9...9, using: &generator)))
            }
            var text = "all once\(number)"
            if number % 3 > 0 { text += " most" + String(repeating: " much", count: number % 41) }
            if number % 200 == 0 { text += " few" }
            document.texts = [(1, text), (1, "all of number \(number % 7)"), (0, "title")]
            document.keywords = [(2, "4"), (2, "4"), (2, "key \(number % 9)")]
            for _ in 0..<recordWords {
                document.stored += Array("<reportingOwner\(Int.random(in: 0...40, using: &generator))>".utf8)
            }
            // Some have a block of records to themselves, and some are longer than what is learnt from.
            if number % 97 == 3 { document.stored += [UInt8](repeating: 7, count: 16_370 + number) }
            return document
        }
    }

    @Test(arguments: UInt64(1)...100)
    func `gives the bytes of one segment built of what remains`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let documents = RandomCollection(using: &generator).documents
        let parts = generator.spread(documents, over: Int.random(in: 1...7, using: &generator))
        // Nothing dropped, some, almost everything, everything.
        let share = [0, 0, 30, 97, 100].randomElement(using: &generator) ?? 0
        let dropped = Set(
            documents.filter { _ in Int.random(in: 0..<100, using: &generator) < share }.map(\.identity))
        let deleted = Set(generator.someGone(of: documents).map(\.identity))
        let drafts = (0..<parts.count).map { _ in Bool.random(using: &generator) }
        let merged = try MergeCase(
            parts, isDraft: { drafts[$0] }, isDropped: { dropped.contains($0.identity) },
            isDeleted: { deleted.contains($0.identity) })
        let bufferBytes = [1, 50, 1 << 20].randomElement(using: &generator) ?? 1
        let output = TemporaryDirectory()
        let outputs = try merged.merge(bufferBytes: bufferBytes, into: output)
        #expect(outputs.map(\.name) == [try merged.built(of: merged.remaining)])
        #expect(outputs.map(\.documentCount) == [merged.remaining.count])
        #expect(TestFile.names(in: output.path) == outputs.map(\.name.fileName))
    }

    @Test(arguments: [(1, 0), (5, 3), (40, 10)])
    func `gives them for long lists, dense blocks and learnt records`(partCount: Int, dropEvery: Int) throws {
        var generator = SeededGenerator(seed: UInt64(partCount))
        let documents = Self.largeCollection(1200, recordWords: 12, using: &generator)
        let merged = try MergeCase(
            generator.spread(documents, over: partCount),
            isDropped: { dropEvery > 0 && Int($0.identity + 1000) % dropEvery == 1 })
        #expect(!DocumentStoreWriter.sections(merged.remaining.map(\.stored)).dictionary.isEmpty)
        let outputs = try merged.merge(bufferBytes: 4096, into: TemporaryDirectory())
        #expect(outputs.map(\.name) == [try merged.built(of: merged.remaining)])
    }

    @Test func `gives an empty segment of none, of empty ones and of dropped ones`() throws {
        var generator = SeededGenerator(seed: 3)
        let documents = Self.largeCollection(30, using: &generator)
        for parts in [[], [[]], [[], []], [documents, []]] as [[[Document]]] {
            let merged = try MergeCase(parts, isDropped: { _ in true })
            #expect(try merged.merge(into: TemporaryDirectory()).map(\.name) == [try merged.built(of: [])])
        }
    }

    @Test func `gives one document as it was`() throws {
        var generator = SeededGenerator(seed: 4)
        let documents = Self.largeCollection(1, using: &generator)
        for parts in [[documents], [[], documents, []]] {
            let merged = try MergeCase(parts)
            #expect(try merged.merge(into: TemporaryDirectory()).map(\.name) == [try merged.built(of: documents)])
        }
    }

    @Test func `cuts what becomes too large by the documents alone`() throws {
        var generator = SeededGenerator(seed: 5)
        let documents = Self.largeCollection(400, using: &generator)
        var names: [[SegmentName]] = []
        for partCount in [1, 3, 8] {
            let merged = try MergeCase(generator.spread(documents, over: partCount))
            let outputs = try merged.merge(wordCountMax: 2000, into: TemporaryDirectory())
            names.append(outputs.map(\.name))
            // Each is what the builder makes of a run of the documents in their order.
            var rest = documents.sorted {
                merged.schema.sortKey(of: $0) < merged.schema.sortKey(of: $1)
            }[...]
            for output in outputs {
                #expect(output.name == (try merged.built(of: Array(rest.prefix(output.documentCount)))))
                rest = rest.dropFirst(output.documentCount)
            }
            #expect(rest.isEmpty)
        }
        #expect(names[0].count > 3)
        #expect(names[1] == names[0])
        #expect(names[2] == names[0])
    }

    @Test func `a document beyond the limit has a segment to itself`() throws {
        var generator = SeededGenerator(seed: 6)
        let merged = try MergeCase([Self.largeCollection(5, using: &generator)])
        #expect(try merged.merge(wordCountMax: 0, into: TemporaryDirectory()).map(\.documentCount) == [1, 1, 1, 1, 1])
    }

    @Test func `what was merged can be merged again`() throws {
        var generator = SeededGenerator(seed: 7)
        let documents = Self.largeCollection(500, using: &generator)
        let first = TemporaryDirectory()
        var inputs: [SegmentMerger.Input] = []
        for part in generator.spread(documents, over: 3) {
            let merged = try MergeCase(generator.spread(part, over: 2))
            let name = try #require(try merged.merge(into: first).first?.name)
            let reader = try SegmentReader(
                path: first.path + "/" + name.fileName, expected: name, on: LocalFileSystem())
            inputs.append(try SegmentMerger.Input(reader))
        }
        let merger = try SegmentMerger(inputs, schema: RandomCollection.schema)
        let outputs = try merger.write(directory: first.path, temporaryName: "building-again", on: LocalFileSystem())
        #expect(outputs.map(\.name) == [try SegmentBuilder.segment(of: documents, in: TemporaryDirectory()).name])
    }

    @Test func `refuses what does not belong together`() throws {
        var generator = SeededGenerator(seed: 8)
        let documents = Self.largeCollection(10, using: &generator)
        var other = RandomCollection.schema
        other.columns.removeLast()
        let foreign = try MergeCase([documents], schema: other)
        #expect(throws: IndexError.self) { try SegmentMerger(foreign.inputs, schema: RandomCollection.schema) }
        let merged = try MergeCase([documents])
        var builder = SegmentBuilder(schema: RandomCollection.schema)
        let name = try builder.write(
            directory: merged.directory.path, temporaryName: "t", extensions: [(300, [1])], on: LocalFileSystem())
        let extended = try SegmentReader(
            path: merged.directory.path + "/" + name.fileName, expected: name, on: LocalFileSystem())
        #expect(throws: IndexError.self) {
            try SegmentMerger([SegmentMerger.Input(extended)], schema: RandomCollection.schema)
        }
    }

    // MARK: - Trouble

    @Test(arguments: [FaultyFileSystem.Aftermath.recovers, .isFull])
    func `leaves nothing behind wherever an operation fails`(aftermath: FaultyFileSystem.Aftermath) throws {
        var generator = SeededGenerator(seed: 9)
        let merged = try MergeCase(generator.spread(Self.largeCollection(60, using: &generator), over: 3))
        var number = 1
        while number < 1000 {
            let output = TemporaryDirectory()
            let disk = FaultyFileSystem(failingAt: number, then: aftermath)
            do throws(IndexError) {
                let outputs = try merged.merge(bufferBytes: 500, into: output, on: disk)
                // What cannot be removed stays, under a name that the next commit clears; nothing else may fail unsaid.
                guard disk.hasFailed, aftermath == .recovers else {
                    #expect(TestFile.names(in: output.path) == outputs.map(\.name.fileName))
                    break
                }
                #expect(disk.log[number - 1] == "remove", "operation \(number)")
            } catch {
                guard case .storage = error else {
                    Issue.record("expected the disk's error, found: \(error)")
                    return
                }
                #expect(TestFile.names(in: output.path) == [], "operation \(number)")
            }
            number += 1
        }
        #expect(number > 10 && number < 1000)
    }

    @Test func `says where an input is damaged, or gives what it would have given`() throws {
        var generator = SeededGenerator(seed: 10)
        let documents = Self.largeCollection(300, using: &generator)
        let whole = try MergeCase([Array(documents[..<200]), Array(documents[200...])])
        let expected = try whole.merge(into: TemporaryDirectory())
        let path = whole.inputs[0].segment.file.path
        let bytes = try LocalFileSystem().read(path)
        var failureCount = 0
        for offset in stride(from: 0, to: bytes.count, by: 211) {
            var damaged = bytes
            damaged[offset] ^= UInt8.random(in: 1...255, using: &generator)
            failureCount += try Self.fails(damaged, whole, expected: expected) ? 1 : 0
        }
        #expect(failureCount > bytes.count / 211 - 20)
    }

    @Test(arguments: UInt64(1)...8)
    func `never ends the program, even when the checksums fit the damage`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let documents = Self.largeCollection(260, using: &generator)
        let whole = try MergeCase([Array(documents[..<200]), Array(documents[200...])])
        let bytes = try LocalFileSystem().read(whole.inputs[0].segment.file.path)
        let sections = SegmentBytes.table(bytes).sections
        var failureCount = 0
        for section in sections where !section.range.isEmpty {
            for _ in 0..<6 {
                var damaged = bytes
                for _ in 0..<Int.random(in: 1...3, using: &generator) {
                    damaged[Int.random(in: section.range, using: &generator)] = UInt8.random(
                        in: 0...255, using: &generator)
                }
                SegmentBytes.repair(&damaged)
                failureCount += try Self.fails(damaged, whole, expected: nil) ? 1 : 0
            }
        }
        #expect(failureCount > 20)
    }

    /// Puts other bytes in place of the first input and merges.
    ///
    /// - Returns: whether that threw; if not, the result must be as expected.
    private static func fails(
        _ bytes: [UInt8], _ whole: MergeCase, expected: [SegmentMerger.Output]?
    ) throws -> Bool {
        let directory = TemporaryDirectory()
        let path = directory.write("damaged", bytes)
        do throws(IndexError) {
            let reader = try SegmentReader(path: path, expected: nil, on: LocalFileSystem())
            guard reader.documentCount == whole.inputs[0].segment.documentCount else { return true }
            let inputs = [try SegmentMerger.Input(reader), whole.inputs[1]]
            let outputs = try SegmentMerger(inputs, schema: whole.schema).write(
                directory: directory.path, temporaryName: "building-merged", on: LocalFileSystem())
            if let expected { #expect(outputs == expected) }
            return false
        } catch {
            if case .storage = error { Issue.record("the disk was sound: \(error)") }
            return true
        }
    }
}
