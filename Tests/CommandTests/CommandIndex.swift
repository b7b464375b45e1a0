internal import TestSupport

/// An index of the fixtures, built by the program itself.
final class CommandIndex: Sendable {
    let directory = TemporaryDirectory()

    /// Where it lies.
    var path: String { directory.path + "/index" }

    /// What the program said while it built it.
    let run: ProgramRun

    init(_ inputs: [String] = [SampleFilings.folder]) {
        run = Program.run(["rebuild", "--index", directory.path + "/index"] + inputs)
    }

    /// Asks it.
    func ask(_ arguments: [String], input: String = "", environment: [String: String] = [:]) -> ProgramRun {
        Program.run(arguments + ["--index", path], input: input, environment: environment)
    }

    /// The number of filings that hold a word; `nil` when it does not answer.
    func count(_ query: String) -> Int? { Int(ask(["search", "--count", query]).lines.first ?? "") }
}
