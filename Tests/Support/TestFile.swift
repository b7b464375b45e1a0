internal import Glibc

/// Whole files for tests.
///
/// Nothing here throws: what is missing reads as `nil` and fails the expectation that needs it.
package enum TestFile {
    /// All bytes of a file; `nil` when it cannot be read.
    package static func read(_ path: String) -> [UInt8]? {
        // Safe: a Swift string becomes a text that ends in a zero.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { _ = close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            // Safe: the kernel writes at most as many bytes as the piece holds.
            let got = unsafe piece.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if got == 0 { return bytes }
            guard got > 0 else { return nil }
            bytes.append(contentsOf: piece[..<got])
        }
    }

    /// Writes a file whole.
    package static func write(_ path: String, _ bytes: [UInt8]) {
        // Safe: as above.
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return }
        defer { _ = close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            // Safe: the kernel reads at most as many bytes as are left.
            let put = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard put > 0 else { return }
            rest = rest.dropFirst(put)
        }
    }

    /// The names in a folder, in byte order.
    package static func names(in folder: String) -> [String] {
        // Safe: as above; each entry is copied before the next call.
        guard let directory = unsafe opendir(folder) else { return [] }
        defer { _ = unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// A variable of the environment.
    package static func environment(_ name: String) -> String? {
        // Safe: nothing in the tests changes the environment, and the text is copied at once.
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }
}
