internal import FilingModel
internal import InvertedIndex

extension FilingIndex {
    /// Finds filings.
    ///
    /// - Parameter request: what to search for.
    /// - Returns: the best filings, how many match in all, and what was odd about the query.
    /// - Throws: `FilingIndexError` when bytes of the index are damaged, when it was written before what is asked for
    ///   was kept, or when a cursor does not fit.
    /// - Complexity: at most linear in the postings of the query's words; without exact totals most of them are passed
    ///   over.
    public func search(_ request: SearchRequest) throws(FilingIndexError) -> SearchResults {
        let limits = SearchLimits(request)
        var results = SearchResults()
        let (syntax, parsing) = Self.syntax(of: request)
        results.diagnostics = parsing
        guard let syntax else {
            results.isRefused = Self.isJSON(request) && !parsing.isEmpty
            if parsing.isEmpty {
                results.diagnostics = [QueryDiagnostic(range: nil, message: "the query holds no words")]
            }
            return results
        }
        let (query, lowering) = QueryLowering.lower(syntax, isStemmed: request.isStemmed)
        results.diagnostics += lowering
        let cursor = try cursor(of: request)
        try requirePlaces(of: query, request)
        return try wrapping { () throws(IndexError) in
            let expanded = try PatternExpander.expand(query, over: searcher.segments, meter: limits.meter)
            let matches = try matches(of: expanded, request, cursor.map(match), limits, &results)
            try addHits(matches, query, expanded, request, limits, &results)
            results.suggestions = try suggestions(for: expanded, limits)
            results.isComplete = limits.cut == nil
            results.cutReason = limits.cut?.reason
            return results
        }
    }

    /// The query as it is written, and what was odd about it.
    static func syntax(of request: SearchRequest) -> (QuerySyntax?, [QueryDiagnostic]) {
        isJSON(request) ? QueryJSON.parse(request.query) : QueryParser.parse(request.query)
    }

    private static func isJSON(_ request: SearchRequest) -> Bool {
        request.language == .json
            || request.query.utf8.first { $0 != 0x20 && !(0x09...0x0D ~= $0) } == UInt8(ascii: "{")
    }

    /// Finds the matches, in order, and what is counted on the way.
    private func matches(
        of query: Query, _ request: SearchRequest, _ last: RankedMatches.Match?, _ limits: SearchLimits,
        _ results: inout SearchResults
    ) throws(IndexError) -> [RankedMatches.Match] {
        let isPlain =
            request.order == .relevance && last == nil && request.facets.isEmpty && request.collapse == nil
        if isPlain {
            let answer = try searcher.search(
                query, limit: request.limit, totals: request.engineTotals, meter: limits.meter)
            results.total = answer.total
            results.isTotalExact = answer.isTotalExact
            let matches = answer.hits.map {
                RankedMatches.Match(
                    key: Int64($0.score.bitPattern), score: $0.score, segment: $0.segment, document: $0.document,
                    place: SortKey(0, 0, 0))
            }
            if answer.total > matches.count { results.next = next(after: matches.last, request) }
            return matches
        }
        var ranked = RankedMatches(limit: request.limit, after: last)
        var counter = try FacetCounter(self, request, meter: limits.meter, ending: limits.ending)
        try searcher.forEachScoredMatch(of: query, meter: limits.meter) {
            (segment, document, score) throws(IndexError) in
            results.total += 1
            try counter.count(segment, document)
            guard request.limit > 0 || request.collapse != nil, limits.meter.pass(FacetCounter.columnEffort) else {
                return
            }
            let match = RankedMatches.Match(
                key: try key(request.order, segment, document, score), score: score, segment: segment,
                document: document, place: try place(segment, document))
            if let collapse = request.collapse {
                ranked.insert(match, of: try group(collapse, segment, document, limits.meter))
            } else {
                ranked.insert(match)
            }
        }
        if request.collapse != nil { results.groupCount = ranked.groupCount }
        results.facets = try counter.finish()
        let (matches, hasMore) = ranked.sorted()
        if hasMore { results.next = next(after: matches.last, request) }
        return matches
    }

