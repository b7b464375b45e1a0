internal import TestSupport
internal import Testing

@Suite struct `Help` {
    private static let commands = [
        "rebuild", "add", "remove", "watch", "merge", "doctor", "search", "person", "issuer", "name", "trades", "show",
        "match", "duplicates", "stats", "inspect", "check", "rollback", "snapshot", "serve",
    ]

    /// Compares with a file of `Snapshots`; FILINGS_UPDATE_SNAPSHOTS=1 writes the file again.
    private func check(_ text: String, _ name: String) {
        let path = SampleFilings.tests + "/CommandTests/Snapshots/\(name).txt"
        if TestFile.environment("FILINGS_UPDATE_SNAPSHOTS") == "1" { TestFile.write(path, Array(text.utf8)) }
        let expected = String(decoding: TestFile.read(path) ?? [], as: UTF8.self)
        #expect(text == expected, "changed on purpose? Run the tests with FILINGS_UPDATE_SNAPSHOTS=1")
    }

    @Test(arguments: commands)
    func `of a command is as it was`(command: String) {
        let run = Program.run([command, "--help"])
        #expect(run.status == 0)
        #expect(run.errors == "")
        check(run.output, command)
        #expect(Program.run(["help", command]).output == run.output)
    }

    @Test func `of the program names every command`() {
        let help = Program.run(["--help"]).output
        for command in Self.commands { #expect(help.contains("\n  \(command) ")) }
        #expect(Program.run([]).output.contains("SUBCOMMANDS"))
        #expect(Program.run(["--version"]).output.split(separator: ".").count == 3)
    }

    @Test(arguments: commands)
    func `keeps to the width of a terminal`(command: String) {
        for line in Program.run([command, "--help"]).lines { #expect(line.count <= 100, "\(line)") }
    }
}
