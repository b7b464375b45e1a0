/// What several segments know of one term, brought together under new numbers of documents.
///
/// Memory: some 40 bytes for each of the term's documents and 8 for each position, and 4 for each document of the
/// merged segment; nothing is allocated from term to term.
struct TermLists {
    /// The term's documents in ascending order; the first `documentCount` count.
    private(set) var documents: [UInt32] = []
    /// How often it occurs in each; only for a field with positions.
    private(set) var frequencies: [UInt32] = []
    /// For each document its first position and then gaps; the first `positionCount` count.
    private(set) var positions: [UInt32] = []
    /// Number of documents.
    private(set) var documentCount = 0
    /// Number of positions.
    private(set) var positionCount = 0

    // As read, segment by segment: the new number of a document with its place in the two arrays that follow.
    private var entries: [UInt64] = []
    private var readFrequencies: [UInt32] = []
    private var starts: [UInt32] = []
    private var stream: [UInt32] = []
    private var entryCount = 0
    private var streamCount = 0
    private var runCount = 0
    private var hasPositions = false
    private var blockDocuments = [UInt32](repeating: 0, count: BitPacking.blockCount)
    private var blockFrequencies = [UInt32](repeating: 1, count: BitPacking.blockCount)
    // To put many documents in order: a bit for each that holds the term, and its place among the entries.
    private var marks: [UInt64]
    private var slots: [UInt32]

    /// Room for terms of a merged segment.
    ///
    /// - Parameter documentCount: its documents.
    init(documentCount: Int) {
        marks = [UInt64](repeating: 0, count: (documentCount + 63) / 64)
        slots = [UInt32](repeating: 0, count: documentCount)
    }

    /// Begins a term.
    mutating func begin(hasPositions: Bool) {
        self.hasPositions = hasPositions
        (entryCount, streamCount, runCount, documentCount, positionCount) = (0, 0, 0, 0, 0)
    }

    /// Adds what one segment knows of the term.
    ///
    /// - Parameters:
    ///   - info: as its dictionary has it.
    ///   - segment: the segment.
    ///   - field: the term's field.
    ///   - numbers: for each of its documents the number among all that are merged.
    ///   - first: the number that becomes 0; those too low or too high are left out.
    /// - Throws: `IndexError.corrupt` when the list or the positions are damaged.
    mutating func add(
        _ info: TermInfo, of segment: SegmentReader, field: Int, numbers: [UInt32], first: UInt32
    ) throws(IndexError) {
        guard info.totalFrequency <= SegmentFile.wordCountMax,
            streamCount + info.totalFrequency <= SegmentFile.wordCountMax
        else { throw .tooLarge(what: "the number of words in a segment", limit: SegmentFile.wordCountMax) }
        let list = try segment.postings(info, field: field)
        reserve(entryCount + info.documentFrequency)
        var end = End(entry: entryCount, position: streamCount)
        if list.blockCount == 0 {
            blockDocuments[0] = list.singleDocument
            blockFrequencies[0] = list.singleFrequency
            take(1, numbers, first, &end)
        }
        for block in 0..<list.blockCount {
            let count = try list.documents(ofBlock: block, into: &blockDocuments)
            if hasPositions { try list.frequencies(ofBlock: block, into: &blockFrequencies) }
            take(count, numbers, first, &end)
        }
        if end.entry > entryCount { runCount += 1 }
        entryCount = end.entry
        // Without positions, frequencies are whatever stood in the buffer.
        guard hasPositions else { return }
        let occurrences = end.position - streamCount
        guard end.leastFrequency > 0, occurrences == info.totalFrequency else {
            throw segment.postingsPlace.corrupt(
                at: Int(clamping: info.postings), expected: "\(info.totalFrequency) occurrences",
                found: "\(occurrences)")
        }
        try segment.positions(info).stream(into: &stream, at: streamCount)
        streamCount = end.position
    }

    private mutating func reserve(_ count: Int) {
        guard entries.count < count else { return }
        let room = max(count, 2 * entries.count)
        entries.append(contentsOf: repeatElement(0, count: room - entries.count))
        readFrequencies.append(contentsOf: repeatElement(0, count: room - readFrequencies.count))
        starts.append(contentsOf: repeatElement(0, count: room - starts.count))
    }

    /// Where the next entry goes.
    private struct End {
        /// Number of entries.
        var entry: Int
        /// Number of positions before.
        var position: Int
        /// The lowest frequency seen.
        var leastFrequency: UInt32 = 1
    }

