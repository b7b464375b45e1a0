internal import NameMatching
internal import TextAnalysis

/// What a party had to do with: the companies it reported on, its insiders, where it lived.
struct PartyBonds {
    /// Companies it reported on as an owner.
    var issuers: Set<Int> = []
    /// Owners who reported on it.
    var insiders: Set<Int> = []
    /// Cities with states, and streets with both, as hashes of their folded words, each with a text to show.
    var places: [UInt64: Int] = [:], streets: [UInt64: Int] = [:]
}

/// Gathers bonds; remembers the hash of each text and who reported on whom.
struct PartyBondReader {
    private let uses: PartyUses
    private var hashes: [UInt64]
    private var tokenizer = WordTokenizer()
    /// Issuer and owner, ascending.
    private let insiders: [(issuer: Int32, owner: Int32)]

    /// A reader over the uses of an index.
    ///
    /// - Complexity: O(*n* log *n*) in the uses.
    init(_ uses: PartyUses) {
        self.uses = uses
        hashes = [UInt64](repeating: 0, count: uses.textCount)
        var insiders: [(issuer: Int32, owner: Int32)] = []
        for party in 0..<uses.partyCount {
            for use in uses.uses(of: party) where uses.roles(of: use).contains(.owner) {
                guard let issuer = uses.issuer(of: use), issuer != party else { continue }
                let pair = (issuer: Int32(issuer), owner: Int32(party))
                if let last = insiders.last, last == pair { continue }
                insiders.append(pair)
            }
        }
        self.insiders = insiders.sorted { $0 < $1 }
    }

    /// The bonds of a party.
    mutating func bonds(of party: Int) -> PartyBonds {
        var bonds = PartyBonds()
        for use in uses.uses(of: party) {
            if uses.roles(of: use).contains(.owner), let issuer = uses.issuer(of: use), issuer != party {
                bonds.issuers.insert(issuer)
            }
            let place = uses.place(of: use)
            guard place > 0 else { continue }
            let placeHash = hash(ofText: place)
            bonds.places[placeHash] = bonds.places[placeHash] ?? place
            let street = uses.street(of: use)
            guard street > 0 else { continue }
            var hash = StableHash()
            hash.add(placeHash)
            hash.add(self.hash(ofText: street))
            bonds.streets[hash.value] = bonds.streets[hash.value] ?? street
        }
        var next = insiders.partitioningIndex { $0.issuer >= party }
        while next < insiders.count, insiders[next].issuer == party {
            bonds.insiders.insert(Int(insiders[next].owner))
            next += 1
        }
        return bonds
    }

    /// The hash of a text's folded words; of a place without the state in words.
    private mutating func hash(ofText number: Int) -> UInt64 {
        if hashes[number] != 0 { return hashes[number] }
        let lines = uses.text(number).split(separator: "\n", omittingEmptySubsequences: false).prefix(2)
        var hash = StableHash()
        for line in lines { for word in tokenizer.words(in: String(line)) { hash.add(word.utf8) } }
        hashes[number] = hash.value
        return hash.value
    }
}

extension Array {
    /// The first index whose element fulfils a predicate that holds for no element before others that do not.
    fileprivate func partitioningIndex(where isSecond: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isSecond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
