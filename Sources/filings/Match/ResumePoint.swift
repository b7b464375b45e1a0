internal import FilingSearch
internal import Storage

/// How far an output got before the program was stopped: what of it stays, and how many names need not be asked again.
struct ResumePoint: Equatable {
    /// Bytes that stay; what follows is torn, or may be.
    private(set) var keptBytes = 0
    /// Answers that stay.
    private(set) var answerCount = 0
    /// The last of them; of CSV its first row.
    private(set) var lastAnswer: [UInt8] = []

    /// Finds it in lines of JSON: every whole line is an answer.
    ///
    /// - Parameter source: the output, from its beginning.
    /// - Throws: `StorageError` when the system refuses to read.
    init(lines source: any ByteSource) throws(StorageError) {
        var source = source
        var piece: [UInt8] = []
        var line: [UInt8] = []
        while case .bytes = try source.read(into: &piece, isWaiting: true) {
            for byte in piece {
                line.append(byte)
                guard byte == UInt8(ascii: "\n") else { continue }
                keptBytes += line.count
                answerCount += 1
                swap(&lastAnswer, &line)
                line.removeAll(keepingCapacity: true)
            }
            piece.removeAll(keepingCapacity: true)
        }
    }

    /// Finds it in rows of CSV; `nil` if the output begins with something else than the heading.
    ///
    /// An answer begins with a row whose rank is 1 or empty. Only the next answer shows that one is whole, so the last
    /// goes, torn or not.
    ///
    /// - Parameters:
    ///   - source: the output, from its beginning.
    ///   - heading: the row it must begin with, newline included.
    ///   - rankColumn: the column of the rank, from 0.
    /// - Throws: `StorageError` when the system refuses to read.
    init?(rows source: any ByteSource, heading: [UInt8], rankColumn: Int) throws(StorageError) {
        var source = source
        var piece: [UInt8] = []
        var row = RowScanner(rankColumn: rankColumn)
        var (offset, answer) = (0, [UInt8]())
        var isBegun = false
        while case .bytes = try source.read(into: &piece, isWaiting: true) {
            for byte in piece {
                offset += 1
                if offset <= heading.count {
                    guard byte == heading[offset - 1] else { return nil }
                    if offset == heading.count { keptBytes = offset }
                } else if row.take(byte) {
                    if row.beginsAnswer {
                        keptBytes = offset - row.bytes.count
                        if isBegun {
                            answerCount += 1
                            swap(&lastAnswer, &answer)
                        }
                        isBegun = true
                        swap(&answer, &row.bytes)
                    }
                    row.reset()
                }
            }
            piece.removeAll(keepingCapacity: true)
        }
    }

    /// Goes through rows as `CSVBytes` writes them: a quotation mark stands only around cells and, twice, in them.
    private struct RowScanner {
        let rankColumn: Int
        var bytes: [UInt8] = []
        private var column = 0
        private var isQuoted = false
        private var rank: [UInt8] = []

        init(rankColumn: Int) { self.rankColumn = rankColumn }

        /// Takes the next byte.
        ///
        /// - Returns: whether it ends the row.
        mutating func take(_ byte: UInt8) -> Bool {
            bytes.append(byte)
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            guard !isQuoted else { return false }
            if byte == UInt8(ascii: "\n") { return true }
            if byte == UInt8(ascii: ",") { column += 1 } else if column == rankColumn { rank.append(byte) }
            return false
        }

        var beginsAnswer: Bool { rank.isEmpty || rank == [UInt8(ascii: "1")] }

        mutating func reset() {
            bytes.removeAll(keepingCapacity: true)
            rank.removeAll(keepingCapacity: true)
            column = 0
        }
    }
}
