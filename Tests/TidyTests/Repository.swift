internal import FoundationEssentials

/// The files of this repository, as the rules see them.
enum Repository {
    /// Where it lies: three levels above this file.
    static let root: String = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/")
    }()

    /// All files that are ours to keep tidy, as paths from the root, in byte order.
    ///
    /// Left out are what is built, what git keeps, and the bytes of others: fixtures and sample filings.
    static let files: [String] = {
        var found: [String] = []
        collect("", into: &found)
        return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }()

    /// Those of `files` that hold text, the licence of others left out.
    static let textFiles: [String] = files.filter { file in
        let name = file.split(separator: "/").last.map(String.init) ?? file
        if ["Makefile", "NOTICE", ".gitignore", ".gitattributes", ".editorconfig", ".swift-format"].contains(name) {
            return true
        }
        return file.hasPrefix(".ci/")
            || ["swift", "md", "c", "h", "modulemap", "sh", "py", "json", "yml"].contains { name.hasSuffix("." + $0) }
    }

    /// Swift files below one of the top folders.
    ///
    /// - Parameter folder: such as `Sources`.
    /// - Returns: paths from the root.
    static func swiftFiles(in folder: String) -> [String] {
        files.filter { $0.hasPrefix(folder + "/") && $0.hasSuffix(".swift") }
    }

    /// Markdown files.
    static let markdownFiles: [String] = files.filter { $0.hasSuffix(".md") }

    /// The text of a file.
    ///
    /// - Parameter path: from the root.
    /// - Returns: its text; empty when it cannot be read.
    static func text(_ path: String) -> String {
        FileManager.default.contents(atPath: root + "/" + path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// The lines of a file, the last without its newline.
    ///
    /// - Parameter path: from the root.
    /// - Returns: lines in order.
    static func lines(_ path: String) -> [Substring] {
        var lines = text(path).split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// Whether a file or folder is there.
    ///
    /// - Parameter path: from the root.
    /// - Returns: whether it is.
    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root + "/" + path) }

    private static func collect(_ folder: String, into found: inout [String]) {
        let path = folder.isEmpty ? root : root + "/" + folder
        for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
            let child = folder.isEmpty ? name : folder + "/" + name
            let isForeign =
                name.hasPrefix(".build") || name == ".git" || name == ".swiftpm" || name == "Fixtures"
                || name == "Regressions" || name == "__pycache__"
                || ["Index/Data", "Index/Sample/filings", "Index/Sample/index"].contains(child)
            if isForeign { continue }
            var isFolder = false
            if FileManager.default.fileExists(atPath: root + "/" + child, isDirectory: &isFolder), isFolder {
                collect(child, into: &found)
            } else {
                found.append(child)
            }
        }
    }
}
