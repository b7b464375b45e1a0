/// How much a query may cost, and how much it has cost so far.
///
/// Work is counted in terms looked at and documents gone through; the clock is looked at once in a while.
package final class WorkMeter {
    /// Why an answer was cut.
    package enum Cut: Equatable, Sendable {
        /// The time was up.
        case deadline
        /// The work allowed was done.
        case work
    }

    private let deadline: ContinuousClock.Instant?
    private let workMax: Int
    /// Terms and documents so far.
    package private(set) var work = 0
    /// Why the query was cut; `nil` while it was not.
    package private(set) var cut: Cut?
    private var untilClock = clockInterval

    /// Units of work between two looks at the clock: some hundred microseconds at most.
    private static let clockInterval = 4_096

    /// A meter.
    ///
    /// - Parameters:
    ///   - deadline: when the answer is due.
    ///   - workMax: how many terms and documents may be looked at.
    package init(deadline: ContinuousClock.Instant? = nil, workMax: Int = .max) {
        (self.deadline, self.workMax) = (deadline, workMax)
    }

    /// Whether it can be used up at all.
    package var isLimited: Bool { deadline != nil || workMax < .max }

    /// Takes note of work.
    ///
    /// - Parameter amount: terms or documents.
    /// - Returns: whether to go on.
    package func spend(_ amount: Int) -> Bool {
        if cut != nil { return false }
        work &+= amount
        untilClock -= amount
        if work > workMax {
            cut = .work
            return false
        }
        if untilClock <= 0, let deadline {
            untilClock = Self.clockInterval
            if ContinuousClock.now >= deadline {
                cut = .deadline
                return false
            }
        }
        return true
    }
}
