internal import ArgumentParser
internal import FilingSearch

struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Add files to the index as they appear in folders, until stopped.",
        usage: """
            filings watch ~/edgar/incoming
                filings watch ~/edgar/incoming --once
            """,
        discussion: """
            Adds what is there as `filings add` does, then each new or changed file within about a second after it is \
            whole: closed by whoever wrote it, or moved to the folder, also to a new folder in it. Hidden files and names \
            such as x.tmp or x.part are left alone, and so are folders with an index. Files that come together are added \
            together. What is deleted from a folder stays in the index. Bad files are named and do not hold up others; a \
            full disk, or another writer, is waited for. It lets others go first that want the \
            processor. One line a batch goes to standard output. SIGINT and SIGTERM end \
            it when the batch at hand is done.
            """)

    @Argument(help: "Folders.")
    var folders: [String]

    @OptionGroup var reading: ReadingOptions

    @OptionGroup var index: IndexOptions

    @Flag(name: .long, help: "Add what is there and end.")
    var once = false

    @Flag(name: .long, help: "List the folders every second, as where the system does not tell what changes.")
    var poll = false

    @Flag(name: .long, help: "Leave files of the index unmerged.")
    var noMerge = false

    @Flag(name: [.long, .customShort("q")], help: "Say nothing but errors.")
    var quiet = false

    func run() throws {
        for folder in folders where !InputOptions.exists(folder) {
            Output.note("filings: there is no folder \(folder); nothing was changed")
            throw ExitStatus.noInput
        }
        Pause.heedSignals()
        Pause.giveWay()
        var watch = FolderWatch(folders, polls: poll) { Output.note("filings: \($0)") }
        var keeper = IndexKeeper(
            update: reading.update(path: index.path), merges: !noMerge, isQuiet: quiet, memoryBytes: reading.memoryBytes
        )
        if !quiet, !once { Output.note("watching \(folders.joined(separator: ", ")) for \(index.path)") }
        while !Pause.isStopAsked {
            if once {
                // Files that changed just now are waited for; what comes meanwhile is taken as well.
                while !watch.isSettled, !Pause.isStopAsked { _ = watch.wait(milliseconds: 100) }
                try keeper.add(watch.take(), givesUp: true)
                break
            }
            let isChanged = watch.wait(milliseconds: 250)
            if isChanged { keeper.gather(&watch) }
            try keeper.add(watch.take(), givesUp: false)
            keeper.tidy(isIdle: watch.isIdle)
        }
        if once, keeper.rejectedCount > 0 { throw ExitStatus.partial }
    }
}
