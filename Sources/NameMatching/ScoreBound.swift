/// The most that names of one shape can score that contain only some words of the query.
///
/// Words of the query that a name has no likeness of are missing or contradicted, unless a letter of the name stands for
/// them; names beyond what the query can account for cost a little. Every choice is made in the name's favour, so the bound
/// is never below the score (tested on all names for thousands of queries). Names with a word of the query split in two are
/// not its business: the look-up has scored them all before.
struct ScoreBound {
    /// The words that have postings to go through, in the order in which that is done.
    let order: [Int]
    private let query: PreparedQuery
    /// For each word of the query its bit by `order`, 0 if it is not in it: such a word is taken as found.
    private let bits: [UInt32]
    /// More words in the order than this are taken as found: the bound then is higher, the result the same.
    static let orderMax = 7

    /// A bound as it depends on the likeness of one word.
    struct Line {
        var constant: Float
        var slope: Float
        var least: Float

        @inline(__always)
        func bound(_ value: Float) -> Float { ScoreBound.quantised(constant + slope * max(value, least)) }
    }

    /// The weights of all words, against persons and against organisations.
    let personTotal: Float
    let organisationTotal: Float
    /// What every score of this reading of the query loses.
    let readingCost: Float

    init(_ query: PreparedQuery, order: [Int], readingCost: Float) {
        self.query = query
        self.readingCost = readingCost - Self.tolerance
        self.order = order
        var bits = [UInt32](repeating: 0, count: query.words.count)
        for (position, index) in order.enumerated() where position < Self.orderMax {
            bits[index] = 1 << UInt32(position)
        }
        self.bits = bits
        personTotal = max(0.001, query.words.reduce(0) { $0 + $1.person.weight })
        organisationTotal = max(0.001, query.words.reduce(0) { $0 + $1.organisation.weight })
    }

    /// Whether a word of the query is one of those whose presence the bound tells apart.
    func notes(_ index: Int) -> Bool { bits[index] != 0 }

    /// Whether a bound for names with the words `found` takes a word of the query as found.
    @inline(__always)
    func counts(_ index: Int, found: UInt8) -> Bool { bits[index] == 0 || bits[index] & UInt32(found) != 0 }

    /// The bound for names of a shape.
    ///
    /// - Parameters:
    ///   - found: the words of the order that such a name may contain, as bits.
    ///   - initials: the other words for which a letter of the name may stand, as bits.
    ///   - letterFirst: whether the first given name may be a letter.
    ///   - surnameReachable: whether a word of the query may be the name's surname.
    ///   - current: the word of the order on whose likeness the line depends, -1 for none.
    ///   - shape: the shape.
    /// - Returns: the bound as a line over the likeness of the current word.
    func line(
        found: UInt32, initials: UInt32, letterFirst: Bool, surnameReachable: Bool, current: Int,
        shape: NameUniverse.Shape
    ) -> Line {
        shape.isOrganisation
            ? organisationLine(found, current, shape)
            : personLine(found, initials, letterFirst, surnameReachable, current, shape)
    }

    private func organisationLine(_ found: UInt32, _ current: Int, _ shape: NameUniverse.Shape) -> Line {
        var total: Float = 0
        var sum: Float = 0
        var slope: Float = 0
        var reach = 0
        var lost = LostWeights()
        for index in query.words.indices {
            let (part, weight) = query.words[index].organisation
            total += weight
            if bits[index] != 0, bits[index] & found == 0 {
                if part == .filler { sum += Costs.missingFiller * weight } else { lost.insert(weight) }
                continue
            }
            if index == current { slope = weight } else { sum += weight }
            switch part {
            // Legal forms are none of a shape's full words; CO as the last word may begin one.
            case .legalForm where index < query.words.count - 1 || query.words[index].length > 2: break
            case .filler: break
            default: reach += 1
            }
        }
        guard total > 0 else { return Line(constant: 1, slope: 0, least: 0) }
        sum += lost.most(
            contradictions: max(0, shape.fullCount - reach), contradiction: Costs.organisationContradiction)
        // Words beyond the query cost at least what the most frequent ones do.
        let beyond = Float(max(0, shape.fullCount - reach)) * Costs.extraWordMin * Costs.extraAfterBeginning
        return Line(
            constant: sum / total - min(beyond, Costs.extraWordsMax) - readingCost, slope: slope / total, least: 0)
    }

