internal import FilingModel
internal import InvertedIndex

extension PartySources {
    /// Takes back what filings told that are no longer in the index.
    ///
    /// The latest day of a party, or the first of a symbol, cannot be subtracted: whoever these filings name is gathered
    /// anew from the others that name them.
    ///
    /// - Parameters:
    ///   - removed: the filings, as they were in the index.
    ///   - left: those that stay, without these.
    /// - Throws: `IndexError` when a record is damaged.
    /// - Complexity: O(filings that name one of the parties).
    mutating func takeBack(_ removed: [Filing], left: LiveFilings) throws(IndexError) {
        guard !removed.isEmpty else { return }
        var keys: Set<PartyKey> = []
        for filing in removed { for sighting in PartyCatalog.sightings(in: filing) { keys.insert(sighting.key) } }
        filed.forget(keys)
        var catalog = filed
        filed = PartyCatalog()
        let isFound = try left.forEach(naming: keys) { (filing) throws(IndexError) in
            catalog.add(PartyCatalog.sightings(in: filing), of: keys)
        }
        if !isFound {
            catalog = PartyCatalog()
            try left.forEach { (filing) throws(IndexError) in catalog.add(PartyCatalog.sightings(in: filing)) }
        }
        catalog.compact()
        filed = catalog
    }
}
