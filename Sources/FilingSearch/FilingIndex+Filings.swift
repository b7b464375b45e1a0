public import FilingModel
internal import InvertedIndex

extension FilingIndex {
    /// The filing with an identity.
    ///
    /// - Parameter identity: accession number or content hash.
    /// - Returns: the filing; `nil` when the index has none such.
    /// - Throws: `FilingIndexError` when bytes of the index are damaged.
    public func filing(_ identity: FilingIdentity) throws(FilingIndexError) -> Filing? {
        try wrapping { () throws(IndexError) in
            let query = keyword(.accession, identity.description)
            guard let hit = try searcher.search(query, limit: 1).hits.first else { return nil }
            return try filing(segment: hit.segment, document: hit.document)
        }
    }

    /// What the index holds.
    ///
    /// - Throws: `FilingIndexError` when bytes of the index are damaged.
    public func statistics() throws(FilingIndexError) -> IndexStatistics {
        try wrapping { () throws(IndexError) in
            var forms: [String: Int] = [:]
            var first: Int64?
            var last: Int64?
            for segment in searcher.segments {
                var walk = try segment.dictionary.enumerator()
                while try walk.next() {
                    guard walk.field == FilingSchema.Field.form.rawValue else { continue }
                    forms[String(decoding: walk.term, as: UTF8.self), default: 0] += try segment.liveFrequency(
                        walk.info(), field: walk.field)
                }
                guard let bounds = try segment.liveBounds(ofColumn: FilingSchema.Column.date.rawValue) else { continue }
                first = min(first ?? bounds.lowerBound, bounds.lowerBound)
                last = max(last ?? bounds.upperBound, bounds.upperBound)
            }
            // An amendment is found under its base as well; here it counts once.
            for (form, count) in forms where form.hasSuffix("/A") {
                forms[String(form.dropLast(2)), default: 0] -= count
            }
            let entries = snapshot.manifest.segments
            return IndexStatistics(
                generation: snapshot.manifest.generation,
                filingCount: searcher.segments.reduce(0) { $0 + $1.liveCount }, partyCount: parties?.liveCount ?? 0,
                segmentCount: entries.count, byteCount: entries.reduce(0) { $0 + $1.lengthBytes },
                forms: forms.filter { $0.value > 0 }.map { ($0.key, $0.value) }.sorted {
                    ($1.count, $0.form) < ($0.count, $1.form)
                },
                first: first.flatMap { CalendarDate(ordinal: Int($0)) },
                last: last.flatMap { CalendarDate(ordinal: Int($0)) })
        }
    }

    /// Documents with a key in a keyword field.
    func keyword(_ field: FilingSchema.Field, _ term: String) -> Query {
        .filter(.term(Array(term.utf8), fields: [Query.WeightedField(field: field.rawValue)]))
    }

    func filing(segment: Int, document: DocumentID) throws(IndexError) -> Filing {
        try FilingRecord.filing(document, in: searcher.segments[segment])
    }

    func wrapping<Value>(_ body: () throws(IndexError) -> Value) throws(FilingIndexError) -> Value {
        do {
            return try body()
        } catch {
            throw FilingIndexError(error)
        }
    }
}
