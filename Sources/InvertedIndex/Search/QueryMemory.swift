internal import CBitPacking
internal import Storage
internal import Synchronization

/// The memory that one query works in: taken piece by piece, given back all at once, used again by the next query.
///
/// Cursors and windows are plain values over it, so that inner loops count no references and allocate nothing.
@safe final class QueryMemory: @unchecked Sendable {
    // Sendable: the pool hands it to one query at a time.
    private var chunks: [UnsafeMutableRawBufferPointer] = unsafe []
    private var chunk = 0
    private var offset = 0

    /// Bytes of a chunk; a larger piece gets one of its own size.
    private static let chunkBytes = 256 << 10

    /// What every search needs, made once.
    private(set) lazy var candidates: Candidates = makePermanent { Candidates(in: self) }
    /// A window, empty when a search begins and not when one ends early.
    private(set) lazy var window: Window = makePermanent { Window(in: self) }
    /// Another.
    private(set) lazy var otherWindow: Window = makePermanent { Window(in: self) }
    /// Weighted frequencies of a window, 0 between two uses: one term at a time adds up its fields there.
    private(set) lazy var fieldFrequencies: Scratch<Float> = makePermanent { take(Int(Window.size), repeating: 0) }
    /// Marks of a window, empty between two uses.
    private(set) lazy var fieldMarks: Scratch<UInt64> = makePermanent { take(Window.wordCount, repeating: 0) }
    /// Where documents stand in a block, for one term at a time.
    private(set) lazy var blockPlaces: Scratch<UInt32> = makePermanent { take(BitPacking.blockCount, repeating: 0) }
    /// Scores of a block, for one term at a time.
    private(set) lazy var blockScores: Scratch<Float> = makePermanent { take(BitPacking.blockCount, repeating: 0) }
    /// Where pieces that are given back begin: chunk and offset.
    private var permanent = (chunk: 0, offset: 0)

    /// What the query may cost; `nil` when nothing limits it.
    var meter: WorkMeter?

    /// Takes note of work; `false` when the query has to end with what was found.
    @inline(__always)
    func spend(_ amount: Int) -> Bool { meter.map { $0.spend(amount) } ?? true }

    /// Takes note of effort beside the work; `false` when the query has to end.
    @inline(__always)
    func pass(_ effort: Int) -> Bool { meter.map { $0.pass(effort) } ?? true }

    /// Whether the query has to end.
    var isOver: Bool { meter?.cut != nil }

    /// No memory yet.
    init() {
        // In this order, before any piece is taken.
        _ = (candidates, window, otherWindow)
        _ = (fieldFrequencies, fieldMarks, blockPlaces, blockScores)
    }

    private func makePermanent<Value>(_ make: () -> Value) -> Value {
        let value = make()
        permanent = (chunk, offset)
        return value
    }

    deinit { unsafe chunks.forEach { unsafe $0.deallocate() } }

    /// Forgets all pieces; none may be used any more.
    func reset() { (chunk, offset) = permanent }

    /// A piece for `count` elements, each set to a value.
    ///
    /// It must not be used after this object is gone or reset.
    func take<Element: BitwiseCopyable>(_ count: Int, repeating value: Element) -> Scratch<Element> {
        let base = unsafe piece(count, of: Element.self)
        unsafe base.initialize(repeating: value, count: count)
        return unsafe Scratch(base: base, count: count)
    }

    /// A piece that holds the elements of an array.
    func take<Element: BitwiseCopyable>(_ elements: [Element]) -> Scratch<Element> {
        let base = unsafe piece(elements.count, of: Element.self)
        // Safe: the piece has room for all of them.
        for index in elements.indices { unsafe (base + index).initialize(to: elements[index]) }
        return unsafe Scratch(base: base, count: elements.count)
    }

