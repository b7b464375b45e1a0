internal import Glibc

/// The system calls behind the listing of files.
enum LocalFile {
    struct Key: Hashable {
        let device: UInt
        let inode: UInt
    }

    struct Failure: Error {
        let reason: String
    }

    enum Look {
        case file(sizeBytes: Int, modifiedNanoseconds: Int), folder(Key), other, failed(String)
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

    static func cString(_ path: [UInt8]) -> [CChar]? {
        path.contains(0) ? nil : path.map { CChar(bitPattern: $0) } + [0]
    }

    static func look(at path: [UInt8]) -> Look {
        guard let cPath = cString(path) else { return .failed("the path holds a zero byte") }
        var status = stat()
        // Safe: the path ends in a zero, the status is ours.
        guard unsafe stat(cPath, &status) == 0 else { return .failed(reason(errno)) }
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            return .file(
                sizeBytes: Int(status.st_size),
                modifiedNanoseconds: status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec)
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
}

/// A file that is being read, never mapped: one that is cut short meanwhile would end the program.
final class OpenFile: ByteFeed {
    private let descriptor: Int32
    private let before: stat
    /// Its size when it was opened.
    let sizeBytes: Int
    /// How far it was read.
    private(set) var readBytes = 0

    /// Opens a file.
    ///
    /// - Parameter path: as the file system has it.
    /// - Throws: `InputFault` in the words of the system.
    /// - Returns: `nil` for a device, pipe or socket.
    static func open(_ path: [UInt8]) throws(InputFault) -> OpenFile? {
        guard let cPath = LocalFile.cString(path) else { throw .damaged("the path holds a zero byte") }
        // Safe: the path ends in a zero. Non-blocking, so that a pipe without a writer cannot hold us up.
        let descriptor = unsafe Glibc.open(cPath, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .damaged(LocalFile.reason(errno)) }
        var status = stat()
        // Safe: the status is ours.
        guard unsafe fstat(descriptor, &status) == 0 else {
            let code = errno
            _ = close(descriptor)
            throw .damaged(LocalFile.reason(code))
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            _ = close(descriptor)
            return nil
        }
        return OpenFile(descriptor, status)
    }

    private init(_ descriptor: Int32, _ status: stat) {
        (self.descriptor, before) = (descriptor, status)
        sizeBytes = Int(status.st_size)
    }

    deinit { _ = close(descriptor) }

    var seekableCount: Int? { sizeBytes }

    func seek(to offset: Int) throws(InputFault) {
        guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else { throw .damaged(LocalFile.reason(errno)) }
        readBytes = offset
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputFault) -> Int {
        while true {
            // Safe: the kernel writes at most as many bytes as the buffer holds.
            let got = unsafe Glibc.read(descriptor, buffer.baseAddress, min(buffer.count, 1 << 26))
            if got >= 0 {
                readBytes += got
                return got
            }
            guard errno == EINTR else { throw .damaged(LocalFile.reason(errno)) }
        }
    }

    /// Whether size or time are no longer what they were when the file was opened.
    var hasChanged: Bool {
        var after = stat()
        // Safe: the status is ours.
        guard unsafe fstat(descriptor, &after) == 0 else { return true }
        return after.st_size != before.st_size || after.st_mtim.tv_sec != before.st_mtim.tv_sec
            || after.st_mtim.tv_nsec != before.st_mtim.tv_nsec
    }
}
