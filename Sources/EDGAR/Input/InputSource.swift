/// Walks files and folders, and reads what is in them: plain, packed, or archives of any depth.
///
/// What a file is, its first bytes tell. Archives are read through from front to end, nothing is unpacked to disk, and
/// no more is held in memory than one document, or a piece of one that may be cut.
package struct InputSource: Sendable {
    /// What reading may cost.
    package var limits: InputLimits

    /// Files up to this size are read in one go, and once more when they change meanwhile.
    package static let smallBytes = 4 << 20

    /// A source.
    ///
    /// - Parameter limits: what reading may cost.
    package init(limits: InputLimits = InputLimits()) { self.limits = limits }

    /// Lists the files that paths stand for; folders are walked to the bottom, names sorted by their bytes.
    ///
    /// - Parameter paths: files and folders.
    /// - Returns: files in order, and issues for what cannot be read or is no file.
    package func files(at paths: [String]) -> (files: [InputFile], issues: [ImportIssue]) {
        var listing = InputListing()
        for path in paths { listing.visit(Array(path.utf8), above: []) }
        return (listing.files, listing.issues)
    }

    /// Lists the folders that paths stand for, and all below them that `files` walks through.
    ///
    /// - Parameter paths: files and folders.
    /// - Returns: folders, each before those in it.
    package func folders(at paths: [String]) -> [String] {
        var listing = InputListing()
        for path in paths { listing.visit(Array(path.utf8), above: []) }
        return listing.folders
    }

    /// Reads one file to its end, members of archives one after the other.
    ///
    /// - Parameters:
    ///   - file: as listed.
    ///   - emit: takes documents and issues in the order of the bytes; `false` for no more.
    package func read(_ file: InputFile, emit: (InputPart) -> Bool) {
        read(file, cuts: true) { part, _ in emit(part) }
    }

    /// Reads one file to its end, telling how far it is read.
    ///
    /// - Parameters:
    ///   - file: as listed.
    ///   - emit: takes documents and issues, and how many bytes of the file were read so far; `false` for no more.
    package func read(_ file: InputFile, emit: (InputPart, _ readBytes: Int) -> Bool) {
        read(file, cuts: true, emit: emit)
    }

    /// Reads a file that holds one document.
    ///
    /// - Parameter file: as listed.
    /// - Returns: the document, or `nil` with an issue that says why not.
    package func load(_ file: InputFile) -> (input: ImportInput?, issues: [ImportIssue]) {
        var (input, issues): (ImportInput?, [ImportIssue]) = (nil, [])
        read(file, cuts: false) { part, _ in
            switch part {
            case .issue(let issue): issues.append(issue)
            case .input(let first): input = input ?? first
            }
            return true
        }
        return (input, issues)
    }

    private func read(_ file: InputFile, cuts: Bool, emit: (InputPart, Int) -> Bool) {
        func issue(_ kind: String, _ severity: ImportIssue.Severity, _ message: String) {
            _ = emit(.issue(ImportIssue(kind: kind, severity: severity, file: file.path, message: message)), 0)
        }
        let attemptCount = 2
        for attempt in 1...attemptCount {
            let head: [UInt8]
            let open: OpenFile
            do throws(InputFault) {
                guard let opened = try OpenFile.open(file.pathBytes) else {
                    return issue("not a file", .note, "a device, pipe or socket, where a file was expected; skipped")
                }
                open = opened
                let isSmall = open.sizeBytes <= Self.smallBytes
                // One byte more than the size, to notice a file that grew.
                var bytes: [UInt8] = []
                let count = isSmall ? open.sizeBytes + 1 : ContainerKind.headBytes
                if let fault = open.append(to: &bytes, count) { throw fault }
                if isSmall, bytes.count != open.sizeBytes || open.hasChanged {
                    let isLast = attempt == attemptCount
                    issue(
                        "changed while read", isLast ? .rejected : .warning,
                        "size or time of the file changed while it was read; "
                            + (isLast ? "given up after two attempts. Import it when it is whole" : "read once more"))
                    continue
                }
                if !isSmall { try open.seek(to: 0) }
                head = bytes
            } catch {
                return issue("cannot be read", .rejected, "\(error.words); nothing was imported")
            }
            let walk = ArchiveWalk(file: file.path, fileBytes: open.sizeBytes, limits: limits, cuts: cuts)
            let isSmall = head.count == open.sizeBytes
            let isWanted = walk.read(isSmall ? MemoryFeed(head) : open, head: head) { emit($0, open.readBytes) }
            if isWanted, !isSmall, open.hasChanged {
                issue(
                    "changed while read", .warning,
                    "size or time of the file changed while it was read, so parts of it may be of the file before; "
                        + "import it again when it is whole")
            }
            return
        }
    }
}
