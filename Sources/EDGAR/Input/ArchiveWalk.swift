/// Goes through one file to the documents in it: the file itself, what is packed in it, members of archives.
struct ArchiveWalk {
    private let file: String
    private let limits: InputLimits
    private let cuts: Bool
    private let budget: UnfoldBudget

    /// A walk that has not begun.
    ///
    /// - Parameters:
    ///   - file: path, for people.
    ///   - fileBytes: its size.
    ///   - limits: what reading may cost.
    ///   - cuts: whether large documents may be handed on in pieces.
    init(file: String, fileBytes: Int, limits: InputLimits, cuts: Bool) {
        (self.file, self.limits, self.cuts) = (file, limits, cuts)
        budget = UnfoldBudget(fileBytes: fileBytes, limits: limits)
    }

    /// Reads the file.
    ///
    /// - Parameters:
    ///   - feed: all its bytes.
    ///   - head: the first of them.
    ///   - emit: takes documents and issues; `false` for no more.
    /// - Returns: whether more was wanted to the end.
    func read(_ feed: any ByteFeed, head: [UInt8], emit: (InputPart) -> Bool) -> Bool {
        guard let kind = ContainerKind(head: head[...]) else {
            switch document(feed, head: [], sizeBytes: feed.seekableCount, nil, emit) {
            case .whole: return true
            case .stopped: return false
            case .fault(.damaged(let words), let torn):
                let what = torn.offset > 0 ? "its first \(torn.offset) bytes were imported" : "nothing was imported"
                return emit(issue("cannot be read", .rejected, nil, words + "; " + what))
            case .fault(.overLimit(let words), let torn):
                let what = torn.offset > 0 ? "its first \(torn.offset) bytes were imported" : "nothing was imported"
                return emit(issue("file too large", .rejected, nil, words + "; " + what))
            }
        }
        return archive(feed, kind, name: nil, depth: 1, emit)
    }

    private func issue(
        _ kind: String, _ severity: ImportIssue.Severity, _ member: String?, _ message: String
    ) -> InputPart {
        .issue(ImportIssue(kind: kind, severity: severity, file: file, member: member, message: message))
    }

    /// Goes through the members of an archive.
    ///
    /// - Parameters:
    ///   - feed: its bytes.
    ///   - kind: as its first bytes tell.
    ///   - name: its path in the file, `nil` for the file itself.
    ///   - depth: how many archives deep it is, itself counted.
    ///   - emit: as above.
    /// - Returns: whether more is wanted.
    private func archive(
        _ feed: any ByteFeed, _ kind: ContainerKind, name: String?, depth: Int, _ emit: (InputPart) -> Bool
    ) -> Bool {
        guard depth <= limits.depth else {
            return emit(
                issue(
                    "archives too deep", .rejected, name,
                    "archives in archives more than \(limits.depth) deep; nothing of this one was imported. "
                        + "\(InputLimits.Option.depth) raises the limit"))
        }
        if case .empty = kind { return emit(issue("empty archive", .note, name, "a tar archive without members")) }
        var progress = Progress()
        do throws(InputFault) {
            var reader = try ArchiveReader(feed, kind: kind, limits: limits, budget: budget)
            while true {
                if reader.isBroken, kind == .zip, feed.seekableCount != nil,
                    progress.faultCount < InputLimits.faultCount
                {
                    // A zip's list of members stands apart from them: those behind a damaged one can be found.
                    progress.faultCount += 1
                    try feed.seek(to: 0)
                    reader = try ArchiveReader(feed, kind: kind, limits: limits, budget: budget)
                    try reader.skip(progress.memberCount)
                }
                switch try reader.next() {
                case .end:
                    return progress.memberCount > 0
                        || emit(
                            kind == .packed
                                ? .input(ImportInput(file: file, member: name, bytes: []))
                                : issue("empty archive", .note, name, "an archive without members"))
                case .fault(let words, let isLast):
                    // Where a header should stand, every block may be wrong: one report for all of them.
                    if isLast || !progress.isInDamage {
                        guard emit(damage(words, name, progress, isSingle: kind == .packed)) else { return false }
                    }
                    if isLast { return true }
                    progress.isInDamage = true
                case .member(let member):
                    progress.isInDamage = false
                    progress.memberCount += 1
                    progress.lastName = member.name
                    if progress.memberCount > limits.memberCount {
                        return emit(
                            issue(
                                "too many members", .rejected, name,
                                "more than \(limits.memberCount) members; those behind them were left out. "
                                    + "\(InputLimits.Option.members) raises the limit"))
                    }
                    if progress.memberCount == 1, kind == .zip, member.name == "[Content_Types].xml" {
                        return emit(
                            issue("office document", .note, name, "a document of an office program, no filing; skipped")
                        )
                    }
                    guard
                        try take(
                            member, reader, isFindable: kind == .zip && feed.seekableCount != nil, name, depth,
                            &progress, emit)
                    else { return false }
                }
            }
        } catch {
            let what =
                progress.memberCount > 0
                ? "what came before was imported, the rest was left out" : "nothing was imported"
            if case .overLimit(let words) = error {
                return emit(issue("unfolds too large", .rejected, name, words + "; " + what))
            }
            return emit(damage(error.words, name, progress, isSingle: false))
        }
    }

