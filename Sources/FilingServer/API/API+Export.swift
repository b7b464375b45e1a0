internal import FilingModel
internal import FilingSearch
internal import Synchronization

extension API {
    /// `/v1/export`: everything that matches, streamed.
    var export: Endpoint {
        let timeout = options.timeout
        return Endpoint(
            method: "GET", path: "/v1/export", name: "export",
            summary: "Every filing that matches, or every trade in them, as a stream without a cap.",
            parameters: [
                Parameter("q", .text(lengthMax: 2_048), "A query; without one, everything.", example: "form:4"),
                Parameter("of", .word(["filings", "trades"]), "What a line is.", standard: "filings"),
                Parameter("format", .word(["ndjson", "csv"]), "How lines are written.", standard: "ndjson"),
                Parameter("text", .flag, "Give the text of documents as well (ndjson).", standard: "false"),
            ],
            replies: [.init(type: "application/x-ndjson", schema: nil), .init(type: "text/csv", schema: nil)]
        ) { (arguments, _, commit) throws(Problem) in
            let filings = try answering { () throws(FilingIndexError) in
                try commit.index.stream(arguments.words("q"), timeout: timeout)
            }
            let isCSV = arguments.text("format") == "csv"
            var answer = Answer(.ok)
            answer.fields = [
                ("content-type", isCSV ? "text/csv; charset=utf-8" : "application/x-ndjson"),
                ("x-filing-count", "\(filings.count)"),
            ]
            if isCSV { answer.fields.append(("content-disposition", "attachment; filename=\"filings.csv\"")) }
            answer.body = .stream(
                Export(
                    filings, isCSV: isCSV, ofTrades: arguments.text("of") == "trades", withText: arguments.flag("text"))
            )
            return answer
        }
    }
}

/// Lines of an export, made as they are asked for.
final class Export: ByteStream {
    private let state: Mutex<State>
    private let isCSV: Bool
    private let ofTrades: Bool
    private let withText: Bool

    /// Bytes after which a piece is handed over.
    private static let pieceBytes = 32_768

    private struct State {
        var filings: FilingStream
        var hasBegun = false
    }

    init(_ filings: FilingStream, isCSV: Bool, ofTrades: Bool, withText: Bool) {
        state = Mutex(State(filings: filings))
        (self.isCSV, self.ofTrades, self.withText) = (isCSV, ofTrades, withText)
    }

    func next() throws -> [UInt8]? {
        try state.withLock { state in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(Self.pieceBytes + 8_192)
            if isCSV, !state.hasBegun {
                add(ofTrades ? CSVRows.tradeHeadings : CSVRows.filingHeadings, to: &bytes)
            }
            state.hasBegun = true
            while bytes.count < Self.pieceBytes, let filing = state.filings.next() { add(filing, to: &bytes) }
            // Half an export must not look like a whole one: the connection is cut.
            if let failure = state.filings.failure { throw failure }
            return bytes.isEmpty ? nil : bytes
        }
    }

    private func add(_ filing: Filing, to bytes: inout [UInt8]) {
        switch (ofTrades, isCSV) {
        case (false, false):
            bytes += JSONBody.bytes(Wire.Filing(filing, withText: withText))
            bytes.append(0x0A)
        case (false, true): add(CSVRows.cells(filing, score: nil), to: &bytes)
        case (true, false):
            for trade in Trade.trades(of: filing) {
                bytes += JSONBody.bytes(Wire.Trade(trade))
                bytes.append(0x0A)
            }
        case (true, true): for trade in Trade.trades(of: filing) { add(CSVRows.cells(trade), to: &bytes) }
        }
    }

    private func add(_ cells: [String], to bytes: inout [UInt8]) {
        CSVBytes.append(row: cells, to: &bytes)
        bytes.append(0x0A)
    }
}
