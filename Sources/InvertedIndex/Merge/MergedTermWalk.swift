/// A walk through the terms of several segments at once, in ascending order of keys.
struct MergedTermWalk {
    private var walks: [TermEnumerator] = []
    private var prefixes: [UInt64] = []
    private let paths: [String]
    private var heap = MergeHeap()
    /// The current key: term and field byte.
    private(set) var key: [UInt8] = []
    /// The segments that hold it, in ascending order.
    private(set) var inputs: [Int] = []

    /// A walk that stands before the first key.
    ///
    /// - Throws: `IndexError.corrupt` when a segment's terms are damaged.
    init(_ segments: [SegmentReader]) throws(IndexError) {
        paths = segments.map(\.file.path)
        for segment in segments {
            walks.append(try segment.dictionary.enumerator())
            prefixes.append(0)
        }
        for input in walks.indices where try advance(input) { reheap { $0.insert(input, $1) } }
    }

    /// What the dictionary of a segment that holds the current key says of it.
    func info(of input: Int) throws(IndexError) -> TermInfo { try walks[input].info() }

    /// Goes to the next key.
    ///
    /// - Returns: whether there is one.
    /// - Throws: `IndexError.corrupt` when a segment's terms are damaged or not in order.
    mutating func next() throws(IndexError) -> Bool {
        for input in inputs where try advance(input) { reheap { $0.insert(input, $1) } }
        inputs.removeAll(keepingCapacity: true)
        guard let first = heap.first else { return false }
        guard key.lexicographicallyPrecedes(walks[first].key) else {
            throw .corrupt(
                file: paths[first], section: SegmentFile.Section.terms.name, offset: 0,
                expected: "terms in ascending order", found: "others")
        }
        key.removeAll(keepingCapacity: true)
        key.append(contentsOf: walks[first].key)
        while let input = heap.first, input == first || (prefixes[input] == prefixes[first] && walks[input].key == key)
        {
            inputs.append(input)
            reheap { $0.removeFirst($1) }
        }
        return true
    }

    private mutating func advance(_ input: Int) throws(IndexError) -> Bool {
        guard try walks[input].next() else { return false }
        prefixes[input] = TermDictionaryWriter.prefix(of: walks[input].key)
        return true
    }

    /// Changes the heap, which is held apart meanwhile, for the order reads everything else.
    @inline(__always)
    private mutating func reheap(_ body: (inout MergeHeap, (Int, Int) -> Bool) -> Void) {
        var own = MergeHeap()
        swap(&own, &heap)
        body(&own) { left, right in
            if prefixes[left] != prefixes[right] { return prefixes[left] < prefixes[right] }
            let (one, other) = (walks[left].key, walks[right].key)
            return one == other ? left < right : one.lexicographicallyPrecedes(other)
        }
        swap(&own, &heap)
    }
}