    private func addHits(
        _ matches: [RankedMatches.Match], _ query: Query, _ expanded: Query, _ request: SearchRequest,
        _ limits: SearchLimits, _ results: inout SearchResults
    ) throws(IndexError) {
        var shares: [[Searcher.Share]?] = []
        if request.wantsExplanations {
            shares = try searcher.shares(
                of: expanded, documents: matches.map { ($0.segment, $0.document) }, meter: limits.showing)
        }
        var finder = request.wantsPassages ? try PassageFinder(query, searcher) : nil
        for (number, match) in matches.enumerated() {
            // The first is worth its time; the others are a page that goes on behind the last.
            guard number == 0 || limits.ending.pass(FacetCounter.recordEffort) else {
                results.next = next(after: matches[number - 1], request)
                break
            }
            var hit = try hit(match, request)
            if finder != nil {
                let text = try texts.text(of: match.document, in: searcher.segments[match.segment])
                hit.passages = finder?.passages(of: text, meter: limits.showing) ?? []
            }
            if number < shares.count {
                hit.explanation = ScoreExplanation.shares(shares[number] ?? [], score: match.score)
            }
            results.hits.append(hit)
        }
    }

    private func hit(
        _ match: RankedMatches.Match, _ request: SearchRequest
    ) throws(IndexError) -> SearchHit {
        guard request.wantsWholeFilings else {
            let text = try texts.text(of: match.document, in: searcher.segments[match.segment])
            return SearchHit(filing: text.head, counts: text.counts, score: match.score)
        }
        let filing = try filing(segment: match.segment, document: match.document)
        return SearchHit(filing: filing, counts: SearchHit.Counts(filing), score: match.score)
    }

    // MARK: - Order

    private func key(
        _ order: SearchRequest.Order, _ segment: Int, _ document: DocumentID, _ score: Float
    ) throws(IndexError) -> Int64 {
        let reader = searcher.segments[segment]
        switch order {
        case .relevance:
            // Scores are not negative, so their bits have their order.
            return Int64(score.bitPattern)
        case .filed:
            return try reader.integer(FilingSchema.Column.date.rawValue, document) ?? .min
        case .period:
            return try reader.integer(FilingSchema.Column.period.rawValue, document) ?? .min
        case .value:
            return try reader.integers(FilingSchema.Column.rowValues.rawValue, document).max() ?? .min
        }
    }

    private func group(
        _ collapse: SearchRequest.Collapse, _ segment: Int, _ document: DocumentID, _ meter: WorkMeter
    ) throws(IndexError) -> MatchGroup {
        let reader = searcher.segments[segment]
        switch collapse {
        case .issuer:
            if let cik = try reader.integer(FilingSchema.Column.issuerCIK.rawValue, document) { return .cik(cik) }
            guard meter.pass(FacetCounter.recordEffort),
                let issuer = try filing(segment: segment, document: document).issuer
            else {
                return .none(segment, document)
            }
            return .name(PartyKey(cik: nil, name: issuer.name).term)
        case .owner:
            let keyless = try reader.integer(FilingSchema.Column.ownersWithoutKey.rawValue, document)
            if keyless == nil {
                let ciks = try reader.integers(FilingSchema.Column.ownerCIKs.rawValue, document)
                return ciks.first.map(MatchGroup.cik) ?? .none(segment, document)
            }
            guard meter.pass(FacetCounter.recordEffort) else { return .none(segment, document) }
            let cast = FilingCast(try filing(segment: segment, document: document))
            guard let first = cast.members.first, first.isPrincipal else { return .none(segment, document) }
            return first.key.cik.map { .cik(Int64($0.value)) } ?? .name(first.key.term)
        }
    }

    // MARK: - Pages

    private func cursor(of request: SearchRequest) throws(FilingIndexError) -> SearchCursor? {
        guard let text = request.after else { return nil }
        guard let cursor = SearchCursor(parsing: text) else {
            throw .question("'\(text)' is no cursor; take `next` from the page before as it is")
        }
        guard cursor.generation == snapshot.manifest.generation else {
            throw .question(
                "the page before is of commit \(cursor.generation), this index is at commit "
                    + "\(snapshot.manifest.generation). Ask for the first page again")
        }
        guard cursor.question == Self.question(of: request), searcher.segments.indices.contains(cursor.segment),
            Int(cursor.document) < searcher.segments[cursor.segment].documentCount
        else {
            throw .question("the cursor is of another query or order; ask as for the page before")
        }
        return cursor
    }

