internal import Storage

/// Reads every byte of an index and holds it against `Index/FORMAT.md`.
///
/// Nothing is taken on trust: checksums say that bytes are as they were written, and the invariants of each structure
/// are examined as well, so that a fault of the writer shows too. Whatever the bytes, the result is a report.
///
/// - Complexity: reads the newest commit about three times (file digest, checksums, content).
package struct IndexVerifier {
    private let directory: IndexDirectory

    /// A verifier of an index.
    package init(_ directory: IndexDirectory) { self.directory = directory }

    /// Examines the newest commit that opens, and tells of every kept one that does not.
    ///
    /// - Parameter progress: told before each step.
    /// - Returns: what was found; never throws, for trouble is what it is there to report.
    package func verify(progress: @escaping (IndexReport.Progress) -> Void = { _ in }) -> IndexReport {
        var report = IndexReport()
        let generations: [UInt64]
        do throws(IndexError) {
            generations = try directory.generations()
            if generations.isEmpty { throw IndexError.missing(directory: directory.path) }
        } catch {
            report.faults.append(.init(error, consequence: "everything; there is no index to search"))
            return report
        }
        let kept = generations.prefix(IndexDirectory.commitsKept)
        var commits: [Commit] = []
        for generation in generations {
            let commit = open(generation, &report)
            commits.append(commit)
            guard commit.isOpen || kept.contains(generation) else { continue }
            if commit.isOpen, report.generation == nil { report.generation = generation }
        }
        addCommitFaults(commits, kept: Set(kept), &report)
        // Where nothing opens, the newest manifest that can be read says which files to look into.
        let chosen = commits.first { $0.manifest.generation == report.generation } ?? commits.first { $0.isReadable }
        if let chosen { examine(chosen, &report, progress) }
        addNotes(kept: commits.filter { kept.contains($0.manifest.generation) }, &report)
        return report
    }

    /// A commit as far as it could be opened.
    private struct Commit {
        var manifest: Manifest
        var isReadable = true
        var errors: [IndexError] = []
        /// The segments that open, by place in the manifest.
        var readers: [Int: SegmentReader] = [:]
        var isOpen: Bool { isReadable && errors.isEmpty }
    }

    private func open(_ generation: UInt64, _ report: inout IndexReport) -> Commit {
        var commit = Commit(manifest: Manifest(generation: generation, segments: []))
        do throws(IndexError) {
            commit.manifest = try directory.manifest(generation)
        } catch {
            commit.isReadable = false
            commit.errors.append(error)
            return commit
        }
        report.counts.files += 1
        report.counts.bytes += commit.manifest.serialized.count
        let file = directory.path + "/" + Manifest.fileName(generation: generation)
        // Read without complaint and yet not as this program writes it: a space too many, a sign before a number.
        if (try? directory.fileSystem.read(file)) != commit.manifest.serialized {
            report.faults.append(
                .init(
                    .corrupt(
                        file: file, section: "file", offset: 0, expected: "a manifest in its usual form",
                        found: "another"),
                    consequence: "nothing, but no version of this program wrote that file"))
        }
        for (place, entry) in commit.manifest.segments.enumerated() {
            let path = directory.path + "/" + entry.name.fileName
            do throws(IndexError) {
                let reader = try entry.open(in: directory.path, on: directory.fileSystem)
                commit.readers[place] = reader
                if reader.documentCount != entry.documentCount {
                    throw .corrupt(
                        file: path, section: "header", offset: 32, expected: "\(entry.documentCount) documents",
                        found: "\(reader.documentCount)")
                }
            } catch {
                commit.errors.append(error)
            }
        }
        // What opening a commit asks beyond its segments one by one.
        if commit.errors.isEmpty {
            do throws(IndexError) {
                _ = try Snapshot(manifest: commit.manifest, directory: directory.path, on: directory.fileSystem)
            } catch {
                commit.errors.append(error)
            }
        }
        return commit
    }

    private func addCommitFaults(_ commits: [Commit], kept: Set<UInt64>, _ report: inout IndexReport) {
        for commit in commits where !commit.isOpen {
            let generation = commit.manifest.generation
            guard kept.contains(generation) else {
                report.notes.append("commit \(generation) is no longer kept and does not open")
                continue
            }
            let consequence: String
            if let opened = report.generation {
                consequence =
                    opened < generation
                    ? "commit \(generation); readers fall back to commit \(opened)"
                    : "commit \(generation), the one to fall back to; commit \(opened) is in use"
            } else {
                consequence = "commit \(generation), and no other opens: nothing can be searched"
            }
            for error in commit.errors { report.faults.append(.init(error, consequence: consequence)) }
        }
    }

    private func examine(
        _ commit: Commit, _ report: inout IndexReport, _ progress: @escaping (IndexReport.Progress) -> Void
    ) {
        var identities: [String: [Int64]] = [:]
        let entries = commit.manifest.segments
        for (place, entry) in entries.enumerated() {
            guard let reader = commit.readers[place] else { continue }
            report.counts.files += entry.fileNames.count
            report.counts.bytes += entry.deleted?.lengthBytes ?? 0
            var verifier = SegmentVerifier(reader, name: entry.name) { step in
                progress(
                    .init(file: entry.name.fileName, step: step, fileNumber: place + 1, fileCount: entries.count))
            }
            verifier.verify()
            report.add(verifier.findings)
            identities[entry.collection, default: []].append(contentsOf: verifier.identities)
        }
        for (collection, numbers) in identities.sorted(by: { $0.key < $1.key }) {
            addDuplicates(numbers, collection, commit, &report)
        }
    }

    private func addDuplicates(
        _ numbers: [Int64], _ collection: String, _ commit: Commit, _ report: inout IndexReport
    ) {
        let sorted = numbers.sorted()
        var found = 0
        for index in sorted.indices.dropFirst() where sorted[index] == sorted[index - 1] {
            found += 1
            guard found <= IndexReport.faultsKept else {
                report.unlistedFaultCount += 1
                continue
            }
            let file = directory.path + "/" + Manifest.fileName(generation: commit.manifest.generation)
            report.faults.append(
                .init(
                    .corrupt(
                        file: file, section: "collection \(collection)", offset: 0,
                        expected: "one document of identity \(sorted[index])", found: "two"),
                    consequence: "nothing, but the document is found twice"))
        }
    }

    private func addNotes(kept: [Commit], _ report: inout IndexReport) {
        let names: [String]
        do throws(StorageError) {
            names = try directory.fileSystem.list(directory.path)
        } catch {
            report.faults.append(.init(.storage(error), consequence: "the list of files that belong to nothing"))
            return
        }
        var known: Set<String> = ["LOCK"]
        for commit in kept {
            known.insert(Manifest.fileName(generation: commit.manifest.generation))
            for entry in commit.manifest.segments { known.formUnion(entry.fileNames) }
        }
        let isCertain = kept.allSatisfy(\.isReadable)
        for name in names where !known.contains(name) {
            if !IndexDirectory.isOurs(name) {
                report.notes.append("\(name) is no file of an index and is left alone")
            } else if isCertain {
                report.notes.append("\(name) belongs to no kept commit; the next commit removes it")
            } else {
                report.notes.append("\(name) belongs to no manifest that can be read; it is kept while one cannot")
            }
        }
    }
}

extension IndexReport {
    /// Takes over what was found in a segment.
    fileprivate mutating func add(_ more: IndexReport) {
        faults.append(contentsOf: more.faults)
        unlistedFaultCount += more.unlistedFaultCount
        notes.append(contentsOf: more.notes)
        counts.files += more.counts.files
        counts.bytes += more.counts.bytes
        counts.terms += more.counts.terms
        counts.postings += more.counts.postings
        counts.positions += more.counts.positions
        counts.documents += more.counts.documents
    }
}
