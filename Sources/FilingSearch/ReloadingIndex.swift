internal import InvertedIndex
internal import Storage
internal import Synchronization

/// An index that follows its commits: whoever asks gets the newest, whoever is at work goes on with the one it has.
///
/// ```swift
/// let index = try ReloadingIndex(path: "Index/Data")
/// let results = try index.latest().search(request)
/// ```
///
/// Asking takes no lock on the index and waits for nobody: while one thread opens a new commit, the others get the one
/// before. An old commit lives as long as somebody holds it, though its files may be gone from the directory.
public final class ReloadingIndex: Sendable {
    /// Where the index lies.
    public let path: String
    private let interval: Duration
    private let state: Mutex<State>

    private struct State {
        var index: FilingIndex
        /// The newest manifest when it was last looked for, opened or not.
        var seen: IndexDirectory.NewestManifest?
        var nextLook: ContinuousClock.Instant
        var isOpening = false
        var failure: FilingIndexError?
    }

    /// Opens the newest commit of an index.
    ///
    /// - Parameters:
    ///   - path: the index directory.
    ///   - interval: how long `latest` trusts what it saw before it looks for a newer commit.
    /// - Throws: `FilingIndexError` when there is none, or none that is whole.
    public init(path: String, lookingEvery interval: Duration = .milliseconds(200)) throws(FilingIndexError) {
        self.path = path
        self.interval = interval
        // Looked for first: a commit that comes between the two is opened again, which costs less than missing it.
        let seen = try? IndexDirectory(path: path).newestManifest()
        let index = try FilingIndex(path: path)
        state = Mutex(State(index: index, seen: seen, nextLook: .now + interval))
    }

    /// The commit at hand; never looks for another.
    public var current: FilingIndex { state.withLock { $0.index } }

    /// Why the newest commit could not be opened, if so: then the one before is still given.
    public var failure: FilingIndexError? { state.withLock { $0.failure } }

    /// The newest commit, looked for when that was not done for a while.
    ///
    /// - Returns: the newest that opens, or the one at hand while another thread opens it or none opens.
    /// - Complexity: a comparison of times; when it is time to look, the listing of a directory and the reading of a
    ///   manifest, some 50 µs.
    public func latest() -> FilingIndex {
        let (index, isTime) = state.withLock { state in
            guard !state.isOpening, ContinuousClock.now >= state.nextLook else { return (state.index, false) }
            state.isOpening = true
            return (state.index, true)
        }
        return isTime ? look() : index
    }

    /// Looks for a newer commit now.
    ///
    /// - Returns: whether there was one, and it opened; `false` too while another thread looks.
    @discardableResult
    public func refresh() -> Bool {
        let before = state.withLock { state in
            if state.isOpening { return nil as FilingIndex? }
            state.isOpening = true
            return state.index
        }
        guard let before else { return false }
        return look().snapshot.manifest != before.snapshot.manifest
    }

    /// Opens the newest commit if it is not the one last seen; only by the one thread that set `isOpening`.
    private func look() -> FilingIndex {
        let (known, texts) = state.withLock { ($0.seen, $0.index.texts) }
        var opened: FilingIndex?
        var failure: FilingIndexError?
        var newest: IndexDirectory.NewestManifest?
        do throws(IndexError) {
            newest = try IndexDirectory(path: path).newestManifest()
        } catch {
            failure = FilingIndexError(error)
        }
        if let newest, newest != known {
            do throws(FilingIndexError) {
                opened = try FilingIndex(path: path, on: LocalFileSystem(), texts: texts)
            } catch {
                failure = error
            }
        }
        return state.withLock { state in
            state.isOpening = false
            state.nextLook = .now + interval
            if let opened { state.index = opened }
            if newest != nil { state.seen = newest }
            if opened != nil || failure != nil { state.failure = failure }
            return state.index
        }
    }
}
