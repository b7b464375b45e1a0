internal import FilingModel

/// Which of several papers of one filing counts first: the fuller one, then the one of the kind that tells it best, then
/// what says so wherever the papers lie.
struct TellingRank: Hashable, Comparable, Sendable {
    /// How much it holds and how well its kind tells it.
    var fullness: Int
    /// A hash of what the record keeps of its source.
    var tie: UInt64

    /// The rank of a paper by itself.
    ///
    /// - Parameter filing: as one paper tells it.
    init(of filing: Filing) { self.init(fullness: Self.fullness(of: filing), source: filing.source) }

    /// The rank of a telling.
    init(of telling: FilingTelling) { self.init(fullness: telling.fullness, source: telling.source) }

    /// A rank that was written down.
    init(fullness: Int, tie: UInt64) { (self.fullness, self.tie) = (fullness, tie) }

    private init(fullness: Int, source: FilingSource) {
        self.fullness = fullness
        var tie = StableHash()
        tie.add(source.sha256.leadingBits)
        tie.add(source.name.utf8)
        tie.add(UInt64(source.byteRange.lowerBound))
        self.tie = tie.value
    }

    static func < (left: Self, right: Self) -> Bool { (left.fullness, left.tie) < (right.fullness, right.tie) }

    /// How much a filing holds: rows weigh most, then everything else that was read; of equals the kind decides.
    ///
    /// The day of filing does not count, though papers differ in it: it is filled in from whichever has it.
    static func fullness(of filing: Filing) -> Int {
        let held =
            filing.rows.count * 8 + filing.owners.count * 4 + filing.footnotes.count * 2 + filing.documents.count
            + (filing.issuer == nil ? 0 : 4)
        return held * 16 + weight(of: filing.source.kind)
    }

    /// How well a kind of paper tells what it tells.
    private static func weight(of kind: FilingSource.Kind) -> Int {
        switch kind {
        case .submission: 9
        case .xml: 8
        case .dataSet: 7
        case .page: 6
        case .paper: 5
        case .html: 4
        case .line: 3
        case .text: 2
        case .list: 1
        case .unknown, .index: 0
        }
    }

    /// A hash of what makes two papers versions of each other: a kind and a name.
    static func paper(_ source: FilingSource) -> UInt32 {
        var hash = StableHash()
        hash.add(UInt64(source.kind.rawValue))
        hash.add(source.name.utf8)
        return UInt32(truncatingIfNeeded: hash.value ^ hash.value >> 32)
    }
}
