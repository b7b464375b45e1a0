internal import EDGAR

/// Which files in some folders are new and whole.
///
/// A file that was closed by whoever wrote it, or moved here, is taken at once. Of all others – found in a listing
/// shortly after they changed, or linked here – nobody says when they are whole: they are taken when they have not
/// changed for a while. Where the system tells nothing, folders are listed again and again.
struct FolderWatch {
    private let folders: [String]
    private let source = InputSource()
    private let events: FolderEvents?
    /// Files that are whole.
    private var ready: Set<String> = []
    /// Files that are perhaps still being written: what they were when last looked at, and when that was.
    private var settling: [String: Look] = [:]
    /// What files were when they were taken, where folders are listed again and again.
    private var taken: [String: State] = [:]
    private var lastListing: ContinuousClock.Instant?
    private let clock = ContinuousClock()

    private struct State: Equatable {
        var sizeBytes: Int
        var modifiedNanoseconds: Int
    }

    private struct Look {
        var state: State
        var since: ContinuousClock.Instant
    }

    /// How long a file must stay as it is to be taken for whole.
    private static let settlingTime = Duration.milliseconds(1_000)
    /// Files changed before this are whole when they are first met.
    private static let settledNanoseconds = 2_000_000_000

    /// Begins to watch folders and all below them; what is there is new.
    ///
    /// - Parameters:
    ///   - folders: their paths.
    ///   - polls: whether to list them again and again although the system would tell.
    ///   - warn: told where the system cannot, in a sentence.
    init(_ folders: [String], polls: Bool, warn: (String) -> Void) {
        self.folders = folders
        var events = polls ? nil : FolderEvents()
        if events == nil, !polls {
            warn("the system tells no changes of folders; they are listed every second instead")
        }
        // Watched first and listed then, so that nothing falls between.
        for folder in source.folders(at: folders) {
            guard let reason = events?.watch(folder) else { continue }
            warn("\(folder): \(reason); all folders are listed every second instead")
            events = nil
        }
        self.events = events
        list(folders)
    }

    /// Whether no file may still be being written.
    var isSettled: Bool { settling.isEmpty }

    /// Whether no file is waiting to be taken or to become whole.
    var isIdle: Bool { ready.isEmpty && settling.isEmpty }

    /// Waits for changes.
    ///
    /// - Parameter milliseconds: how long at most.
    /// - Returns: whether something happened.
    mutating func wait(milliseconds: Int32) -> Bool {
        let countBefore = ready.count
        if let events {
            let happened = events.wait(milliseconds: milliseconds)
            for event in happened { note(event) }
            settle()
            return !happened.isEmpty || ready.count != countBefore
        }
        Pause.milliseconds(milliseconds)
        if lastListing.map({ clock.now - $0 >= Self.settlingTime }) ?? true { list(folders) }
        settle()
        return ready.count != countBefore
    }

    /// The files that are whole, in byte order; they are no longer new then.
    mutating func take() -> [String] {
        let paths = ready.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        ready = []
        return paths
    }

    private mutating func note(_ event: FolderEvents.Event) {
        switch event {
        case .written(let path) where Self.isWanted(path):
            ready.insert(path)
            settling[path] = nil
        case .linked(let path) where Self.isWanted(path): look(at: path)
        case .folder(let path):
            for folder in source.folders(at: [path]) { _ = events?.watch(folder) }
            list([path])
        case .overflow:
            for folder in source.folders(at: folders) { _ = events?.watch(folder) }
            list(folders)
        default: break
        }
    }

    private mutating func list(_ folders: [String]) {
        lastListing = clock.now
        let now = Pause.nanosecondsSince1970
        for file in source.files(at: folders).files where Self.isWanted(file.path) {
            let state = State(sizeBytes: file.sizeBytes, modifiedNanoseconds: file.modifiedNanoseconds)
            if events == nil {
                if taken[file.path] == state { continue }
                taken[file.path] = state
            }
            if now - file.modifiedNanoseconds > Self.settledNanoseconds {
                ready.insert(file.path)
            } else if settling[file.path]?.state != state {
                settling[file.path] = Look(state: state, since: clock.now)
            }
        }
    }

    private mutating func look(at path: String) {
        guard let file = source.files(at: [path]).files.first else {
            settling[path] = nil
            return
        }
        let state = State(sizeBytes: file.sizeBytes, modifiedNanoseconds: file.modifiedNanoseconds)
        if settling[path]?.state != state { settling[path] = Look(state: state, since: clock.now) }
    }

    /// Takes files for whole that have not changed for a while.
    private mutating func settle() {
        guard !settling.isEmpty else { return }
        let due = settling.filter { clock.now - $0.value.since >= Self.settlingTime }
        for (path, before) in due {
            look(at: path)
            guard let after = settling[path], after.state == before.state else { continue }
            settling[path] = nil
            ready.insert(path)
        }
    }

    /// Whether a file's name is not one that programs give while they write, nor one of an index.
    static func isWanted(_ path: String) -> Bool {
        guard let name = path.split(separator: "/").last else { return false }
        let isOfIndex =
            name == "LOCK" || name.hasSuffix(".segment") || name.hasSuffix(".deleted")
            || name.hasPrefix("manifest-") && name.dropFirst("manifest-".count).allSatisfy(\.isNumber)
        return !isOfIndex && !name.hasPrefix(".") && !name.hasSuffix("~")
            && !temporarySuffixes.contains { name.hasSuffix($0) }
    }

    private static let temporarySuffixes = [
        ".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".filepart", ".swp", ".swx",
    ]
}