    /// Takes the documents of a block that remain.
    private mutating func take(_ count: Int, _ numbers: [UInt32], _ first: UInt32, _ end: inout End) {
        Self.take(
            count, documents: blockDocuments, frequencies: blockFrequencies, numbers: numbers, first: first,
            limit: UInt32(slots.count), &entries, &readFrequencies, &starts, &end)
    }

    private static func take(
        _ count: Int, documents: [UInt32], frequencies: [UInt32], numbers: [UInt32], first: UInt32,
        limit: UInt32, _ entries: inout [UInt64], _ readFrequencies: inout [UInt32], _ starts: inout [UInt32],
        _ end: inout End
    ) {
        let documents = documents.span
        let frequencies = frequencies.span
        let numbers = numbers.span
        var entries = entries.mutableSpan
        var readFrequencies = readFrequencies.mutableSpan
        var starts = starts.mutableSpan
        var own = end
        for index in 0..<count {
            let number = numbers[Int(documents[index])] &- first
            let frequency = frequencies[index]
            // Written in any case and counted only if it remains: no branch to be guessed.
            entries[own.entry] = UInt64(number) &<< 32 | UInt64(own.entry)
            readFrequencies[own.entry] = frequency
            starts[own.entry] = UInt32(truncatingIfNeeded: own.position)
            own.entry &+= number < limit ? 1 : 0
            own.position &+= Int(frequency)
            own.leastFrequency = min(own.leastFrequency, frequency)
        }
        end = own
    }

    /// Puts what was added in the order of documents.
    mutating func merge() {
        documentCount = entryCount
        if runCount > 1 {
            // Going through the marks of all documents costs less than comparing unless there are few.
            if entryCount >= slots.count / 2048 {
                Self.orderByMarks(&entries, &marks, &slots, count: entryCount)
            } else {
                Self.orderByComparing(&entries, count: entryCount)
            }
        }
        if documents.count < entryCount {
            let room = entries.count
            documents.append(contentsOf: repeatElement(0, count: room - documents.count))
            frequencies.append(contentsOf: repeatElement(0, count: room - frequencies.count))
        }
        for index in 0..<entryCount { documents[index] = UInt32(truncatingIfNeeded: entries[index] &>> 32) }
        guard hasPositions else { return }
        if positions.count < streamCount {
            positions.append(contentsOf: repeatElement(0, count: stream.count - positions.count))
        }
        positionCount = Self.arrange(
            entries: entries, count: entryCount, readFrequencies: readFrequencies, starts: starts, stream: stream,
            &frequencies, &positions)
    }

    private static func orderByComparing(_ entries: inout [UInt64], count: Int) {
        guard count <= 32 else {
            entries[..<count].sort()
            return
        }
        var entries = entries.mutableSpan
        for index in 1..<max(1, count) {
            let entry = entries[index]
            var place = index
            while place > 0, entries[place &- 1] > entry {
                entries[place] = entries[place &- 1]
                place &-= 1
            }
            entries[place] = entry
        }
    }

    private static func orderByMarks(
        _ entries: inout [UInt64], _ marks: inout [UInt64], _ slots: inout [UInt32], count: Int
    ) {
        var entries = entries.mutableSpan
        var marks = marks.mutableSpan
        var slots = slots.mutableSpan
        for index in 0..<count {
            let number = Int(truncatingIfNeeded: entries[index] &>> 32)
            slots[number] = UInt32(truncatingIfNeeded: entries[index])
            marks[number &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: number & 63)
        }
        var place = 0
        for word in 0..<marks.count where marks[word] != 0 {
            var bits = marks[word]
            marks[word] = 0
            while bits != 0 {
                let number = word &<< 6 | bits.trailingZeroBitCount
                entries[place] = UInt64(truncatingIfNeeded: number) &<< 32 | UInt64(slots[number])
                place &+= 1
                bits &= bits &- 1
            }
        }
    }

    /// Copies frequencies and positions in the order of the entries.
    ///
    /// - Returns: number of positions.
    private static func arrange(
        entries: [UInt64], count: Int, readFrequencies: [UInt32], starts: [UInt32], stream: [UInt32],
        _ frequencies: inout [UInt32], _ positions: inout [UInt32]
    ) -> Int {
        let entries = entries.span
        let readFrequencies = readFrequencies.span
        let starts = starts.span
        let stream = stream.span
        var frequencies = frequencies.mutableSpan
        var positions = positions.mutableSpan
        var end = 0
        for index in 0..<count {
            let place = Int(truncatingIfNeeded: entries[index] & 0xFFFF_FFFF)
            let frequency = readFrequencies[place]
            frequencies[index] = frequency
            var source = Int(starts[place])
            for _ in 0..<frequency {
                positions[end] = stream[source]
                end &+= 1
                source &+= 1
            }
        }
        return end
    }
}
