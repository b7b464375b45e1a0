internal import EDGAR
internal import InvertedIndex
internal import Storage
internal import Synchronization

/// Which batches of a rebuild are done, kept beside their drafts, so that a rebuild that was stopped goes on where it
/// was.
///
/// It holds for the same inputs, unchanged, for the same program and limits, and until the machine is restarted, for
/// drafts are not synced. Anything else makes it void.
final class ImportJournal: Sendable {
    /// A batch that is done.
    struct Entry: Sendable {
        var number: Int
        var drafts: [BatchImporter.Draft]
        var report: ImportReport
        var duplicateCount: Int
    }

    /// Batches done before, by number.
    let entries: [Int: Entry]
    /// Whether there was a journal that could not be used.
    let isVoid: Bool
    private let file: Mutex<JournalFile>

    private final class JournalFile: @unchecked Sendable {
        // Used by one thread at a time: whoever holds the lock around it.
        let file: any WritableFile
        init(_ file: any WritableFile) { self.file = file }
        deinit { file.close() }
    }

    /// Its file in the index; the name is one that a later commit clears away.
    static let fileName = "building-journal.tmp"
    private static let nextName = "building-journal-next.tmp"
    private static let magic = Array("filings journal 2\n".utf8)

    /// Opens the journal of a rebuild, or begins one.
    ///
    /// - Parameters:
    ///   - directory: the index.
    ///   - key: what it must have been begun with.
    ///   - fileSystem: the disk.
    /// - Throws: `IndexError` when the disk refuses to write.
    init(directory: String, key: [UInt8], on fileSystem: any FileSystem) throws(IndexError) {
        let path = directory + "/" + Self.fileName
        let old = fileSystem.exists(path) ? (try? fileSystem.read(path)) ?? [] : []
        let head = Self.magic + key
        let isSame = old.starts(with: head)
        var entries: [Int: Entry] = [:]
        var kept = head
        if isSame {
            var rest = old[head.count...]
            while let (bytes, payload) = Self.nextRecord(&rest) {
                guard let entry = Self.entry(payload, directory: directory) else { break }
                entries[entry.number] = entry
                kept += bytes
            }
        }
        self.entries = entries
        isVoid = !old.isEmpty && !isSame
        let next = directory + "/" + Self.nextName
        let content = kept
        file = Mutex(
            try IndexError.wrapping { () throws(StorageError) in
                // The whole file gets the name at once; what follows is written behind it.
                let file = try fileSystem.create(next)
                try file.write(content)
                try fileSystem.rename(next, to: path)
                return JournalFile(file)
            })
    }

    /// The names of files that belong to batches done before.
    var names: Set<String> {
        var names: Set<String> = [Self.fileName]
        for entry in entries.values {
            for draft in entry.drafts { names.insert(String(draft.segment.path.split(separator: "/").last ?? "")) }
        }
        return names
    }

    /// Notes that a batch is done.
    ///
    /// - Throws: `IndexError` when the disk refuses.
    func append(_ entry: Entry) throws(IndexError) {
        var writer = RecordWriter()
        writer.number(UInt64(entry.number))
        writer.number(UInt64(entry.duplicateCount))
        writer.list(entry.drafts) { writer, draft in
            writer.string(String(draft.segment.path.split(separator: "/").last ?? ""))
            writer.number(UInt64(draft.segment.lengthBytes))
            writer.number(UInt64(draft.segment.footerChecksum))
            writer.list(draft.filings) { writer, filing in
                writer.signed(filing.identity)
                writer.number(UInt64(filing.rank.fullness))
                writer.number(filing.rank.tie)
                writer.number(filing.digest)
                writer.number(UInt64(filing.paper))
                writer.number(UInt64(filing.file))
            }
        }
        writer.report(entry.report)
        var record: [UInt8] = []
        for shift in stride(from: 0, to: 32, by: 8) {
            record.append(UInt8(truncatingIfNeeded: writer.bytes.count >> shift))
        }
        let checksum = CRC32C.of(writer.bytes.span)
        for shift in stride(from: 0, to: 32, by: 8) {
            record.append(UInt8(truncatingIfNeeded: checksum >> UInt32(shift)))
        }
        record += writer.bytes
        let bytes = record
        try file.withLock { file throws(IndexError) in
            try IndexError.wrapping { () throws(StorageError) in try file.file.write(bytes) }
        }
    }

