internal import CLibArchive
internal import Glibc

/// A file to import, known by its path.
package struct InputFile: Hashable, Sendable {
    /// The path for people; bytes that are no UTF-8 show as replacement characters.
    package let path: String
    /// The path as the file system has it, without a final zero.
    package let pathBytes: [UInt8]
    /// Its size when it was listed.
    package let sizeBytes: Int
}

/// Walks files and folders, and reads one file at a time.
///
/// Files are read, never mapped: one that is cut short meanwhile would end the program. Gzip is known by its first
/// bytes, not by its name.
package struct InputSource: Sendable {
    /// What a file may cost.
    package struct Limits: Sendable {
        /// Bytes of a file on disk.
        package var fileBytes = 1 << 30
        /// Bytes a compressed file may unfold to.
        package var unfoldedBytes = 1 << 30
        /// How many times its size a file may unfold to, beyond the first 16 MB.
        ///
        /// Filings shrink to a tenth.
        package var unfoldedRatio = 1_000

        /// The limits that fit EDGAR.
        package init() {}
    }

    /// What a file may cost.
    package let limits: Limits

    // Below this a high ratio is no danger.
    private static let freeBytes = 16 << 20

    /// A source.
    ///
    /// - Parameter limits: what a file may cost.
    package init(limits: Limits = Limits()) { self.limits = limits }

    /// Lists the files that paths stand for; folders are walked to the bottom, names sorted by their bytes.
    ///
    /// - Parameter paths: files and folders.
    /// - Returns: files in order, and issues for what cannot be read or is no file.
    package func files(at paths: [String]) -> (files: [InputFile], issues: [ImportIssue]) {
        var walk = Walk()
        for path in paths { walk.visit(Array(path.utf8), above: []) }
        return (walk.files, walk.issues)
    }

    /// Reads one file, unfolded if it is gzip.
    ///
    /// - Parameter file: as listed.
    /// - Returns: the input, or `nil` with an issue that says why not.
    package func load(_ file: InputFile) -> (input: ImportInput?, issues: [ImportIssue]) {
        var issues: [ImportIssue] = []
        func issue(_ kind: String, _ severity: ImportIssue.Severity, _ message: String) {
            issues.append(ImportIssue(kind: kind, severity: severity, file: file.path, message: message))
        }
        for attempt in 1...2 {
            switch LocalFile.read(file.pathBytes, bytesMax: limits.fileBytes) {
            case .bytes(let bytes):
                let isCompressed = bytes.count > 2 && bytes[0] == 0x1F && bytes[1] == 0x8B
                guard isCompressed else { return (ImportInput(file: file.path, bytes: bytes), issues) }
                let ratioMax = bytes.count.multipliedReportingOverflow(by: limits.unfoldedRatio)
                let byRatio = max(Self.freeBytes, ratioMax.overflow ? Int.max : ratioMax.partialValue)
                let unfolded = Gzip.unfold(bytes, bytesMax: min(limits.unfoldedBytes, byRatio))
                if unfolded.isOverLimit {
                    issue(
                        "unfolds too large", .rejected,
                        "\(bytes.count) compressed bytes unfold to more than \(min(limits.unfoldedBytes, byRatio)); "
                            + "nothing was imported. Unfold the file first or raise the limit")
                    return (nil, issues)
                }
                if let fault = unfolded.fault {
                    issue(
                        "damaged gzip", unfolded.bytes.isEmpty ? .rejected : .warning,
                        "expected a whole gzip file, found: \(fault); the first \(unfolded.bytes.count) bytes were "
                            + "read. Fetch the file again")
                    if unfolded.bytes.isEmpty { return (nil, issues) }
                }
                return (ImportInput(file: file.path, bytes: unfolded.bytes), issues)
            case .changed:
                let severity = attempt == 1 ? ImportIssue.Severity.warning : .rejected
                issue(
                    "changed while read", severity,
                    "size or time of the file changed while it was read; "
                        + (attempt == 1 ? "read once more" : "given up after two attempts. Import it when it is whole"))
            case .tooLarge(let size):
                issue(
                    "file too large", .rejected,
                    "the file has \(size) bytes, the limit is \(limits.fileBytes); nothing was imported")
                return (nil, issues)
            case .noFile:
                issue("not a file", .note, "a device, pipe or socket, where a file was expected; skipped")
                return (nil, issues)
            case .failed(let reason):
                issue("cannot be read", .rejected, "\(reason); nothing was imported")
                return (nil, issues)
            }
        }
        return (nil, issues)
    }
}

