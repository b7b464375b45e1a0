internal import CLibArchive
internal import CZlib
internal import Glibc

/// Reads one archive or packed file from its first member to its last, through libarchive.
///
/// Nothing is unpacked to disk. The bytes of the member at hand are a feed themselves, so an archive in an archive is
/// read by a reader over a reader.
@safe final class ArchiveReader: ByteFeed {
    /// What a member is.
    enum Kind: Equatable {
        case file
        case folder
        /// A link, with what it names.
        case link(String)
        /// A device or pipe.
        case other
    }

    /// One member.
    struct Member {
        /// Its name as the archive has it: a name and nothing more.
        var name: String
        var kind: Kind
        /// Its size as the archive states it; `nil` where it does not.
        var sizeBytes: Int?
    }

    /// What stands at the next place.
    enum Step {
        case member(Member)
        /// Bytes that are no member; reading can go on behind them unless it says the archive ends there.
        case fault(String, isLast: Bool)
        case end
    }

    // Small enough that a block of a bomb unfolds in seconds: what came out is counted a block.
    private static let blockBytes = 64 << 10

    private let archive: OpaquePointer
    private let client: Client
    private let clientReference: Unmanaged<Client>
    private let limits: InputLimits
    /// What all archives of one file may still unfold to.
    private let budget: UnfoldBudget
    /// Bytes taken from the feed when the member at hand began, and bytes of the member given.
    private var (takenBefore, given) = (0, 0)
    /// The block at hand, what of it was given, and where in the member the next byte of it stands.
    private var block = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
    private var (blockOffset, blockPlace) = (0, 0)
    /// Whether the bytes given are summed up, and their sum.
    private var isChecked = false
    private var checksum: UInt = 0
    /// Whether a fault in a member's bytes makes it impossible to go on behind it.
    private(set) var isBroken = false

    /// A reader at the first member.
    ///
    /// - Parameters:
    ///   - feed: the archive.
    ///   - kind: as its first bytes tell.
    ///   - limits: what a member may unfold to.
    ///   - budget: what is left for the whole file; packed bytes are counted as they unfold.
    /// - Throws: `InputFault` when libarchive cannot begin.
    init(_ feed: any ByteFeed, kind: ContainerKind, limits: InputLimits, budget: UnfoldBudget) throws(InputFault) {
        // Safe: freed by deinit, or here when nothing comes of it.
        guard let archive = unsafe archive_read_new() else { throw .damaged("libarchive could not start") }
        unsafe self.archive = archive
        client = Client(feed, blockBytes: Self.blockBytes, budget)
        // Released by deinit: the callbacks use it as long as the archive lives.
        unsafe clientReference = Unmanaged.passRetained(client)
        (self.limits, self.budget) = (limits, budget)
        unsafe archive_read_support_filter_gzip(archive)
        unsafe archive_read_support_filter_compress(archive)
        unsafe archive_read_support_filter_xz(archive)
        unsafe archive_read_support_filter_bzip2(archive)
        unsafe archive_read_support_filter_zstd(archive)
        unsafe archive_read_support_format_tar(archive)
        unsafe archive_read_support_format_zip(archive)
        if kind == .packed {
            unsafe archive_read_support_format_raw(archive)
            unsafe archive_read_support_format_empty(archive)
        }
        // Tars one behind the other, as `cat` and EDGAR's old loads make them, are read to the last.
        unsafe archive_read_set_option(archive, "tar", "read_concatenated_archives", "1")
        if feed.seekableCount != nil { unsafe archive_read_set_seek_callback(archive, Client.seek) }
        let context = unsafe clientReference.toOpaque()
        guard unsafe archive_read_open2(archive, context, nil, Client.read, nil, nil) == ARCHIVE_OK else {
            let words = words
            throw .damaged(words)
        }
    }

    deinit {
        // Safe: made by init and freed once, before what its callbacks use.
        unsafe _ = archive_read_free(archive)
        unsafe clientReference.release()
    }

    /// Whether the archive is one packed file that is no archive.
    var isSingleFile: Bool { unsafe archive_format(archive) & ARCHIVE_FORMAT_BASE_MASK == ARCHIVE_FORMAT_RAW }

    private var isPacked: Bool { unsafe archive_filter_code(archive, 0) != ARCHIVE_FILTER_NONE }
    private var takenBytes: Int { Int(unsafe archive_filter_bytes(archive, -1)) }

