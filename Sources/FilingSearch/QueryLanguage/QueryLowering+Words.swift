internal import InvertedIndex
internal import TextAnalysis

extension QueryLowering {
    /// The most places behind the point at which zeros are looked for: prices are given with up to four.
    private static let zerosMax = 4

    /// The terms of a text.
    mutating func terms(_ text: String) -> [[UInt8]] { tokenizer.terms(in: text) }

    /// A word as typed may hold several, such as `o'brien`: they are looked for side by side.
    ///
    /// A number is looked for in all the ways in which it may be written.
    mutating func words(_ text: String, in fields: [Query.WeightedField]) -> Query {
        let variants = numberVariants(text)
        if variants.isEmpty {
            let words = terms(text)
            if isStemmed, words.count == 1, let kin = kin(of: words[0]) { return .pattern(kin, fields: fields) }
            return phrase(words, in: fields)
        }
        let queries = variants.map { phrase($0, in: fields) }
        return queries.count == 1 ? queries[0] : .any(queries)
    }

    /// Words one after another; of none, everything: a lone dash or comma asks for nothing and must not empty the
    /// answer.
    private func phrase(_ words: [[UInt8]], in fields: [Query.WeightedField]) -> Query {
        switch words.count {
        case 0: .everything
        case 1: .term(words[0], fields: fields)
        default: .phrase(words, fields: fields)
        }
    }

    /// What stands in quotation marks.
    mutating func phrase(_ text: String, within: Int, in fields: [Query.WeightedField]) -> Query {
        var spots: [Proximity.Spot] = []
        for piece in Self.pieces(text, wildcards: ["*"]) {
            if piece.contains("*"), piece.contains(where: { $0 != "*" }) {
                spots.append(Self.wildcardSpot(piece, wildcards: ["*"]))
            } else {
                spots += terms(String(String.UnicodeScalarView(piece))).map { .words([$0]) }
            }
        }
        let hasPattern = spots.contains { if case .pattern = $0 { true } else { false } }
        if within > 0, spots.count > 1 { return .near(Proximity(spots, distance: within), fields: fields) }
        if hasPattern { return run(spots, in: fields) }
        let words = spots.flatMap { spot -> [[UInt8]] in if case .words(let words) = spot { words } else { [] } }
        // A phrase of one word counts as a phrase; the engine takes it for the word.
        return words.isEmpty ? .everything : .phrase(words, fields: fields)
    }

    /// Spots one after another.
    func run(_ spots: [Proximity.Spot], in fields: [Query.WeightedField]) -> Query {
        guard spots.count == 1 else {
            return spots.isEmpty ? .everything : .near(Proximity(spots, isRun: true), fields: fields)
        }
        switch spots[0] {
        case .words(let words): return phrase(words, in: fields)
        case .pattern(let pattern): return .pattern(pattern, fields: fields)
        case .expanded(let pattern): return .expanded(pattern)
        }
    }

    /// The spots of a word with a pattern in it; `nil` for other parts.
    ///
    /// The words before the last piece stand as they are, such as those of `10b5-1*`.
    mutating func spots(of part: QuerySyntax) -> [Proximity.Spot]? {
        switch part {
        case .prefix(let text):
            return wildcardSpots(text + "*")
        case .wildcard(let text):
            return wildcardSpots(text)
        case .fuzzy(let text, let edits):
            let words = terms(text)
            guard let last = words.last else { return [] }
            let before = words.dropLast().map { Proximity.Spot.words([$0]) }
            let scalars = Array(String(decoding: last, as: UTF8.self).unicodeScalars)
            return before + [.pattern(.fuzzy(scalars, edits: edits))]
        case .stemmed(let text):
            let words = terms(text)
            guard let last = words.last else { return [] }
            let before = words.dropLast().map { Proximity.Spot.words([$0]) }
            return before + [kin(of: last).map { .pattern($0) } ?? .words([last])]
        case .regex(let text, let place):
            do throws(TermExpressionParser.Fault) {
                return [.pattern(.expression(try TermExpressionParser.parse(text)))]
            } catch {
                let start = place < 0 ? place : place + 1 + error.offset
                note("x", at: start, "in /\(text)/: \(error.message); that part finds nothing")
                // A character out of none: matches nothing.
                let nothing = [TermExpression.Instruction.character([], isInverted: false), .match]
                return [.pattern(.expression(TermExpression(nothing, source: "/\(text)/")))]
            }
        default:
            return nil
        }
    }

