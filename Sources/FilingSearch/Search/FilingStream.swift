public import FilingModel
internal import InvertedIndex

/// All filings that match a query, read one after the other and none kept: for exports without a cap.
///
/// Finding them costs eight bytes a filing; reading one costs a record. It stands on one commit, whatever is published
/// meanwhile.
public struct FilingStream: Sendable, Sequence, IteratorProtocol {
    private let index: FilingIndex
    private let places: [FilingPlace]
    private var nextPlace = 0
    /// Why reading stopped before the end, if it did.
    public private(set) var failure: FilingIndexError?
    /// What was odd about the query.
    public let diagnostics: [QueryDiagnostic]

    /// Number of filings that match.
    public var count: Int { places.count }

    init(_ index: FilingIndex, _ places: [FilingPlace], _ diagnostics: [QueryDiagnostic]) {
        (self.index, self.places, self.diagnostics) = (index, places, diagnostics)
    }

    /// The next filing; `nil` at the end, or when bytes of the index are damaged, as `failure` then says.
    public mutating func next() -> Filing? {
        guard failure == nil, nextPlace < places.count else { return nil }
        let place = places[nextPlace]
        nextPlace += 1
        do throws(FilingIndexError) {
            return try index.filing(at: place)
        } catch {
            failure = error
            return nil
        }
    }
}

/// Where a filing lies in a commit.
struct FilingPlace: Sendable {
    var segment: UInt32
    var document: DocumentID
}

extension FilingIndex {
    /// All filings that match, in the order they lie in: by issuer, day and identity within a segment.
    ///
    /// - Parameters:
    ///   - query: in the query language; one that holds nothing matches every filing.
    ///   - timeout: how long finding them may take.
    /// - Returns: the filings, to be read one by one.
    /// - Throws: `FilingIndexError` when bytes of the index are damaged, or the time was up.
    public func stream(_ query: String, timeout: Duration? = nil) throws(FilingIndexError) -> FilingStream {
        let meter = WorkMeter(deadline: timeout.map { ContinuousClock.now + $0 })
        var diagnostics: [QueryDiagnostic] = []
        let lowered = try lowered(query, meter, &diagnostics) ?? .filter(.everything)
        let places = try wrapping { () throws(IndexError) in
            var places: [FilingPlace] = []
            try searcher.forEachScoredMatch(of: lowered, meter: meter) {
                (segment, document, _) throws(IndexError) in
                places.append(FilingPlace(segment: UInt32(segment), document: document))
            }
            return places
        }
        if let cut = meter.cut { throw .question("the export was not begun: \(cut.reason)") }
        return FilingStream(self, places, diagnostics)
    }

    /// A query as the engine takes it; `nil` for one without content.
    func lowered(
        _ text: String, _ meter: WorkMeter, _ diagnostics: inout [QueryDiagnostic]
    ) throws(FilingIndexError) -> Query? {
        guard text.contains(where: { !$0.isWhitespace }) else { return nil }
        let request = SearchRequest(query: text)
        let (syntax, parsing) = Self.syntax(of: request)
        diagnostics += parsing
        guard let syntax else {
            throw .question(parsing.first.map(\.description) ?? "the query holds no words")
        }
        let (query, lowering) = QueryLowering.lower(syntax, isStemmed: false)
        diagnostics += lowering
        try requirePlaces(of: query, request)
        return try wrapping { () throws(IndexError) in
            try PatternExpander.expand(query, over: searcher.segments, meter: meter)
        }
    }

    /// The filing at a place.
    func filing(at place: FilingPlace) throws(FilingIndexError) -> Filing {
        try wrapping { () throws(IndexError) in
            try filing(segment: Int(place.segment), document: place.document)
        }
    }
}
