internal import Glibc

/// What happens in folders, as the system's inotify tells it.
final class FolderEvents {
    /// Something that happened.
    enum Event: Equatable {
        /// A file was closed by somebody who wrote to it, or was moved here: it is whole.
        case written(String)
        /// A file that is also elsewhere was linked here.
        case linked(String)
        /// A folder appeared.
        case folder(String)
        /// Events were lost: everything has to be looked at.
        case overflow
    }

    private let descriptor: Int32
    private var folders: [Int32: String] = [:]
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    private static let mask =
        UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_CREATE) | UInt32(IN_ONLYDIR)
        | UInt32(IN_EXCL_UNLINK)
    /// What begins each event: watch, mask, cookie and the length of the name behind them, 32 bits each.
    private static let headBytes = 16

    /// Events of no folder yet; `nil` where the system has none to give.
    init?() {
        descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        guard descriptor >= 0 else { return nil }
    }

    deinit { _ = close(descriptor) }

    /// Begins to tell what happens in a folder, but not in folders below it.
    ///
    /// - Parameter folder: its path, with which the paths of events begin.
    /// - Returns: `nil` when it does, else the system's reason.
    func watch(_ folder: String) -> String? {
        // Safe: a Swift string becomes a text that ends in a zero.
        let number = unsafe inotify_add_watch(descriptor, folder, Self.mask)
        guard number >= 0 else {
            let code = errno
            if code == ENOSPC { return "more folders than the system watches at a time (fs.inotify.max_user_watches)" }
            // Safe: the text is copied at once.
            return unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
        }
        folders[number] = folder
        return nil
    }

    /// Waits for something to happen.
    ///
    /// - Parameter milliseconds: how long at most; a signal ends it as well.
    /// - Returns: what happened, in order; nothing when nothing did.
    func wait(milliseconds: Int32) -> [Event] {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        // Safe: one request, ours.
        guard unsafe poll(&request, 1, milliseconds) > 0 else { return [] }
        var events: [Event] = []
        while true {
            // Safe: the kernel writes at most as many bytes as the buffer holds, whole events only.
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return events }
            var offset = 0
            while offset + Self.headBytes <= count {
                let end = offset + Self.headBytes + Int(number(offset + 12))
                guard end <= count else { break }
                let name = buffer[offset + Self.headBytes..<end].prefix { $0 != 0 }
                if let event = event(Int32(bitPattern: number(offset)), number(offset + 4), name) {
                    events.append(event)
                }
                offset = end
            }
        }
    }

    private func event(_ watch: Int32, _ mask: UInt32, _ name: ArraySlice<UInt8>) -> Event? {
        if mask & UInt32(IN_Q_OVERFLOW) != 0 { return .overflow }
        if mask & UInt32(IN_IGNORED) != 0 {
            folders[watch] = nil
            return nil
        }
        guard let folder = folders[watch], !name.isEmpty else { return nil }
        let path = (folder.hasSuffix("/") ? folder : folder + "/") + String(decoding: name, as: UTF8.self)
        if mask & UInt32(IN_ISDIR) != 0 { return .folder(path) }
        guard mask & UInt32(IN_CREATE) != 0 else { return .written(path) }
        // A new file is told once more when it is closed; a link is not.
        return Self.isLink(path) ? .linked(path) : nil
    }

    /// Whether a path is a symbolic link, or one of several names of a file.
    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        // Safe: a Swift string becomes a text that ends in a zero; the status is ours.
        guard unsafe lstat(path, &status) == 0 else { return false }
        return status.st_nlink > 1 || status.st_mode & S_IFMT == S_IFLNK
    }

    private func number(_ offset: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(buffer[offset + $1]) << UInt32($1 * 8) }
    }
}