    /// The term that a text without wildcards of its own is, for words that begin so; `nil` when it is several.
    mutating func beginning(_ text: String) -> [UInt8]? {
        guard !text.contains("*"), !text.contains("?") else { return nil }
        let words = terms(text)
        return words.count == 1 && Self.pieces(text, wildcards: []).count == 1 ? words[0] : nil
    }

    private mutating func wildcardSpots(_ text: String) -> [Proximity.Spot] {
        var spots: [Proximity.Spot] = []
        for piece in Self.pieces(text, wildcards: ["*", "?"]) {
            if piece.contains(where: { $0 == "*" || $0 == "?" }) {
                spots.append(Self.wildcardSpot(piece, wildcards: ["*", "?"]))
            } else {
                spots += terms(String(String.UnicodeScalarView(piece))).map { .words([$0]) }
            }
        }
        return spots
    }

    /// Cuts a text where words end, wildcards taken for letters.
    private static func pieces(_ text: String, wildcards: Set<Unicode.Scalar>) -> [[Unicode.Scalar]] {
        var pieces: [[Unicode.Scalar]] = []
        var piece: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            let category = scalar.properties.generalCategory
            let isMark = category == .nonspacingMark || category == .spacingMark || category == .enclosingMark
            let isNumber = scalar.properties.numericType != nil
            if wildcards.contains(scalar) || scalar.properties.isAlphabetic || isMark || isNumber {
                piece.append(scalar)
            } else if !scalar.properties.isDefaultIgnorableCodePoint, !piece.isEmpty {
                pieces.append(piece)
                piece = []
            }
        }
        return piece.isEmpty ? pieces : pieces + [piece]
    }

    private static func wildcardSpot(_ piece: [Unicode.Scalar], wildcards: Set<Unicode.Scalar>) -> Proximity.Spot {
        var folded: [Unicode.Scalar] = []
        var literal = String.UnicodeScalarView()
        func flush() {
            folded += String(decoding: Folding.folded(String(literal)), as: UTF8.self).unicodeScalars
            literal = String.UnicodeScalarView()
        }
        for scalar in piece {
            if wildcards.contains(scalar) {
                flush()
                folded.append(scalar)
            } else {
                literal.append(scalar)
            }
        }
        flush()
        return .pattern(.expression(TermExpression(wildcard: folded)))
    }

    // MARK: - Numbers

    /// The ways in which a number may be written, as words: with and without commas, with and without zeros at the end;
    /// empty for what is no number or is always written one way.
    ///
    /// Four digits that may be a year stand for themselves: 2013 seldom means 2,013.
    func numberVariants(_ text: String) -> [[[UInt8]]] {
        // Hardly any word begins like a number.
        guard let sign = text.utf8.first, sign == 0x24 || 0x30...0x39 ~= sign else { return [] }
        let bare = text.drop { $0 == "$" }
        guard let first = bare.utf8.first, 0x30...0x39 ~= first,
            bare.utf8.allSatisfy({ 0x30...0x39 ~= $0 || $0 == 0x2C || $0 == 0x2E })
        else { return [] }
        let parts = bare.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2 else { return [] }
        let groups = parts[0].split(separator: ",", omittingEmptySubsequences: false)
        if groups.count > 1 {
            guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return [] }
        }
        let digits = groups.joined()
        guard digits.count <= 30 else { return [] }
        var wholes: [[String]] = [[digits]]
        let isYear = groups.count == 1 && digits.count == 4 && (1900...2099).contains(Int(digits) ?? 0)
        if digits.count > 3, !digits.hasPrefix("0"), !(isYear && parts.count == 1) {
            var grouped: [String] = []
            var rest = digits[...]
            while !rest.isEmpty {
                grouped.insert(String(rest.suffix(3)), at: 0)
                rest = rest.dropLast(3)
            }
            wholes.append(grouped)
        }
        guard parts.count == 2 else { return wholes.count > 1 ? wholes.map { $0.map { Array($0.utf8) } } : [] }
        guard !parts[1].contains(",") else { return [] }
        var fraction = parts[1]
        while fraction.last == "0" { fraction.removeLast() }
        var fractions: [[String]] = fraction.isEmpty ? [[]] : []
        for length in max(1, fraction.count)...max(1, fraction.count, Self.zerosMax) {
            fractions.append([fraction + String(repeating: "0", count: length - fraction.count)])
        }
        return wholes.flatMap { whole in fractions.map { (whole + $0).map { Array($0.utf8) } } }
    }
}
