internal import Glibc

/// A directory for the run, removed with everything in it at the end unless it is to be kept.
final class WorkingDirectory {
    let path: String
    private let isKept: Bool

    init(kept: String?) throws {
        isKept = kept != nil
        if let kept {
            path = kept
            try Self.make(kept)
            return
        }
        var template = Array("/tmp/filings-bench-XXXXXX".utf8CString)
        // Safe: the template ends in a zero byte and is changed in place.
        let made = unsafe template.withUnsafeMutableBufferPointer { buffer -> String? in
            guard let base = buffer.baseAddress, let name = unsafe mkdtemp(base) else { return nil }
            return unsafe String(cString: name)
        }
        guard let made else { throw Failure("no directory could be made in /tmp") }
        path = made
    }

    deinit { if !isKept { Self.remove(path) } }

    static func make(_ path: String) throws {
        guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST else { throw Failure("cannot make \(path)") }
    }

    static func write(_ text: String, to path: String) throws {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Failure("cannot write \(path)") }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        // Safe: the kernel reads exactly the bytes of the array.
        let written = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard written == bytes.count else { throw Failure("cannot write \(path)") }
    }

    static func text(of path: String) throws -> String {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure("cannot read \(path)") }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        // Safe: the kernel writes at most the buffer's length.
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }

    private static func remove(_ path: String) {
        guard let directory = unsafe opendir(path) else {
            _ = unsafe unlink(path)
            return
        }
        while let entry = unsafe readdir(directory) {
            // Safe: the kernel ends the name with a zero byte.
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." { remove(path + "/" + name) }
        }
        _ = unsafe closedir(directory)
        _ = unsafe rmdir(path)
    }
}
