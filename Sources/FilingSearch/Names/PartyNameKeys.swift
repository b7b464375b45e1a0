internal import NameMatching

/// What two spellings of one party's name have in common, for finding pairs without comparing all.
struct PartyNameKeys {
    /// Its words in the order of their bytes, without degrees, forms of address, legal forms and fillers.
    let words: StableHash
    /// For a person surname and first letter, in each order that the name may stand in; for an organisation none.
    let surnames: [StableHash]
    /// Generations, such as JR.
    let generations: Set<[UInt8]>
    /// Number of words that are more than a letter.
    let fullCount: Int

    /// The keys of a name.
    ///
    /// - Parameters:
    ///   - name: as filed.
    ///   - isInAnyOrder: whether given names may stand first, as people write them.
    init(_ name: String, isInAnyOrder: Bool) {
        let parsed = NormalizedName(parsing: name)
        let passedOver: TokenTraits = parsed.isOrganisation ? [.legalForm, .filler] : [.degree, .honorific]
        let kept = parsed.tokens.filter { $0.traits.isDisjoint(with: passedOver) }
        let tokens = kept.isEmpty ? parsed.tokens : kept
        var words = StableHash()
        let sorted = tokens.map(\.bytes).sorted { $0.lexicographicallyPrecedes($1) }
        for word in sorted { words.add(word) }
        self.words = words
        fullCount = sorted.count { $0.count > 1 }
        generations =
            parsed.isOrganisation
            ? [] : Set(parsed.tokens.dropFirst().filter { $0.traits.contains(.generation) }.map(\.bytes))
        var surnames: [StableHash] = []
        let orders: [NormalizedName.Order] = isInAnyOrder ? [.surnameFirst, .givenNameFirst] : [.surnameFirst]
        for order in orders where !parsed.isOrganisation {
            let surname = parsed.surnameRange(order)
            let given = parsed.tokens.indices.first {
                !surname.contains($0) && parsed.tokens[$0].traits.isDisjoint(with: [.degree, .honorific, .generation])
            }
            guard !surname.isEmpty, let given, let letter = parsed.tokens[given].bytes.first else { continue }
            var hash = StableHash()
            for token in parsed.tokens[surname] { hash.add(token.bytes) }
            hash.add([letter])
            surnames.append(hash)
        }
        self.surnames = surnames
    }
}
