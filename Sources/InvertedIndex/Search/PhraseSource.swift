internal import Storage

/// Documents that hold words one after another in some field.
final class PhraseSource: WindowSource {
    /// The words of the phrase in one field of one segment.
    struct FieldWords {
        var cursors: [PostingsCursor]
        var positions: [PositionsReader]
        var lengths: MappedBytes?
        var factors: [Float]
    }

    private var fields: [FieldWords]
    private let idf: Float
    private var places: [[UInt32]] = []

    init(_ fields: [FieldWords], idf: Float) {
        (self.fields, self.idf) = (fields, idf)
    }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        var nearest: DocumentID?
        for field in fields.indices {
            guard let next = try Self.align(&fields[field].cursors, from: target) else { continue }
            nearest = min(nearest ?? next, next)
        }
        return nearest
    }

    override func fill(_ window: inout Window) throws(IndexError) {
        for field in fields.indices {
            var target = window.base
            while let document = try Self.align(&fields[field].cursors, from: target), document < window.end {
                let frequency = try phraseFrequency(field)
                if frequency > 0 {
                    let length = fields[field].lengths?.byte(at: Int(document)) ?? 0
                    window.add(
                        Float(frequency) * fields[field].factors[Int(length)], at: Int(document &- window.base))
                }
                target = document + 1
            }
        }
        window.saturate(idf: idf)
    }

    /// Moves all cursors to the first document at or after `target` that holds every word.
    private static func align(_ cursors: inout [PostingsCursor], from target: DocumentID) throws(IndexError)
        -> DocumentID?
    {
        var document = target
        var agreeing = 0
        var index = 0
        while agreeing < cursors.count {
            guard let next = try cursors[index].seek(to: document) else { return nil }
            if next == document {
                agreeing += 1
            } else {
                document = next
                agreeing = 1
            }
            index = index + 1 == cursors.count ? 0 : index + 1
        }
        return document
    }

    /// How often the phrase occurs where the cursors of a field stand.
    private func phraseFrequency(_ field: Int) throws(IndexError) -> Int {
        let count = fields[field].cursors.count
        if places.count < count { places = [[UInt32]](repeating: [], count: count) }
        for word in 0..<count {
            let first = try fields[field].cursors[word].occurrencesBefore()
            let frequency = try fields[field].cursors[word].frequency()
            try fields[field].positions[word].read(first: first, frequency: Int(frequency), into: &places[word])
        }
        var found = 0
        var next = [Int](repeating: 0, count: count)
        starts: for start in places[0] {
            for word in 1..<max(1, count) {
                let wanted = start &+ UInt32(word)
                while next[word] < places[word].count, places[word][next[word]] < wanted { next[word] += 1 }
                guard next[word] < places[word].count else { break starts }
                guard places[word][next[word]] == wanted else { continue starts }
            }
            found += 1
        }
        return found
    }
}
