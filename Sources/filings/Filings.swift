internal import ArgumentParser
internal import Glibc

/// The commands people type.
@main
struct Filings: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "filings",
        abstract: "Find people and companies in SEC filings, however the name is spelt, and what the papers say.",
        usage: """
            filings rebuild <files or folders>
                filings add <files or folders>
                filings person "robert panorra"
                filings issuer TGEN
                filings name "panora, r"
                filings search 'owner:panora form:3'
            """,
        discussion: """
            Everything happens on this machine: `filings rebuild` reads files you have and writes an index, `filings add` \
            and `filings watch` keep it up to date; the other commands answer from it in milliseconds.
            """,
        version: version,
        subcommands: [
            RebuildCommand.self, AddCommand.self, RemoveCommand.self, WatchCommand.self, MergeCommand.self,
            DoctorCommand.self, SearchCommand.self, PersonCommand.self, IssuerCommand.self, NameCommand.self,
            TradesCommand.self,
            ShowCommand.self, MatchCommand.self, DuplicatesCommand.self, StatsCommand.self, InspectCommand.self,
            CheckCommand.self, RollbackCommand.self, SnapshotCommand.self, ServeCommand.self,
        ])

    static func main() {
        // A reader that goes away, such as `head`, is no trouble: writing then fails quietly in `Output`.
        _ = signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            exit(withError: error)
        }
    }
}
