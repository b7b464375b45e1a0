/// What the numbers at one place of several lists have to be, such as those of one row of a table.
package indirect enum PlaceCondition: Equatable, Sendable {
    /// The number in a list column lies in the range; a gap does not.
    case range(column: Int, ClosedRange<Int64>)
    /// Every condition.
    case all([PlaceCondition])
    /// Some condition.
    case any([PlaceCondition])
    /// Not this one.
    case not(PlaceCondition)

    /// The columns asked for.
    package var columns: Set<Int> {
        switch self {
        case .range(let column, _): [column]
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.columns) }
        case .not(let part): part.columns
        }
    }

    /// Whether numbers fulfil it.
    ///
    /// - Parameter value: the number of a column, `nil` for a gap.
    /// - Returns: whether they do.
    package func isFulfilled(_ value: (Int) -> Int64?) -> Bool {
        switch self {
        case .range(let column, let range): value(column).map(range.contains) ?? false
        case .all(let parts): parts.allSatisfy { $0.isFulfilled(value) }
        case .any(let parts): parts.contains { $0.isFulfilled(value) }
        case .not(let part): !part.isFulfilled(value)
        }
    }
}

/// Documents with a place in their lists that fulfils a condition.
final class PlaceSource: WindowSource {
    private let condition: PlaceCondition
    private let columns: [(number: Int, reader: ListColumnReader)]
    private let documentCount: Int

    init(_ condition: PlaceCondition, _ segment: SegmentReader, memory: QueryMemory) throws(IndexError) {
        self.condition = condition
        documentCount = segment.documentCount
        var columns: [(number: Int, reader: ListColumnReader)] = []
        for column in condition.columns.sorted() { columns.append((column, try segment.list(column))) }
        self.columns = columns
        super.init(memory: memory)
    }

    // Reading lists is dear: every other part goes first, and its documents alone are looked at.
    override var cost: Int { .max }
    override var siftsByWindow: Bool { false }
    override var scoreMax: Double { 0 }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        Int(target) < documentCount ? target : nil
    }

    override func mark(_ window: Window) throws(IndexError) {
        for document in Int(window.base)..<max(Int(window.base), min(Int(window.end), documentCount))
        where try isMatch(document) { window.mark(document - Int(window.base)) }
    }

    override func accumulate(_ window: Window, needed: Double) throws(IndexError) { try mark(window) }

    override func sift(_ candidates: inout Candidates, _ sieve: Sieve) throws(IndexError) {
        if sieve == .optional { return }
        try candidates.filter { (document, score) throws(IndexError) in
            (try isMatch(Int(document)) == (sieve != .excluded), score)
        }
    }

    /// Whether some place in a document's lists fulfils the condition.
    private func isMatch(_ document: Int) throws(IndexError) -> Bool {
        var lists: [(number: Int, values: [Int64?])] = []
        for column in columns { lists.append((column.number, try column.reader.places(at: document))) }
        let count = lists.map(\.values.count).max() ?? 0
        return (0..<count).contains { place in
            condition.isFulfilled { column in
                guard let list = lists.first(where: { $0.number == column }), place < list.values.count else {
                    return nil
                }
                return list.values[place]
            }
        }
    }
}
