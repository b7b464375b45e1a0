internal import FilingModel
internal import InvertedIndex
internal import TextAnalysis

/// Finds the passages of filings that hold most of what was asked for.
///
/// The texts are cut into words as they were for the index, so what is marked is what was found: a phrase where its words
/// follow one another, patterns and fuzzy words where a word fits, words close together within the stretch that counts.
/// Long papers are looked at stage by stage (`CutWords`), until a passage holds all that was asked for, or there are
/// passages and a quarter of a megabyte was looked at.
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

    /// The best stretch of a piece.
    private struct Stretch {
        /// The piece.
        var piece: Int
        /// What was found in it, by numbers in the list of all.
        var found: Range<Int>
        /// The first word found.
        var first: Int
        var score: Float
        /// How many parts of the query it holds.
        var partCount: Int
    }

    private let parts: [Part]
    private var tests: [TermPattern: TermTest] = [:]
    private var tokenizer = WordTokenizer()

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
    }

    /// The best passages of a filing, best first; none when the meter is used up.
    mutating func passages(of text: HitText, meter: WorkMeter) -> [Passage] {
        text.withWords { words in
            for number in 0... {
                if number == words.stages.count {
                    guard meter.pass(words.stages.last?.byteCount ?? 0) else { return [] }
                    words.cut(text.pieces, using: &tokenizer)
                }
                let stage = words.stages[number]
                guard let found = matches(in: words, stage, text.pieces, meter) else { return [] }
                let stretches = stretches(of: found, in: words, stage, text.pieces)
                let isEnough =
                    stage.isLast || (!found.isEmpty && stage.byteCount >= CutWords.enoughBytes)
                    || stretches.contains {
                        $0.partCount == parts.count && $0.first + Self.passageWords <= stage.wordCount
                    }
                if isEnough { return passages(stretches, found, in: words, stage, text.pieces) }
            }
            return []
        }
    }

    /// The passages of the best stretches.
    private mutating func passages(
        _ stretches: [Stretch], _ found: [Found], in words: CutWords, _ stage: CutWords.Stage,
        _ pieces: [FilingTexts.Piece]
    ) -> [Passage] {
        var passages: [Passage] = []
        // Equal ones stay in the order of the filing.
        for stretch in stretches.sorted(by: { ($1.score, $0.piece) < ($0.score, $1.piece) }) {
            let passage = passage(stretch, found[stretch.found], in: words, stage, pieces[stretch.piece])
            // The same words in two rows say nothing twice.
            if passages.contains(where: { $0.text == passage.text }) { continue }
            passages.append(passage)
            if passages.count == Self.passagesMax { break }
        }
        return passages
    }

    private mutating func passage(
        _ stretch: Stretch, _ found: ArraySlice<Found>, in words: CutWords, _ stage: CutWords.Stage,
        _ piece: FilingTexts.Piece
    ) -> Passage {
        let all = words.places(of: stretch.piece, in: stage)
        let first = max(all.lowerBound, stretch.first - Self.leadWords)
        let last = min(all.upperBound, first + Self.passageWords)
        let ranges = words.ranges(of: first..<last, in: piece.text, using: &tokenizer)
        let count = piece.text.utf8.count
        let isWhole = stretch.piece + 1 < stage.pieceCount || stage.lastPieceBytes == count
        let (isCutBefore, isCutBehind) = (first > all.lowerBound, last < all.upperBound || !isWhole)
        // Signs before the first and behind the last word belong to a text that is shown whole.
        let begin = isCutBefore ? ranges.first?.lowerBound ?? 0 : 0
        let end = isCutBehind ? ranges.last?.upperBound ?? count : count
        let marks = found.filter { $0.first >= first && $0.first + $0.count <= last }.compactMap {
            mark -> Range<Int>? in
            let (start, stop) = (mark.first - first, mark.first + mark.count - 1 - first)
            guard ranges.indices.contains(start), ranges.indices.contains(stop) else { return nil }
            return ranges[start].lowerBound - begin..<ranges[stop].upperBound - begin
        }
        var text = piece.text
        text.makeContiguousUTF8()
        let source = text.utf8Span.span
        var bytes: [UInt8] = []
        bytes.reserveCapacity(end - begin)
        for offset in begin..<end { bytes.append(source[offset]) }
        return Passage(
            field: piece.field.name, text: String(decoding: bytes, as: UTF8.self),
            ranges: Self.ranges(marks, in: bytes), isCutBefore: isCutBefore, isCutBehind: isCutBehind)
    }

    /// The best stretch of each piece.
    private func stretches(
        of found: [Found], in words: CutWords, _ stage: CutWords.Stage, _ pieces: [FilingTexts.Piece]
    ) -> [Stretch] {
        var stretches: [Stretch] = []
        var counts = [Int](repeating: 0, count: parts.count)
        var start = 0
        while start < found.count {
            let piece = words.piece(of: found[start].first)
            let pieceEnd = words.places(of: piece, in: stage).upperBound
            var end = start
            while end < found.count, found[end].first < pieceEnd { end += 1 }
            var stretch = bestStretch(found, start..<end, &counts)
            stretch.piece = piece
            // The weight of the field only settles between passages that hold the same.
            stretch.score += pieces[piece].field.weight / 1_000
            stretches.append(stretch)
            start = end
        }
        return stretches
    }

    /// The stretch that holds the most: each part counts once, with a little for each further time.
    ///
    /// - Parameters:
    ///   - found: all that was found.
    ///   - own: what of it lies in the piece; not empty.
    ///   - counts: 0 for each part, before and after.
    /// - Returns: the stretch; which piece it lies in is for the caller to say.
    private func bestStretch(_ found: [Found], _ own: Range<Int>, _ counts: inout [Int]) -> Stretch {
        let length = Self.passageWords - Self.leadWords
        var score: Float = 0
        var partCount = 0
        var best = Stretch(piece: 0, found: own, first: found[own.lowerBound].first, score: 0, partCount: 0)
        var end = own.lowerBound
        for index in own {
            let start = found[index]
            while end < own.upperBound, found[end].first + found[end].count <= start.first + length || end == index {
                let part = found[end].part
                if counts[part] == 0 {
                    score += parts[part].weight
                    partCount += 1
                }
                counts[part] += 1
                end += 1
            }
            let total = score + Float(min(end - index, 10)) / 100
            if total > best.score + 0.0001 {
                (best.first, best.score, best.partCount) = (start.first, total, partCount)
            }
            counts[start.part] -= 1
            if counts[start.part] == 0 {
                score -= parts[start.part].weight
                partCount -= 1
            }
        }
        return best
    }

    /// Ranges of bytes as ranges of code points, joined where they touch.
    private static func ranges(_ found: [Range<Int>], in bytes: [UInt8]) -> [Range<Int>] {
        var joined: [Range<Int>] = []
        for range in found.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, range.lowerBound < last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        var place = 0
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

    // MARK: - What parts find

    /// What all parts find in a stage, in the order of the text; `nil` when the meter is used up.
    private mutating func matches(
        in words: CutWords, _ stage: CutWords.Stage, _ pieces: [FilingTexts.Piece], _ meter: WorkMeter
    ) -> [Found]? {
        var found: [Found] = []
        for (number, part) in parts.enumerated() {
            // A pattern is held against every different word.
            guard meter.pass(part.query.isPattern ? 8 * stage.vocabularyCount : 16) else { return nil }
            let view = StageView(words: words, stage: stage, pieces: pieces, fields: part.fields)
            let count = found.count
            switch part.query {
            case .term(let word, _): add(view.places(of: word), 1)
            case .prefix(let prefix, _):
                add(
                    Self.places(
                        in: view, beginning: { prefix.isEmpty || $0 == prefix.first },
                        where: { $0.starts(with: prefix) }), 1)
            case .pattern(let pattern, _): add(places(of: pattern, in: view), 1)
            case .phrase(let phrase, _): add(view.runs(of: phrase), phrase.count)
            case .near(let proximity, _):
                let starts = proximity.spots.map { spot -> [UInt32] in
                    switch spot {
                    case .words(let run): view.runs(of: run)
                    case .pattern(let pattern): places(of: pattern, in: view)
                    case .expanded(let expanded): places(of: expanded.pattern, in: view)
                    }
                }
                for starts in view.byPiece(starts) {
                    for (first, count) in proximity.occurrences(starts: starts) {
                        found.append(Found(first: first, count: count, part: number))
                    }
                }
            default: break
            }
            guard meter.pass(2 * (found.count - count)) else { return nil }

            func add(_ places: [UInt32], _ wordCount: Int) {
                for place in places { found.append(Found(first: Int(place), count: wordCount, part: number)) }
            }
        }
        found.sort { ($0.first, $0.count, $0.part) < ($1.first, $1.count, $1.part) }
        return found
    }

    private mutating func places(of pattern: TermPattern, in view: StageView) -> [UInt32] {
        // Taken out while in use, so that what it learns is not copied.
        var test = tests.removeValue(forKey: pattern) ?? TermTest(pattern)
        defer { tests[pattern] = test }
        let mayBegin = test.mayBegin
        return Self.places(in: view, beginning: { mayBegin[Int($0)] }, where: { test.matches($0) })
    }

    /// The places of all words that are meant, those that begin otherwise passed over without a look at their letters.
    private static func places(
        in view: StageView, beginning: (UInt8) -> Bool, where isMeant: (ArraySlice<UInt8>) -> Bool
    ) -> [UInt32] {
        var places: [UInt32] = []
        for word in 0..<view.stage.vocabularyCount where beginning(view.words.table.firstByte(of: word)) {
            if isMeant(view.words.table.spelling(of: word)) { places += view.places(of: word) }
        }
        return places.sorted()
    }
}

extension Query {
    /// Whether words are held against it one by one.
    fileprivate var isPattern: Bool {
        switch self {
        case .prefix, .pattern, .near: true
        default: false
        }
    }
}
