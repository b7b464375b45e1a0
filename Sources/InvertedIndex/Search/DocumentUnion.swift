internal import Storage

/// The documents of many lists as bits over a segment, decoded no further than they are asked for.
///
/// A beginning may stand for thousands of terms: a cursor that moves for each would cost more than the bits, and the
/// best ten are often found before the end of the first window. Each block is decoded once.
struct DocumentUnion {
    /// Documents at most: those that several lists hold are counted as often.
    let cost: Int
    private let bits: Scratch<UInt64>
    private let documentCount: Int
    /// The lists with blocks to come, and for each the next one.
    private let lists: Scratch<Open>
    private var openCount = 0
    /// Below it all bits are set.
    private var known: DocumentID = 0
    private let place: ByteReader.Place
    private let memory: QueryMemory

    /// A list and its next block.
    private struct Open: BitwiseCopyable {
        var cursor: BlockCursor
        var block = 0

        /// No document of the next block lies before it.
        var lowest: DocumentID { block == 0 ? 0 : cursor.lastDocument(ofBlock: block - 1) &+ 1 }
    }

    /// A term of a dictionary, with its field.
    typealias Term = (field: Int, info: TermInfo)

    /// The effort to get a list ready.
    private static let listEffort = 16

    /// The documents of terms, of which none has been decoded.
    ///
    /// - Parameters:
    ///   - terms: as the dictionary of the segment gives them.
    ///   - segment: what is searched.
    ///   - memory: of the query.
    /// - Throws: `IndexError.corrupt` when a list does not lie where it should.
    init(
        _ terms: some Collection<Term>, _ segment: SegmentReader, memory: QueryMemory
    ) throws(IndexError) {
        self.memory = memory
        documentCount = segment.documentCount
        place = segment.postingsPlace
        // Whole windows, so that they can be taken over word by word.
        let windows = (documentCount + Int(Window.size) - 1) / Int(Window.size)
        bits = memory.take(windows * Window.wordCount, repeating: 0)
        let documents = memory.take(BitPacking.roomCount, repeating: UInt32(0))
        let frequencies = memory.take(BitPacking.blockCount, repeating: UInt32(1))
        var lists: [Open] = []
        var cost = 0
        for (field, info) in terms where memory.pass(Self.listEffort) {
            cost += info.documentFrequency
            if info.documentFrequency == 1, info.postings < UInt64(documentCount) {
                bits[Int(info.postings >> 6)] |= 1 << (info.postings & 63)
                continue
            }
            let list = try segment.postings(info, field: field)
            lists.append(Open(cursor: BlockCursor(list, documents: documents, frequencies: frequencies)))
        }
        self.cost = cost
        openCount = lists.count
        self.lists = memory.take(lists)
    }

    /// A bit for each document, in whole windows; all those before `end` are set.
    @inline(__always)
    mutating func bits(before end: DocumentID) throws(IndexError) -> Scratch<UInt64> {
        if end > known { try reach(Int(end)) }
        return bits
    }

    /// The first document at or after `target`; `nil` when none follows.
    mutating func next(from target: DocumentID) throws(IndexError) -> DocumentID? {
        var index = Int(target >> 6)
        var mask: UInt64 = .max << UInt64(target & 63)
        while index &* 64 < documentCount {
            if index &* 64 &+ 64 > Int(known) { try reach(index &* 64 &+ 64) }
            let word = bits[index] & mask
            if word != 0 { return DocumentID(truncatingIfNeeded: index &* 64 &+ word.trailingZeroBitCount) }
            mask = .max
            index &+= 1
        }
        return nil
    }

    /// Sets the bits of all documents before `end`, and of some behind.
    ///
    /// Stretches double, so that the lists are gone through a few times, not once a window.
    private mutating func reach(_ end: Int) throws(IndexError) {
        let stop = min(max(end, 2 * Int(known), Int(Window.size)), documentCount)
        var number = 0
        while number < openCount, !memory.isOver {
            while lists[number].block < lists[number].cursor.blockCount, lists[number].lowest < stop,
                memory.spend(min(BitPacking.blockCount, lists[number].cursor.documentCount))
            {
                try take(number)
            }
            if lists[number].block < lists[number].cursor.blockCount {
                number += 1
            } else {
                openCount -= 1
                lists[number] = lists[openCount]
            }
        }
        known = stop == documentCount ? .max : DocumentID(stop)
    }

    /// Decodes a list's next block.
    private func take(_ number: Int) throws(IndexError) {
        let block = lists[number].block
        do throws(BlockCursor.Damage) {
            try lists[number].cursor.enter(block)
        } catch {
            throw place.corrupt(at: 0, expected: "whole postings (block \(block))", found: "damaged ones")
        }
        let documents = lists[number].cursor.documents
        for index in 0..<lists[number].cursor.count {
            let document = documents[index]
            bits[Int(document >> 6)] |= 1 << UInt64(document & 63)
        }
        lists[number].block = block + 1
    }
}