    /// Room for `count` elements, at least one, not set to anything.
    private func piece<Element: BitwiseCopyable>(_ count: Int, of type: Element.Type) -> UnsafeMutablePointer<Element> {
        let bytes = (max(1, count) * MemoryLayout<Element>.stride + 63) & ~63
        while unsafe chunk < chunks.count, unsafe offset + bytes > chunks[chunk].count {
            chunk += 1
            offset = 0
        }
        if unsafe chunk == chunks.count {
            unsafe chunks.append(.allocate(byteCount: max(bytes, Self.chunkBytes), alignment: 64))
        }
        // Safe: the loop above left room for the piece; its start is a multiple of 64.
        let raw = unsafe chunks[chunk].baseAddress.unsafelyUnwrapped + offset
        offset += bytes
        return unsafe raw.bindMemory(to: type, capacity: max(1, count))
    }
}

/// Elements side by side in the memory of a query.
///
/// A copyable view without ownership that costs what a pointer costs, plus a check of bounds.
@safe struct Scratch<Element: BitwiseCopyable>: BitwiseCopyable {
    fileprivate let base: UnsafeMutablePointer<Element>
    /// Number of elements.
    let count: Int

    @unsafe fileprivate init(base: UnsafeMutablePointer<Element>, count: Int) {
        unsafe self.base = base
        self.count = count
    }

    subscript(index: Int) -> Element {
        // In place, so that a cursor is not copied to be looked at or moved. Safe: the index is checked.
        @inline(__always) _read {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "index beyond the piece")
            yield unsafe base[index]
        }
        @inline(__always) nonmutating _modify {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "index beyond the piece")
            yield unsafe &base[index]
        }
    }

    /// Sets all elements.
    func fill(_ value: Element) { unsafe base.update(repeating: value, count: count) }

    /// The first byte, for code that has checked what it reads and writes.
    @unsafe var rawBase: UnsafeMutableRawPointer { unsafe UnsafeMutableRawPointer(base) }
}

extension Scratch where Element == UInt32 {
    /// How many of eight elements from an index on lie below a limit.
    @inline(__always)
    func countInEight(from index: Int, below limit: UInt32) -> Int {
        precondition(index >= 0 && index <= count &- 8, "index beyond the piece")
        var sum: UInt32 = 0
        // Safe: checked for all eight.
        for place in 0..<8 { sum &+= unsafe base[index &+ place] < limit ? 1 : 0 }
        return Int(sum)
    }
}

extension Scratch where Element == UInt64 {
    /// Number of bits that are set.
    var setBitCount: Int {
        // Safe: all elements are words.
        unsafe Int(filings_count_of_bits(base, Int32(truncatingIfNeeded: count)))
    }

    /// Sets a bit of 4,096 for each of some numbers, less what the first bit stands for; modulo 4,096.
    ///
    /// No branch tells whether the word is that of the number before: it would be foretold wrongly too often.
    @inline(__always)
    func setBits(of numbers: Scratch<UInt32>, _ range: Range<Int>, less first: UInt32) {
        precondition(
            count == 64 && range.lowerBound >= 0 && range.upperBound <= numbers.count,
            "a window and what is in the piece")
        for index in range {
            // Safe: the range was checked, and the number is cut to the bits of 64 words.
            let place = unsafe Int((numbers.base[index] &- first) & 4095)
            unsafe base[place >> 6] |= 1 &<< UInt64(truncatingIfNeeded: place & 63)
        }
    }
}