    /// Where a page ended, as a match.
    private func match(_ cursor: SearchCursor) throws(IndexError) -> RankedMatches.Match {
        RankedMatches.Match(
            key: cursor.key, score: 0, segment: cursor.segment, document: cursor.document,
            place: try place(cursor.segment, cursor.document))
    }

    /// Where a document stands among those of other segments, if there are any.
    private func place(_ segment: Int, _ document: DocumentID) throws(IndexError) -> SortKey {
        searcher.segments.count > 1 ? try searcher.segments[segment].sortKey(document) : SortKey(0, 0, 0)
    }

    private func next(after match: RankedMatches.Match?, _ request: SearchRequest) -> String? {
        guard let match else { return nil }
        return SearchCursor(
            generation: snapshot.manifest.generation, question: Self.question(of: request), key: match.key,
            segment: match.segment, document: match.document
        ).text
    }

    private static func question(of request: SearchRequest) -> UInt64 {
        var hash = StableHash()
        hash.add(request.query.utf8)
        hash.add(request.order.rawValue.utf8)
        hash.add((request.collapse?.rawValue ?? "").utf8)
        if request.isStemmed { hash.add("~s".utf8) }
        return hash.value
    }

    // MARK: - What there is

    /// Makes sure that the index has the fields and columns asked for: it may have been written by an earlier program.
    func requirePlaces(of query: Query, _ request: SearchRequest) throws(FilingIndexError) {
        guard let reader = searcher.segments.first else { return }
        var (fields, columns) = query.places
        if request.order == .value { columns.insert(FilingSchema.Column.rowValues.rawValue) }
        if request.facets.contains(.code) { columns.insert(FilingSchema.Column.rowCodes.rawValue) }
        if request.facets.contains(.owner) || request.collapse == .owner {
            columns.insert(FilingSchema.Column.ownersWithoutKey.rawValue)
        }
        fields = fields.filter { $0 >= reader.schema.fields.count }
        columns = columns.filter { $0 >= reader.schema.columns.count }
        let lacking =
            FilingSchema.Field.allCases.filter { fields.contains($0.rawValue) }.map(\.name)
            + FilingSchema.Column.allCases.filter { columns.contains($0.rawValue) }.map { String(describing: $0) }
        if !lacking.isEmpty { throw .lacks(lacking, path: reader.file.path) }
    }

    // MARK: - Words that nothing holds

    /// Words looked at for suggestions in one query: more help nobody.
    private static let suggestedWordsMax = 5
    /// Terms looked at for each.
    private static let suggestionWorkMax = 2_000_000

    /// For each word that no filing holds, nor any of its kin, the nearest ones that some do.
    ///
    /// - Parameters:
    ///   - query: with its patterns expanded.
    ///   - limits: of the request.
    /// - Returns: a suggestion for each of the first such words.
    /// - Throws: `IndexError` when a dictionary is damaged.
    private func suggestions(for query: Query, _ limits: SearchLimits) throws(IndexError) -> [TermSuggestion] {
        var found: [TermSuggestion] = []
        var asked = 0
        for part in query.scoringParts {
            guard let (word, fields) = Self.word(of: part), !word.contains(where: { 0x30...0x39 ~= $0 }) else {
                continue
            }
            guard found.count < Self.suggestedWordsMax, asked < 50, limits.showing.pass(WorkMeter.partEffort) else {
                break
            }
            asked += 1
            guard try searcher.documentFrequencies(of: word, in: fields).isEmpty else { continue }
            let text = String(decoding: word, as: UTF8.self)
            guard !found.contains(where: { $0.word == text }) else { continue }
            // In short words two edits leave nothing of what was meant.
            let nearest = try searcher.nearestTerms(
                to: word, in: fields, edits: word.count < 5 ? 1 : 2, limit: 3,
                meter: WorkMeter(deadline: limits.deadline, workMax: Self.suggestionWorkMax))
            found.append(
                TermSuggestion(word: text, nearest: nearest.map { String(decoding: $0.term, as: UTF8.self) }))
        }
        return found
    }

    /// The word that a part asks for; `nil` for one whose kin are there, and for other parts.
    private static func word(of part: Query) -> (word: [UInt8], fields: [Query.WeightedField])? {
        switch part {
        case .term(let word, let fields): return (word, fields)
        case .expanded(let pattern):
            guard case .kin(let word) = pattern.pattern, pattern.kin.isEmpty else { return nil }
            return (word, pattern.fields)
        default: return nil
        }
    }
}
