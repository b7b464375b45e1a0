internal import FilingModel
internal import InvertedIndex

extension FilingIndex {
    /// Finds trades: transactions of Forms 3, 4 and 5, a row each.
    ///
    /// Filings are found by the engine, their rows are then looked at one by one. A joint filing tells its trade once. An
    /// amendment tells the rows of its original again; the form says so.
    ///
    /// - Parameter request: which trades.
    /// - Returns: a page of them.
    /// - Throws: `FilingIndexError` when bytes of the index are damaged, or when query or cursor do not fit.
    /// - Complexity: linear in the filings that match, and a record read for each until there are enough trades.
    public func trades(_ request: TradeRequest) throws(FilingIndexError) -> TradePage {
        let deadline = request.timeout.map { ContinuousClock.now + $0 }
        let meter = WorkMeter(deadline: deadline)
        var page = TradePage()
        let start = try start(of: request)
        let places = try places(request, meter, &page.diagnostics)
        page.filingCount = places.count
        page.isComplete = meter.cut == nil
        var (place, rows) = (start.place, start.row)
        while place < places.count {
            if let deadline, ContinuousClock.now >= deadline {
                page.isComplete = false
                page.next = cursor(of: request, place: place, row: rows)
                return page
            }
            let wanted = Trade.trades(of: try filing(at: places[place])).filter(request.isWanted)
            for (row, trade) in wanted.enumerated().dropFirst(rows) {
                guard page.trades.count < request.limit else {
                    page.next = cursor(of: request, place: place, row: row)
                    return page
                }
                page.trades.append(trade)
            }
            (place, rows) = (place + 1, 0)
        }
        return page
    }

    /// The key of the company that a text means: a CIK, a trading symbol or a name in any spelling.
    ///
    /// - Parameter text: as typed.
    /// - Returns: the key of the best match; `nil` when nothing is like it.
    /// - Throws: `FilingIndexError` when bytes of the index are damaged.
    public func issuerKey(of text: String) throws(FilingIndexError) -> String? {
        try candidates(text, as: .issuerKey).first?.match.key
    }

    /// The key of the person or other owner that a text means: a CIK or a name in any spelling.
    ///
    /// - Parameter text: as typed.
    /// - Returns: the key of the best match; `nil` when nothing is like it.
    /// - Throws: `FilingIndexError` when bytes of the index are damaged.
    public func ownerKey(of text: String) throws(FilingIndexError) -> String? {
        try candidates(text, as: .ownerKey).first?.match.key
    }

    /// Filings that may hold trades asked for, those that stand first in front.
    private func places(
        _ request: TradeRequest, _ meter: WorkMeter, _ diagnostics: inout [QueryDiagnostic]
    ) throws(FilingIndexError) -> [FilingPlace] {
        guard let filings = try lowered(request.filingQuery, meter, &diagnostics) else { return [] }
        var parts = [filings]
        if let key = request.ownerKey { parts.append(try keys(key, .ownerKey)) }
        if let key = request.issuerKey { parts.append(try keys(key, .issuerKey)) }
        return try wrapping { () throws(IndexError) in
            var found: [(key: Int64, identity: Int64, place: FilingPlace)] = []
            try searcher.forEachScoredMatch(of: .all(parts), meter: meter) {
                (segment, document, _) throws(IndexError) in
                let reader = searcher.segments[segment]
                let key =
                    switch request.order {
                    case .filed: try reader.integer(FilingSchema.Column.date.rawValue, document) ?? 0
                    case .value:
                        try reader.integers(FilingSchema.Column.rowValues.rawValue, document).max() ?? .min
                    }
                found.append(
                    (key, try reader.identity(document), FilingPlace(segment: UInt32(segment), document: document)))
            }
            found.sort { ($1.key, $1.identity) < ($0.key, $0.identity) }
            return found.map(\.place)
        }
    }

    /// Filings that name a party, under whichever of its keys.
    private func keys(_ key: String, _ field: FilingSchema.Field) throws(FilingIndexError) -> Query {
        try wrapping { () throws(IndexError) in
            let record = try parties?.party(withKey: PartyKey(term: key))
            let terms = record.map { $0.keys.map(\.term) } ?? [key]
            return .any(terms.map { keyword(field, $0) })
        }
    }

    // MARK: - Pages

    private func cursor(of request: TradeRequest, place: Int, row: Int) -> String {
        SearchCursor(
            generation: generation, question: Self.question(of: request), key: Int64(place), segment: 0,
            document: UInt32(clamping: row)
        ).text
    }

    private func start(of request: TradeRequest) throws(FilingIndexError) -> (place: Int, row: Int) {
        guard let after = request.after else { return (0, 0) }
        guard let cursor = SearchCursor(parsing: after) else {
            throw .question("'\(after)' is no cursor; take `next` from the page before as it is")
        }
        guard cursor.generation == generation else {
            throw .question(
                "the page before is of commit \(cursor.generation), this index is at commit \(generation). "
                    + "Ask for the first page again")
        }
        guard cursor.question == Self.question(of: request), cursor.key >= 0 else {
            throw .question("the cursor is of other trades or another order; ask as for the page before")
        }
        return (Int(cursor.key), Int(cursor.document))
    }

    private static func question(of request: TradeRequest) -> UInt64 {
        var hash = StableHash()
        let parts: [String] = [
            request.filingQuery, request.isNonDerivativeOnly ? "1" : "", request.order.rawValue,
            request.ownerKey ?? "", request.issuerKey ?? "", request.valueMin?.description ?? "",
            request.valueMax?.description ?? "", request.since?.description ?? "", request.until?.description ?? "",
        ]
        hash.add("trades".utf8)
        for part in parts { hash.add(part.utf8) }
        return hash.value
    }
}

extension PartyKey {
    /// The key that a term stands for: digits of a CIK, or `name:` and the words of a name.
    init(term: String) {
        if term.hasPrefix("name:") {
            self = .name(String(term.dropFirst(5)))
        } else if let cik = CentralIndexKey(parsing: term) {
            self = .cik(cik)
        } else {
            self = .name(term)
        }
    }
}
