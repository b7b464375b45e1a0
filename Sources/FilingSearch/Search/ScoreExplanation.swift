internal import InvertedIndex

/// Says how a score comes about.
enum ScoreExplanation {
    /// The shares of a score in words.
    ///
    /// - Parameters:
    ///   - shares: as the engine gives them.
    ///   - score: the whole.
    /// - Returns: the shares in 1/10,000, rounded so that they add up to the whole.
    static func shares(_ shares: [Searcher.Share], score: Float) -> [ScoreShare] {
        let units = apportioned(shares.map { Double($0.score) }, whole: Int((Double(score) * 10_000).rounded()))
        return zip(shares, units).map { share, units in
            ScoreShare(part: QueryText.part(share.part), tenThousandths: units, reason: reason(share))
        }
    }

    /// Parts in units that add up to a whole: each rounded down, then those nearest to the next unit raised.
    private static func apportioned(_ parts: [Double], whole: Int) -> [Int] {
        guard !parts.isEmpty else { return [] }
        var units = parts.map { Int(($0 * 10_000).rounded(.down)) }
        var missing = whole - units.reduce(0, +)
        let order = parts.indices.sorted { left, right in
            let leftRest = parts[left] * 10_000 - Double(units[left])
            let rightRest = parts[right] * 10_000 - Double(units[right])
            return leftRest != rightRest ? leftRest > rightRest : left < right
        }
        var turn = 0
        while missing != 0 {
            units[order[turn % order.count]] += missing.signum()
            missing -= missing.signum()
            turn += 1
        }
        return units
    }

    private static func reason(_ share: Searcher.Share) -> String {
        var reason: String
        if case .expanded(let pattern) = share.part, case .kin = pattern.pattern {
            reason = places(share, named: true) + "; the word itself before its kin, weight \(short(share.idf ?? 0))"
        } else if let idf = share.idf {
            reason =
                places(share, named: false)
                + "; \(share.documentFrequency) of \(share.documentCount) filings hold it, weight \(short(idf))"
        } else {
            switch share.part {
            case .phrase: reason = "counts as one word with the weights of its words together"
            case .near: reason = "counts as one word with the weights of its words together, a pattern for 1"
            case .expanded(let pattern):
                if case .fuzzy = pattern.pattern {
                    reason = "1 for the word itself, ½ for one edit, ¼ for two: the nearest one held"
                } else {
                    reason = "1 for any word that fits"
                }
            default: reason = "1 for any word that begins so"
            }
        }
        if share.boost != 1 { reason += "; × \(short(share.boost)) by ^" }
        return reason
    }

    /// Where and how often a part's terms stand, each term named where there may be several.
    private static func places(_ share: Searcher.Share, named: Bool) -> String {
        share.places.map { place in
            (named ? String(decoding: place.term, as: UTF8.self) + " " : "")
                + "\(place.frequency) × in \(FilingSchema.Field(rawValue: place.field)?.name ?? "?") "
                + "(\(place.length) \(place.length == 1 ? "word" : "words"))"
        }.joined(separator: ", ")
    }

    private static func short(_ value: Float) -> String {
        "\((Double(value) * 1_000).rounded() / 1_000)"
    }
}
