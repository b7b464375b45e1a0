internal import ArgumentParser
internal import FilingSearch
internal import Storage
internal import Synchronization

/// One run over an input, from opening it to the last answer.
struct MatchBatch {
    /// How the names are read.
    var reading: MatchInputOptions
    /// How answers are written.
    var encoder: AnswerEncoder
    /// The input; standard input if none.
    var inputPath: String?
    /// The output; standard output if none.
    var outputPath: String?
    /// Whether to go on with an output.
    var isResumed: Bool
    /// Whether to say nothing but errors.
    var isQuiet: Bool

    /// Answers all names of the input.
    ///
    /// - Parameter matching: where to look.
    /// - Returns: how many there were.
    /// - Throws: how the command ends, when it cannot go on; it has been said why.
    func run(on matching: BatchMatching) throws -> MatchProgress.Counts {
        do {
            return try answerAll(on: matching)
        } catch let failure as TableColumns.Failure {
            Output.note("filings: \(inputName): \(failure)")
            throw ExitStatus.usage
        } catch let failure as StorageError {
            Output.note("filings: \(failure)")
            throw ExitStatus.inputOutput
        }
    }

    private var inputName: String { inputPath ?? "standard input" }

    private func answerAll(on matching: BatchMatching) throws -> MatchProgress.Counts {
        let descriptor = try opened()
        var (requests, columns) = try requests(from: descriptor)
        let heading = heading(after: columns)
        let point = isResumed ? try resumePoint(heading, columnCount: columns.count) : nil
        if let point { try skip(point, in: &requests, columnCount: columns.count) }
        let output = try outputPath.map { try OutputFile(path: $0, keptBytes: point?.keptBytes ?? 0) } ?? .standard
        if point?.keptBytes ?? 0 == 0 { output.write(heading) }
        let progress = MatchProgress(
            isShown: !isQuiet && Output.isTalkOnTerminal && !output.isTerminal && !descriptor.isTerminal,
            sizeBytes: descriptor.sizeBytes, skippedCount: point?.answerCount ?? 0, skippedBytes: requests.byteCount)
        defer {
            let isBatch = inputPath != nil || outputPath != nil || Output.isTalkOnTerminal
            progress.finish(isWanted: isBatch && !isQuiet)
        }
        let source = Mutex(requests)
        try matching.run(
            next: { (count, isWaiting) throws(StorageError) in
                try source.withLock { (source) throws(StorageError) in
                    var found: [MatchRequest] = []
                    while found.count < count,
                        let request = try source.next(isWaiting: isWaiting && found.isEmpty)
                    {
                        found.append(request)
                    }
                    progress.byteCount.store(source.byteCount, ordering: .relaxed)
                    return found
                }
            },
            answer: { [encoder] in encoder.answers($0, &$1) },
            deliver: { (answers) throws(StorageError) in
                output.write(answers.bytes)
                progress.add(answers)
            })
        return progress.counts
    }

    private func opened() throws -> InputDescriptor {
        guard let inputPath else {
            let standard = InputDescriptor.standard
            if standard.isTerminal, !isQuiet { Output.note("names, one a line; Ctrl-D ends") }
            return standard
        }
        let fileSystem = LocalFileSystem()
        guard fileSystem.exists(inputPath) else {
            Output.note("filings: there is no file \(inputPath)")
            throw ExitStatus.noInput
        }
        let descriptor = try InputDescriptor(path: inputPath)
        if let outputPath, descriptor.isFile(at: outputPath) {
            Output.note("filings: \(outputPath) is the input; the answers need a file of their own")
            throw ExitStatus.usage
        }
        return descriptor
    }

