internal import Glibc

/// A directory of its own for a test, removed with everything in it when the test lets go.
package final class TemporaryDirectory: Sendable {
    /// Where it lies.
    package let path: String

    /// Makes one.
    package init() {
        var template = Array("/tmp/filings-test-XXXXXX".utf8CString)
        // Safe: mkdtemp changes the six letters in place and keeps the final zero.
        path = unsafe template.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress, let made = unsafe mkdtemp(base) else { return "/tmp" }
            return unsafe String(cString: made)
        }
    }

    deinit {
        guard path.hasPrefix("/tmp/filings-test-") else { return }
        remove(path, isDirectory: true)
    }

    private func remove(_ path: String, isDirectory: Bool) {
        // Safe: paths are Swift strings; an entry is copied before the next call of readdir.
        guard isDirectory, let directory = unsafe opendir(path) else {
            _ = unsafe unlink(path)
            return
        }
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." {
                remove(path + "/" + name, isDirectory: unsafe entry.pointee.d_type == DT_DIR)
            }
        }
        unsafe closedir(directory)
        _ = unsafe rmdir(path)
    }

    /// Writes a file, folders above it included, and gives its path.
    @discardableResult
    package func write(_ name: String, _ bytes: [UInt8]) -> String {
        let full = path + "/" + name
        var folder = path
        for part in name.split(separator: "/").dropLast() {
            folder += "/" + part
            // Safe: a Swift string becomes a text that ends in a zero.
            _ = unsafe mkdir(folder, 0o755)
        }
        TestFile.write(full, bytes)
        return full
    }

    /// Writes a file of text and gives its path.
    @discardableResult
    package func write(_ name: String, _ text: String) -> String { write(name, Array(text.utf8)) }
}
