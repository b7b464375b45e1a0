internal import ArgumentParser
internal import FilingSearch
internal import Glibc

/// What is read.
struct InputOptions: ParsableArguments {
    @Argument(help: "Files and folders; - reads a list of paths from standard input.")
    var inputs: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Read a list of paths, one a line, from a file; - is standard input. May be given several times.",
            valueName: "file"))
    var list: [String] = []

    @OptionGroup var reading: ReadingOptions

    mutating func validate() throws {
        if inputs.isEmpty, list.isEmpty {
            throw ValidationError("Nothing to read: name files or folders, or a list of them with --list")
        }
    }

    /// A rebuild of these inputs; ends the command when one of them is not there.
    ///
    /// - Parameter path: the index.
    /// - Returns: the rebuild, with the limits asked for.
    /// - Throws: `ExitCode` when an input is not there.
    func rebuild(path: String) throws -> Rebuild {
        var rebuild = Rebuild(path: path, inputs: try paths(), threadCount: reading.threadCount)
        (rebuild.source, rebuild.limits) = (reading.source, reading.limits)
        return rebuild
    }

    /// The inputs, lists replaced by what they name; what is named on the command line must exist.
    ///
    /// - Returns: paths of files and folders.
    /// - Throws: `ExitCode` when one is not there, or a list cannot be read.
    func paths() throws -> [String] {
        for path in inputs + list where path != "-" && !Self.exists(path) {
            let hint =
                path.hasPrefix("@") && Self.exists(String(path.dropFirst()))
                ? "; a list of paths is given as --list \(path.dropFirst())" : ""
            Output.note("filings: there is no file or folder \(path); nothing was changed\(hint)")
            throw ExitStatus.noInput
        }
        var paths: [String] = []
        for input in inputs { if input == "-" { paths += try Self.lines(of: input) } else { paths.append(input) } }
        for file in list { paths += try Self.lines(of: file) }
        return paths
    }

    /// The lines of a file that are not empty; ends the command when it cannot be read.
    ///
    /// - Parameter list: its path; - is standard input.
    /// - Returns: the lines without their ends.
    /// - Throws: `ExitCode` when it cannot be read.
    static func lines(of list: String) throws -> [String] {
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