    /// What libarchive says of the last fault, or the feed if it was its.
    private var words: String {
        if let fault = client.fault { return fault.words }
        // Safe: the message ends in a zero and lives until the next call.
        let words = unsafe archive_error_string(archive).map { unsafe String(cString: $0) } ?? "damaged data"
        return words.last == "." ? String(words.dropLast()) : words
    }

    /// Goes to the next member, past what was not read of the one before.
    ///
    /// - Throws: `InputFault.overLimit` when that unfolds more than the file may.
    func next() throws(InputFault) -> Step {
        guard !isBroken else { return .end }
        var entry: OpaquePointer?
        // Safe: libarchive owns the entry, which lives until the next call.
        let status = unsafe archive_read_next_header(archive, &entry)
        if status == ARCHIVE_EOF { return .end }
        if case .overLimit = client.fault, let fault = client.fault { throw fault }
        guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry = unsafe entry else {
            return .fault(words, isLast: status != ARCHIVE_RETRY)
        }
        (takenBefore, given) = (takenBytes, 0)
        unsafe block = UnsafeRawBufferPointer(start: nil, count: 0)
        (blockOffset, blockPlace) = (0, 0)
        // libarchive passes over the checksum of gzip; where one file is packed by itself, all bytes it is of come by here.
        let filter = unsafe archive_filter_code(archive, 0)
        isChecked = isSingleFile && filter == ARCHIVE_FILTER_GZIP
        checksum = 0
        return unsafe .member(member(entry))
    }

    /// Passes over members that were read before.
    func skip(_ count: Int) throws(InputFault) {
        for _ in 0..<count { if case .end = try next() { return } }
    }

    private func member(_ entry: OpaquePointer) -> Member {
        // Safe: texts of the entry end in a zero and are copied at once.
        func text(_ bytes: UnsafePointer<CChar>?) -> String? { unsafe bytes.map { unsafe String(cString: $0) } }
        let name = unsafe text(archive_entry_pathname(entry)) ?? text(archive_entry_pathname_utf8(entry)) ?? ""
        let target = unsafe text(archive_entry_hardlink(entry)) ?? text(archive_entry_symlink(entry))
        let size = unsafe archive_entry_size_is_set(entry) != 0 ? Int(archive_entry_size(entry)) : nil
        let kind: Kind
        switch unsafe archive_entry_filetype(entry) & S_IFMT {
        case _ where target != nil: kind = .link(target ?? "")
        case S_IFREG, 0: kind = .file
        case S_IFDIR: kind = .folder
        default: kind = .other
        }
        return Member(name: name, kind: kind, sizeBytes: size)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputFault) -> Int {
        while unsafe blockOffset == block.count, given == blockPlace {
            guard try fill() else { return 0 }
        }
        // Where a sparse member has a hole, zeros stand.
        let hole = min(blockPlace - given, buffer.count)
        if hole > 0 {
            // Safe: within the buffer.
            unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<hole]).initializeMemory(
                as: UInt8.self, repeating: 0)
            try count(hole)
            return hole
        }
        let got = unsafe min(block.count - blockOffset, buffer.count)
        // Safe: libarchive's block lives until the next is asked for; both ranges hold `got` bytes.
        let piece = unsafe UnsafeRawBufferPointer(rebasing: block[blockOffset..<blockOffset + got])
        unsafe buffer.copyMemory(from: piece)
        if isChecked {
            // Safe: zlib reads as many bytes as the piece has, at most 64 KiB or what libarchive unpacked at once.
            checksum = unsafe crc32_z(checksum, piece.baseAddress?.assumingMemoryBound(to: UInt8.self), got)
        }
        blockOffset += got
        blockPlace += got
        try count(got)
        return got
    }

    /// Whether the file that was packed by gzip, all of it given, has another checksum than the one behind it says.
    ///
    /// Several packed files one behind the other have a checksum each, and the last one's length is not that of all: then
    /// nothing is known.
    var hasWrongChecksum: Bool {
        guard isChecked, client.tail.count == 8 else { return false }
        func number(_ offset: Int) -> UInt { (0..<4).reduce(0) { $0 | UInt(client.tail[offset + $1]) << UInt($1 * 8) } }
        return number(4) == UInt(given) & 0xFFFF_FFFF && number(0) != checksum
    }

    /// Asks for the next block of the member; one call of libarchive's for several would lose those before a fault.
    ///
    /// - Returns: `false` at the end of the member.
    private func fill() throws(InputFault) -> Bool {
        var start: UnsafeRawPointer?
        var (count, place) = (0, Int64(0))
        // Safe: all three are ours; the block is libarchive's and is not used after the next call.
        let status = unsafe archive_read_data_block(archive, &start, &count, &place)
        unsafe block = UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
        blockOffset = 0
        if status == ARCHIVE_EOF { return false }
        guard status == ARCHIVE_OK, place >= given else {
            isBroken = status == ARCHIVE_FATAL
            throw client.fault ?? .damaged(words)
        }
        blockPlace = Int(place)
        return true
    }

    /// Fails once a member has unfolded to too many times what was taken for it, or the file has in all.
    private func count(_ got: Int) throws(InputFault) {
        given += got
        let taken = takenBytes - takenBefore + Self.blockBytes
        guard given <= limits.unfoldedMax(of: taken, free: InputLimits.freeBytes) else {
            throw .overLimit(
                "it unfolds to more than \(limits.ratio) times its size; \(InputLimits.Option.ratio) raises the limit")
        }
        // Packed bytes are counted where they are asked for; a zip archive unfolds its members itself.
        if !isPacked { try budget.take(got) }
    }
}

