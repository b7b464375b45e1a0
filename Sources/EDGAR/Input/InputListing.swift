/// A walk through folders to the files in them.
struct InputListing {
    var files: [InputFile] = []
    /// Folders walked through, each before what lies in it.
    var folders: [String] = []
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
        case .file(let sizeBytes, let modified):
            files.append(
                InputFile(path: shown, pathBytes: path, sizeBytes: sizeBytes, modifiedNanoseconds: modified))
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
                folders.append(shown)
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

extension InputListing {
    /// Whether a folder with these names is an index, whole or begun: a lock and nothing but files of an index.
    private static func isIndex(_ names: [[UInt8]]) -> Bool {
        let text = names.map { String(decoding: $0, as: UTF8.self) }
        let own = text.filter { $0.hasPrefix("manifest-") || $0.hasSuffix(".segment") || $0.hasSuffix(".tmp") }
        let isLocked = text.contains("LOCK")
        return isLocked && own.count + 1 == text.count
            || own.contains { $0.hasPrefix("manifest-") } && own.contains { $0.hasSuffix(".segment") }
    }
}
