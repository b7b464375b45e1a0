internal import EDGAR

/// The parties of a whole index, numbered, and what each was in filings.
struct FinishedParties {
    /// The parties by number.
    var profiles: [PartyProfile]
    /// What they were in filings; parties by the same numbers, texts in the order of their bytes.
    var uses: PartyUseLog
    /// Pairs that a reviewed file says are different, each and all in ascending order.
    var different: [(Int32, Int32)]
    /// What of the reviewed file could not be used.
    var issues: [ImportIssue]
}
