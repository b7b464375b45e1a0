internal import InvertedIndex

/// What a request may cost, shared out among finding, showing and coming to an end.
struct SearchLimits {
    /// When the answer is due.
    let deadline: ContinuousClock.Instant?
    /// For finding.
    let meter: WorkMeter
    /// For passages, explanations and suggestions: time alone, for the work allowed is that of finding.
    let showing: WorkMeter
    /// For what was found by the deadline to be read.
    let ending: WorkMeter

    /// What reading the hits may take behind the deadline; what is not read by then is left to the next page.
    private static let grace = Duration.milliseconds(50)

    /// The limits of a request; its time begins now.
    init(_ request: SearchRequest) {
        deadline = request.timeout.map { ContinuousClock.now + $0 }
        meter = WorkMeter(deadline: deadline, workMax: request.workMax ?? .max)
        showing = WorkMeter(deadline: deadline)
        ending = WorkMeter(deadline: deadline.map { $0 + Self.grace })
    }

    /// Why the answer was cut; `nil` for one that is complete.
    var cut: WorkMeter.Cut? { meter.cut ?? showing.cut ?? ending.cut }
}

extension WorkMeter.Cut {
    /// In words.
    var reason: String {
        switch self {
        case .deadline: "the time was up before everything was looked at: there may be more, and better ones"
        case .work: "the work allowed was done before everything was looked at: there may be more, and better ones"
        }
    }
}
