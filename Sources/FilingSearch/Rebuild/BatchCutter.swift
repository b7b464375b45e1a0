internal import EDGAR

/// Goes through files in order and cuts what they hold into batches.
struct BatchCutter {
    let source: InputSource
    let limits: ImportLimits

    /// Cuts files into batches.
    ///
    /// - Parameters:
    ///   - files: as listed.
    ///   - emit: takes each batch; `false` for no more.
    func cut(_ files: [InputFile], emit: (ImportBatch) -> Bool) {
        var batch = ImportBatch(number: 0)
        var isStopped = false
        func close() {
            guard !batch.parts.isEmpty || batch.fileCount > 0, !isStopped else { return }
            isStopped = !emit(batch)
            batch = ImportBatch(number: batch.number + 1)
        }
        func add(_ part: ImportBatch.Part, _ byteCount: Int, _ file: Int) {
            let isFull = batch.byteCount + byteCount > limits.byteCountMax || batch.parts.count >= limits.fileCountMax
            if isFull, !staysTogether(batch.parts.last?.part, part) { close() }
            batch.parts.append((part, file))
            batch.byteCount += byteCount
        }
        for (number, file) in files.enumerated() where !isStopped {
            if file.sizeBytes <= InputSource.smallBytes {
                add(.file(file), file.sizeBytes, number)
                batch.fileBytes += file.sizeBytes
            } else {
                var done = 0
                source.read(file) { part, readBytes in
                    switch part {
                    case .input(let input): add(.input(input), input.bytes.count, number)
                    case .issue(let issue): add(.issue(issue), 0, number)
                    }
                    batch.fileBytes += max(0, readBytes - done)
                    done = max(done, readBytes)
                    return !isStopped
                }
                batch.fileBytes += max(0, file.sizeBytes - done)
            }
            batch.fileCount += 1
        }
        close()
    }

    /// Whether two parts are read together: the tables of one archive.
    private func staysTogether(_ last: ImportBatch.Part?, _ part: ImportBatch.Part) -> Bool {
        guard case .input(let before) = last, case .input(let next) = part, before.file == next.file else {
            return false
        }
        return Importers.isPart(before) && Importers.isPart(next)
    }
}
