internal import Glibc

/// A directory of its own for a test, removed with everything in it when the test lets go.
package final class TemporaryDirectory {
    /// Where it is.
    package let path: String

    /// Makes one.
    package init() {
        var template = Array("/tmp/filings-test-XXXXXX".utf8CString)
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
}