    private func personLine(
        _ found: UInt32, _ initials: UInt32, _ letterFirst: Bool, _ surnameReachable: Bool, _ current: Int,
        _ shape: NameUniverse.Shape
    ) -> Line {
        var total: Float = 0
        var sum: Float = 0
        var slope: Float = 0
        var least: Float = 0
        // How many full words, and how many letters, of a name the words of the query can account for.
        var reach = 0
        var initialReach = 0
        let letters =
            surnameReachable ? (shape.initialCount >= NameUniverse.Shape.initialMax ? Int.max : shape.initialCount) : 0
        // A letter stands for a middle name only where surname and first name are found in full.
        var others = 0
        var lost = LostWeights()
        var lostToLetters = LostWeights()
        for index in query.words.indices {
            let word = query.words[index]
            let (part, weight) = word.person
            total += weight
            if bits[index] != 0, bits[index] & found == 0 {
                if part != .full {
                    // Only in a query of letters: any name in full may begin so.
                    sum += Costs.initial * weight
                    reach += 1
                    initialReach += 1
                } else if word.mayBeInitials, surnameReachable {
                    // Its letters stand for several names, or it is a name that one letter stands for.
                    let isLetter = bits[index] & initials != 0
                    sum += (isLetter ? max(Costs.initials, Costs.middleAsInitial) : Costs.initials) * weight
                    reach += 3
                    initialReach += 3
                } else if bits[index] & initials != 0, letters > 0 {
                    lostToLetters.insert(weight)
                } else {
                    lost.insert(weight)
                }
                continue
            }
            if index == current {
                slope = weight
                if word.mayBeInitials { least = Costs.initials }
            } else {
                sum += weight
                others += 1
            }
            reach += word.mayBeInitials ? 3 : 1
            if query.words.count > 1 || part == .initial { initialReach += word.mayBeInitials ? 3 : 1 }
        }
        guard total > 0 else { return Line(constant: 1, slope: 0, least: 0) }
        if slope > 0, shape.initialCount > 0 { least = max(least, asLetter(slope, others)) }
        if current >= 0 { others += 1 }
        var free = max(0, shape.fullCount - reach)
        if !surnameReachable { free = max(1, free) }
        let lettersUsed = min(letters, lostToLetters.count)
        sum += mostOfLost(lost, lostToLetters, lettersUsed, free, others)
        let lostCount = lost.count + lostToLetters.count - lettersUsed
        let contradictions = min(lostCount, free)
        // Names beyond the query: the first given name costs more than middle names; a surname costs more than both.
        var penalty: Float = 0
        var middles = free - contradictions
        if !surnameReachable, lostCount == 0 {
            let several = query.words.count { $0.person.part == .full } > 1
            penalty += several ? Costs.noSurname : Costs.noSurname * Costs.noSurnameOfOne
            middles -= 1
        }
        let onlySurname = surnameReachable && query.words.count == 1 && lostCount == 0
        if middles > 0, onlySurname, shape.initialCount == 0 {
            penalty += query.extraFirst
            middles -= 1
        }
        if lettersUsed > 0, contradictions == 0, reach == 1, !letterFirst, shape.fullCount > 1, middles > 0 {
            // The one word found is the surname: the letter is a middle name's, and the first name is another.
            penalty += query.extraFirst + Costs.skippedFirst
            middles -= 1
        }
        if middles > 0 {
            for middle in 0..<middles - 1 { penalty += Costs.extraMiddle / Float(middle + 1) }
            // One of them may be the first name, which costs less while a name is typed.
            penalty += min(Costs.extraMiddle / Float(middles), query.extraFirst)
        }
        if shape.initialCount < NameUniverse.Shape.initialMax {
            let extra = shape.initialCount - initialReach - lettersUsed - lostCount
            if extra > 0 { penalty += Costs.extraInitial * Float(extra) }
        }
        return Line(constant: sum / total - penalty - readingCost, slope: slope / total, least: least)
    }

    /// The most that lost words earn when so many of those that may stand as letters do.
    ///
    /// Which of them do is tried out: a rare name earns less from a letter than a frequent one and loses no more.
    private func mostOfLost(
        _ lost: LostWeights, _ lostToLetters: LostWeights, _ lettersUsed: Int, _ free: Int, _ others: Int
    ) -> Float {
        var most = -Float.infinity
        for chosen in 0..<UInt32(1) << UInt32(lostToLetters.count) where chosen.nonzeroBitCount == lettersUsed {
            var sum: Float = 0
            var left = lost
            for index in 0..<lostToLetters.count {
                let weight = lostToLetters.weights[index]
                if chosen & (1 << UInt32(index)) != 0 {
                    sum += asLetter(weight, others) * weight
                } else {
                    left.insert(weight)
                }
            }
            sum += left.most(contradictions: free, contradiction: Costs.contradiction)
            most = max(most, sum)
        }
        return most
    }

    /// The most that a name of some weight earns from a letter when so many other words are found.
    private func asLetter(_ weight: Float, _ others: Int) -> Float {
        others > 1 ? Costs.middleAsInitial : NameScorer.nameAsInitial(weight)
    }

    /// Sums in another order differ in the last bits.
    private static let tolerance: Float = 1e-5

    /// A score in steps of 1/4096, so that bounds and scores can be compared for equality.
    @inline(__always)
    static func quantised(_ score: Float) -> Float { (score / step).rounded(.down) * step }

    /// The steps that scores are told apart by.
    static let step: Float = 1 / 4096
}
