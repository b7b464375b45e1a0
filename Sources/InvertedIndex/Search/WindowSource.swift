/// A part of a query over one segment: fills windows with what matches.
///
/// Windows are asked for in ascending order, each at most once, so that cursors only move forward. One call handles up
/// to 4,096 documents: the cost of the call itself does not show.
class WindowSource {
    /// A document not after the next match at or after `target`; `nil` when nothing more can match.
    ///
    /// Lets whole windows be passed over. It need not be a match itself.
    func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? { nil }

    /// Sets the bits of the matches in an empty window and gives each a score.
    func fill(_ window: inout Window) throws(IndexError) {}
}

/// All documents of a segment.
final class EveryDocument: WindowSource {
    private let documentCount: Int

    init(documentCount: Int) { self.documentCount = documentCount }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        Int(target) < documentCount ? target : nil
    }

    override func fill(_ window: inout Window) throws(IndexError) {
        window.insertAll(0, min(Int(Window.size), max(0, documentCount - Int(window.base))))
    }
}

/// No document.
final class NoDocument: WindowSource {}

/// What matches every part.
final class Conjunction: WindowSource {
    private let parts: [WindowSource]
    private var scratch = Window()

    init(_ parts: [WindowSource]) { self.parts = parts }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        var candidate = target
        for part in parts {
            guard let next = try part.nextCandidate(from: candidate) else { return nil }
            candidate = max(candidate, next)
        }
        return candidate
    }

    override func fill(_ window: inout Window) throws(IndexError) {
        for (index, part) in parts.enumerated() {
            if index == 0 {
                try part.fill(&window)
            } else if let place = part as? PlaceSource {
                try place.narrow(&window)
            } else {
                scratch.reset(to: window.base)
                try part.fill(&scratch)
                window.intersect(scratch)
            }
            if window.isEmpty { return }
        }
    }
}

/// What matches some part.
final class Disjunction: WindowSource {
    private let parts: [WindowSource]
    private var scratch = Window()

    init(_ parts: [WindowSource]) { self.parts = parts }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        var nearest: DocumentID?
        for part in parts {
            guard let next = try part.nextCandidate(from: target) else { continue }
            nearest = min(nearest ?? next, next)
        }
        return nearest
    }

    override func fill(_ window: inout Window) throws(IndexError) {
        for (index, part) in parts.enumerated() {
            if index == 0 {
                try part.fill(&window)
            } else {
                scratch.reset(to: window.base)
                try part.fill(&scratch)
                window.unite(scratch)
            }
        }
    }
}

/// What does not match.
final class Complement: WindowSource {
    private let part: WindowSource
    private let documentCount: Int
    private var scratch = Window()

    init(_ part: WindowSource, documentCount: Int) {
        self.part = part
        self.documentCount = documentCount
    }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        Int(target) < documentCount ? target : nil
    }

    override func fill(_ window: inout Window) throws(IndexError) {
        scratch.reset(to: window.base)
        try part.fill(&scratch)
        window.insertAll(0, min(Int(Window.size), max(0, documentCount - Int(window.base))))
        for index in window.bits.indices { window.bits[index] &= ~scratch.bits[index] }
    }
}

/// What matches, with score 0.
final class Unscored: WindowSource {
    private let part: WindowSource

    init(_ part: WindowSource) { self.part = part }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        try part.nextCandidate(from: target)
    }

    override func fill(_ window: inout Window) throws(IndexError) {
        try part.fill(&window)
        window.clearScores()
    }
}

/// Documents whose number in a column lies in a range; blocks whose bounds lie outside are passed over.
final class ColumnRange: WindowSource {
    private let column: ColumnReader
    private let range: ClosedRange<Int64>

    init(_ column: ColumnReader, _ range: ClosedRange<Int64>) {
        (self.column, self.range) = (column, range)
    }

    private func mayMatch(block: Int) -> Bool { column.bounds(ofBlock: block)?.overlaps(range) ?? false }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        var document = Int(target)
        while document < column.count {
            let block = document / ColumnWriter.blockCount
            if mayMatch(block: block) { return DocumentID(document) }
            document = (block + 1) * ColumnWriter.blockCount
        }
        return nil
    }

    override func fill(_ window: inout Window) throws(IndexError) {
        var document = Int(window.base)
        let end = min(Int(window.end), column.count)
        while document < end {
            let blockEnd = min(end, (document / ColumnWriter.blockCount + 1) * ColumnWriter.blockCount)
            if mayMatch(block: document / ColumnWriter.blockCount) {
                for place in document..<blockEnd {
                    guard let value = try column.value(at: place), range.contains(value) else { continue }
                    window.insertAll(place - Int(window.base), place - Int(window.base) + 1)
                }
            }
            document = blockEnd
        }
    }
}
