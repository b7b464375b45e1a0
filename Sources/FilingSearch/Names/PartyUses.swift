internal import InvertedIndex
internal import Storage

/// What each party was in filings, as an index keeps it: for every party its uses, for every use its days.
///
/// A use is one role in filings of one form about one issuer, with one title and from one address.
struct PartyUses: Sendable {
    private let ends, issuers, roles, forms, titles, places, streets, dayEnds, days: MappedBytes
    private let textBytes, textEnds: MappedBytes
    /// Pairs of parties said to be different, 32 bits each.
    private let differentPairs: MappedBytes
    /// The upper eight bits of roles, a byte for each use; `nil` in an index written before there were so many.
    private let moreRoles: MappedBytes?
    /// Holds the mapping that the bytes lie in.
    private let segment: SegmentReader
    /// Number of parties.
    let partyCount: Int

    /// Opens the uses of a segment of parties; `nil` for one written before they were kept.
    ///
    /// - Throws: `IndexError` when bytes are damaged or do not fit together.
    init?(_ segment: SegmentReader) throws(IndexError) {
        self.segment = segment
        var found: [MappedBytes] = []
        for kind in PartySegment.Section.useEnds.rawValue...PartySegment.Section.different.rawValue {
            guard let section = segment.file.section(extensionKind: kind) else { return nil }
            try section.verifyAll()
            found.append(section.bytes)
        }
        (ends, issuers, roles, forms) = (found[0], found[1], found[2], found[3])
        (titles, places, streets) = (found[4], found[5], found[6])
        (dayEnds, days, textBytes, textEnds, differentPairs) = (found[7], found[8], found[9], found[10], found[11])
        let more = segment.file.section(extensionKind: PartySegment.Section.useMoreRoles.rawValue)
        try more?.verifyAll()
        moreRoles = more?.bytes
        partyCount = segment.documentCount
        let words = [issuers, forms, titles, places, streets, dayEnds]
        let hasAllRoles = moreRoles.map { $0.count == roles.count } ?? true
        guard ends.count == partyCount * 4, hasAllRoles, words.allSatisfy({ $0.count == roles.count * 4 }),
            textEnds.count >= 4
        else {
            throw .corrupt(
                file: segment.file.path, section: "section \(PartySegment.Section.useEnds.rawValue)", offset: 0,
                expected: "an entry for each use", found: "another number")
        }
    }

    /// The uses of a party.
    @inline(__always)
    func uses(of party: Int) -> Range<Int> {
        let end = Int(ends.uint32(at: party * 4) ?? 0)
        let start = party == 0 ? 0 : Int(ends.uint32(at: party * 4 - 4) ?? 0)
        return start <= end && end <= roles.count ? start..<end : 0..<0
    }

    /// Number of uses of all parties.
    var count: Int { roles.count }

    /// Number of distinct texts.
    var textCount: Int { textEnds.count / 4 }

    /// The issuer of a use.
    @inline(__always)
    func issuer(of use: Int) -> Int? {
        let number = Int(issuers.uint32(at: use * 4) ?? 0)
        return number == 0 ? nil : number - 1
    }

    @inline(__always)
    func roles(of use: Int) -> PartyRoles {
        PartyRoles(rawValue: UInt16(roles.byte(at: use) ?? 0) | UInt16(moreRoles?.byte(at: use) ?? 0) << 8)
    }

    /// Numbers of the texts of a use, below `textCount`: 0 stands for none.
    @inline(__always)
    func form(of use: Int) -> Int { text(at: use, in: forms) }

    @inline(__always)
    func title(of use: Int) -> Int { text(at: use, in: titles) }

    @inline(__always)
    func place(of use: Int) -> Int { text(at: use, in: places) }

    @inline(__always)
    func street(of use: Int) -> Int { text(at: use, in: streets) }

    @inline(__always)
    private func text(at use: Int, in numbers: MappedBytes) -> Int {
        let number = Int(numbers.uint32(at: use * 4) ?? 0)
        return number < textCount ? number : 0
    }

    /// A text by its number.
    func text(_ number: Int) -> String {
        let start = number == 0 ? 0 : Int(textEnds.uint32(at: number * 4 - 4) ?? 0)
        guard let end = textEnds.uint32(at: number * 4), let bytes = textBytes.slice(start, Int(end) - start) else {
            return ""
        }
        return String(decoding: bytes.array, as: UTF8.self)
    }

    /// The days of a use that lie in a range, ascending; those of filings without a day are 0.
    func days(of use: Int, in range: ClosedRange<Int32>) -> [Int32] {
        let end = min(Int(dayEnds.uint32(at: use * 4) ?? 0), days.count / 4)
        let start = use == 0 ? 0 : Int(dayEnds.uint32(at: use * 4 - 4) ?? 0)
        guard start < end else { return [] }
        return (start..<end).compactMap { days.uint32(at: $0 * 4).map { Int32(bitPattern: $0) } }.filter(range.contains)
    }

    /// Whether a use has a day in a range.
    func hasDay(_ use: Int, in range: ClosedRange<Int32>) -> Bool {
        let end = min(Int(dayEnds.uint32(at: use * 4) ?? 0), days.count / 4)
        let start = use == 0 ? 0 : Int(dayEnds.uint32(at: use * 4 - 4) ?? 0)
        // Ascending: the first that is late enough decides.
        var (low, high) = (min(start, end), end)
        while low < high {
            let middle = (low + high) / 2
            if Int32(bitPattern: days.uint32(at: middle * 4) ?? 0) < range.lowerBound {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < end && Int32(bitPattern: days.uint32(at: low * 4) ?? 0) <= range.upperBound
    }

    /// Pairs of parties that a reviewed file says are different, the lower number first.
    var different: Set<[UInt32]> {
        var pairs: Set<[UInt32]> = []
        for place in 0..<differentPairs.count / 8 {
            if let first = differentPairs.uint32(at: place * 8), let second = differentPairs.uint32(at: place * 8 + 4) {
                pairs.insert([first, second])
            }
        }
        return pairs
    }
}
