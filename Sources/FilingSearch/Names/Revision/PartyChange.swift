internal import InvertedIndex

/// What a commit tells of parties.
struct PartyChange {
    /// Parties of lists that came.
    var listed = PartyCatalog()
    /// What filings that came tell of parties, and, of those in `forgotten`, what the other filings that stay do.
    var filed = PartyCatalog()
    /// Parties of which everything that filings told before is void.
    var forgotten: Set<PartyKey> = []
    /// A reviewed file that takes the place of the one before.
    var reviewed: SameAs?
    /// Whether what stays of the forgotten could be gathered; else all have to be made anew.
    private(set) var isGathered = true

    /// Gathers what filings that stay tell of parties that were named by others, which have gone.
    ///
    /// - Throws: `IndexError` when a record is damaged.
    /// - Complexity: O(filings that name one of the parties).
    mutating func forget(_ keys: Set<PartyKey>, leaving left: LiveFilings) throws(IndexError) {
        forgotten = keys
        guard keys.count <= PartySources.keyCountMax else {
            isGathered = false
            return
        }
        // Taken out while it changes, so that it is not copied.
        var catalog = filed
        filed = PartyCatalog()
        isGathered = try left.forEach(naming: keys) { (filing) throws(IndexError) in
            catalog.add(PartyCatalog.sightings(in: filing), of: keys)
        }
        filed = catalog
    }
}
