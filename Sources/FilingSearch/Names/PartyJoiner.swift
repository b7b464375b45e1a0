internal import EDGAR
internal import FilingModel

/// Makes one party of several that are the same, and remembers where each went.
struct PartyJoiner {
    /// All parties; those taken by others stay as they were.
    private(set) var parties: [PartyProfile]
    /// Pairs said to be different, by number.
    private(set) var different: [(first: Int, second: Int)] = []
    /// Lines of the reviewed file that could not be used.
    private(set) var issues: [ImportIssue] = []
    /// The party that each was taken by; itself if none.
    private var targets: [Int]
    /// For each party that stands the others it is different from.
    private var opponents: [Int: Set<Int>] = [:]

    init(_ parties: [PartyProfile]) {
        self.parties = parties
        targets = Array(parties.indices)
    }

    /// Parties that no other has taken.
    var remaining: [Int] { targets.indices.filter { targets[$0] == $0 } }

    /// The party that a party has become.
    func target(of number: Int) -> Int {
        var number = number
        while targets[number] != number { number = targets[number] }
        return number
    }

    /// Does as a reviewed file says; what contradicts an earlier line or names nobody is left out and told.
    ///
    /// - Parameters:
    ///   - sameAs: the file.
    ///   - numberOf: the number of the party with a key.
    mutating func apply(_ sameAs: SameAs, numberOf: (PartyKey) -> Int?) {
        issues += sameAs.issues
        for line in sameAs.lines {
            func leaveOut(_ message: String) {
                issues.append(SameAs.issue(file: sameAs.file, line: line.number, message))
            }
            var numbers: [Int] = []
            for key in [line.first, line.second] {
                guard let number = numberOf(key) else {
                    leaveOut("expected a party that the inputs name, found none with the key \(key.term)")
                    break
                }
                numbers.append(number)
            }
            guard numbers.count == 2 else { continue }
            let (first, second) = (target(of: numbers[0]), target(of: numbers[1]))
            if line.isDifferent {
                guard first != second else {
                    leaveOut("the two are different here, but the same by an earlier line")
                    continue
                }
                different.append((numbers[0], numbers[1]))
                opponents[first, default: []].insert(second)
                opponents[second, default: []].insert(first)
            } else if first != second {
                guard opponents[first]?.contains(second) != true else {
                    leaveOut("the two are the same here, but different by an earlier line")
                    continue
                }
                take(second, into: first)
            }
        }
    }

    private mutating func take(_ number: Int, into target: Int) {
        parties[target].join(parties[number])
        targets[number] = target
        for opponent in opponents.removeValue(forKey: number) ?? [] {
            opponents[opponent]?.remove(number)
            opponents[opponent, default: []].insert(target)
            opponents[target, default: []].insert(opponent)
        }
    }

    /// Joins parties known by name only to the one that bears the same words and is named with the same company.
    mutating func joinByName() {
        let standing = remaining
        let nameless = standing.filter { parties[$0].key.cik == nil }
        guard !nameless.isEmpty else { return }
        // Most parties share their words with none of them: their letters tell.
        var letters = WordClass()
        var sums: Set<UInt64> = []
        for number in nameless { for name in parties[number].names.keys { sums.insert(letters.sum(of: name.utf8)) } }
        var byWords: [String: [Int]] = [:]
        for number in standing where parties[number].key.cik != nil {
            let names = parties[number].names.keys.filter { sums.contains(letters.sum(of: $0.utf8)) }
            for words in Set(names.map(PartyProfile.sortedWords)) { byWords[words, default: []].append(number) }
        }
        for number in nameless {
            let party = parties[number]
            let companies = Set(party.companies.map(PartyProfile.sortedWords))
            let words = Set(party.names.keys.map(PartyProfile.sortedWords))
            let same = Set(words.flatMap { byWords[$0] ?? [] }).filter { candidate in
                guard opponents[number]?.contains(candidate) != true else { return false }
                let other = parties[candidate]
                if party.issuerCount > 0 { return other.issuerCount > 0 || other.kind != .person }
                return !companies.isDisjoint(with: other.companies.map(PartyProfile.sortedWords))
            }
            if same.count == 1, let target = same.first { take(number, into: target) }
        }
    }
}
