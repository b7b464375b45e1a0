internal import FilingModel
internal import FilingSearch

/// Looks requests up and writes the answers down.
struct AnswerEncoder: Sendable {
    /// How answers are written.
    enum Format: Sendable {
        /// An object a line.
        case jsonl
        /// A row for each hit; one without a hit for a name without any.
        case csv
    }

    /// The answers to some requests.
    struct Answers: Sendable {
        /// As written.
        var bytes: [UInt8] = []
        /// Requests with a hit.
        var foundCount = 0
        /// Requests without.
        var missingCount = 0
        /// What to say about lines that could not be read.
        var faults: [String] = []
    }

    /// How answers are written.
    var format: Format
    /// Whether an object is the best hit itself and not a list of hits.
    var isFlat = false
    /// How many hits at most.
    var limit = 10
    /// The least score.
    var scoreMin: Float?
    /// Only these and those of unknown kind, if given.
    var kind: PartyKind?
    /// Whether to say why.
    var withReason = true

    /// Answers requests in order.
    ///
    /// - Parameters:
    ///   - requests: any number.
    ///   - session: to look names up.
    /// - Returns: the answers.
    func answers(_ requests: [MatchRequest], _ session: inout FilingIndex.NameSession) -> Answers {
        var answers = Answers()
        for request in requests {
            var hits: [BatchMatch] = []
            if let fault = request.fault {
                answers.faults.append(fault.note)
            } else {
                let limit = isFlat ? min(1, request.limit ?? limit) : request.limit ?? limit
                hits = session.hits(
                    like: request.query, limit: limit, scoreMin: scoreMin, kind: kind, withReason: withReason)
                if hits.isEmpty { answers.missingCount += 1 } else { answers.foundCount += 1 }
            }
            switch format {
            case .jsonl where isFlat: appendFlat(request, hits.first, to: &answers.bytes)
            case .jsonl: appendObject(request, hits, to: &answers.bytes)
            case .csv: appendRows(request, hits, to: &answers.bytes)
            }
        }
        return answers
    }

    private func appendObject(_ request: MatchRequest, _ hits: [BatchMatch], to output: inout [UInt8]) {
        output.append(UInt8(ascii: "{"))
        appendFault(request, to: &output)
        output += "\"hits\":[".utf8
        for (rank, hit) in hits.enumerated() {
            output += (rank == 0 ? "{" : ",{").utf8
            Wire.BatchHit(hit).appendFields(to: &output)
            output.append(UInt8(ascii: "}"))
        }
        output += "],\"id\":".utf8
        output += request.id.json
        output += "}\n".utf8
    }

    private func appendFlat(_ request: MatchRequest, _ hit: BatchMatch?, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "{"))
        appendFault(request, to: &output)
        output += "\"id\":".utf8
        output += request.id.json
        output += ",\"query\":".utf8
        JSONBytes.append(request.query, to: &output)
        output.append(UInt8(ascii: ","))
        if let hit {
            Wire.BatchHit(hit).appendFields(to: &output)
        } else {
            output += "\"cik\":null,\"kind\":null,\"name\":null,".utf8
            if withReason { output += "\"reason\":null,".utf8 }
            output += "\"score\":null".utf8
        }
        output += "}\n".utf8
    }

    private func appendFault(_ request: MatchRequest, to output: inout [UInt8]) {
        guard let fault = request.fault else { return }
        output += "\"error\":".utf8
        JSONBytes.append(fault.words, to: &output)
        output.append(UInt8(ascii: ","))
    }

    private func appendRows(_ request: MatchRequest, _ hits: [BatchMatch], to output: inout [UInt8]) {
        var beginning = request.columns
        CSVBytes.append(request.id.cell, to: &beginning)
        beginning.append(UInt8(ascii: ","))
        CSVBytes.append(request.query.utf8, to: &beginning)
        beginning.append(UInt8(ascii: ","))
        if hits.isEmpty {
            // Rank, score, key, name and kind stay empty, and so does the reason.
            output += beginning
            output += (withReason ? ",,,,,," : ",,,,,").utf8
            CSVBytes.append((request.fault?.words ?? "").utf8, to: &output)
            output.append(UInt8(ascii: "\n"))
        }
        for (rank, hit) in hits.enumerated() {
            output += beginning
            output += String(rank + 1).utf8
            output.append(UInt8(ascii: ","))
            JSONBytes.append(score: Double(hit.score), to: &output)
            output.append(UInt8(ascii: ","))
            if let cik = hit.cik { output += String(cik.value).utf8 }
            output.append(UInt8(ascii: ","))
            CSVBytes.append(hit.name.utf8, to: &output)
            output += (hit.kind == .unknown ? "," : ",\(hit.kind)").utf8
            if withReason {
                output.append(UInt8(ascii: ","))
                CSVBytes.append((hit.reason ?? "").utf8, to: &output)
            }
            output += ",\n".utf8
        }
    }
}

extension AnswerEncoder {
    /// The heading of CSV.
    ///
    /// - Parameter columns: headings of the input, which stand in front. One of ours that is there already gets a
    ///   prefix, so that programs can tell the two apart.
    /// - Returns: the headings of all columns.
    func headings(after columns: [String]) -> [String] {
        let taken = Set(columns.map { $0.lowercased() })
        let own = ["id", "query", "rank", "score", "cik", "name", "kind"] + (withReason ? ["reason"] : []) + ["error"]
        return columns + own.map { taken.contains($0) ? "match_" + $0 : $0 }
    }
}

extension MatchRequest.Identifier {
    /// As JSON.
    var json: [UInt8] {
        switch self {
        case .number(let number): return Array(String(number).utf8)
        case .text(let text):
            var bytes: [UInt8] = []
            JSONBytes.append(text, to: &bytes)
            return bytes
        case .json(let bytes): return bytes
        }
    }

    /// As a cell of CSV: a text of JSON without its quotation marks and escapes.
    var cell: [UInt8] {
        switch self {
        case .number(let number): return Array(String(number).utf8)
        case .text(let text): return Array(text.utf8)
        case .json(let bytes):
            var text: String?
            _ = JSONLine.forEachField(in: Array("{\"\":".utf8) + bytes + Array("}".utf8)) { _, value, _ in
                if case .string(let string) = value { text = string }
            }
            return text.map { Array($0.utf8) } ?? bytes
        }
    }
}
