internal import FilingModel
internal import InvertedIndex
internal import NameMatching

/// Finds parties that are probably the same.
///
/// Two are looked at when their names have the same words, or when surname and first letter are the same and so is a
/// company they reported on or the street they lived in: never all pairs. The names are then compared as a look-up does,
/// in both directions, and the score is brought down by what is not common.
struct DuplicateFinder {
    /// A pair, the one to keep first.
    struct Pair {
        var first, second: Int
        var score, nameScore: Float
        var bond: Bond
        var sharedIssuers, sharedInsiders: [Int]
        /// Numbers of texts.
        var sharedStreet, sharedPlace: Int?
    }

    /// What two parties have in common beside the name.
    enum Bond {
        case issuerAndStreet, issuerAndPlace, insiders, issuer, street, place, paperOnly, nothing

        /// What the likeness of the names is multiplied with.
        ///
        /// Set by judgement, in the order in which a reviewer would believe; from `suggestedMin` on a pair is listed.
        var worth: Float {
            switch self {
            case .issuerAndStreet: 1
            case .issuerAndPlace: 0.97
            case .insiders: 0.95
            case .issuer, .street: 0.9
            case .place: 0.75
            // A party known by name only may be anybody of that name; still it has to be somebody.
            case .paperOnly: 0.7
            case .nothing: 0.6
            }
        }
    }

    /// The least score of a pair that is listed unless others are asked for.
    static let suggestedMin: Float = 0.7
    /// Names less alike are not those of one party, whatever else is common.
    private static let nameScoreMin: Float = 0.8
    /// What is left of the likeness when only one of the names has a JR or III: often left out, as often the son's.
    private static let oneGeneration: Float = 0.85
    /// So many parties of one key are a family or a firm; what is common besides has to bring them together.
    private static let runMax = 24
    /// Names of one party that are compared; few have more.
    private static let nameCountMax = 8

    private let directory: PartyDirectory
    private let uses: PartyUses
    private let different: Set<[UInt32]>
    private var bonds: PartyBondReader
    private var lookup: NameLookup
    /// Names of the universe by party.
    private let namesOfParty: [Int: [UInt32]]

    /// A finder.
    ///
    /// - Parameters:
    ///   - directory: the parties.
    ///   - uses: what they were in filings.
    ///   - parties: those to be looked at; all if `nil`.
    init(_ directory: PartyDirectory, _ uses: PartyUses, parties: Set<Int>? = nil) {
        (self.directory, self.uses) = (directory, uses)
        different = uses.different
        bonds = PartyBondReader(uses)
        lookup = directory.lookup()
        var names: [Int: [UInt32]] = [:]
        for name in 0..<directory.universe.nameCount {
            guard let party = directory.party(ofName: name), parties?.contains(party) ?? true,
                !directory.segment.isDeleted(DocumentID(party))
            else { continue }
            names[party, default: []].append(UInt32(name))
        }
        namesOfParty = names
    }

    private func names(of party: Int) -> ArraySlice<UInt32> { (namesOfParty[party] ?? []).prefix(Self.nameCountMax) }

    /// All pairs from a score on, the most probable first.
    mutating func pairs(scoreMin: Float) -> [Pair] {
        var found: [Pair] = []
        for candidate in candidates() {
            if let pair = pair(candidate.0, candidate.1, scoreMin: scoreMin) { found.append(pair) }
        }
        return found.sorted { left, right in
            left.score != right.score
                ? left.score > right.score : (left.first, left.second) < (right.first, right.second)
        }
    }

    // MARK: Candidates

    /// Pairs that share a key, ascending.
    private mutating func candidates() -> [(Int, Int)] {
        var entries: [(key: UInt64, party: UInt32)] = []
        var wide: [(key: UInt64, party: UInt32)] = []
        for party in 0..<uses.partyCount {
            let isPaper = directory.cik(of: party) == nil
            var own: Set<UInt64> = []
            var shared: Set<UInt64> = []
            let bonds = bonds.bonds(of: party)
            for name in names(of: party) {
                let keys = PartyNameKeys(directory.text(ofName: name), isInAnyOrder: isPaper)
                own.insert(keys.words.value)
                for hash in keys.surnames + [keys.words] {
                    func add(_ kind: UInt64, _ value: UInt64) {
                        var hash = hash
                        hash.add(kind)
                        hash.add(value)
                        shared.insert(hash.value)
                    }
                    for issuer in bonds.issuers { add(1, UInt64(issuer)) }
                    for insider in bonds.insiders { add(2, UInt64(insider)) }
                    for street in bonds.streets.keys { add(3, street) }
                }
                for place in bonds.places.keys {
                    var hash = keys.words
                    hash.add(4 as UInt64)
                    hash.add(place)
                    shared.insert(hash.value)
                }
            }
            for key in own { entries.append((key, UInt32(party))) }
            for key in shared { wide.append((key, UInt32(party))) }
        }
        var pairs: Set<UInt64> = []
        Self.addRuns(&entries, to: &pairs)
        Self.addRuns(&wide, to: &pairs)
        return pairs.sorted().map { (Int($0 >> 32), Int($0 & 0xFFFF_FFFF)) }
    }

