package import FilingModel
package import InvertedIndex
package import Storage

/// Makes a damaged index whole again from what can still be read of it.
///
/// A filing's record holds everything that is indexed of it: whatever else of a segment is damaged is written anew from
/// its records. Filings whose own records are damaged are taken from the commit before, if that has them; the others are
/// lost, and named so that they can be imported again.
package struct IndexRepair: Sendable {
    /// Where the index lies.
    package let directory: IndexDirectory
    /// Words that make a segment.
    package var segmentWordCountMax = ImportLimits().segmentWordCountMax
    private let fileSystem: any FileSystem
    /// Filings held in memory while a segment is written anew.
    private static let draftCount = 20_000

    /// A repair of an index.
    ///
    /// - Parameters:
    ///   - path: the index directory.
    ///   - fileSystem: the disk that holds it.
    package init(path: String, on fileSystem: any FileSystem = LocalFileSystem()) {
        directory = IndexDirectory(path: path, on: fileSystem)
        self.fileSystem = directory.fileSystem
    }

    /// What a repair did.
    package struct Outcome: Sendable {
        /// The commit that was repaired, and the one that holds the result; `nil` when there was nothing to repair.
        package var repaired: UInt64?, generation: UInt64?
        /// Segments of filings that were whole, and those that were written anew.
        package var wholeCount = 0, rewrittenCount = 0
        /// Filings in the repaired index.
        package var filingCount = 0
        /// Filings to import again.
        package var lost: [FilingIdentity] = []
        /// Filings to import again of which not even the number can be read.
        package var unknownCount = 0
        /// What else is to be known, in sentences.
        package var notes: [String] = []

        /// Whether something was lost.
        package var isPartial: Bool { !lost.isEmpty || unknownCount > 0 || !notes.isEmpty }
    }

    /// A segment of filings on its way into the repaired index.
    private struct Part {
        var entry: Manifest.Entry
        /// `nil` for one that is to be written anew.
        var reader: SegmentReader?
        /// What is deleted of it, as far as that is known.
        var deleted: DeletedDocuments?
        var isDeletedLost = false
    }

    /// Repairs the newest commit whose manifest can be read.
    ///
    /// Two commits are made of the result, so that nothing damaged is kept to fall back to.
    ///
    /// - Parameter holder: a line about this process, for others that want to write.
    /// - Returns: what was done.
    /// - Throws: `IndexError` when no manifest can be read, another process writes, or the disk refuses.
    package func run(holder: String) throws(IndexError) -> Outcome {
        guard fileSystem.exists(directory.path) else { throw .missing(directory: directory.path) }
        guard try !directory.generations().isEmpty else { throw .missing(directory: directory.path) }
        let lock = try directory.lock(holder: holder)
        try? directory.removeUnfinished(holding: lock)
        defer { try? directory.removeUnfinished(holding: lock) }
        var outcome = Outcome()
        if IndexVerifier(directory).verify().isSound { return outcome }
        let (base, older) = try manifests(&outcome)
        outcome.repaired = base.generation
        var entries: [Manifest.Entry] = []
        var catalog = PartyCatalog()
        var seen: Set<Int64> = []
        let parts = base.segments.filter { $0.collection == FilingSchema.collection }.map { part($0, older, &outcome) }
        let fallback = Fallback(older, directory.path, fileSystem)
        // Whole segments first: what is found in them need not be salvaged.
        for part in parts where part.reader != nil {
            if let entry = try keep(part, &catalog, &seen, &outcome) { entries.append(entry) }
        }
        for part in parts where part.reader == nil {
            entries += try rewrite(part, fallback, &catalog, &seen, &outcome)
        }
        outcome.filingCount = seen.count
        var sources = partySources(base, &outcome)
        catalog.compact()
        sources.filed = catalog
        let segments = NewSegments(
            directory: directory.path, wordCountMax: segmentWordCountMax, fileSystem: fileSystem)
        if let parties = try segments.write(nil, .anew(sources)).parties { entries.append(parties) }
        for _ in 0..<IndexDirectory.commitsKept {
            outcome.generation = try directory.commit(entries, holding: lock).generation
        }
        return outcome
    }

    /// The newest manifest that can be read, and those before it.
    private func manifests(_ outcome: inout Outcome) throws(IndexError) -> (Manifest, [Manifest]) {
        var readable: [Manifest] = []
        var failure: IndexError?
        for generation in try directory.generations() {
            do {
                readable.append(try directory.manifest(generation))
            } catch {
                failure = failure ?? error
                guard readable.isEmpty else { continue }
                outcome.notes.append(
                    "commit \(generation) cannot be read at all: what it added is to be imported again, "
                        + "what it removed removed again")
            }
        }
        guard let newest = readable.first else { throw failure ?? .missing(directory: directory.path) }
        return (newest, Array(readable.dropFirst()))
    }

    /// Finds out what of a segment can be used as it is.
    private func part(_ entry: Manifest.Entry, _ older: [Manifest], _ outcome: inout Outcome) -> Part {
        if entry.fault(in: directory.path, on: fileSystem) == nil {
            let reader = try? entry.open(in: directory.path, on: fileSystem)
            return Part(entry: entry, reader: reader, deleted: reader?.deleted)
        }
        var part = Part(entry: entry)
        if let deleted = entry.deleted {
            part.deleted = try? DeletedDocuments(
                deleted, of: entry.name, directory: directory.path, on: fileSystem)
            if part.deleted == nil {
                // The commit before knows of most.
                part.isDeletedLost = true
                for manifest in older where part.deleted == nil {
                    guard let known = manifest.segments.first(where: { $0.name == entry.name })?.deleted else {
                        continue
                    }
                    part.deleted = try? DeletedDocuments(
                        known, of: entry.name, directory: directory.path, on: fileSystem)
                }
                let missing = deleted.count - (part.deleted?.count ?? 0)
                if missing > 0 {
                    outcome.notes.append(
                        "which \(missing) filings of \(entry.name.fileName) had been removed or replaced cannot be read; "
                            + "those that no other segment holds are back")
                }
            }
        }
        var plain = entry
        plain.deleted = nil
        if plain.fault(in: directory.path, on: fileSystem) == nil {
            part.reader = try? SegmentReader(
                path: directory.path + "/" + entry.name.fileName, expected: entry.name, deleted: part.deleted,
                on: fileSystem)
        }
        return part
    }

    /// Takes a whole segment over.
    ///
    /// - Returns: its entry, perhaps with other deleted documents; `nil` when nothing of it is left.
    private func keep(
        _ part: Part, _ catalog: inout PartyCatalog, _ seen: inout Set<Int64>, _ outcome: inout Outcome
    ) throws(IndexError) -> Manifest.Entry? {
        guard let reader = part.reader else { return nil }
        outcome.wholeCount += 1
        var entry = part.entry
        var deleted = DeletedDocuments(of: reader)
        for document in 0..<DocumentID(reader.documentCount) where !deleted.contains(document) {
            let filing = try FilingRecord.filing(document, in: reader)
            guard seen.insert(try reader.identity(document)).inserted else {
                deleted.insert(document, FilingDocument.document(for: filing), schema: reader.schema)
                continue
            }
            catalog.add(PartyCatalog.sightings(in: filing))
        }
        guard part.isDeletedLost || deleted.count != entry.deleted?.count ?? 0 else { return entry }
        entry.deleted = nil
        if deleted.count > 0 {
            entry.deleted = try directory.writeDeleted(
                deleted, of: entry.name, generation: directory.nextGeneration())
        }
        return entry.liveCount > 0 ? entry : nil
    }

    /// Writes a damaged segment anew from the records that can be read.
    private func rewrite(
        _ part: Part, _ fallback: Fallback, _ catalog: inout PartyCatalog, _ seen: inout Set<Int64>,
        _ outcome: inout Outcome
    ) throws(IndexError) -> [Manifest.Entry] {
        outcome.rewrittenCount += 1
        let salvage: SegmentSalvage
        do {
            salvage = try SegmentSalvage(
                part.entry.name, in: directory.path, schema: FilingSchema.schema, on: fileSystem)
        } catch {
            outcome.unknownCount += part.entry.liveCount
            outcome.notes.append("nothing of \(part.entry.name.fileName) can be read: \(error)")
            return []
        }
        var drafts: [SegmentMerger.Input] = []
        var builder = SegmentBuilder(schema: FilingSchema.schema)
        func writeDraft() throws(IndexError) {
            guard builder.count > 0 else { return }
            let draft = try builder.writeDraft(
                directory: directory.path,
                temporaryName: "building-repair-\(outcome.rewrittenCount)-\(drafts.count)", on: fileSystem)
            drafts.append(try SegmentMerger.Input(draft.open(on: fileSystem)))
        }
        for document in 0..<DocumentID(salvage.documentCount) where part.deleted?.contains(document) != true {
            let identity = salvage.identity(document)
            var filing = (try? salvage.stored(document)).flatMap { try? FilingRecord.filing(from: $0) }
            if let identity, filing == nil { filing = fallback.filing(identity) }
            guard let filing else {
                if let identity = identity.flatMap({ FilingIdentity(sortKey: $0) }) {
                    if !seen.contains(identity.sortKey) { outcome.lost.append(identity) }
                } else {
                    outcome.unknownCount += 1
                }
                continue
            }
            guard seen.insert(filing.identity.sortKey).inserted else { continue }
            catalog.add(PartyCatalog.sightings(in: filing))
            builder.add(FilingDocument.document(for: filing))
            if builder.count >= Self.draftCount { try writeDraft() }
        }
        try writeDraft()
        guard !drafts.isEmpty else { return [] }
        var merger = try SegmentMerger(drafts, schema: FilingSchema.schema)
        merger.wordCountMax = segmentWordCountMax
        var entries: [Manifest.Entry] = []
        for output in try merger.write(
            directory: directory.path, temporaryName: "building-repaired-\(outcome.rewrittenCount)", on: fileSystem)
        {
            entries.append(
                Manifest.Entry(
                    collection: FilingSchema.collection, name: output.name, documentCount: output.documentCount))
            try NewSegments.verify(entries[entries.count - 1], directory: directory.path, on: fileSystem)
        }
        return entries
    }

    /// What lists told of parties, and which are the same, as far as it can be read.
    private func partySources(_ base: Manifest, _ outcome: inout Outcome) -> PartySources {
        guard let entry = base.segments.first(where: { $0.collection == PartySchema.collection }) else {
            return PartySources()
        }
        let path = directory.path + "/" + entry.name.fileName
        do throws(IndexError) {
            let file = try SegmentFileReader(path: path, expected: entry.name, on: fileSystem)
            return try PartySources(withoutFilings: file)
        } catch {
            outcome.notes.append(
                "what lists told of parties and which of them are the same cannot be read: give them again to "
                    + "`filings add` (\(error))")
            return PartySources()
        }
    }

    /// Where filings may be taken from that the newest commit has lost.
    private struct Fallback {
        private var places: [Int64: (reader: SegmentReader, document: DocumentID)] = [:]

        init(_ older: [Manifest], _ directory: String, _ fileSystem: any FileSystem) {
            for manifest in older {
                for entry in manifest.segments where entry.collection == FilingSchema.collection {
                    guard let reader = try? entry.open(in: directory, on: fileSystem) else { continue }
                    for document in 0..<DocumentID(reader.documentCount) where !reader.isDeleted(document) {
                        guard let identity = try? reader.identity(document) else { continue }
                        places[identity] = places[identity] ?? (reader, document)
                    }
                }
            }
        }

        /// A filing that an older commit has; `nil` when its record is damaged there as well.
        func filing(_ identity: Int64) -> Filing? {
            guard let place = places[identity] else { return nil }
            return try? FilingRecord.filing(place.document, in: place.reader)
        }
    }
}