/// The state of a walk through folders.
private struct Walk {
    var files: [InputFile] = []
    var issues: [ImportIssue] = []

    /// - Parameters:
    ///   - path: as the file system has it.
    ///   - above: the folders this one was reached through, to find a link that leads back.
    mutating func visit(_ path: [UInt8], above: [LocalFile.Key]) {
        let shown = String(decoding: path, as: UTF8.self)
        func issue(_ kind: String, _ severity: ImportIssue.Severity, _ message: String) -> ImportIssue {
            ImportIssue(kind: kind, severity: severity, file: shown, message: message)
        }
        switch LocalFile.look(at: path) {
        case .file(let sizeBytes):
            files.append(InputFile(path: shown, pathBytes: path, sizeBytes: sizeBytes))
        case .folder(let key):
            guard !above.contains(key) else {
                issues.append(issue("folder loop", .note, "a link leads back to a folder above it; skipped"))
                return
            }
            // Depth of folders is bounded by the length of paths, so recursion is as well.
            switch LocalFile.names(in: path) {
            case .success(let names):
                guard !Self.isIndex(names) else {
                    issues.append(issue("index of filings", .note, "a folder that `filings` writes, no input; skipped"))
                    return
                }
                for name in names { visit(path + (path.last == 0x2F ? [] : [0x2F]) + name, above: above + [key]) }
            case .failure(let failure):
                issues.append(issue("cannot be read", .rejected, "\(failure.reason); the folder was left out"))
            }
        case .other:
            issues.append(issue("not a file", .note, "a device, pipe or socket, where a file was expected; skipped"))
        case .failed(let reason):
            issues.append(issue("cannot be read", .rejected, "\(reason); check the path"))
        }
    }
}

extension Walk {
    /// Whether a folder with these names is an index, whole or begun: a lock and nothing but files of an index.
    private static func isIndex(_ names: [[UInt8]]) -> Bool {
        let text = names.map { String(decoding: $0, as: UTF8.self) }
        let own = text.filter { $0.hasPrefix("manifest-") || $0.hasSuffix(".segment") || $0.hasSuffix(".tmp") }
        let isLocked = text.contains("LOCK")
        return isLocked && own.count + 1 == text.count
            || own.contains { $0.hasPrefix("manifest-") } && own.contains { $0.hasSuffix(".segment") }
    }
}

/// The system calls behind `InputSource`.
private enum LocalFile {
    struct Key: Hashable {
        let device: UInt
        let inode: UInt
    }

    struct Failure: Error {
        let reason: String
    }

    enum Look {
        case file(sizeBytes: Int), folder(Key), other, failed(String)
    }

    enum Reading {
        case bytes([UInt8]), changed, tooLarge(Int), noFile, failed(String)
    }

    /// The system's words for an error number.
    static func reason(_ number: Int32) -> String {
        // Safe: strerror_r writes at most the given number of bytes, zero included, into our buffer.
        let buffer = unsafe [CChar](unsafeUninitializedCapacity: 256) { buffer, count in
            unsafe buffer.initialize(repeating: 0)
            if let base = buffer.baseAddress { _ = unsafe strerror_r(number, base, 255) }
            count = 256
        }
        let words = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return words.isEmpty ? "error \(number)" : String(decoding: words, as: UTF8.self)
    }

    private static func cString(_ path: [UInt8]) -> [CChar]? {
        path.contains(0) ? nil : path.map { CChar(bitPattern: $0) } + [0]
    }

    static func look(at path: [UInt8]) -> Look {
        guard let cPath = cString(path) else { return .failed("the path holds a zero byte") }
        var status = stat()
        // Safe: the path ends in a zero, the status is ours.
        guard unsafe stat(cPath, &status) == 0 else { return .failed(reason(errno)) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file(sizeBytes: Int(status.st_size))
        case S_IFDIR: return .folder(Key(device: UInt(status.st_dev), inode: UInt(status.st_ino)))
        default: return .other
        }
    }

