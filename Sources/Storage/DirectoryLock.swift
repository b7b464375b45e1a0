internal import Glibc

/// The right to write to an index, held by at most one process through `flock` on its `LOCK` file.
///
/// The kernel gives the lock back when the holder ends, however it ends, so a stale lock cannot be. The file's text
/// only names the holder for the message that others get.
package final class DirectoryLock {
    private let descriptor: Int32

    /// Takes the lock or says who has it.
    ///
    /// - Parameters:
    ///   - directory: the index.
    ///   - holder: a line about this process, shown to others that try, with the time from which it holds the lock.
    /// - Throws: `StorageError.locked` when another process holds it, else what the disk says.
    package init(directory: String, holder: String) throws(StorageError) {
        let path = directory + "/LOCK"
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .system(operation: "open", path: path, code: errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            guard code == EWOULDBLOCK else { throw .system(operation: "lock", path: path, code: code) }
            let text = (try? LocalFileSystem().read(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
            let line = text.split(separator: "\n").first.map(String.init) ?? "holder unknown"
            throw .locked(path: path, holder: line)
        }
        let line = Array("\(holder), since \(Self.now)\n".utf8)
        // The text is for people; failing to write it takes nothing from the lock.
        _ = ftruncate(descriptor, 0)
        // Safe: the kernel reads exactly the bytes of the array.
        _ = unsafe line.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        self.descriptor = descriptor
    }

    /// The day and time, such as `2026-11-28 09:05:11 UTC`.
    private static var now: String {
        var seconds = time(nil)
        var parts = unsafe tm()
        // Safe: both values are ours; the function writes into the second, whose pointer to a zone's name is not used.
        guard unsafe gmtime_r(&seconds, &parts) != nil else { return "some time ago" }
        let day = unsafe [parts.tm_year + 1_900, parts.tm_mon + 1, parts.tm_mday]
        let hour = unsafe [parts.tm_hour, parts.tm_min, parts.tm_sec]
        func joined(_ numbers: [Int32], _ mark: String) -> String {
            numbers.map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: mark)
        }
        return joined(day, "-") + " " + joined(hour, ":") + " UTC"
    }

    deinit {
        _ = ftruncate(descriptor, 0)
        // Given back by name: a process being started at this moment may hold a copy of the descriptor a little longer.
        _ = flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
