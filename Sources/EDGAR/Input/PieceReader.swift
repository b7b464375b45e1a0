/// Where a format may be cut, so that no more than a piece of a large file is held in memory.
package enum PieceCut: Sendable {
    /// Nowhere: the whole is one document.
    case none
    /// Behind every line feed.
    case lines
    /// Before lines that begin as the first one does.
    case repeatedMark
}

/// Reads a document whole or, where its format allows, in pieces.
struct PieceReader {
    let limits: InputLimits
    /// Where the bytes come from.
    let file: String
    let member: String?
    /// A document larger than this is cut where it can be.
    var pieceBytes = 4 << 20
    /// Whether it may be cut at all.
    var cuts = true

    /// How a reading ended.
    enum End {
        /// All was handed on.
        case whole
        /// Whoever takes the pieces wants no more.
        case stopped
        /// A fault behind some bytes, which were not handed on.
        case fault(InputFault, read: ImportInput)
    }

    /// Hands on a document.
    ///
    /// - Parameters:
    ///   - feed: its bytes, behind `head`.
    ///   - head: what was read of it before.
    ///   - sizeBytes: its size, as far as known.
    ///   - emit: takes the pieces; `false` for no more.
    /// - Returns: how it ended.
    func read(_ feed: any ByteFeed, head: [UInt8], sizeBytes: Int?, emit: (ImportInput) -> Bool) -> End {
        var bytes = head
        var piece = Piece()
        // A byte more than stated, to notice the end.
        if let sizeBytes, sizeBytes >= head.count, sizeBytes <= pieceBytes {
            let want = sizeBytes + 1 - head.count
            if let fault = feed.append(to: &bytes, want) { return .fault(fault, read: input(bytes, piece)) }
            if bytes.count <= sizeBytes { return emit(input(bytes, piece)) ? .whole : .stopped }
        }
        var (searched, goal) = (0, pieceBytes)
        while true {
            if bytes.count < goal {
                let before = bytes.count
                let want = min(goal - before, Self.readBytes)
                if let fault = feed.append(to: &bytes, want) { return .fault(fault, read: input(bytes, piece)) }
                guard bytes.count - before < want else { continue }
                return emit(input(bytes, piece)) ? .whole : .stopped
            }
            let number = piece.importer ?? Importers.number(for: bytes[...])
            let cutting = cuts ? Importers.cut(number) : .none
            if case .none = cutting, let sizeBytes, sizeBytes > limits.documentBytes {
                return .fault(overLimit(sizeBytes), read: input([], piece))
            }
            if let cut = cutting.place(in: bytes, from: searched) {
                piece.importer = number
                let rest = Array(bytes[cut...])
                bytes.removeSubrange(cut...)
                guard emit(input(bytes, piece)) else { return .stopped }
                piece.offset += bytes.count
                piece.lineCount += Self.lineCount(bytes)
                bytes = rest
                (searched, goal) = (0, max(pieceBytes, rest.count + 1))
                continue
            }
            guard bytes.count <= limits.documentBytes else {
                return .fault(overLimit(bytes.count), read: input([], piece))
            }
            searched = bytes.count
            goal = min(bytes.count * 2, limits.documentBytes + 1)
        }
    }

    private static let readBytes = 1 << 20

    private func overLimit(_ byteCount: Int) -> InputFault {
        .overLimit(
            "a document of \(byteCount) bytes or more, where \(limits.documentBytes) are allowed; "
                + "\(InputLimits.Option.document) raises the limit")
    }

    /// Where a piece begins, and who reads it: the format of a file shows at its begin only.
    private struct Piece {
        var offset = 0
        var lineCount = 0
        var importer: Int?
    }

    private func input(_ bytes: [UInt8], _ piece: Piece) -> ImportInput {
        ImportInput(
            file: file, member: member, bytes: bytes, offset: piece.offset, lineCount: piece.lineCount,
            importer: piece.importer)
    }

    /// Lines that end at LF, CRLF or CR.
    private static func lineCount(_ bytes: [UInt8]) -> Int {
        var count = 0
        var last: UInt8 = 0
        for byte in bytes {
            if byte == 0x0A, last != 0x0D { count += 1 } else if byte == 0x0D { count += 1 }
            last = byte
        }
        return count
    }
}

extension PieceCut {
    /// The last place to cut; `nil` when there is none behind the begin.
    ///
    /// - Parameters:
    ///   - bytes: from the begin of a document or an earlier cut.
    ///   - searched: before this there is no place.
    /// - Returns: where the next piece begins.
    fileprivate func place(in bytes: [UInt8], from searched: Int) -> Int? {
        switch self {
        case .none:
            return nil
        case .lines:
            return bytes[searched...].lastIndex(of: 0x0A).map { $0 + 1 }
        case .repeatedMark:
            let mark = Self.mark(of: bytes)
            guard mark.count >= Self.markBytes.lowerBound else { return nil }
            // A mark that was half there when the bytes before were searched lies partly before them.
            var place = bytes.count - mark.count
            while place > max(0, searched - mark.count) {
                if bytes[place] == mark[0], bytes[place - 1] == 0x0A || bytes[place - 1] == 0x0D,
                    bytes[place..<place + mark.count].elementsEqual(mark)
                {
                    return place
                }
                place -= 1
            }
            return nil
        }
    }

    private static let markBytes = 10...64

    /// What the first line begins with: a tag, or dashes and capitals.
    private static func mark(of bytes: [UInt8]) -> [UInt8] {
        let line = bytes.prefix(markBytes.upperBound).prefix { $0 != 0x0A && $0 != 0x0D }
        guard line.first == UInt8(ascii: "<"), let end = line.firstIndex(of: UInt8(ascii: ">")) else {
            return Array(line)
        }
        return Array(line[...end])
    }
}
