internal import FilingModel
internal import InvertedIndex
internal import NameMatching
internal import Storage

extension PartySegment {
    /// Writes the segment of revised parties: the bytes that `write` of all of them would give.
    ///
    /// - Parameters:
    ///   - revision: what changes, and what stays.
    ///   - directory: the index.
    ///   - fileSystem: the disk.
    /// - Returns: the manifest's entry; `nil` when no party is left.
    /// - Throws: `IndexError` when what is taken over is damaged, or the disk refuses.
    static func write(
        _ revision: PartyRevision, directory: String, on fileSystem: any FileSystem
    ) throws(IndexError) -> Manifest.Entry? {
        guard revision.count > 0 else { return nil }
        var changed: [Int: PartyRecord] = [:]
        var rows: [Row] = []
        for change in revision.changes {
            guard let number = change.new, let profile = change.profile else { continue }
            let record = PartyRecord(profile)
            changed[number] = record
            rows += Self.rows(of: profile, record, number: number)
        }
        let kept = revision.kept
        let (ciks, kinds) = columns(of: revision, changed, kept)
        let names = RevisedNames(base: revision.base, kept: kept, new: rows)
        return try write(
            [(.partyCIKs, ciks), (.partyKinds, kinds)]
                + useSections(of: revision.uses, partyCount: revision.count, different: [])
                + [(.listed, revision.listed), (.filed, revision.filed), (.reviewed, revision.reviewed)],
            names: { () throws(IndexError) in try names.sections() },
            documents: { (builder) throws(IndexError) in
                try addDocuments(of: revision, changed, kept, to: &builder)
            }, directory: directory, on: fileSystem)
    }

    private static func columns(
        of revision: PartyRevision, _ changed: [Int: PartyRecord], _ kept: [Int32]
    ) -> (ciks: [UInt8], kinds: [UInt8]) {
        var ciks = [UInt64](repeating: 0, count: revision.count)
        var kinds = [UInt8](repeating: 0, count: revision.count)
        for (old, new) in kept.enumerated() where new >= 0 {
            ciks[Int(new)] = revision.base.cik(of: old)?.value ?? 0
            kinds[Int(new)] = revision.base.kind(of: old).rawValue
        }
        for (number, record) in changed {
            ciks[number] = record.key.cik?.value ?? 0
            kinds[number] = record.kind.rawValue
        }
        var writer = ByteWriter()
        writer.reserve(ciks.count * 8)
        for cik in ciks { writer.uint64(cik) }
        return (writer.bytes, kinds)
    }

    /// Adds a document for each party, in order; records of parties that stay are not read but copied.
    private static func addDocuments(
        of revision: PartyRevision, _ changed: [Int: PartyRecord], _ kept: [Int32], to builder: inout SegmentBuilder
    ) throws(IndexError) {
        var number = 0
        func addChanged(_ builder: inout SegmentBuilder) {
            while let record = changed[number] {
                builder.add(document(for: record, number: number))
                number += 1
            }
        }
        let segment = revision.base.segment
        try segment.forEachStored { (old, bytes) throws(IndexError) in
            guard kept[Int(old)] >= 0 else { return }
            addChanged(&builder)
            let terms = try terms(in: bytes, of: old, segment)
            builder.add(document(bytes, number: number, keys: terms.keys, tickers: terms.tickers))
            number += 1
        }
        addChanged(&builder)
    }

    private static func terms(
        in record: [UInt8], of party: DocumentID, _ segment: SegmentReader
    ) throws(IndexError) -> (keys: [String], tickers: [String]) {
        do {
            return try PartyRecord.terms(in: record)
        } catch {
            throw .corrupt(
                file: segment.file.path, section: "documents", offset: 0, expected: "a party's record",
                found: "something else at byte \(error.offset) of record \(party)")
        }
    }
}

extension PartyRevision {
    /// For each party of the last commit its number in the next, −1 for one that changes or is gone.
    var kept: [Int32] {
        var kept = renumbered
        for change in changes { if let old = change.old { kept[old] = -1 } }
        return kept
    }
}
