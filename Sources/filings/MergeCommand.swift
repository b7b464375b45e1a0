internal import ArgumentParser
internal import FilingSearch
internal import Glibc
internal import InvertedIndex

struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Merge files of the index, and give back the space of what was removed.",
        usage: "filings merge --all",
        discussion: """
            Without --all only what is worth it: eight files of one size become one, and a file of which a fifth was \
            removed is written anew. `filings add`, `remove` and `watch` do this by themselves. With --all filings end \
            in one file, the very bytes that a rebuild would have given. Needs as much free space as what is merged. \
            The files of before go with the commit after the next: until then readers may have them, and `filings \
            rollback` can go back to them.
            """)

    @OptionGroup var index: IndexOptions

    @Flag(name: .long, help: "Make one file of all filings.")
    var all = false

    @Option(
        name: .long,
        help: ArgumentHelp("Memory to keep to, such as 512M or 4G (default: 1G); not for --all.", valueName: "size"))
    var memory: ByteSize?

    @Flag(name: [.long, .customShort("q")], help: "Say nothing but errors.")
    var quiet = false

    func run() throws {
        var update = IndexUpdate(path: index.path)
        update.policy = MergePolicy(memoryBytes: memory?.bytes ?? 1 << 30)
        var count = 0
        do {
            try update.merge(all: all, holder: "filings merge, process \(getpid())") { merge in
                count += 1
                if !quiet { UpdateSummary.write(merge) }
            }
        } catch {
            throw ExitStatus.failure(FilingIndexError(error))
        }
        if count == 0, !quiet { Output.note("index \(index.path): nothing to merge") }
    }
}
