internal import ArgumentParser
internal import FilingSearch
internal import Glibc
internal import InvertedIndex

struct RollbackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Go back to the commit before the newest.",
        usage: "filings rollback --index Index/Data",
        discussion: """
            The last two commits are kept. What the one before the newest held is published again as a new commit, in one \
            step; nothing is taken away, so a second rollback undoes the first. Where the newest commit is damaged, \
            the one that readers have fallen back to is put in its place. Exit status 66 when there is no commit to go \
            back to, 75 while another process writes.
            """)

    @OptionGroup var index: IndexOptions

    func run() throws {
        do throws(IndexError) {
            let directory = IndexDirectory(path: index.path)
            if try directory.generations().isEmpty { throw .missing(directory: index.path) }
            let lock = try directory.lock(holder: "filings rollback, process \(getpid())")
            let done = try directory.rollback(holding: lock)
            withExtendedLifetime(lock) {}
            Output.line(
                "\(index.path): commit \(done.manifest.generation) holds what commit \(done.restored) held; "
                    + "commit \(done.left) is kept, and `filings rollback` returns to it")
        } catch {
            throw ExitStatus.failure(FilingIndexError(error))
        }
    }
}
