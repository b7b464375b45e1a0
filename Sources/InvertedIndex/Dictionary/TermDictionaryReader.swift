internal import Storage

/// Finds terms in a segment and walks through them in order.
///
/// A look-up searches the 8-byte prefixes of the blocks' first keys, which lie side by side (about log₂ *b* − 3 cache
/// misses for *b* blocks), and then walks through one block.
package struct TermDictionaryReader: Sendable {
    private let terms: SectionBytes
    private let index: MappedBytes
    /// Number of blocks.
    let blockCount: Int
    /// Number of (term, field) pairs.
    package let termCount: Int

    /// Checks the index section and takes hold of both.
    package init(terms: SectionBytes, index: SectionBytes) throws(IndexError) {
        self.terms = terms
        try index.verifyAll()
        self.index = index.bytes
        var reader = try index.reader()
        let count = try reader.uint64()
        let blocks = try reader.uint64()
        guard blocks <= UInt64(index.count / 16), index.count == 16 + Int(blocks) * 16 + 8,
            count <= blocks * UInt64(TermDictionaryWriter.blockTerms)
        else {
            throw index.place.corrupt(
                at: 0, expected: "two numbers for each of the blocks", found: "\(blocks) blocks in \(index.count) bytes"
            )
        }
        blockCount = Int(blocks)
        termCount = Int(count)
    }

    /// The first bytes of a block's first key, as a number.
    func prefix(ofBlock block: Int) -> UInt64 { index.uint64(at: 16 + block * 8) ?? 0 }

    /// Where a block begins; for the number of blocks, where the last ends.
    func offset(ofBlock block: Int) -> Int {
        Int(clamping: index.uint64(at: 16 + (blockCount + block) * 8) ?? 0)
    }

    /// The term in one field, or `nil`.
    package func info(term: [UInt8], field: Int) throws(IndexError) -> TermInfo? {
        let key = TermKey.key(term, field: field)
        var walk = try enumerator(from: key)
        guard try walk.next(), walk.key == key else { return nil }
        return try walk.info()
    }

    /// The term in every field that has it, fields ascending.
    package func infos(term: [UInt8]) throws(IndexError) -> [(field: Int, info: TermInfo)] {
        var found: [(field: Int, info: TermInfo)] = []
        guard !term.isEmpty else { return found }
        var number = max(0, try firstBlock(above: TermKey.key(term, field: 0)) - 1)
        while let (bytes, offset) = try block(number) {
            guard let block = TermBlock(bytes) else { throw damaged(offset) }
            switch block.find(term, { found.append(($0, $1)) }) {
            case .done: return found
            case .damaged: throw damaged(offset)
            case .goOn: number += 1
            }
        }
        return found
    }

    /// What to say of a block.
    func damaged(_ offset: Int) -> IndexError {
        terms.place.corrupt(at: offset, expected: "a block of terms", found: "something else")
    }

    /// The first block whose first key is above a key; the number of blocks if there is none.
    private func firstBlock(above key: [UInt8]) throws(IndexError) -> Int {
        let wanted = TermDictionaryWriter.prefix(of: key)
        var low = 0
        var high = blockCount
        while low < high {
            let middle = (low + high) / 2
            let prefix = prefix(ofBlock: middle)
            var isAbove = prefix > wanted
            if prefix == wanted, let (bytes, offset) = try block(middle) {
                // Equal prefixes are rare beyond short keys: compare whole first keys.
                guard let answer = TermBlock(bytes)?.beginsAbove(key) else { throw damaged(offset) }
                isAbove = answer
            }
            if isAbove { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The first block from `start` on that may hold a key with a beginning, or the first key behind it.
    func firstBlock(holding beginning: some RandomAccessCollection<UInt8>, from start: Int) -> Int {
        let wanted = TermDictionaryWriter.prefix(of: beginning)
        // The next block or one soon after it is the likeliest: leaps double, then halve.
        var low = start
        var leap = 1
        while low < blockCount, prefix(ofBlock: low) < wanted {
            low += leap
            leap *= 2
        }
        var high = min(low, blockCount)
        low = low == start ? start : low - leap / 2 + 1
        while low < high {
            let middle = (low + high) / 2
            if prefix(ofBlock: middle) < wanted { low = middle + 1 } else { high = middle }
        }
        return max(start, low - 1)
    }

    /// A walk that begins before the first key that is not below `key`.
    package func enumerator(from key: [UInt8]) throws(IndexError) -> TermEnumerator {
        // The last block whose first key is not above `key` may hold it.
        var walk = try enumerator(atBlock: max(0, try firstBlock(above: key) - 1))
        try walk.skip(below: key)
        return walk
    }

    /// A walk over all terms.
    package func enumerator() throws(IndexError) -> TermEnumerator { try enumerator(atBlock: 0) }

    /// A walk that begins with the first key of a block.
    func enumerator(atBlock block: Int) throws(IndexError) -> TermEnumerator {
        TermEnumerator(dictionary: self, nextBlock: block)
    }

    /// One block's bytes, verified.
    func block(_ number: Int) throws(IndexError) -> (bytes: MappedBytes, offset: Int)? {
        guard number < blockCount else { return nil }
        let start = offset(ofBlock: number)
        let end = offset(ofBlock: number + 1)
        guard start < end else {
            throw terms.place.corrupt(at: start, expected: "a block of terms", found: "one that ends before it begins")
        }
        return (try terms.verified(start, end - start), start)
    }

    fileprivate var place: ByteReader.Place { terms.place }
}

/// A walk through terms in ascending order of keys.
package struct TermEnumerator {
    private let dictionary: TermDictionaryReader
    private var nextBlock: Int
    private var block: MappedBytes?
    private var blockOffset = 0
    /// Where the next key begins in the block.
    private var keyOffset = 0
    private var termIndex = -1
    private var blockTerms = 0
    private var widths = (0, 0, 0, 0)
    private var postingsBase: UInt64 = 0
    private var positionsBase: UInt64 = 0
    /// Where the block's keys end and its entries begin.
    private var infoOffset = 0
    private var isHeld = false
    private var keyBytes = 0
    /// The current key: term and field byte.
    package private(set) var key: [UInt8] = []

    fileprivate init(dictionary: TermDictionaryReader, nextBlock: Int) {
        self.dictionary = dictionary
        self.nextBlock = nextBlock
    }

    /// The current term.
    package var term: ArraySlice<UInt8> { key.dropLast() }

    /// The current field.
    package var field: Int { Int(key.last ?? 1) - 1 }

    /// What the current key and its entry take in the block, in bits.
    var lengthBits: Int { keyBytes * 8 + widths.0 + widths.1 + widths.2 + widths.3 }

    /// Goes to the next key; `false` at the end.
    package mutating func next() throws(IndexError) -> Bool {
        if isHeld {
            isHeld = false
            return true
        }
        termIndex += 1
        if termIndex >= blockTerms {
            guard try enterBlock() else { return false }
        }
        guard let block else { return false }
        let start = keyOffset
        let shared = termIndex == 0 ? 0 : try number(in: block)
        let length = try number(in: block)
        guard shared <= key.count, length <= TermKey.lengthBytesMax + 1, length <= infoOffset - keyOffset else {
            throw damaged("a key within the block", "\(shared) + \(length) bytes")
        }
        key.removeLast(key.count - shared)
        for _ in 0..<length {
            key.append(block.byte(at: keyOffset) ?? 0)
            keyOffset &+= 1
        }
        keyBytes = keyOffset - start
        guard let last = key.last, key.count >= 2, last >= 1, Int(last) <= Schema.fieldCountMax else {
            throw damaged("a term and a field", "no such key")
        }
        return true
    }

    /// Reads a LEB128 number of at most the bytes of a key.
    @inline(__always)
    private mutating func number(in block: MappedBytes) throws(IndexError) -> Int {
        var value = 0
        var shift = 0
        while keyOffset < infoOffset, let byte = block.byte(at: keyOffset) {
            keyOffset &+= 1
            value |= Int(byte & 0x7F) &<< shift
            if byte < 0x80 { return value }
            shift &+= 7
            guard shift < 28 else { break }
        }
        throw damaged("the length of a key", "none")
    }

    private func damaged(_ expected: String, _ found: String) -> IndexError {
        dictionary.place.corrupt(at: blockOffset, expected: expected, found: found)
    }

    /// What the dictionary knows of the current key.
    package func info() throws(IndexError) -> TermInfo {
        let width = widths.0 + widths.1 + widths.2 + widths.3
        var bit = infoOffset * 8 + termIndex * width
        func take(_ width: Int) throws(IndexError) -> UInt64 {
            guard let block, let value = BitPacking.bits(of: block, at: bit, width: width) else {
                throw damaged("an entry for each term", "fewer")
            }
            bit += width
            return value
        }
        let documents = try take(widths.0)
        let more = try take(widths.1)
        let postings = try take(widths.2)
        let positions = try take(widths.3)
        guard documents < UInt64(UInt32.max), more < 1 << 48 else {
            throw damaged("a possible frequency", "\(documents)")
        }
        return TermInfo(
            documentFrequency: Int(documents) + 1, totalFrequency: Int(documents) + 1 + Int(more),
            postings: documents > 0 ? postings &+ postingsBase : postings,
            positionsOffset: positions &+ positionsBase)
    }

    /// Moves to before the first key not below `target`.
    fileprivate mutating func skip(below target: [UInt8]) throws(IndexError) {
        while try next() {
            if !key.lexicographicallyPrecedes(target) {
                isHeld = true
                return
            }
        }
    }

    private mutating func enterBlock() throws(IndexError) -> Bool {
        guard let (bytes, offset) = try dictionary.block(nextBlock) else {
            blockTerms = 0
            block = nil
            return false
        }
        nextBlock += 1
        block = bytes
        blockOffset = offset
        let place = ByteReader.Place(
            file: dictionary.place.file, section: dictionary.place.section,
            baseOffset: dictionary.place.baseOffset + offset)
        var reader = ByteReader(bytes, place: place)
        blockTerms = Int(try reader.uint8())
        widths = (
            Int(try reader.uint8()), Int(try reader.uint8()), Int(try reader.uint8()), Int(try reader.uint8())
        )
        guard blockTerms > 0, blockTerms <= TermDictionaryWriter.blockTerms,
            max(widths.0, widths.1, widths.2, widths.3) <= 64
        else {
            throw place.corrupt(at: 0, expected: "1…64 terms and widths up to 64", found: "\(blockTerms), \(widths)")
        }
        postingsBase = try reader.varint()
        positionsBase = try reader.varint()
        let keyBytes = try reader.count(atMost: bytes.count)
        guard keyBytes <= bytes.count - reader.offset else {
            throw damaged("keys within the block", "\(keyBytes) bytes of them")
        }
        keyOffset = reader.offset
        infoOffset = reader.offset + keyBytes
        termIndex = 0
        return true
    }
}
