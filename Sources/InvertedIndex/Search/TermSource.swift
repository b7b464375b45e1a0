internal import Storage

/// One term in one field of one segment, with what is needed to score it.
struct FieldPostings {
    var cursor: PostingsCursor
    /// Length bytes of the field by document; `nil` for a field that is not ranked.
    var lengths: MappedBytes?
    /// What a frequency is multiplied with, by length byte.
    var factors: [Float]
}

/// Documents that hold a term in any of its fields.
final class TermSource: WindowSource {
    private var fields: [FieldPostings]
    private let idf: Float

    init(_ fields: [FieldPostings], idf: Float) {
        (self.fields, self.idf) = (fields, idf)
    }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        var nearest: DocumentID?
        for index in fields.indices {
            guard let next = try fields[index].cursor.seek(to: target) else { continue }
            nearest = min(nearest ?? next, next)
        }
        return nearest
    }

    override func fill(_ window: inout Window) throws(IndexError) {
        for index in fields.indices { try Self.accumulate(&fields[index], into: &window) }
        window.saturate(idf: idf)
    }

    /// Adds one field's weighted frequencies.
    private static func accumulate(_ postings: inout FieldPostings, into window: inout Window) throws(IndexError) {
        let base = window.base
        let factors = postings.factors
        guard let lengths = postings.lengths else {
            try postings.cursor.forEachRun(from: base, to: window.end, wantsFrequencies: false) { documents, _, range in
                for index in range { window.add(0, at: Int(documents[index] &- base)) }
            }
            return
        }
        try postings.cursor.forEachRun(from: base, to: window.end, wantsFrequencies: true) {
            documents, frequencies, range in
            for index in range {
                let document = documents[index]
                let length = lengths.byte(at: Int(document)) ?? 0
                window.add(Float(frequencies[index]) * factors[Int(length)], at: Int(document &- base))
            }
        }
    }
}

extension Window {
    /// Marks a place as matching and adds to its score, which begins at 0.
    mutating func add(_ value: Float, at place: Int) {
        let bit: UInt64 = 1 << UInt64(place & 63)
        if bits[place >> 6] & bit == 0 {
            bits[place >> 6] |= bit
            scores[place] = value
        } else {
            scores[place] += value
        }
    }

    /// Turns the weighted frequencies added up so far into scores.
    mutating func saturate(idf: Float) {
        for word in bits.indices where bits[word] != 0 {
            var rest = bits[word]
            while rest != 0 {
                let place = word &* 64 &+ rest.trailingZeroBitCount
                scores[place] = BM25.score(scores[place], idf: idf)
                rest &= rest &- 1
            }
        }
    }
}

/// Documents that hold some term out of many; each scores the same.
///
/// The union is made once for the segment: a prefix may stand for thousands of terms, and a cursor for each would cost
/// more than the bits.
final class TermUnion: WindowSource {
    private let bits: [UInt64]
    private let documentCount: Int
    private let score: Float

    /// Takes the documents of all lists.
    init(_ lists: [PostingsList], documentCount: Int, score: Float) throws(IndexError) {
        var bits = [UInt64](repeating: 0, count: (documentCount + 63) / 64)
        var buffer = [UInt32](repeating: 0, count: BitPacking.blockCount)
        for list in lists {
            if list.blockCount == 0 {
                bits[Int(list.singleDocument >> 6)] |= 1 << UInt64(list.singleDocument & 63)
            }
            for block in 0..<list.blockCount {
                let count = try list.documents(ofBlock: block, into: &buffer)
                for document in buffer[..<count] { bits[Int(document >> 6)] |= 1 << UInt64(document & 63) }
            }
        }
        self.bits = bits
        self.documentCount = documentCount
        self.score = score
    }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        guard Int(target) < documentCount else { return nil }
        var index = Int(target >> 6)
        var word = bits[index] & (.max << UInt64(target & 63))
        while word == 0 {
            index += 1
            guard index < bits.count else { return nil }
            word = bits[index]
        }
        return DocumentID(index * 64 + word.trailingZeroBitCount)
    }

    override func fill(_ window: inout Window) throws(IndexError) {
        let first = Int(window.base >> 6)
        for index in window.bits.indices where first + index < bits.count {
            window.bits[index] = bits[first + index]
        }
        for index in window.scores.indices { window.scores[index] = score }
    }
}
