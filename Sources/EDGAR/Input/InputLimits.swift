/// What reading may cost: every limit ends with a report that names the option which raises it.
package struct InputLimits: Equatable, Sendable {
    /// Bytes of one document, which is held in memory; files that are cut between documents may be larger.
    package var documentBytes = 1 << 30
    /// Members of one archive.
    package var memberCount = 20_000_000
    /// How many times its size something may unfold to, beyond the first `freeBytes`.
    ///
    /// Filings shrink to a tenth, tables of tags to a hundredth; deflate cannot do better than 1,032.
    package var ratio = 500
    /// How deep archives may lie in archives; the outermost counts as 1.
    package var depth = 4

    /// The limits that fit EDGAR.
    package init() {}

    /// Below this many unfolded bytes no ratio is a danger.
    static let freeBytes = 16 << 20
    /// What a whole file may unfold to, whatever its size, before the ratio counts.
    static let freeFileBytes = 1 << 30
    /// Members of one archive over a limit; behind them the rest of the archive is left alone.
    static let faultCount = 16

    /// The options that raise the limits, for messages.
    package enum Option {
        /// Raises `documentBytes`.
        package static let document = "--max-document"
        /// Raises `memberCount`.
        package static let members = "--max-members"
        /// Raises `ratio`.
        package static let ratio = "--max-ratio"
        /// Raises `depth`.
        package static let depth = "--max-depth"
    }

    /// What bytes may unfold to.
    func unfoldedMax(of byteCount: Int, free: Int) -> Int {
        let (product, isOver) = byteCount.multipliedReportingOverflow(by: ratio)
        let (sum, isSumOver) = product.addingReportingOverflow(free)
        return isOver || isSumOver ? .max : sum
    }
}
