internal import FilingModel
internal import InvertedIndex

extension PartySources {
    /// Parties gathered anew by their keys; of more it costs less to go through all filings.
    static let keyCountMax = 2_000

    /// Gathers some parties anew, when filings that named them have gone.
    ///
    /// The latest day of a party, or the first of a symbol, cannot be subtracted: what is known of whoever those filings
    /// named is forgotten, and gathered from the others that name them.
    ///
    /// - Parameters:
    ///   - keys: of all parties in the filings that have gone.
    ///   - left: the filings that stay.
    /// - Throws: `IndexError` when a record is damaged.
    /// - Complexity: O(filings that name one of the parties).
    mutating func gatherAnew(_ keys: Set<PartyKey>, from left: LiveFilings) throws(IndexError) {
        guard !keys.isEmpty else { return }
        // Taken out while it changes, so that it is not copied.
        var catalog = filed
        filed = PartyCatalog()
        catalog.forget(keys)
        var isFound = false
        if keys.count <= Self.keyCountMax {
            isFound = try left.forEach(naming: keys) { (filing) throws(IndexError) in
                catalog.add(PartyCatalog.sightings(in: filing), of: keys)
            }
        }
        if !isFound {
            catalog = PartyCatalog()
            try left.forEach { (filing) throws(IndexError) in catalog.add(PartyCatalog.sightings(in: filing)) }
        }
        catalog.compact()
        filed = catalog
    }
}