    private struct Progress {
        var memberCount = 0
        /// Members that were left out.
        var faultCount = 0
        var lastName = ""
        var isInDamage = false
    }

    private func damage(_ words: String, _ name: String?, _ progress: Progress, isSingle: Bool) -> InputPart {
        if isSingle, progress.memberCount == 0 {
            return issue(
                "damaged archive", .rejected, name,
                "expected packed bytes, found: \(words); nothing was imported. Fetch the file again")
        }
        let place =
            progress.memberCount == 0 ? "at its begin" : "behind \(progress.lastName), member \(progress.memberCount)"
        return issue(
            "damaged archive", .rejected, name,
            "expected a member, found \(place): \(words). Members that are whole were imported. Fetch the file again")
    }

    /// Reads one member.
    private func take(
        _ member: ArchiveReader.Member, _ reader: ArchiveReader, isFindable: Bool, _ outer: String?, _ depth: Int,
        _ progress: inout Progress, _ emit: (InputPart) -> Bool
    ) throws(InputFault) -> Bool {
        // What is packed by itself has no name of its own.
        let isSingle = reader.isSingleFile
        let name = isSingle ? outer : (outer.map { $0 + "!" } ?? "") + member.name
        switch member.kind {
        case .file: break
        case .folder: return true
        case .link(let target):
            return emit(issue("link in an archive", .note, name, "a link to \(target); links are not followed"))
        case .other:
            return emit(issue("not a file", .note, name, "a device or pipe, where a file was expected; skipped"))
        }
        var head: [UInt8] = []
        var end = PieceReader.End.whole
        if !isSingle {
            let count = max(1, min(member.sizeBytes ?? .max, ContainerKind.headBytes))
            if let fault = reader.append(to: &head, count) {
                end = .fault(fault, read: ImportInput(file: file, bytes: []))
            }
            if case .whole = end, let kind = ContainerKind(head: head[...]) {
                return archive(ContinuedFeed(head, reader), kind, name: name, depth: depth + 1, emit)
            }
        }
        if case .whole = end {
            end = document(reader, head: head, sizeBytes: member.sizeBytes, name, emit)
        }
        switch end {
        case .whole:
            guard isSingle, reader.hasWrongChecksum else { return true }
            return emit(
                issue(
                    "damaged archive", .warning, name,
                    "expected the checksum that stands behind the packed bytes, found another; what they unfold to was "
                        + "read all the same. Fetch the file again"))
        case .stopped: return false
        case .fault(.damaged(let words), let torn):
            let readBytes = torn.offset + torn.bytes.count
            if isSingle, readBytes > 0 {
                // Half a filing is better than none where there is nothing else in the file.
                let warning = issue(
                    "damaged archive", .warning, name,
                    "expected packed bytes, found: \(words); the first \(readBytes) unpacked bytes were read. "
                        + "Fetch the file again")
                return emit(warning) && (torn.bytes.isEmpty || emit(.input(torn)))
            }
            return emit(
                issue(
                    "damaged archive", .rejected, name,
                    "expected \(member.sizeBytes.map { "\($0) bytes" } ?? "a whole member"), found after \(readBytes): "
                        + "\(words); \(torn.offset > 0 ? "its rest was" : "it was") left out"
                        + (reader.isBroken && !isFindable ? ", and so is what follows it" : "")
                        + ". Fetch the archive again"))
        case .fault(.overLimit(let words), let torn):
            progress.faultCount += 1
            if budget.isSpent { throw .overLimit(words) }
            let what = torn.offset > 0 ? "its first \(torn.offset) bytes were imported" : "nothing of it was imported"
            guard emit(issue("unfolds too large", .rejected, name, words + "; " + what)) else { return false }
            guard progress.faultCount < InputLimits.faultCount else {
                throw .overLimit("\(progress.faultCount) of its members unfold to more than a limit allows")
            }
            return true
        }
    }

    /// Hands on what is no archive.
    private func document(
        _ feed: any ByteFeed, head: [UInt8], sizeBytes: Int?, _ name: String?, _ emit: (InputPart) -> Bool
    ) -> PieceReader.End {
        PieceReader(limits: limits, file: file, member: name, cuts: cuts)
            .read(feed, head: head, sizeBytes: sizeBytes) { emit(.input($0)) }
    }
}