    /// The requests, and the headings of the input's columns if the answers carry them.
    private func requests(from descriptor: InputDescriptor) throws -> (any MatchRequests, [String]) {
        var lines = InputLines(descriptor)
        // The mark of UTF-16, as spreadsheets save "Unicode text": no name begins with it in any other way. A conversation
        // on standard input is not waited for here.
        if inputPath != nil, try lines.firstByte() == 0xFF {
            Output.note("filings: \(inputName) is UTF-16; save it as UTF-8")
            throw ExitStatus.badData
        }
        var format = reading.format(of: inputPath)
        if format == nil, reading.column != nil || reading.idColumn != nil {
            format = try lines.firstByte() == UInt8(ascii: "{") ? .ndjson : .csv
        }
        switch format {
        case .csv, .tsv:
            let rows = CSVReader(
                lines, separator: UInt8(ascii: format == .csv ? "," : "\t"), hasQuotes: format == .csv)
            let table = try TableRequests(
                rows, hasHeading: !reading.noHeader, query: reading.column, id: reading.idColumn,
                keepsColumns: encoder.format == .csv)
            guard let table else { return (LineRequests(lines, style: .names, queryKey: nil, idKey: nil), []) }
            if let note = table.columns.note, !isQuiet { Output.note("filings: \(inputName): \(note)") }
            return (table, encoder.format == .csv ? table.columns.headings : [])
        case .lines, .ndjson, .jsonl, nil:
            let style: LineRequests.Style = format == .lines ? .names : format == nil ? .either : .objects
            let requests = LineRequests(lines, style: style, queryKey: reading.column, idKey: reading.idColumn)
            return (requests, [])
        }
    }

    /// What the output begins with.
    private func heading(after columns: [String]) -> [UInt8] {
        guard encoder.format == .csv else { return [] }
        var heading: [UInt8] = []
        CSVBytes.append(row: encoder.headings(after: columns), to: &heading)
        return heading + [UInt8(ascii: "\n")]
    }

    /// How far the output got; `nil` if there is none.
    private func resumePoint(_ heading: [UInt8], columnCount: Int) throws -> ResumePoint? {
        guard let outputPath, LocalFileSystem().exists(outputPath) else { return nil }
        let source = try InputDescriptor(path: outputPath)
        guard encoder.format == .csv else { return try ResumePoint(lines: source) }
        // Behind the input's columns come id, query and rank.
        if let point = try ResumePoint(rows: source, heading: heading, rankColumn: columnCount + 2) { return point }
        Output.note("filings: \(outputPath) has other columns than this run would write; nothing was changed")
        throw ExitStatus.usage
    }

    /// Passes over what was answered, and makes sure that it was this input's names.
    private func skip(_ point: ResumePoint, in requests: inout any MatchRequests, columnCount: Int) throws {
        var last: MatchRequest?
        for number in 0..<point.answerCount {
            last = try requests.next(isWaiting: true)
            guard last == nil else { continue }
            Output.note(
                "filings: \(outputPath ?? "") holds \(point.answerCount) answers, but \(inputName) has only "
                    + "\(number) names; nothing was changed")
            throw ExitStatus.badData
        }
        guard let last, !encoder.isAnswer(point.lastAnswer, to: last, columnCount: columnCount) else { return }
        Output.note(
            "filings: answer \(point.answerCount) in \(outputPath ?? "") is not to name \(point.answerCount) of "
                + "\(inputName); nothing was changed")
        throw ExitStatus.badData
    }
}

extension AnswerEncoder {
    /// Whether an answer in an output bears the id of a request.
    fileprivate func isAnswer(_ answer: [UInt8], to request: MatchRequest, columnCount: Int) -> Bool {
        switch format {
        case .jsonl:
            var id: [UInt8] = []
            let isObject = JSONLine.forEachField(in: answer) { key, _, written in
                if key == "id" { id = Array(written) }
            }
            return isObject && id == request.id.json
        case .csv:
            // What was written in one piece is read in one piece, however long.
            let line = InputLines(ByteRow(bytes: answer), lineBytesMax: answer.count)
            var row = CSVReader(line, quotedBytesMax: answer.count)
            guard let cells = try? row.next(isWaiting: true)?.cells, columnCount < cells.count else { return false }
            return cells[columnCount] == request.id.cell
        }
    }
}

/// Bytes at hand.
private struct ByteRow: ByteSource {
    var bytes: [UInt8]

    mutating func read(into buffer: inout [UInt8], isWaiting: Bool) throws(StorageError) -> ByteReading {
        if bytes.isEmpty { return .end }
        buffer += bytes
        bytes = []
        return .bytes
    }
}
