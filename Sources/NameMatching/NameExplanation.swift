/// Why a name has its score.
package struct NameExplanation: Sendable, Hashable {
    /// One word of the query, of the name, or of both.
    package struct Pair: Sendable, Hashable {
        /// The words of the query, empty if the name has something beyond it.
        package let query: String
        /// The words of the name, empty if it lacks what the query has.
        package let candidate: String
        /// How they belong together.
        package let kind: PairKind
        /// What share of the words' weight they earn: their likeness, 0 to 1; below 0 where names contradict each other.
        package let likeness: Float
        /// Rarity of the query's words in bits.
        package let weight: Float

        /// What the pair takes from a full score, in bits.
        package var cost: Float { weight * (1 - likeness) }

        /// The pair in words: `panorra = PANORA, one edit`.
        package var words: String {
            switch kind {
            case .missingInCandidate: "\(query): not in the name"
            case .missingInQuery: "\(candidate): not asked for"
            case .contradiction: "\(query): the name has another one"
            case .exact: "\(query) = \(candidate)"
            default: "\(query) ~ \(candidate), \(kind.words)"
            }
        }
    }

    /// From 0 to 1.
    package let score: Float
    /// What words beyond the query, their order and their generation take from the score, beside the cost of the pairs.
    package let beyond: Float
    /// The pairs by the query's words, then what the name has beyond them.
    package let pairs: [Pair]
}

extension PairKind {
    /// The kind in words.
    package var words: String {
        switch self {
        case .none: "different"
        case .exact: "equal"
        case .abbreviation: "abbreviation"
        case .legalForm: "legal form"
        case .numeral: "number"
        case .umlaut: "umlaut"
        case .nickname: "short form"
        case .spelling: "other spelling"
        case .ocr: "misread letters"
        case .oneEdit: "one edit"
        case .twoEdits: "two edits"
        case .phonetic: "same sound"
        case .trigrams: "same pieces"
        case .prefix: "beginning"
        case .prefixOneEdit: "beginning, one edit"
        case .initial: "initial"
        case .initials: "initials"
        case .joined: "written as one"
        case .split: "written apart"
        case .missingInCandidate: "missing in the name"
        case .missingInQuery: "missing in the query"
        case .contradiction: "contradicts"
        }
    }
}

extension NameScorer {
    /// What share of its weight a word of the query earns that the candidate lacks.
    private func share(_ part: QueryWord.Part, _ weight: Float, contradicts: Bool) -> Float {
        guard contradicts else {
            switch part {
            case .filler: return Costs.missingFiller
            case .initial where !isOrganisation: return Costs.missingInitial
            default: return Costs.missing
            }
        }
        // A very rare word costs no more than a rare one.
        let capped = weight > 0 ? min(1, Costs.contradictionWeightMax / weight) : 1
        if !isOrganisation { return Costs.contradiction * (part == .initial ? 1 : capped) }
        return part == .numeral ? Costs.otherNumeral : Costs.organisationContradiction * capped
    }

    /// What the score lacks beside the costs of the pairs.
    func beyond(_ query: PreparedQuery, _ pairs: [NameExplanation.Pair], score: Float) -> Float {
        var total: Float = 0
        for word in query.words { total += isOrganisation ? word.organisation.weight : word.person.weight }
        guard total > 0 else { return 0 }
        return max(0, 1 - pairs.reduce(0) { $0 + $1.cost } / total - score)
    }

    /// The evidence of the last score.
    func evidence(_ query: PreparedQuery, _ words: [[UInt8]]) -> [NameExplanation.Pair] {
        var pairs: [NameExplanation.Pair] = []
        for index in query.words.indices {
            let word = query.words[index]
            if let pairing = taken.first(where: { $0.query == index }) {
                let asked = query.bytes[index..<index + pairing.queryCount].map { String(decoding: $0, as: UTF8.self) }
                let met = words.indices.filter { pairing.candidateBits & (1 << UInt64($0)) != 0 }
                    .map { String(decoding: words[$0], as: UTF8.self) }
                pairs.append(
                    NameExplanation.Pair(
                        query: asked.joined(separator: " "), candidate: met.joined(separator: " "), kind: pairing.kind,
                        likeness: pairing.value, weight: pairing.weight))
            } else if queryUsed & (1 << UInt64(index)) == 0 {
                let contradicts = contradicted & (1 << UInt64(index)) != 0
                let (part, weight) = isOrganisation ? word.organisation : word.person
                pairs.append(
                    NameExplanation.Pair(
                        query: String(decoding: query.bytes[index], as: UTF8.self), candidate: "",
                        kind: contradicts ? .contradiction : .missingInCandidate,
                        likeness: share(part, weight, contradicts: contradicts), weight: weight))
            }
        }
        for index in words.indices.prefix(64) where candidateUsed & (1 << UInt64(index)) == 0 {
            pairs.append(
                NameExplanation.Pair(
                    query: "", candidate: String(decoding: words[index], as: UTF8.self), kind: .missingInQuery,
                    likeness: 0, weight: 0))
        }
        return pairs
    }
}
