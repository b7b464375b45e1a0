internal import FilingModel
internal import InvertedIndex
internal import TextAnalysis

/// Finds the passages of filings that hold most of what was asked for.
///
/// The texts are cut into words again as they were for the index, so what is marked is what was found: a phrase where
/// its words follow one another, patterns and fuzzy words where a word fits, words close together within the stretch
/// that counts.
struct PassageFinder {
    /// Words of a passage, about two lines.
    private static let passageWords = 28
    /// Words shown before the first that was found.
    private static let leadWords = 5
    /// Passages of a filing.
    private static let passagesMax = 2

    /// Parts of a query that are looked for.
    private static let partsMax = 256

    /// A part of the query with what it tells.
    private struct Part {
        var query: Query
        var fields: Set<Int>
        var weight: Float
    }

    /// Words found: the first, how many, and for which part.
    private struct Found {
        var first: Int
        var count: Int
        var part: Int
    }

    private let parts: [Part]
    private var patterns: PatternMemory
    private var tokenizer = WordTokenizer()
    /// Room for the words of a text.
    private var room = TextWords()

    /// A finder for a query whose patterns are not expanded.
    init(_ query: Query, _ searcher: Searcher) throws(IndexError) {
        var parts: [Part] = []
        // A query of thousands of words is shown by its first: nobody reads marks on everything.
        for part in query.scoringParts.prefix(Self.partsMax) {
            var weight: Float = 1
            switch part {
            case .term(let word, let fields):
                weight = try searcher.inverseDocumentFrequency(of: word, in: fields)
            case .phrase(let words, let fields):
                weight = 0
                for word in words { weight += try searcher.inverseDocumentFrequency(of: word, in: fields) }
            case .pattern(.kin(let word), let fields):
                weight = try searcher.inverseDocumentFrequency(of: word, in: fields)
            case .near(let proximity, _):
                if proximity.spots.count > Self.partsMax { continue }
                weight = Float(proximity.spots.count)
            default:
                break
            }
            parts.append(Part(query: part, fields: part.places.fields, weight: max(0.1, weight)))
        }
        self.parts = parts
        patterns = PatternMemory()
    }

    /// The best passages of a filing, best first; none when the meter is used up.
    mutating func passages(of filing: Filing, meter: WorkMeter) -> [Passage] {
        var best: [(score: Float, passage: Passage)] = []
        for piece in FilingTexts.pieces(of: filing) where meter.pass(piece.text.utf8.count) {
            guard parts.contains(where: { $0.fields.contains(piece.field.rawValue) }),
                let found = passage(of: piece, meter)
            else { continue }
            // The same words in two rows say nothing twice.
            if best.contains(where: { $0.passage.text == found.passage.text }) { continue }
            best.append(found)
        }
        // Equal ones stay in the order of the filing.
        let order = best.indices.sorted { left, right in
            best[left].score != best[right].score ? best[left].score > best[right].score : left < right
        }
        return order.prefix(Self.passagesMax).map { best[$0].passage }
    }

    private mutating func passage(of piece: FilingTexts.Piece, _ meter: WorkMeter) -> (score: Float, passage: Passage)?
    {
        let bytes = Array(piece.text.utf8)
        var words = TextWords()
        swap(&words, &room)
        defer { swap(&words, &room) }
        words.removeAll()
        tokenizer.forEachWordWithPlace(in: bytes.span) { word, place in words.append(word, at: place) }
        let places = words.places
        var found: [Found] = []
        for (number, part) in parts.enumerated() where part.fields.contains(piece.field.rawValue) {
            guard meter.pass(words.count) else { return nil }
            for (first, count) in matches(of: part.query, in: words) {
                found.append(Found(first: first, count: count, part: number))
            }
        }
        guard !found.isEmpty else { return nil }
        found.sort { ($0.first, $0.count, $0.part) < ($1.first, $1.count, $1.part) }
        let (start, score) = bestStretch(found)
        let first = max(0, start - Self.leadWords)
        let last = min(words.count, first + Self.passageWords)
        let shown = found.filter { $0.first >= first && $0.first + $0.count <= max(last, first + 1) }
        // Signs before the first and behind the last word belong to a text that is shown whole.
        let begin = first == 0 ? 0 : places[first].lowerBound
        let end = last == words.count ? bytes.count : places[last - 1].upperBound
        let text = begin..<end
        let weight = piece.field.weight
        let marks = shown.map { places[$0.first].lowerBound..<places[$0.first + $0.count - 1].upperBound }
        let passage = Passage(
            field: piece.field.name, text: String(decoding: bytes[text], as: UTF8.self),
            ranges: Self.ranges(marks, in: bytes, from: text),
            isCutBefore: first > 0, isCutBehind: last < words.count)
        // The weight of the field only settles between passages that hold the same.
        return (score + weight / 1_000, passage)
    }