    /// The next whole record; what a stopped process left half written is none.
    private static func nextRecord(_ rest: inout ArraySlice<UInt8>) -> (bytes: [UInt8], payload: [UInt8])? {
        func number(_ offset: Int) -> Int {
            (0..<4).reduce(0) { $0 | Int(rest[rest.startIndex + offset + $1]) << ($1 * 8) }
        }
        guard rest.count >= 8, rest.count - 8 >= number(0) else { return nil }
        let bytes = Array(rest.prefix(8 + number(0)))
        let payload = Array(bytes.dropFirst(8))
        guard CRC32C.of(payload.span) == UInt32(number(4)) else { return nil }
        rest = rest.dropFirst(bytes.count)
        return (bytes, payload)
    }

    private static func entry(_ payload: [UInt8], directory: String) -> Entry? {
        typealias Failure = RecordReader.Failure
        var reader = RecordReader(payload)
        do throws(Failure) {
            let number = Int(clamping: try reader.number())
            let duplicateCount = Int(clamping: try reader.number())
            let drafts = try reader.list { (reader) throws(Failure) in
                let segment = SegmentDraft(
                    path: directory + "/" + (try reader.string()), lengthBytes: Int(clamping: try reader.number()),
                    footerChecksum: UInt32(truncatingIfNeeded: try reader.number()))
                let filings = try reader.list { (reader) throws(Failure) in
                    BatchImporter.FilingCopy(
                        identity: try reader.signed(),
                        rank: TellingRank(fullness: Int(clamping: try reader.number()), tie: try reader.number()),
                        digest: try reader.number(), paper: UInt32(truncatingIfNeeded: try reader.number()),
                        file: UInt32(truncatingIfNeeded: try reader.number()))
                }
                return BatchImporter.Draft(segment: segment, filings: filings)
            }
            return Entry(
                number: number, drafts: drafts, report: try reader.report(), duplicateCount: duplicateCount)
        } catch {
            return nil
        }
    }

    /// What a journal depends on: files with their sizes and times, the program, its limits, and the machine's last
    /// start.
    ///
    /// - Parameters:
    ///   - files: the inputs.
    ///   - source: how they are read.
    ///   - limits: how they are cut into batches.
    /// - Returns: a hash of all; `nil` when it cannot be told when the machine was started.
    static func key(_ files: [InputFile], _ source: InputSource, _ limits: ImportLimits) -> [UInt8]? {
        guard let start = try? LocalFileSystem().read("/proc/sys/kernel/random/boot_id"),
            let program = InputSource().files(at: ["/proc/self/exe"]).files.first
        else { return nil }
        var writer = RecordWriter()
        writer.list(start) { $0.byte($1) }
        writer.list(FilingSchema.schema.serialized) { $0.byte($1) }
        writer.byte(FilingRecord.version)
        for number in [
            program.sizeBytes, program.modifiedNanoseconds, limits.byteCountMax, limits.fileCountMax,
            limits.segmentBytesMax, source.limits.documentBytes, source.limits.memberCount, source.limits.ratio,
            source.limits.depth,
        ] {
            writer.number(UInt64(max(0, number)))
        }
        writer.list(files) { writer, file in
            writer.list(file.pathBytes) { $0.byte($1) }
            writer.number(UInt64(max(0, file.sizeBytes)))
            writer.signed(Int64(file.modifiedNanoseconds))
        }
        return SHA256.digest(of: writer.bytes.span)
    }
}
