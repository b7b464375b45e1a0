package import Storage

extension IndexDirectory {
    /// What a rollback did.
    package struct Rollback: Equatable, Sendable {
        /// The commit that was the newest.
        package let left: UInt64
        /// The commit whose content is in force again.
        package let restored: UInt64
        /// The commit that published it.
        package let manifest: Manifest
    }

    /// Goes back to the commit before the newest: publishes what it held once more, as the next commit.
    ///
    /// Nothing is taken away: numbers of commits only grow, so that readers notice it as they notice any commit, and the
    /// commit that was left stays to fall back to. A second rollback undoes the first. Where the newest commit does not open,
    /// what readers have fallen back to is what comes back.
    ///
    /// - Parameter lock: the right to write.
    /// - Returns: what was left and what is in force.
    /// - Throws: `IndexError.noEarlierCommit` when no earlier one opens; what `commit` throws.
    package func rollback(holding lock: DirectoryLock) throws(IndexError) -> Rollback {
        let generations = try generations()
        guard let newest = generations.first else { throw .missing(directory: path) }
        var failure: IndexError?
        for generation in generations.dropFirst() {
            let earlier: Manifest
            do {
                earlier = try open(generation: generation).manifest
            } catch {
                failure = failure ?? error
                continue
            }
            let manifest = try commit(earlier.segments, holding: lock)
            return Rollback(left: newest, restored: generation, manifest: manifest)
        }
        throw .noEarlierCommit(directory: path, newest: newest, reason: failure?.description)
    }
}
