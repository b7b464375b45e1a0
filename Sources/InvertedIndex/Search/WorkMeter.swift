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

    /// Takes note of work.
    ///
    /// - Parameter amount: terms or documents.
    /// - Returns: whether to go on.
    package func spend(_ amount: Int) -> Bool {
        if cut != nil { return false }
        work &+= amount
        if work > workMax {
            cut = .work
            return false
        }
        return pass(amount)
    }

    /// Takes note of effort that is no work in terms and documents, but takes time.
    ///
    /// - Parameter effort: one for each ten nanoseconds or so.
    /// - Returns: whether to go on.
    package func pass(_ effort: Int) -> Bool {
        if cut != nil { return false }
        untilClock &-= effort
        if untilClock <= 0, let deadline {
            untilClock = Self.clockInterval
            if ContinuousClock.now >= deadline {
                cut = .deadline
                return false
            }
        }
        return true
    }

    /// The effort for a part of a query: to look its words up, or to get it ready in a segment.
    package static let partEffort = 256
}
