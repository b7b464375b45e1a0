internal import ArgumentParser
internal import EDGAR
internal import FilingSearch
internal import Glibc
internal import InvertedIndex

/// What reading may cost.
struct ReadingOptions: ParsableArguments {
    @Option(name: .long, help: "How many threads import what is read (default: the number of cores).")
    var threads: Int?

    @Option(
        name: .long, help: ArgumentHelp("Memory to keep to, such as 512M or 4G (default: 1G).", valueName: "size"))
    var memory: ByteSize?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The largest document read, if it cannot be read in pieces (default: 1G).", valueName: "size"))
    var maxDocument: ByteSize?

    @Option(name: .long, help: "The most members read of an archive (default: \(InputLimits().memberCount)).")
    var maxMembers: Int?

    @Option(
        name: .long,
        help: "How many times its size something may unpack to (default: \(InputLimits().ratio)).")
    var maxRatio: Int?

    @Option(name: .long, help: "How deep archives may lie in archives (default: \(InputLimits().depth)).")
    var maxDepth: Int?

    mutating func validate() throws {
        for (name, value) in [
            ("threads", threads), ("max-members", maxMembers), ("max-ratio", maxRatio), ("max-depth", maxDepth),
        ] {
            if let value, value < 1 { throw ValidationError("--\(name) must be at least 1, but is \(value)") }
        }
        if let memory, memory.bytes < Self.memoryMin {
            throw ValidationError("--memory must be at least 64M, but is \(memory.bytes) bytes")
        }
    }

    private static let memoryMin = 64 << 20

    /// Memory to keep to.
    var memoryBytes: Int { memory?.bytes ?? 1 << 30 }

    /// Threads that import.
    var threadCount: Int { threads ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// How inputs are read.
    var source: InputSource {
        var limits = InputLimits()
        if let maxDocument { limits.documentBytes = maxDocument.bytes }
        if let maxMembers { limits.memberCount = maxMembers }
        if let maxRatio { limits.ratio = maxRatio }
        if let maxDepth { limits.depth = maxDepth }
        return InputSource(limits: limits)
    }

    /// How they are cut into batches.
    var limits: ImportLimits {
        memory.map { ImportLimits(memoryBytes: $0.bytes, threadCount: threadCount) } ?? ImportLimits()
    }

    /// An update of an index within these limits.
    ///
    /// - Parameter path: the index.
    /// - Returns: an update that has done nothing yet.
    func update(path: String) -> IndexUpdate {
        var update = IndexUpdate(path: path, threadCount: threadCount)
        (update.source, update.limits) = (source, limits)
        update.policy = MergePolicy(memoryBytes: memoryBytes)
        return update
    }
}

/// A number of bytes as people write it: `512M`, `4G`, `1000000`.
struct ByteSize: ExpressibleByArgument {
    let bytes: Int

    init?(argument: String) {
        var digits = argument.uppercased()
        if digits.hasSuffix("B") { digits.removeLast() }
        if digits.hasSuffix("I") { digits.removeLast() }
        let units: [Character: Int] = ["K": 10, "M": 20, "G": 30, "T": 40]
        let shift = digits.last.flatMap { units[$0] } ?? 0
        if shift > 0 { digits.removeLast() }
        guard let number = Int(digits), number > 0, number <= Int.max >> (shift + 1) else { return nil }
        bytes = number << shift
    }
}
