internal import FilingModel
internal import Synchronization
internal import TextAnalysis

/// A filing that searches found: what a list of hits tells of it, and its texts, cut into words as far as passages were
/// looked for.
///
/// Reading and cutting a long paper takes milliseconds and finding passages in it then some ten microseconds, so these are
/// kept (`HitTextMemory`).
final class HitText: Sendable {
    /// The filing without what stands on its own page: a few rows, no footnotes, remarks, signatures and documents.
    let head: Filing
    /// What the whole filing has of them.
    let counts: SearchHit.Counts
    /// Its texts as they are indexed.
    let pieces: [FilingTexts.Piece]
    private let words = Mutex(CutWords())

    /// Rows that a list of hits shows.
    private static let rowsMax = 3

    /// The texts of a filing.
    init(_ filing: Filing) {
        pieces = FilingTexts.pieces(of: filing)
        counts = SearchHit.Counts(filing)
        var head = filing
        head.rows = Array(filing.rows.prefix(Self.rowsMax))
        head.footnotes = []
        head.remarks = nil
        head.signatures = []
        head.documents = []
        self.head = head
    }

    /// About how many bytes of memory it takes when its words are cut as far as is usual.
    var memoryBytes: Int {
        let bytes = pieces.reduce(0) { $0 + $1.text.utf8.count }
        return 4_096 + bytes + 2 * min(bytes, CutWords.enoughBytes) + 64 * pieces.count
    }

    /// Works with its words; others who want to wait.
    func withWords<Value: Sendable>(_ body: (inout CutWords) -> Value) -> Value { words.withLock { body(&$0) } }
}

/// The words of a filing's texts, cut stage by stage: what is found in one stage does not depend on how far others cut.
struct CutWords {
    /// The words so far, those of all pieces one after another.
    private(set) var table = WordTable()
    /// For each piece begun the place of its first word.
    private(set) var pieceStarts: [Int] = []
    /// The stages so far.
    private(set) var stages: [Stage] = []
    /// For every `markInterval`th place where the word begins in its piece; `noMark` for one inside a character.
    private var marks: [UInt32] = []
    // Where the next stage goes on.
    private var piece = 0
    private var offset = 0
    private var byteCount = 0

    /// How far a stage goes.
    struct Stage {
        /// Bytes and words in all.
        var byteCount: Int, wordCount: Int
        /// Number of different words.
        var vocabularyCount: Int
        /// Pieces begun.
        var pieceCount: Int
        /// Bytes of the last of them.
        var lastPieceBytes: Int
        /// Whether nothing is left.
        var isLast: Bool
    }

    /// Bytes of the first stage; each further one makes them twice as many.
    private static let firstBytes = 65_536
    /// Bytes after which passages are looked for in no further stage if there are some.
    static let enoughBytes = 262_144
    /// Passages begin anywhere: cutting up to their first word costs as much as cutting them at 32.
    private static let markInterval = 8
    private static let noMark = UInt32.max

    /// Cuts the next stage.
    ///
    /// - Parameters:
    ///   - pieces: always the same.
    ///   - tokenizer: the caller's.
    mutating func cut(_ pieces: [FilingTexts.Piece], using tokenizer: inout WordTokenizer) {
        let goal = max(Self.firstBytes, 2 * byteCount)
        while piece < pieces.count, byteCount < goal {
            if offset == 0 { pieceStarts.append(table.count) }
            var text = pieces[piece].text
            text.makeContiguousUTF8()
            let bytes = text.utf8Span.span
            var end = min(bytes.count, offset + goal - byteCount)
            // Between words: a blank or control character belongs to none.
            while end < bytes.count, bytes[end] > 0x20 { end += 1 }
            add(bytes.extracting(offset..<end), from: offset, using: &tokenizer)
            byteCount += end - offset
            offset = end
            if end == bytes.count {
                piece += 1
                offset = 0
            }
        }
        let last = offset > 0 ? offset : pieces.indices.contains(piece - 1) ? pieces[piece - 1].text.utf8.count : 0
        stages.append(
            Stage(
                byteCount: byteCount, wordCount: table.count, vocabularyCount: table.vocabularyCount,
                pieceCount: pieceStarts.count, lastPieceBytes: last, isLast: piece >= pieces.count))
    }

    private mutating func add(_ bytes: Span<UInt8>, from start: Int, using tokenizer: inout WordTokenizer) {
        var lastEnd = 0
        tokenizer.forEachWordWithPlace(in: bytes) { word, place in
            if table.count % Self.markInterval == 0 {
                marks.append(place.lowerBound < lastEnd ? Self.noMark : UInt32(start + place.lowerBound))
            }
            lastEnd = place.upperBound
            table.append(word)
        }
    }

    /// The piece that a place lies in.
    func piece(of place: Int) -> Int {
        var low = 0
        var high = pieceStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if pieceStarts[middle] <= place { low = middle } else { high = middle }
        }
        return low
    }

    /// The places of a piece's words as of a stage.
    func places(of piece: Int, in stage: Stage) -> Range<Int> {
        pieceStarts[piece]..<(piece + 1 < stage.pieceCount ? pieceStarts[piece + 1] : stage.wordCount)
    }

    /// Where words stand in their piece, in bytes.
    ///
    /// - Parameters:
    ///   - places: of one piece.
    ///   - text: the piece.
    ///   - tokenizer: the caller's.
    /// - Returns: a range for each place.
    func ranges(of places: Range<Int>, in text: String, using tokenizer: inout WordTokenizer) -> [Range<Int>] {
        let first = pieceStarts[piece(of: places.lowerBound)]
        var mark = places.lowerBound / Self.markInterval
        while mark > 0, mark * Self.markInterval > first, marks[mark] == Self.noMark { mark -= 1 }
        let isMarked = mark * Self.markInterval >= first && marks[mark] != Self.noMark
        var place = isMarked ? mark * Self.markInterval : first
        let start = isMarked ? Int(marks[mark]) : 0
        var text = text
        text.makeContiguousUTF8()
        let bytes = text.utf8Span.span
        var ranges: [Range<Int>] = []
        let end = end(behind: places, count: bytes.count)
        tokenizer.forEachWordWithPlace(in: bytes.extracting(start..<end)) { _, range in
            if places.contains(place) { ranges.append(start + range.lowerBound..<start + range.upperBound) }
            place += 1
        }
        return ranges
    }

    /// A byte between words behind some places of a piece, not far.
    private func end(behind places: Range<Int>, count: Int) -> Int {
        let piece = piece(of: places.lowerBound)
        let pieceEnd = piece + 1 < pieceStarts.count ? pieceStarts[piece + 1] : table.count
        var mark = (places.upperBound + Self.markInterval - 1) / Self.markInterval
        while mark < marks.count, mark * Self.markInterval < pieceEnd {
            if marks[mark] != Self.noMark { return Int(marks[mark]) }
            mark += 1
        }
        return piece == self.piece && offset > 0 ? offset : count
    }
}
