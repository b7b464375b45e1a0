internal import Storage

/// Documents that hold words or patterns close to one another in some field.
///
/// Documents that hold all words come first, then those of them that hold a word of each pattern, and positions are read
/// of these alone.
final class NearSource: WindowSource {
    /// One term's documents and positions.
    struct Word {
        var cursor: PostingsCursor
        var positions: PositionsReader
    }

    /// The terms of a spot: those of words in their order, or those a pattern stands for.
    struct Spot {
        var words: [Word]
        var isPattern: Bool
    }

    /// The spots in one field of one segment.
    struct FieldSpots {
        var spots: [Spot]
        var lengths: MappedBytes?
        var factors: [Float]
    }

    private var fields: [FieldSpots]
    private let proximity: Proximity
    private let spotLengths: [Int]
    private let distinct: [(spot: Int, times: Int)]
    private let idf: Float
    private let sum: ScoreSum
    private var buffer: [UInt32] = []
    /// Where each spot begins in the document at hand.
    private var starts: [[UInt32]]
    /// Weighted frequencies in a window, summed over the fields before they are saturated.
    private lazy var frequencies: Scratch<Float> = memory.take(Int(Window.size), repeating: 0)
    private lazy var marks: Scratch<UInt64> = memory.take(Window.wordCount, repeating: 0)

    init(_ fields: [FieldSpots], _ proximity: Proximity, idf: Float, sum: ScoreSum, memory: QueryMemory) {
        (self.fields, self.proximity, self.idf, self.sum) = (fields, proximity, idf, sum)
        spotLengths = proximity.spots.map(\.length)
        distinct = proximity.distinct
        starts = [[UInt32]](repeating: [], count: proximity.spots.count)
        super.init(memory: memory)
    }

    override var scoreMax: Double { sum.part(idf) }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        var nearest: DocumentID?
        for field in fields.indices {
            guard let next = try align(field, from: target) else { continue }
            nearest = min(nearest ?? next, next)
        }
        return nearest
    }

    override func mark(_ window: Window) throws(IndexError) {
        try find(in: window)
        for word in 0..<Window.wordCount where marks[word] != 0 {
            var rest = marks[word]
            window.bits[word] |= rest
            marks[word] = 0
            while rest != 0 {
                frequencies[word &* 64 &+ rest.trailingZeroBitCount] = 0
                rest &= rest &- 1
            }
        }
    }

    override func accumulate(_ window: Window, needed: Double) throws(IndexError) {
        try find(in: window)
        window.add(frequencies, at: marks, idf: idf, sum)
    }

    private func find(in window: Window) throws(IndexError) {
        for field in fields.indices { try find(in: window, field) }
    }

    /// The first document at or after `target` that holds every word of spots without patterns, or, where there are only
    /// patterns, a word of each.
    private func align(_ field: Int, from target: DocumentID) throws(IndexError) -> DocumentID? {
        var document = target
        var isSettled = false
        while !isSettled {
            isSettled = true
            guard memory.pass(2 * distinct.count) else { return nil }
            for (spot, _) in distinct {
                if fields[field].spots[spot].isPattern {
                    guard let next = try nearest(field, spot, from: document) else { return nil }
                    if next > document { (document, isSettled) = (next, false) }
                    continue
                }
                for word in fields[field].spots[spot].words.indices {
                    guard let next = try fields[field].spots[spot].words[word].cursor.seek(to: document) else {
                        return nil
                    }
                    if next > document { (document, isSettled) = (next, false) }
                }
            }
        }
        return document
    }

    private func nearest(_ field: Int, _ spot: Int, from target: DocumentID) throws(IndexError) -> DocumentID? {
        var nearest: DocumentID?
        guard memory.pass(2 * fields[field].spots[spot].words.count) else { return nil }
        for word in fields[field].spots[spot].words.indices {
            guard let next = try fields[field].spots[spot].words[word].cursor.seek(to: target) else { continue }
            if next == target { return next }
            nearest = min(nearest ?? next, next)
        }
        return nearest
    }

    private func find(in window: Window, _ field: Int) throws(IndexError) {
        var target = window.base
        while let document = try align(field, from: target), document < window.end {
            var isWhole = true
            for (spot, _) in distinct where isWhole {
                starts[spot] = try self.starts(field, spot, document)
                isWhole = !starts[spot].isEmpty
            }
            if isWhole {
                let frequency = proximity.matches(starts: starts, lengths: spotLengths, distinct: distinct).count
                if frequency > 0 {
                    let length = fields[field].lengths?.byte(at: Int(document)) ?? 0
                    let place = Int(document &- window.base)
                    marks[place >> 6] |= 1 << UInt64(place & 63)
                    frequencies[place] += Float(frequency) * fields[field].factors[Int(length)]
                }
            }
            target = document + 1
        }
    }

    /// Where a spot begins in a document, ascending.
    private func starts(_ field: Int, _ spot: Int, _ document: DocumentID) throws(IndexError) -> [UInt32] {
        var starts: [UInt32] = []
        guard memory.pass(8 * fields[field].spots[spot].words.count) else { return [] }
        let isPattern = fields[field].spots[spot].isPattern
        for word in fields[field].spots[spot].words.indices {
            let places = try self.places(field, spot, word, document)
            if isPattern {
                starts.append(contentsOf: places)
            } else if word == 0 {
                starts = places
            } else {
                let wanted = Set(places)
                starts.removeAll { !wanted.contains($0 &+ UInt32(word)) }
            }
            if !isPattern, starts.isEmpty { return [] }
        }
        if isPattern { starts.sort() }
        return starts
    }

    private func places(
        _ field: Int, _ spot: Int, _ word: Int, _ document: DocumentID
    ) throws(IndexError) -> [UInt32] {
        guard try fields[field].spots[spot].words[word].cursor.seek(to: document) == document else { return [] }
        let first = try fields[field].spots[spot].words[word].cursor.occurrencesBefore()
        let frequency = try fields[field].spots[spot].words[word].cursor.frequency()
        try fields[field].spots[spot].words[word].positions.read(
            first: first, frequency: Int(frequency), into: &buffer)
        return buffer
    }
}
