/// The order of the documents that remain of several segments.
///
/// Memory: 12 bytes a document, and the sort keys while it is made.
struct MergeOrder {
    /// Where a document stands among the inputs.
    struct Place {
        /// Number of its input.
        var input: UInt32
        /// Its number there.
        var document: DocumentID
    }

    /// Documents that remain, in order.
    private(set) var places: [Place] = []
    /// For each input and each of its documents where it stands in `places`; `dropped` for one left out.
    private(set) var numbers: [[UInt32]]

    /// Stands for the number of a document left out.
    static let dropped = UInt32.max

    /// Orders documents by sort key, equal ones by input and then as they stood.
    ///
    /// - Parameter inputs: segments with the sort keys of their documents.
    /// - Throws: `IndexError.corrupt` for a segment whose keys do not ascend, `IndexError.tooLarge` for more documents
    ///   than have numbers.
    init(_ inputs: [SegmentMerger.Input]) throws(IndexError) {
        let count = inputs.reduce(0) { $0 + $1.segment.documentCount }
        guard count <= SegmentFile.documentCountMax else {
            throw .tooLarge(what: "the number of documents merged at a time", limit: SegmentFile.documentCountMax)
        }
        numbers = inputs.map { [UInt32](repeating: Self.dropped, count: $0.segment.documentCount) }
        places.reserveCapacity(count)
        let keys = inputs.map(\.sortKeys)
        var next = [Int](repeating: 0, count: inputs.count)
        func isBefore(_ left: Int, _ right: Int) -> Bool {
            let (own, other) = (keys[left][next[left]], keys[right][next[right]])
            return own < other || (own == other && left < right)
        }
        var heap = MergeHeap()
        for (number, input) in inputs.enumerated() {
            try Self.check(input)
            if input.segment.documentCount > 0 { heap.insert(number, isBefore) }
        }
        while let input = heap.first {
            let document = DocumentID(next[input])
            if !inputs[input].dropped.contains(document) {
                numbers[input][next[input]] = UInt32(places.count)
                places.append(Place(input: UInt32(input), document: document))
            }
            next[input] += 1
            if next[input] < keys[input].count { heap.sink(isBefore) } else { heap.removeFirst(isBefore) }
        }
    }

    private static func check(_ input: SegmentMerger.Input) throws(IndexError) {
        precondition(input.sortKeys.count == input.segment.documentCount, "a sort key for each document")
        for index in input.sortKeys.indices.dropFirst() where input.sortKeys[index] < input.sortKeys[index - 1] {
            throw .corrupt(
                file: input.segment.file.path, section: "documents", offset: 0,
                expected: "documents in the order of their sort keys", found: "document \(index) before the last")
        }
    }

    /// Cuts the order where segments become too large.
    ///
    /// - Parameters:
    ///   - weights: of the documents in order.
    ///   - limit: what the documents of a segment weigh together at most, unless there is only one.
    /// - Returns: ranges of `places`, at least one; they depend on the documents alone.
    func ranges(weights: [UInt32], limit: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        var sum = 0
        for (index, weight) in weights.enumerated() {
            if index > start, sum + Int(weight) > limit {
                ranges.append(start..<index)
                (start, sum) = (index, 0)
            }
            sum += Int(weight)
        }
        ranges.append(start..<places.count)
        return ranges
    }
}
