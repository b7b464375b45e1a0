internal import InvertedIndex

/// A party as the index knows it, without its filings.
public struct PartyEntry: Sendable {
    /// The party.
    public var party: PartyMatch
    /// All its names, in byte order.
    public var names: [String]
}

extension FilingIndex {
    /// The party with a key.
    ///
    /// - Parameter key: a CIK, or a key as `PartyMatch.key` has it.
    /// - Returns: the party; `nil` when the index knows none by it.
    /// - Throws: `FilingIndexError` when bytes of the index are damaged.
    /// - Complexity: one look-up of a word and one record.
    public func party(withKey key: String) throws(FilingIndexError) -> PartyEntry? {
        try candidates(key, as: .ownerKey, isExact: true).first.map { record, match in
            PartyEntry(party: match, names: record.names.map(\.name))
        }
    }
}
