internal import Storage

/// The documents of one stretch of 4,096 that match, and their scores.
///
/// Queries are answered stretch by stretch: each part of a query adds to a window, and windows are combined by words of
/// 64 bits. A window is small enough for the first-level cache. It is a view over the memory of the query; where a bit
/// is not set, the score is 0.
struct Window: BitwiseCopyable {
    /// Documents in a window.
    static let size: UInt32 = 4096
    /// Words of bits in a window.
    static let wordCount = Int(size) / 64

    /// First document; a multiple of the size.
    private(set) var base: DocumentID = 0
    /// A bit for each matching document.
    let bits: Scratch<UInt64>
    /// Scores, as sums of parts.
    let scores: Scratch<Double>

    /// An empty window.
    init(in memory: QueryMemory) {
        bits = memory.take(Self.wordCount, repeating: 0)
        scores = memory.take(Int(Self.size), repeating: 0)
    }

    /// The document behind the last.
    var end: DocumentID { base &+ Self.size }

    /// The base of the window that a document lies in.
    static func base(of document: DocumentID) -> DocumentID { document & ~(size &- 1) }

    /// Empties the window and moves it.
    mutating func reset(to base: DocumentID) {
        clear()
        self.base = base
    }

    /// The same where no scores were added.
    mutating func resetMarks(to base: DocumentID) {
        bits.fill(0)
        self.base = base
    }

    /// Empties the window.
    func clear() {
        for index in 0..<Self.wordCount where bits[index] != 0 {
            var rest = bits[index]
            bits[index] = 0
            while rest != 0 {
                scores[index &* 64 &+ rest.trailingZeroBitCount] = 0
                rest &= rest &- 1
            }
        }
    }

    /// Whether nothing matches.
    var isEmpty: Bool {
        for index in 0..<Self.wordCount where bits[index] != 0 { return false }
        return true
    }

    /// Number of matching documents.
    var count: Int { bits.setBitCount }

    /// Whether a document of the window matches.
    @inline(__always)
    func contains(_ document: DocumentID) -> Bool {
        let place = Int(document &- base)
        return bits[place >> 6] >> UInt64(place & 63) & 1 == 1
    }

    /// Marks a place as matching.
    @inline(__always)
    func mark(_ place: Int) { bits[place >> 6] |= 1 << UInt64(truncatingIfNeeded: place & 63) }

    /// Marks documents of the window.
    @inline(__always)
    func mark(_ documents: Scratch<DocumentID>, _ range: Range<Int>) {
        bits.setBits(of: documents, range, less: base)
    }

    /// Marks documents, given as bits, as far as they lie in the window.
    ///
    /// - Parameters:
    ///   - bytes: words of 64 bits.
    ///   - wordCount: how many; they stand for documents below 2³².
    ///   - first: the document of the first bit.
    @inline(__always)
    func mark(_ bytes: MappedBytes, wordCount: Int, first: DocumentID) {
        let start = Int(first) &- Int(base)
        let shift = UInt64(truncatingIfNeeded: start & 63)
        // Rounded down, so below 0 for bits that begin before the window.
        let place = start >> 6
        // Of the word before, what goes into the next.
        var rest: UInt64 = 0
        let low = max(0, -place - 1)
        let high = min(wordCount, Self.wordCount &- place)
        for number in low..<max(low, high) {
            let word = bytes.uint64(at: 8 &* number) ?? 0
            if place &+ number >= 0 { bits[place &+ number] |= word &<< shift | rest }
            // Shifted twice, so that nothing is left of it at a shift of 0.
            rest = (word >> 1) &>> (63 &- shift)
        }
        if high == wordCount, place &+ high >= 0, place &+ high < Self.wordCount { bits[place &+ high] |= rest }
    }

    /// Marks a place as matching and adds to its score.
    @inline(__always)
    func add(_ part: Double, at place: Int) {
        mark(place)
        scores[place] += part
    }

    /// Marks places and adds the scores of the weighted frequencies there, and wipes both for the next window.
    ///
    /// - Parameters:
    ///   - frequencies: summed over the fields, one for each document of a window.
    ///   - marks: a bit for each document that has one.
    ///   - idf: the weight of the term.
    ///   - sum: how scores are added.
    @inline(__always)
    func add(_ frequencies: Scratch<Float>, at marks: Scratch<UInt64>, idf: Float, _ sum: ScoreSum) {
        for word in 0..<Self.wordCount where marks[word] != 0 {
            var rest = marks[word]
            marks[word] = 0
            while rest != 0 {
                let place = word &* 64 &+ rest.trailingZeroBitCount
                add(sum.part(BM25.score(frequencies[place], idf: idf)), at: place)
                frequencies[place] = 0
                rest &= rest &- 1
            }
        }
    }

    /// Marks the places `first ..< end`.
    func markAll(_ first: Int, _ end: Int) {
        var place = first
        while place < end {
            let stop = min(end, (place | 63) &+ 1)
            let word = UInt64.max << UInt64(place & 63)
            bits[place >> 6] |= stop & 63 == 0 ? word : word & ((1 << UInt64(stop & 63)) &- 1)
            place = stop
        }
    }

    /// Adds another window's matches and scores.
    func add(_ other: Window) {
        for index in 0..<Self.wordCount where other.bits[index] != 0 {
            var rest = other.bits[index]
            bits[index] |= rest
            while rest != 0 {
                let place = index &* 64 &+ rest.trailingZeroBitCount
                scores[place] += other.scores[place]
                rest &= rest &- 1
            }
        }
    }

    /// Keeps what matches in both; scores add up.
    func intersect(_ other: Window) {
        for index in 0..<Self.wordCount where bits[index] != 0 {
            var lost = bits[index] & ~other.bits[index]
            bits[index] &= other.bits[index]
            while lost != 0 {
                scores[index &* 64 &+ lost.trailingZeroBitCount] = 0
                lost &= lost &- 1
            }
            var rest = bits[index]
            while rest != 0 {
                let place = index &* 64 &+ rest.trailingZeroBitCount
                scores[place] += other.scores[place]
                rest &= rest &- 1
            }
        }
    }
}
