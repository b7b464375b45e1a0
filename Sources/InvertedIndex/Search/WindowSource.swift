/// A part of a query over one segment.
///
/// It tells what it can add to a score, adds matches to windows, hands out candidates, and sifts those of others. Windows
/// and candidates are asked for in ascending order, so that cursors only move forward. One call handles up to 4,096
/// documents: the cost of the call itself does not show.
///
/// A subclass gives `nextCandidate`, `mark` and `accumulate`; the others have a plain way here that works on windows.
class WindowSource {
    /// How documents of another source are sifted.
    enum Sieve {
        /// Keeps what matches and adds its score.
        case required
        /// Keeps everything and adds the score of what matches.
        case optional
        /// Keeps what matches.
        case filter
        /// Keeps what does not match.
        case excluded
    }

    /// Where windows of this part's own come from.
    final let memory: QueryMemory
    /// Blocks of a list with as many documents as there is room for candidates.
    static let runBlocks = Int(Window.size) / BitPacking.blockCount
    private var own: Window?
    private var isOwnScored = false

    /// A part of a query that works in some memory.
    init(memory: QueryMemory) { self.memory = memory }

    /// Matches at most, over the segment.
    var cost: Int { .max }

    /// The number of matches over the segment, where it is known without a search.
    var exactCount: Int? { nil }

    /// No match has a higher score.
    var scoreMax: Double { .infinity }

    /// No match in `start ..< end` has a higher score; asked for in ascending order.
    func scoreMax(from start: DocumentID, to end: DocumentID) throws(IndexError) -> Double { scoreMax }

    /// Where a stretch from `start` on ends that one bound holds for, at most `end`.
    func stretchEnd(from start: DocumentID, to end: DocumentID) throws(IndexError) -> DocumentID { end }

    /// Whether marking all matches costs far less than scoring them.
    var isMarkedFast: Bool { false }

    /// Whether candidates can be had run by run, without regard to windows.
    var hasRuns: Bool { !collectsByWindow && cost <= Int(Window.size) }

    /// Where a run of some blocks from `start` on ends, at most `end`; there are at most `runBlocks`, with 4,096 matches.
    func runEnd(ofBlocks count: Int, from start: DocumentID, to end: DocumentID) -> DocumentID { end }

    /// A document not after the next match at or after `target`; `nil` when nothing more can match.
    ///
    /// Lets whole windows be passed over. It need not be a match itself.
    func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? { nil }

    /// Marks the matches in a window, without scores.
    func mark(_ window: Window) throws(IndexError) {}

    /// Marks the matches in a window and adds their scores; matches with less than `needed` may be left out.
    func accumulate(_ window: Window, needed: Double) throws(IndexError) {}

    /// Whether `collect` works on windows, and so takes only what lies in one.
    var collectsByWindow: Bool { true }
    /// Whether `sift` does.
    var siftsByWindow: Bool { true }

    /// Appends the matches in `start ..< end`, within one window if collecting by window and at most 4,096, that have at least `needed`.
    func collect(
        from start: DocumentID, to end: DocumentID, needed: Double, into candidates: inout Candidates
    ) throws(IndexError) {
        let window = try ownWindow(at: Window.base(of: start), isScored: true)
        candidates.append(window, from: start, to: end, above: needed)
    }

    /// The same without scores: all matches.
    func list(
        from start: DocumentID, to end: DocumentID, into candidates: inout Candidates
    ) throws(IndexError) {
        try collect(from: start, to: end, needed: -.infinity, into: &candidates)
    }

    /// Sifts candidates, all of one window if sifting by window.
    func sift(_ candidates: inout Candidates, _ sieve: Sieve) throws(IndexError) {
        guard candidates.count > 0 else { return }
        let isScored = sieve == .required || sieve == .optional
        let window = try ownWindow(at: Window.base(of: candidates.document(0)), isScored: isScored)
        candidates.filter { document, score in
            let isMatch = window.contains(document)
            switch sieve {
            case .required, .optional:
                return (isMatch || sieve == .optional, score + window.scores[Int(document &- window.base)])
            case .filter: return (isMatch, score)
            case .excluded: return (!isMatch, score)
            }
        }
    }

    /// This part's matches in a window, found once for each.
    private func ownWindow(at base: DocumentID, isScored: Bool) throws(IndexError) -> Window {
        if let own, own.base == base, isOwnScored || !isScored { return own }
        var window = own ?? Window(in: memory)
        window.reset(to: base)
        own = window
        isOwnScored = isScored
        if isScored { try accumulate(window, needed: -.infinity) } else { try mark(window) }
        return window
    }
}
