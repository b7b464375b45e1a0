internal import FilingModel
internal import InvertedIndex
internal import Storage

/// Parties that change, and with them all that may be joined to others, or part from them, because they do.
///
/// A party known by name only is joined to the one other that bears the same words and is named with the same company: a
/// change reaches whoever shares words with the changed, whoever shares words with those, and so on.
struct PartyCluster {
    /// A party as its sources tell of it, before and after; `nil` where they do not.
    struct Member {
        var old: PartyProfile?
        var new: PartyProfile?
    }

    private(set) var members: [PartyKey: Member]
    /// Classes that were looked at.
    private var classes: Set<String> = []
    private var queue: [String] = []
    /// Parties known by name only, before and after, by class.
    private var nameless: [String: [PartyKey]] = [:]
    private var letters = WordClass()

    private let base: PartyDirectory
    private let listed, filed: KeptParties

    /// A change that reaches more parties is no small one.
    private static let countMax = 5_000

    /// Follows a change as far as it reaches; `nil` when that is too far.
    ///
    /// - Parameters:
    ///   - told: the parties that sources tell something new of.
    ///   - listed: parties of lists in the last commit.
    ///   - filed: parties of filings in the last commit.
    ///   - base: the parties of the last commit.
    /// - Throws: `RecordReader.Failure` for a party that cannot be read.
    /// - Complexity: O(letters of all names) where somebody known by name only is concerned.
    init?(
        _ told: [PartyKey: Member], listed: KeptParties, filed: KeptParties, base: PartyDirectory
    ) throws(RecordReader.Failure) {
        (members, self.base, self.listed, self.filed) = (told, base, listed, filed)
        for name in filed.names { nameless[WordClass.ofKey(name), default: []].append(.name(name)) }
        for case .name(let name) in told.keys where filed.number(of: .name(name)) == nil {
            nameless[WordClass.ofKey(name), default: []].append(.name(name))
        }
        for (key, member) in told { enqueue(key, member) }
        var sums: [UInt64]?
        while !queue.isEmpty {
            let batch = queue
            queue = []
            for own in batch {
                for key in nameless[own] ?? [] where members[key] == nil { try add(key) }
            }
            let all = sums ?? sumsOfNames()
            sums = all
            let wanted = Set(batch.map { letters.sum(ofClass: $0) })
            for (row, sum) in all.enumerated() where wanted.contains(sum) {
                guard let party = base.nameParties.uint32(at: row * 4), let cik = base.cik(of: Int(party)),
                    members[.cik(cik)] == nil, classes.contains(PartyProfile.sortedWords(base.name(ofRow: row)))
                else { continue }
                try add(.cik(cik))
            }
            guard members.count <= told.count + Self.countMax else { return nil }
        }
    }

    private mutating func add(_ key: PartyKey) throws(RecordReader.Failure) {
        let known = try Self.source(of: key, listed: listed, filed: filed)
        let member = Member(old: known, new: known)
        members[key] = member
        enqueue(key, member)
    }

    /// What sources tell of a party.
    static func source(
        of key: PartyKey, listed: KeptParties, filed: KeptParties
    ) throws(RecordReader.Failure) -> PartyProfile? {
        var profile: PartyProfile?
        for catalog in [listed, filed] {
            guard let number = catalog.number(of: key) else { continue }
            let found = try catalog.profile(number)
            profile?.merge(found)
            profile = profile ?? found
        }
        return profile
    }

    private mutating func enqueue(_ key: PartyKey, _ member: Member) {
        if case .name(let name) = key { return enqueue(WordClass.ofKey(name)) }
        for profile in [member.old, member.new].compactMap(\.self) {
            for name in profile.names.keys { enqueue(PartyProfile.sortedWords(name)) }
        }
    }

    private mutating func enqueue(_ own: String) {
        if nameless[own] != nil, classes.insert(own).inserted { queue.append(own) }
    }

    private mutating func sumsOfNames() -> [UInt64] {
        let text = base.nameBytes.array
        var sums: [UInt64] = []
        var start = 0
        for row in 0..<base.nameEnds.count / 4 {
            let end = Int(base.nameEnds.uint32(at: row * 4) ?? 0)
            guard start <= end, end <= text.count else { return sums }
            sums.append(letters.sum(of: text[start..<end]))
            start = end
        }
        return sums
    }

    /// The parties after the change, those that are the same joined, in the order of their keys; and for each party of the
    /// sources the key it goes by.
    var joined: (parties: [PartyProfile], keys: [PartyKey: PartyKey]) {
        let sources = members.values.compactMap(\.new).sorted { $0.key.isBefore($1.key) }
        var joiner = PartyJoiner(sources)
        joiner.joinByName()
        var keys: [PartyKey: PartyKey] = [:]
        for (number, source) in sources.enumerated() {
            keys[source.key] = joiner.parties[joiner.target(of: number)].key
        }
        return (joiner.remaining.map { joiner.parties[$0] }.sorted { $0.key.isBefore($1.key) }, keys)
    }
}
