internal import NameMatching

/// A universe that can be searched, with the parties' keys.
struct IndexedParties {
    var lookup: NameLookup
    private let keys: [Int]
    private let parties: PartyList
    /// What building took, and what the finished universe holds.
    let buildSeconds: Double
    let byteCount: Int

    /// Number of names.
    var count: Int { keys.count }
    /// Number of distinct words.
    var wordCount: Int { lookup.universe.wordCount }

    init(_ parties: PartyList) throws {
        self.parties = parties
        var builder = NameUniverseBuilder()
        var keys: [Int] = []
        keys.reserveCapacity(parties.count)
        let clock = ContinuousClock()
        let start = clock.now
        for row in 0..<parties.count {
            // Kind and parts of a name are the answer key, which the program under test does not see.
            let fields = parties.line(row).split(separator: 0x09, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            guard fields.count > 3, let key = Int(fields[0]) else {
                throw Failure("line \(row + 1) of the universe is no party")
            }
            keys.append(key)
            builder.add(NormalizedName(parsing: fields[1]), ticker: fields[3])
        }
        let memory = SectionMemory(builder.sections())
        guard let universe = memory.universe() else { throw Failure("the universe that was built cannot be read") }
        lookup = NameLookup(universe)
        buildSeconds = (clock.now - start).milliseconds / 1000
        byteCount = memory.byteCount
        self.keys = keys
    }

    /// The key of the party that a hit stands for.
    func key(of hit: NameHit) -> Int { keys[Int(lookup.universe.rows[Int(hit.name)])] }

    /// The name as filed that a hit stands for.
    func name(of hit: NameHit) -> String { parties[Int(lookup.universe.rows[Int(hit.name)])]?.name ?? "" }
}

/// The sections of a universe in memory of their own, counted.
@safe private final class SectionMemory: @unchecked Sendable {
    // Sendable: written only in init.
    private let blocks: [UInt16: UnsafeMutableRawBufferPointer]
    let byteCount: Int

    init(_ sections: [(kind: UInt16, bytes: [UInt8])]) {
        var blocks: [UInt16: UnsafeMutableRawBufferPointer] = unsafe [:]
        var count = 0
        for section in sections {
            // Safe: the block is as large as what is copied into it.
            let block = UnsafeMutableRawBufferPointer.allocate(byteCount: section.bytes.count, alignment: 64)
            unsafe block.copyBytes(from: section.bytes)
            unsafe blocks[section.kind] = block
            count += section.bytes.count
        }
        unsafe self.blocks = blocks
        byteCount = count
    }

    deinit { unsafe blocks.values.forEach { unsafe $0.deallocate() } }

    func universe() -> NameUniverse? {
        // Safe: the universe holds on to this object, which holds the blocks until it goes.
        unsafe NameUniverse(owner: self) { kind in unsafe blocks[kind].map { UnsafeRawBufferPointer($0) } }
    }
}
