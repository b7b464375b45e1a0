package import InvertedIndex
internal import Storage

extension IndexUpdate {
    /// A merge that was done.
    package struct Merge: Equatable, Sendable {
        /// Segments that were merged.
        package var segmentCount: Int
        /// Their bytes, and the bytes of what was made of them.
        package var bytesBefore: Int, bytesAfter: Int
        /// Filings in what was made.
        package var filingCount: Int
        /// The commit that published it.
        package var generation: UInt64
    }

    /// Merges segments of filings as the policy wants, one commit for each merge.
    ///
    /// Readers that are open keep the files they have until they close.
    ///
    /// - Parameters:
    ///   - isComplete: whether to make one segment of all, rather than do what the policy wants.
    ///   - countMax: how many merges at most.
    ///   - holder: a line about this process, for others that want to write.
    ///   - done: told of each merge that was published.
    /// - Throws: `IndexError` when another process writes, a segment is damaged, or the disk refuses; what was published
    ///   stays.
    package func merge(
        all isComplete: Bool = false, countMax: Int = .max, holder: String, done: (Merge) -> Void = { _ in }
    ) throws(IndexError) {
        guard fileSystem.exists(directory.path) else { throw .missing(directory: directory.path) }
        let lock = try directory.lock(holder: holder)
        try? directory.removeUnfinished(holding: lock)
        guard try !directory.generations().isEmpty else { throw .missing(directory: directory.path) }
        for _ in 0..<countMax {
            guard let merge = try mergeOnce(all: isComplete, holding: lock) else { return }
            done(merge)
            if isComplete { return }
        }
    }

    private func mergeOnce(all isComplete: Bool, holding lock: DirectoryLock) throws(IndexError) -> Merge? {
        guard let newest = try directory.generations().first else { return nil }
        let snapshot = try directory.open(generation: newest)
        let entries = snapshot.manifest.segments
        let places = entries.indices.filter { entries[$0].collection == FilingSchema.collection }
        let chosen: [Int]
        if isComplete {
            chosen = places
        } else {
            let segments = places.map { place in
                MergePolicy.Segment(
                    lengthBytes: entries[place].name.lengthBytes, documentCount: entries[place].documentCount,
                    liveCount: entries[place].liveCount)
            }
            chosen = policy.next(segments).map { places[$0] }
        }
        guard chosen.count > 1 || chosen.contains(where: { entries[$0].deleted != nil }) else { return nil }
        var inputs: [SegmentMerger.Input] = []
        for place in chosen { inputs.append(try SegmentMerger.Input(snapshot.all[place].reader)) }
        var merger = try SegmentMerger(inputs, schema: FilingSchema.schema)
        merger.wordCountMax = limits.segmentWordCountMax
        inputs = []
        var made: [Manifest.Entry] = []
        if merger.documentCount > 0 {
            for output in try merger.write(
                directory: directory.path, temporaryName: "building-merged", on: fileSystem)
            {
                made.append(
                    Manifest.Entry(
                        collection: FilingSchema.collection, name: output.name, documentCount: output.documentCount))
            }
        }
        // What was too much for one segment before is so still.
        guard made != chosen.map({ entries[$0] }) else { return nil }
        for entry in made { try NewSegments.verify(entry, directory: directory.path, on: fileSystem) }
        var next = entries
        for place in chosen.reversed() { next.remove(at: place) }
        next.insert(contentsOf: made, at: chosen.first ?? 0)
        let generation = try directory.commit(next, holding: lock).generation
        return Merge(
            segmentCount: chosen.count, bytesBefore: chosen.reduce(0) { $0 + entries[$1].lengthBytes },
            bytesAfter: made.reduce(0) { $0 + $1.lengthBytes },
            filingCount: made.reduce(0) { $0 + $1.documentCount }, generation: generation)
    }
}
