internal import ArgumentParser
internal import EDGAR
internal import FilingSearch
internal import Glibc

/// What is read, and what reading may cost.
struct InputOptions: ParsableArguments {
    @Argument(help: "Files and folders; - reads a list of paths from standard input.")
    var inputs: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Read a list of paths, one a line, from a file; - is standard input. May be given several times.",
            valueName: "file"))
    var list: [String] = []

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
        if inputs.isEmpty, list.isEmpty {
            throw ValidationError("Nothing to read: name files or folders, or a list of them with --list")
        }
    }

    private static let memoryMin = 64 << 20

    /// Threads that import.
    var threadCount: Int { threads ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// A rebuild of these inputs; ends the command when one of them is not there.
    ///
    /// - Parameter path: the index.
    /// - Returns: the rebuild, with the limits asked for.
    /// - Throws: `ExitCode` when an input is not there.
    func rebuild(path: String) throws -> Rebuild {
        var rebuild = Rebuild(path: path, inputs: try paths(), threadCount: threadCount)
        var limits = InputLimits()
        if let maxDocument { limits.documentBytes = maxDocument.bytes }
        if let maxMembers { limits.memberCount = maxMembers }
        if let maxRatio { limits.ratio = maxRatio }
        if let maxDepth { limits.depth = maxDepth }
        rebuild.source = InputSource(limits: limits)
        if let memory { rebuild.limits = ImportLimits(memoryBytes: memory.bytes, threadCount: threadCount) }
        return rebuild
    }

    /// The inputs, lists replaced by what they name; what is named on the command line must exist.
    private func paths() throws -> [String] {
        for path in inputs + list where path != "-" && !Self.exists(path) {
            let hint =
                path.hasPrefix("@") && Self.exists(String(path.dropFirst()))
                ? "; a list of paths is given as --list \(path.dropFirst())" : ""
            Output.note("filings: there is no file or folder \(path); nothing was changed\(hint)")
            throw ExitStatus.noInput
        }
        var paths: [String] = []
        for input in inputs { if input == "-" { paths += try lines(of: input) } else { paths.append(input) } }
        for file in list { paths += try lines(of: file) }
        return paths
    }

    private func lines(of list: String) throws -> [String] {
        var bytes: [UInt8] = []
        do {
            var source = list == "-" ? InputDescriptor.standard : try InputDescriptor(path: list)
            while case .bytes = try source.read(into: &bytes, isWaiting: true) {}
        } catch {
            Output.note("filings: the list cannot be read: \(error)")
            throw ExitStatus.inputOutput
        }
        return bytes.split(separator: 0x0A).compactMap { line in
            let path = line.last == 0x0D ? line.dropLast() : line
            return path.isEmpty ? nil : String(decoding: path, as: UTF8.self)
        }
    }

    static func exists(_ path: String) -> Bool {
        // Safe: a Swift string becomes a text that ends in a zero.
        unsafe access(path, F_OK) == 0
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
