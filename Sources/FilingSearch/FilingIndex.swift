internal import InvertedIndex

/// An index of filings, opened for questions.
///
/// ```swift
/// let index = try FilingIndex(path: "Index/Data")
/// var names = index.nameSession()
/// for party in try names.parties(like: "panorra robt") { print(party.score, party.name) }
/// ```
///
/// It stands on one commit: what others publish meanwhile is seen by the next one opened. Opening maps files and reads
/// little; an index may be used by any number of threads.
public struct FilingIndex: Sendable {
    let snapshot: Snapshot
    let searcher: Searcher
    let parties: PartyDirectory?
    /// What had to be passed over on opening, in sentences.
    public let warnings: [String]

    /// Opens the newest commit of an index.
    ///
    /// - Parameter path: the index directory.
    /// - Throws: `FilingIndexError` when there is none, or none that is whole.
    public init(path: String) throws(FilingIndexError) {
        do throws(IndexError) {
            var warnings: [String] = []
            snapshot = try IndexDirectory(path: path).open { warnings.append($0.description) }
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