    /// The stretch that holds the most: each part counts once, with a little for each further time.
    private func bestStretch(_ found: [Found]) -> (first: Int, score: Float) {
        let length = Self.passageWords - Self.leadWords
        var counts = [Int](repeating: 0, count: parts.count)
        var score: Float = 0
        var best: (first: Int, score: Float) = (found[0].first, 0)
        var end = 0
        for (index, start) in found.enumerated() {
            while end < found.count, found[end].first + found[end].count <= start.first + length || end == index {
                score += counts[found[end].part] == 0 ? parts[found[end].part].weight : 0
                counts[found[end].part] += 1
                end += 1
            }
            let total = score + Float(min(end - index, 10)) / 100
            if total > best.score + 0.0001 { best = (start.first, total) }
            counts[start.part] -= 1
            if counts[start.part] == 0 { score -= parts[start.part].weight }
        }
        return best
    }

    /// Ranges of bytes as ranges of code points from the beginning of a stretch, joined where they touch.
    private static func ranges(_ found: [Range<Int>], in bytes: [UInt8], from text: Range<Int>) -> [Range<Int>] {
        var joined: [Range<Int>] = []
        for range in found.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, range.lowerBound < last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        var place = text.lowerBound
        var count = 0
        func points(to end: Int) -> Int {
            while place < end {
                // Bytes that go on with a code point do not begin one.
                if bytes[place] & 0xC0 != 0x80 { count += 1 }
                place += 1
            }
            return count
        }
        return joined.map { range in
            let start = points(to: range.lowerBound)
            return start..<points(to: range.upperBound)
        }
    }

    // MARK: - What a part finds

    private mutating func matches(of part: Query, in words: TextWords) -> [(first: Int, count: Int)] {
        switch part {
        case .term(let word, _):
            return words.indices.filter { words.isEqual($0, to: word) }.map { ($0, 1) }
        case .prefix(let prefix, _):
            return words.indices.filter { words.begins($0, with: prefix) }.map { ($0, 1) }
        case .pattern(let pattern, _):
            return places(of: pattern, in: words).map { (Int($0), 1) }
        case .phrase(let phrase, _):
            return runs(of: phrase, in: words).map { (Int($0), phrase.count) }
        case .near(let proximity, _):
            let starts = proximity.spots.map { spot -> [UInt32] in
                switch spot {
                case .words(let run): runs(of: run, in: words)
                case .pattern(let pattern): places(of: pattern, in: words)
                case .expanded(let expanded): places(of: expanded.pattern, in: words)
                }
            }
            return proximity.occurrences(starts: starts)
        default:
            return []
        }
    }

    private mutating func places(of pattern: TermPattern, in words: TextWords) -> [UInt32] {
        words.indices.filter { patterns.matches(pattern, words[$0]) }.map { UInt32($0) }
    }

    private func runs(of phrase: [[UInt8]], in words: TextWords) -> [UInt32] {
        guard !phrase.isEmpty, words.count >= phrase.count else { return [] }
        return (0...words.count - phrase.count).filter { start in
            phrase.indices.allSatisfy { words.isEqual(start + $0, to: phrase[$0]) }
        }.map { UInt32($0) }
    }
}