/// What libarchive asks for bytes.
@safe private final class Client {
    private let feed: any ByteFeed
    private let block: UnsafeMutableRawBufferPointer
    private let budget: UnfoldBudget
    private(set) var fault: InputFault?
    private var (offset, unfolded) = (0, 0)
    /// The last bytes of the archive so far, eight at most.
    private(set) var tail: [UInt8] = []

    init(_ feed: any ByteFeed, blockBytes: Int, _ budget: UnfoldBudget) {
        (self.feed, self.budget) = (feed, budget)
        // Safe: freed by deinit.
        unsafe block = UnsafeMutableRawBufferPointer.allocate(byteCount: blockBytes, alignment: 16)
    }

    deinit { unsafe block.deallocate() }

    // Safe, all three: the context is the client that the archive was opened with, which outlives it.
    static let read:
        @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?, UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int = {
            guard let context = unsafe $1, let place = unsafe $2 else { return -1 }
            let client = unsafe Unmanaged<Client>.fromOpaque(context).takeUnretainedValue()
            unsafe place.pointee = UnsafeRawPointer(client.block.baseAddress)
            return unsafe client.read(for: $0)
        }

    static let seek: @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?, Int64, Int32) -> Int64 = {
        guard let context = unsafe $1 else { return -1 }
        return unsafe Unmanaged<Client>.fromOpaque(context).takeUnretainedValue().seek($2, $3)
    }

    private func read(for archive: OpaquePointer?) -> Int {
        do throws(InputFault) {
            if let archive = unsafe archive, unsafe archive_filter_count(archive) > 1 {
                let before = unfolded
                unfolded = Int(unsafe archive_filter_bytes(archive, 0))
                try budget.take(unfolded - before)
            }
            let got = try unsafe feed.read(into: block)
            offset += got
            // Safe: the feed has filled that much of the block.
            let last = unsafe [UInt8](block[max(0, got - 8)..<got])
            tail = Array((tail + last).suffix(8))
            return got
        } catch {
            fault = error
            return -1
        }
    }

    private func seek(_ distance: Int64, _ whence: Int32) -> Int64 {
        guard let count = feed.seekableCount else { return -1 }
        let base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? offset : count
        let (target, isOver) = base.addingReportingOverflow(Int(distance))
        guard !isOver, (0...count).contains(target), (try? feed.seek(to: target)) != nil else { return -1 }
        offset = target
        return Int64(target)
    }
}

/// What all archives of one file may still unfold to.
final class UnfoldBudget {
    private var left: Int
    private let ratio: Int

    /// A budget for a file of some size.
    init(fileBytes: Int, limits: InputLimits) {
        left = limits.unfoldedMax(of: fileBytes, free: InputLimits.freeFileBytes)
        ratio = limits.ratio
    }

    /// Counts bytes that were unfolded.
    ///
    /// - Throws: `InputFault.overLimit` when there have been too many.
    func take(_ count: Int) throws(InputFault) {
        left -= count
        guard left < 0 else { return }
        throw .overLimit(
            "the file unfolds to more than \(ratio) times its size; \(InputLimits.Option.ratio) raises the limit")
    }

    /// Whether nothing may be unfolded any more.
    var isSpent: Bool { left < 0 }
}
