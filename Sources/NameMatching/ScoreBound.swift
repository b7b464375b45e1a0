/// The most that names of one shape can score that contain none of some words of the query.
///
/// The look-up treats the query's words one after the other, the rarest first. A name first met in the postings of one word
/// has none of those before it: they are missing or contradicted, and what the rest can earn bounds the score.
struct ScoreBound {
    /// The words that have postings to go through, in the order in which that is done.
    let order: [Int]
    private let query: PreparedQuery

    init(_ query: PreparedQuery, order: [Int]) {
        self.query = query
        self.order = order
    }

    /// The bound for names first met in the list of `order[position]`.
    ///
    /// - Parameters:
    ///   - value: the most that word itself can earn.
    ///   - role: where the word stands in these names.
    func bound(position: Int, value: Float, role: NameUniverse.Role, shape: NameUniverse.Shape) -> Float {
        let isOrganisation = shape.isOrganisation
        var total: Float = 0
        var sum: Float = 0
        // How many full words, and how many initials, of a name the words of the query can be paired with.
        var reach = 0
        var initialReach = 0
        var lost: [Float] = []
        let before = order[..<position]
        for (index, word) in query.words.enumerated() {
            let (part, weight) = isOrganisation ? word.organisation : word.person
            total += weight
            if before.contains(index) {
                if word.mayBeInitials, !isOrganisation {
                    sum += Costs.initials * weight
                    reach += 3
                    initialReach += 3
                } else {
                    lost.append(weight)
                }
                continue
            }
            let isCurrent = index == order[position]
            var initialValue = !isOrganisation && shape.initialCount > 0 ? max(value, Costs.middleAsInitial) : value
            if word.mayBeInitials, !isOrganisation { initialValue = max(initialValue, Costs.initials) }
            sum += weight * (isCurrent ? initialValue : 1)
            if part == .full || part == .initial || part == .numeral || part == .generation && isOrganisation {
                reach += 1
                if word.mayBeInitials { reach += 2 }
                if query.words.count > 1 || part == .initial { initialReach += word.mayBeInitials ? 3 : 1 }
            }
        }
        for split in query.split { reach += split.words.count - 1 }
        guard total > 0 else { return 1 }
        lost.sort(by: >)
        if isOrganisation {
            let contradictions = min(lost.count, max(0, shape.fullCount - reach))
            for (index, weight) in lost.enumerated() {
                let contradicted = lost.count - index <= contradictions
                sum += contradicted
                    ? Costs.organisationContradiction * min(weight, Costs.contradictionWeightMax)
                    : Costs.missing * weight
            }
            return Self.quantised(sum / total + Self.tolerance)
        }
        return personBound(sum, total, lost, position, role, shape, reach, initialReach)
    }

    private func personBound(
        _ start: Float, _ total: Float, _ lost: [Float], _ position: Int, _ role: NameUniverse.Role,
        _ shape: NameUniverse.Shape, _ reach: Int, _ initialReach: Int
    ) -> Float {
        var sum = start
        // Whether this word or one still to come can be the surname; without it no initial is paired.
        let surnameReachable = role == .surname || position + 1 < order.count || query.split.count > 0
        let initials = shape.initialCount >= 3 ? Int.max : shape.initialCount
        let asInitials = surnameReachable ? min(initials, lost.count) : 0
        for weight in lost[..<asInitials] { sum += Costs.middleAsInitial * weight }
        let rest = lost[asInitials...]
        var freeCount = max(0, shape.fullCount - reach)
        if !surnameReachable { freeCount = max(1, freeCount) }
        let contradictions = min(rest.count, freeCount)
        for (index, weight) in rest.enumerated() {
            let contradicted = rest.count - index <= contradictions
            sum += contradicted
                ? Costs.contradiction * min(weight, Costs.contradictionWeightMax) : Costs.missing * weight
        }
        // Names beyond the query: the surname costs most, the first given name next, middle names least.
        var penalty: Float = 0
        let extra = freeCount - contradictions
        if extra > 0 {
            let onlySurname = role == .surname && reach <= 1 && lost.isEmpty && query.split.isEmpty
            var middles = extra
            if onlySurname {
                penalty += Costs.extraFirst
                middles -= 1
            }
            if middles > 0 { for middle in 0..<middles { penalty += Costs.extraMiddle / Float(middle + 1) } }
        }
        if shape.initialCount < 3 {
            penalty += Costs.extraInitial * Float(max(0, shape.initialCount - initialReach - asInitials - lost.count))
        }
        return Self.quantised(sum / total - penalty + Self.tolerance)
    }

    /// Sums in another order differ in the last bits.
    private static let tolerance: Float = 1e-5

    /// A score in steps of 1/4096, so that bounds and scores can be compared for equality.
    @inline(__always)
    static func quantised(_ score: Float) -> Float { (score * 4096).rounded(.down) / 4096 }
}