extension Scratch where Element == Float {
    /// Sets an element for each of some documents: how often a term occurs there, times what the length of the field makes
    /// of it.
    ///
    /// - Parameters:
    ///   - documents: of a block.
    ///   - frequencies: one each.
    ///   - range: which of them.
    ///   - lengths: length bytes by document.
    ///   - factors: what a frequency is multiplied with, by length byte.
    @inline(__always)
    func weigh(
        _ documents: Scratch<UInt32>, _ frequencies: Scratch<UInt32>, _ range: Range<Int>, lengths: MappedBytes,
        factors: Scratch<Float>
    ) {
        precondition(
            range.lowerBound >= 0 && range.upperBound <= min(count, documents.count, frequencies.count)
                && factors.count == 256, "a range within the block, and a factor for each byte")
        unsafe lengths.withUnsafeBytes { lengths in
            guard let start = lengths.baseAddress else { return }
            let limit = UInt32(clamping: lengths.count)
            for index in range {
                // Safe: the range and the number of factors were checked, the document is now.
                let document = unsafe documents.base[index]
                let length =
                    unsafe document < limit
                    ? start.load(fromByteOffset: Int(document), as: UInt8.self) : 0
                let frequency = unsafe Int32(truncatingIfNeeded: frequencies.base[index])
                unsafe base[index] = Float(frequency) * factors.base[Int(length)]
            }
        }
    }

    /// The same for some documents of a block, given by their places in it.
    @inline(__always)
    func weigh(
        _ documents: Scratch<UInt32>, _ frequencies: Scratch<UInt32>, at places: Scratch<UInt32>, _ range: Range<Int>,
        lengths: MappedBytes, factors: Scratch<Float>
    ) {
        for index in range {
            let place = Int(places[index])
            let length = lengths.byte(at: Int(documents[place])) ?? 0
            self[index] = Float(Int32(truncatingIfNeeded: frequencies[place])) * factors[Int(length)]
        }
    }

    /// Whether eight elements from an index on are all below a limit.
    @inline(__always)
    func eight(from index: Int, areBelow limit: Float) -> Bool {
        precondition(index >= 0 && index <= count &- 8, "index beyond the piece")
        // Safe: checked for all eight.
        return unsafe filings_any_of_eight_reaches(base + index, limit) == 0
    }

    /// Four elements from an index on.
    @inline(__always)
    func four(at index: Int) -> SIMD4<Float> {
        precondition(index >= 0 && index <= count &- 4, "index beyond the piece")
        // Safe: checked; any four bytes are a number.
        return unsafe UnsafeRawPointer(base).loadUnaligned(fromByteOffset: index &* 4, as: SIMD4<Float>.self)
    }

    /// Sets four elements from an index on.
    @inline(__always)
    func set(_ values: SIMD4<Float>, at index: Int) {
        precondition(index >= 0 && index <= count &- 4, "index beyond the piece")
        // Safe: checked.
        unsafe UnsafeMutableRawPointer(base).storeBytes(of: values, toByteOffset: index &* 4, as: SIMD4<Float>.self)
    }
}

extension Scratch where Element == Double {
    /// Whether 64 elements from an index on are all below a limit.
    @inline(__always)
    func sixtyFour(from index: Int, areBelow limit: Double) -> Bool {
        precondition(index >= 0 && index <= count &- 64, "index beyond the piece")
        // Safe: checked for all 64. A sum of comparisons, which the compiler makes side by side; a maximum it would not.
        var found = 0
        for place in 0..<64 { found |= unsafe base[index &+ place] >= limit ? 1 : 0 }
        return found == 0
    }

    /// Sets 64 elements from an index on to 0.
    @inline(__always)
    func clearSixtyFour(from index: Int) {
        precondition(index >= 0 && index <= count &- 64, "index beyond the piece")
        // Safe: checked.
        unsafe (base + index).update(repeating: 0, count: 64)
    }
}

/// Memories that wait for the next query; any number of threads may ask at the same time.
final class QueryMemoryPool: Sendable {
    private let waiting = Mutex<[QueryMemory]>([])

    /// Runs `body` with a memory of its own, for a query under a meter.
    func withMemory<Result>(
        _ meter: WorkMeter? = nil, _ body: (QueryMemory) throws(IndexError) -> Result
    ) throws(IndexError) -> Result {
        let memory = waiting.withLock { $0.popLast() } ?? QueryMemory()
        memory.meter = meter
        // After an error what is shared may not be empty: that memory is given up.
        let result = try body(memory)
        memory.meter = nil
        memory.reset()
        waiting.withLock { $0.append(memory) }
        return result
    }
}
