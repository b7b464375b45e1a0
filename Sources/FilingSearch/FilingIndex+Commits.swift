internal import InvertedIndex

extension FilingIndex {
    /// Sixteen hexadecimal digits that are the same for the same content and differ for others.
    ///
    /// They come from the digests of all segments, so two indexes of one generation are told apart.
    public var contentTag: String {
        var hash = StableHash()
        hash.add(generation)
        hash.add(snapshot.manifest.serialized)
        let digits = String(hash.value, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    /// The number of the commit that a page of results was taken from.
    ///
    /// - Parameter cursor: as handed out with the page.
    /// - Returns: the number; `nil` for a text that is no cursor.
    public static func generation(ofCursor cursor: String) -> UInt64? { SearchCursor(parsing: cursor)?.generation }
}
