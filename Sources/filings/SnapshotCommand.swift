internal import ArgumentParser
internal import FilingSearch
internal import InvertedIndex

struct SnapshotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Copy the index as it is now, while others go on reading and writing.",
        usage: "filings snapshot /backup/filings-monday",
        discussion: """
            The copy is an index of its own and holds exactly the newest commit. On one file system it takes next to no \
            space and time: files of an index never change, so each gets a second name. Elsewhere bytes are copied. \
            The directory must not be there yet, or be empty: nothing is overwritten (exit status 64 then).
            """)

    @Argument(help: ArgumentHelp("Where the copy goes.", valueName: "directory"))
    var target: String

    @OptionGroup var index: IndexOptions

    func run() throws {
        do throws(IndexError) {
            let copy = try IndexDirectory(path: index.path).copy(to: target) {
                Output.note("filings: the newest commit was passed over: \($0)")
            }
            let bytes = copy.manifest.segments.reduce(0) { $0 + $1.lengthBytes }
            Output.line(
                "\(target): commit \(copy.manifest.generation) of \(index.path), \(RebuildSummary.size(bytes)) in "
                    + "\(copy.linkedCount + copy.copiedCount) files, \(copy.linkedCount) of them shared")
        } catch {
            throw ExitStatus.failure(FilingIndexError(error))
        }
    }
}