    private static func addRuns(_ entries: inout [(key: UInt64, party: UInt32)], to pairs: inout Set<UInt64>) {
        entries.sort { $0 < $1 }
        var start = 0
        while start < entries.count {
            var end = start + 1
            while end < entries.count, entries[end].key == entries[start].key { end += 1 }
            defer { start = end }
            guard end - start > 1, end - start <= runMax else { continue }
            for first in start..<end {
                for second in first + 1..<end {
                    pairs.insert(UInt64(entries[first].party) << 32 | UInt64(entries[second].party))
                }
            }
        }
    }

    // MARK: One pair

    /// Compares two parties; `nil` when they are not the same, or less probably than is asked for.
    mutating func pair(_ left: Int, _ right: Int, scoreMin: Float = DuplicateFinder.suggestedMin) -> Pair? {
        let numbers = [UInt32(min(left, right)), UInt32(max(left, right))]
        guard left != right, !different.contains(numbers) else { return nil }
        let kinds = [directory.kind(of: left), directory.kind(of: right)]
        guard !kinds.contains(.person) || !kinds.contains(.company) else { return nil }
        let (first, second) = isKept(left, before: right) ? (left, right) : (right, left)
        let (own, others) = (bonds.bonds(of: first), bonds.bonds(of: second))
        var pair = Pair(
            first: first, second: second, score: 0, nameScore: 0, bond: .nothing,
            sharedIssuers: own.issuers.intersection(others.issuers).sorted(),
            sharedInsiders: own.insiders.intersection(others.insiders).sorted(), sharedStreet: nil, sharedPlace: nil)
        // Of several the text that stands first, for the order of a dictionary is chance.
        pair.sharedStreet = own.streets.filter { others.streets[$0.key] != nil }.map(\.value).min()
        pair.sharedPlace = own.places.filter { others.places[$0.key] != nil }.map(\.value).min()
        pair.bond = bond(pair)
        // Comparing names takes longest.
        guard pair.bond.worth >= scoreMin else { return nil }
        pair.nameScore = nameLikeness(left, right)
        guard pair.nameScore >= Self.nameScoreMin else { return nil }
        pair.score = (pair.nameScore * pair.bond.worth * 10_000).rounded() / 10_000
        return pair.score >= scoreMin ? pair : nil
    }

    private func bond(_ pair: Pair) -> Bond {
        if !pair.sharedIssuers.isEmpty {
            return pair.sharedStreet != nil ? .issuerAndStreet : pair.sharedPlace != nil ? .issuerAndPlace : .issuer
        }
        if !pair.sharedInsiders.isEmpty { return .insiders }
        if pair.sharedStreet != nil { return .street }
        if pair.sharedPlace != nil { return .place }
        let isPaper = directory.cik(of: pair.first) == nil || directory.cik(of: pair.second) == nil
        return isPaper ? .paperOnly : .nothing
    }

    private func isKept(_ left: Int, before right: Int) -> Bool {
        let (first, second) = (directory.cik(of: left), directory.cik(of: right))
        if (first == nil) != (second == nil) { return first != nil }
        let (leftRow, rightRow) = (directory.firstRow(names(of: left)), directory.firstRow(names(of: right)))
        // Rows stand in descending order of filings; parties by ascending CIK.
        return leftRow != rightRow ? leftRow < rightRow : left < right
    }

    /// How alike the most alike names are, asked for in both directions; names that contradict each other are not.
    private mutating func nameLikeness(_ left: Int, _ right: Int) -> Float {
        var best: Float = 0
        for leftName in names(of: left) {
            let leftText = directory.text(ofName: leftName)
            let leftKeys = PartyNameKeys(leftText, isInAnyOrder: false)
            for rightName in names(of: right) {
                let rightText = directory.text(ofName: rightName)
                let rightKeys = PartyNameKeys(rightText, isInAnyOrder: false)
                let isSameGeneration = leftKeys.generations == rightKeys.generations
                // A father and his son.
                guard isSameGeneration || leftKeys.generations.isEmpty || rightKeys.generations.isEmpty else {
                    continue
                }
                if leftKeys.words.value == rightKeys.words.value, isSameGeneration { return 1 }
                let likeness = min(score(leftText, rightName), score(rightText, leftName))
                best = max(best, isSameGeneration ? likeness : likeness * Self.oneGeneration)
            }
        }
        return best
    }

    private mutating func score(_ text: String, _ name: UInt32) -> Float {
        guard let explanation = lookup.explain(text, names: [name]).first else { return 0 }
        return explanation.pairs.contains { $0.kind == .contradiction } ? 0 : explanation.score
    }
}