    static func names(in path: [UInt8]) -> Result<[[UInt8]], Failure> {
        guard let cPath = cString(path) else { return .failure(Failure(reason: "the path holds a zero byte")) }
        // Safe: the path ends in a zero; the folder is closed below and its entries are copied at once.
        guard let folder = unsafe opendir(cPath) else { return .failure(Failure(reason: reason(errno))) }
        defer { unsafe _ = closedir(folder) }
        var names: [[UInt8]] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(folder) else {
                if errno != 0 { return .failure(Failure(reason: reason(errno))) }
                break
            }
            // Safe: d_name ends in a zero within the entry, which lives until the next call.
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                unsafe tuple.withMemoryRebound(to: UInt8.self, capacity: 256) { base in
                    unsafe Array(
                        UnsafeBufferPointer(start: base, count: strlen(UnsafePointer<CChar>(OpaquePointer(base)))))
                }
            }
            if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
        }
        return .success(names.sorted { $0.lexicographicallyPrecedes($1) })
    }

    static func read(_ path: [UInt8], bytesMax: Int) -> Reading {
        guard let cPath = cString(path) else { return .failed("the path holds a zero byte") }
        // Safe: the path ends in a zero. Non-blocking, so that a pipe without a writer cannot hold us up.
        let descriptor = unsafe open(cPath, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return .failed(reason(errno)) }
        defer { _ = close(descriptor) }
        var before = stat()
        // Safe: the status is ours.
        guard unsafe fstat(descriptor, &before) == 0 else { return .failed(reason(errno)) }
        guard before.st_mode & S_IFMT == S_IFREG else { return .noFile }
        let size = Int(before.st_size)
        guard size <= bytesMax else { return .tooLarge(size) }
        var failure: Int32 = 0
        // One byte more than the size, to notice a file that grew.
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
            count = 0
            guard let base = buffer.baseAddress else { return }
            while count < size + 1 {
                // Safe: what is asked for ends with the buffer, and `count` bytes of it are initialised.
                let got = unsafe Glibc.read(descriptor, base + count, min(size + 1 - count, 1 << 26))
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                if got <= 0 { return }
                count += got
            }
        }
        guard failure == 0 else { return .failed(reason(failure)) }
        var after = stat()
        // Safe: the status is ours.
        guard unsafe fstat(descriptor, &after) == 0 else { return .failed(reason(errno)) }
        let isSame =
            bytes.count == size && after.st_size == before.st_size && after.st_mtim.tv_sec == before.st_mtim.tv_sec
            && after.st_mtim.tv_nsec == before.st_mtim.tv_nsec
        return isSame ? .bytes(bytes) : .changed
    }
}

/// Gzip through libarchive, several members one after the other included.
private enum Gzip {
    struct Unfolded {
        var bytes: [UInt8] = []
        var isOverLimit = false
        var fault: String?
    }

    private static let pieceBytes = 1 << 18

    static func unfold(_ compressed: [UInt8], bytesMax: Int) -> Unfolded {
        var result = Unfolded()
        // Safe: freed below; libarchive reads the compressed bytes only within the closure that lends them.
        guard let archive = unsafe archive_read_new() else {
            result.fault = "libarchive could not start"
            return result
        }
        defer { unsafe _ = archive_read_free(archive) }
        unsafe archive_read_support_filter_gzip(archive)
        unsafe archive_read_support_format_raw(archive)
        unsafe compressed.withUnsafeBytes { input in
            var entry: OpaquePointer?
            guard unsafe archive_read_open_memory(archive, input.baseAddress, input.count) == ARCHIVE_OK,
                unsafe archive_read_next_header(archive, &entry) == ARCHIVE_OK
            else {
                result.fault = unsafe words(archive)
                return
            }
            var piece = [UInt8](repeating: 0, count: pieceBytes)
            while true {
                // Safe: libarchive writes at most the number of bytes the piece holds.
                let got = unsafe piece.withUnsafeMutableBytes { buffer in
                    unsafe archive_read_data(archive, buffer.baseAddress, buffer.count)
                }
                if got == 0 { return }
                guard got > 0 else {
                    result.fault = unsafe words(archive)
                    return
                }
                guard result.bytes.count + got <= bytesMax else {
                    result = Unfolded(isOverLimit: true)
                    return
                }
                result.bytes.append(contentsOf: piece[0..<got])
            }
        }
        return result
    }

    private static func words(_ archive: OpaquePointer) -> String {
        // Safe: libarchive's message ends in a zero and lives as long as the archive.
        unsafe archive_error_string(archive).map { unsafe String(cString: $0) } ?? "damaged data"
    }
}
