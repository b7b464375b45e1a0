/// A cursor over the documents that hold one term, in ascending order.
///
/// A fresh cursor stands before the first document. `seek` never moves backwards, so a document is seen once.
/// Frequencies of a block are decoded only when first asked for.
///
/// - Complexity: `advance` O(1) amortised; `seek(to:)` O(log *b*) in the number of 128-document blocks.
package struct PostingsCursor {
    /// The list it walks.
    package let list: PostingsList
    private var documents: [UInt32]
    private var frequencies: [UInt32]
    private var block = -1
    private var count = 0
    private var index = 0
    private var hasDecodedFrequencies = false

    /// Stands before the first document.
    package init(_ list: PostingsList) {
        self.list = list
        documents = [UInt32](repeating: 0, count: BitPacking.blockCount)
        frequencies = list.hasFrequencies ? documents : []
    }

    /// The document it stands at; `nil` before the first `advance` or `seek` and after the end.
    package var document: DocumentID? { index < count ? documents[index] : nil }

    /// Goes to the next document.
    package mutating func advance() throws(IndexError) -> DocumentID? {
        index += 1
        if index < count { return documents[index] }
        return try enter(block: block + 1)
    }

    /// Goes to the first document at or after `target`, or stays if it is there or beyond.
    package mutating func seek(to target: DocumentID) throws(IndexError) -> DocumentID? {
        if block < 0 || index >= count || documents[count - 1] < target {
            guard let found = firstBlock(reaching: target) else {
                (index, count) = (0, 0)
                block = max(list.blockCount, 1)
                return nil
            }
            if found != block { _ = try enter(block: found) }
        }
        // Halving needs 7 steps in a block of 128; the documents ahead of the cursor are often the very next.
        if index < count, documents[index] < target {
            var low = index + 1
            var high = count
            while low < high {
                let middle = (low + high) / 2
                if documents[middle] < target { low = middle + 1 } else { high = middle }
            }
            index = low
        }
        if index < count { return documents[index] }
        return try enter(block: block + 1)
    }

    /// How often the term occurs in the current document; 1 where no frequencies are kept.
    package mutating func frequency() throws(IndexError) -> UInt32 {
        guard list.hasFrequencies, index < count else { return 1 }
        try decodeFrequencies()
        return frequencies[index]
    }

    /// Occurrences of the term in the documents before the current one.
    package mutating func occurrencesBefore() throws(IndexError) -> Int {
        guard list.hasFrequencies, index < count, list.blockCount > 0 else { return 0 }
        try decodeFrequencies()
        var sum = list.occurrences(beforeBlock: block)
        for position in 0..<index { sum += Int(frequencies[position]) }
        return sum
    }

    /// Hands the documents of the window `base ..< end` to `body`, a run of one block at a time, with their frequencies
    /// where kept; the cursor then stands at or after `end`.
    ///
    /// - Parameters:
    ///   - base: not below the current document.
    ///   - end: above `base`.
    ///   - wantsFrequencies: whether `body` needs them.
    ///   - body: gets the block's documents, its frequencies, and the range of indices that lie in the window.
    /// - Throws: `IndexError.corrupt` when the list is damaged.
    package mutating func forEachRun(
        from base: DocumentID, to end: DocumentID, wantsFrequencies: Bool,
        _ body: ([UInt32], [UInt32], Range<Int>) -> Void
    ) throws(IndexError) {
        guard var document = try seek(to: base) else { return }
        while document < end {
            if wantsFrequencies, list.hasFrequencies { try decodeFrequencies() }
            let start = index
            if documents[count - 1] < end {
                index = count
            } else {
                while documents[index] < end { index += 1 }
            }
            body(documents, frequencies, start..<index)
            if index < count { return }
            guard let next = try enter(block: block + 1) else { return }
            document = next
        }
    }

    private mutating func decodeFrequencies() throws(IndexError) {
        guard !hasDecodedFrequencies else { return }
        if list.blockCount == 0 {
            frequencies[0] = list.singleFrequency
        } else {
            try list.frequencies(ofBlock: block, into: &frequencies)
        }
        hasDecodedFrequencies = true
    }

    private mutating func enter(block next: Int) throws(IndexError) -> DocumentID? {
        block = next
        index = 0
        hasDecodedFrequencies = false
        if list.blockCount == 0, next == 0 {
            documents[0] = list.singleDocument
            count = 1
        } else if next < list.blockCount {
            count = try list.documents(ofBlock: next, into: &documents)
        } else {
            count = 0
            return nil
        }
        return documents[0]
    }

    /// The first block from the current one on whose last document reaches `target`.
    private func firstBlock(reaching target: DocumentID) -> Int? {
        var low = max(block, 0)
        if list.blockCount == 0 { return low == 0 && list.singleDocument >= target ? 0 : nil }
        var high = list.blockCount
        while low < high {
            let middle = (low + high) / 2
            if list.lastDocument(ofBlock: middle) < target { low = middle + 1 } else { high = middle }
        }
        return low < list.blockCount ? low : nil
    }
}
