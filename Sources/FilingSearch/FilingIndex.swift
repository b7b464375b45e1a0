internal import InvertedIndex
package import Storage

/// An index of filings, opened for questions.
///
/// ```swift
/// let index = try FilingIndex(path: "Index/Data")
/// var names = index.nameSession()
/// for party in try names.parties(like: "panorra robt") { print(party.score, party.name) }
/// ```
///
/// It stands on one commit: what others publish meanwhile is seen by the next one opened, or by a `ReloadingIndex`. Opening maps files and reads
/// little; an index may be used by any number of threads.
public struct FilingIndex: Sendable {
    let snapshot: Snapshot
    let searcher: Searcher
    let parties: PartyDirectory?
    /// Texts of filings that were found.
    let texts: HitTextMemory
    /// What had to be passed over on opening, in sentences.
    public let warnings: [String]

    /// Number of the commit it stands on.
    public var generation: UInt64 { snapshot.manifest.generation }

    /// Opens the newest commit of an index.
    ///
    /// - Parameter path: the index directory.
    /// - Throws: `FilingIndexError` when there is none, or none that is whole.
    public init(path: String) throws(FilingIndexError) { try self.init(path: path, on: LocalFileSystem()) }

    /// The same on a disk of the caller's.
    package init(path: String, on fileSystem: any FileSystem) throws(FilingIndexError) {
        try self.init(path: path, on: fileSystem, texts: HitTextMemory())
    }

    /// The same with texts that an earlier commit kept.
    init(path: String, on fileSystem: any FileSystem, texts: HitTextMemory) throws(FilingIndexError) {
        var warnings: [String] = []
        let snapshot: Snapshot
        do throws(IndexError) {
            snapshot = try IndexDirectory(path: path, on: fileSystem).open { warnings.append($0.description) }
        } catch {
            throw FilingIndexError(error)
        }
        try self.init(snapshot, texts: texts, warnings: warnings)
    }

    /// Opens the commit that a page of results was taken from, so that the next page fits it.
    ///
    /// - Parameters:
    ///   - path: the index directory.
    ///   - cursor: `SearchResults.next` of the page.
    /// - Throws: `FilingIndexError` when it is no cursor, or the commit is gone.
    public init(path: String, after cursor: String) throws(FilingIndexError) {
        guard let place = SearchCursor(parsing: cursor) else {
            throw .question("'\(cursor)' is no cursor; take `next` from the page before as it is")
        }
        let directory = IndexDirectory(path: path)
        let opened: Snapshot?
        do throws(IndexError) {
            let isKept = try directory.generations().contains(place.generation)
            opened = isKept ? try directory.open(generation: place.generation) : nil
        } catch {
            throw FilingIndexError(error)
        }
        guard let opened else {
            throw .question(
                "\(path): the page before is of commit \(place.generation), which is gone: the index was built "
                    + "again since. Ask for the first page again")
        }
        try self.init(opened, texts: HitTextMemory(), warnings: [])
    }

    private init(_ snapshot: Snapshot, texts: HitTextMemory, warnings: [String]) throws(FilingIndexError) {
        self.texts = texts
        do throws(IndexError) {
            self.snapshot = snapshot
            self.warnings = warnings
            searcher = Searcher(snapshot.segments(of: FilingSchema.collection))
            parties = try snapshot.segments(of: PartySchema.collection).first.map { (segment) throws(IndexError) in
                try PartyDirectory(segment)
            }
        } catch {
            throw FilingIndexError(error)
        }
    }
}
