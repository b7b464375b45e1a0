internal import TextAnalysis

/// One word of a name.
package struct NameToken: Sendable, Hashable {
    /// Folded bytes: small letters and digits without accents or punctuation.
    package let bytes: [UInt8]
    /// What the word can be.
    package let traits: TokenTraits
    /// Whether only a hyphen, or an ampersand without blanks, stood between this word and the one before.
    package let followsHyphen: Bool
    /// Whether an apostrophe was closed up inside: O'BRIEN.
    package let apostropheOffset: UInt8

    /// The word as text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// A name cut into folded words whose roles are known as far as the words themselves tell.
///
/// `Panora, R.A.` becomes `panora` `r` `a`; `Smith & Co., L.L.C. /DE/` becomes `smith` `and` `co` `llc` and the state `de`.
package struct NormalizedName: Sendable, Hashable {
    /// In which order a person's names stand.
    package enum Order: Sendable, Hashable {
        /// Surname first, as EDGAR's conformed names.
        case surnameFirst
        /// Given names first, as people write.
        case givenNameFirst
    }

    /// The words, as they stand.
    package let tokens: [NameToken]
    /// Whether a comma set the surname off: `Panora, Robert`.
    package let hasSurnameComma: Bool
    /// The state or role that EDGAR appends between slashes, folded; empty if none.
    package let stateSuffix: [UInt8]
    /// Whether the words say that an organisation bears the name.
    package let isOrganisation: Bool

    /// Folds and cuts a name.
    ///
    /// - Complexity: O(bytes).
    package init(parsing text: String) { self.init(folded: Folding.folded(text)) }

    /// Cuts a name already folded by `Folding`.
    package init(folded: [UInt8]) {
        var scanner = NameScanner(folded)
        scanner.run(joiningInitials: false)
        // S.A.C. FUND: an organisation's dotted letters are one word.
        if scanner.hasDottedLetters, Self.isOrganisation(scanner.tokens) {
            scanner = NameScanner(folded)
            scanner.run(joiningInitials: true)
        }
        tokens = scanner.tokens
        stateSuffix = scanner.stateSuffix
        let comma = scanner.commaAfter
        if let comma, comma > 0, comma < tokens.count {
            let tail: TokenTraits = [.generation, .degree, .legalForm]
            hasSurnameComma = tokens[comma].traits.isDisjoint(with: tail)
        } else {
            hasSurnameComma = false
        }
        isOrganisation = Self.isOrganisation(tokens)
    }

    /// Whether the words are an organisation's: a word only organisations use beyond the first, or a number.
    ///
    /// Single letters never decide: MICHAEL L P is a person. A legal form of several letters at the end decides.
    private static func isOrganisation(_ tokens: [NameToken]) -> Bool {
        if tokens.count == 1 { return true }
        var hits = 0
        for (position, token) in tokens.enumerated() {
            if token.traits.contains(.digits) { return true }
            if token.traits.contains(.filler) { return true }
            guard position > 0, token.traits.contains(.organisation) else { continue }
            if token.bytes.count > 2 || Self.decisive.contains(token.bytes) { return true }
            hits += 1
        }
        return hits > 1
    }

    /// Organisations' words of two letters that are hardly anybody's name; SA, NA, AS and US are left out.
    private static let decisive: [[UInt8]] = ["lp", "co", "of", "ag", "nv", "bv", "ab", "se", "kk"].map {
        Array($0.utf8)
    }

    /// Which words are the surname of a person so named; empty for an organisation.
    ///
    /// The surname is the first word (or, in the other order, the last that is no generation or degree) with what a hyphen
    /// joins to it and the particles around: VAN DER BERG, DE LA CRUZ, SMITH-JONES.
    package func surnameRange(_ order: Order) -> Range<Int> {
        guard !isOrganisation, !tokens.isEmpty else { return 0..<0 }
        let tail: TokenTraits = [.generation, .degree]
        var end = tokens.count
        while end > 1, !tokens[end - 1].traits.isDisjoint(with: tail) { end -= 1 }
        switch order {
        case .surnameFirst:
            var last = 1
            while last < end, tokens[last].followsHyphen { last += 1 }
            while last < end - 1, last < 3, tokens[last - 1].traits.contains(.particle) {
                last += 1
                while last < end, tokens[last].followsHyphen { last += 1 }
            }
            return 0..<last
        case .givenNameFirst:
            var first = end - 1
            while first > 0, tokens[first].followsHyphen { first -= 1 }
            while first > 1, tokens[first - 1].traits.contains(.particle), tokens[first - 1].bytes.count > 1 {
                first -= 1
            }
            return first..<end
        }
    }
}
