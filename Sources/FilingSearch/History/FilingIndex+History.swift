internal import InvertedIndex

extension FilingIndex {
    /// A person (or other owner) with all it did: its page, and what it held, traded and was called, in time.
    ///
    /// - Parameters:
    ///   - text: a CIK, a key as `PartyMatch.key` has it, or a name in any spelling.
    ///   - limit: how many filings at most.
    ///   - tradeLimit: how many trades at most.
    ///   - isExact: whether a CIK or key is wanted and no name will do.
    ///   - selection: only these parties, if given; a CIK is not held against them.
    ///   - timeout: how long reading may take; what the newest filings said by then is the answer, as `PartyPage.cutReason`
    ///     then tells.
    /// - Returns: the history of the best match; `nil` when nothing is like it.
    /// - Throws: `FilingIndexError` when bytes of the index are damaged.
    /// - Complexity: reads every filing that names the party, once.
    public func personHistory(
        _ text: String, limit: Int = 20, tradeLimit: Int = 50, isExact: Bool = false,
        within selection: PartySelection? = nil, timeout: Duration? = nil
    ) throws(FilingIndexError) -> PartyHistory? {
        try history(text, as: .ownerKey, limit, tradeLimit, isExact, timeout, within: selection)
    }

    /// An issuer with all that its insiders did.
    ///
    /// - Parameters:
    ///   - text: a CIK, a key as `PartyMatch.key` has it, a trading symbol or a name in any spelling.
    ///   - limit: how many filings at most.
    ///   - tradeLimit: how many trades at most.
    ///   - isExact: whether a CIK, symbol or key is wanted and no name will do.
    ///   - timeout: how long reading may take, as for `personHistory`.
    /// - Returns: the history of the best match; `nil` when nothing is like it.
    /// - Throws: `FilingIndexError` when bytes of the index are damaged.
    /// - Complexity: reads every filing about the issuer, once.
    public func issuerHistory(
        _ text: String, limit: Int = 20, tradeLimit: Int = 50, isExact: Bool = false, timeout: Duration? = nil
    ) throws(FilingIndexError) -> PartyHistory? {
        try history(text, as: .issuerKey, limit, tradeLimit, isExact, timeout)
    }

    private func history(
        _ text: String, as field: FilingSchema.Field, _ limit: Int, _ tradeLimit: Int,
        _ isExact: Bool, _ timeout: Duration?, within selection: PartySelection? = nil
    ) throws(FilingIndexError) -> PartyHistory? {
        let meter = WorkMeter(deadline: timeout.map { ContinuousClock.now + $0 })
        let candidates = try candidates(text, as: field, within: selection, isExact: isExact)
        guard let record = candidates.first?.record else { return nil }
        var gatherer = HistoryGatherer(of: record, isIssuer: field == .issuerKey, tradeLimit: tradeLimit)
        return try page(candidates, as: field, limit: limit, meter: meter) { gatherer.add($0) }.map(gatherer.history)
    }
}
