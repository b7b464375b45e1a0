internal import FilingModel
internal import InvertedIndex
internal import Storage
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

/// Filings deleted beside their segments, against an index that never had them.
@Suite struct `Deleted filings` {
    /// An index over files of which some filings are deleted afterwards.
    private static func deleting(
        _ isGone: (FilingIdentity) -> Bool, from path: String
    ) throws -> FilingIndex {
        let directory = IndexDirectory(path: path)
        let lock = try directory.lock(holder: "a test")
        let snapshot = try directory.open()
        var entries = snapshot.manifest.segments
        for (place, entry) in entries.enumerated() where entry.collection == FilingSchema.collection {
            let reader = try entry.open(in: path, on: LocalFileSystem())
            var deleted = DeletedDocuments(of: reader)
            for number in 0..<DocumentID(reader.documentCount) {
                guard let identity = FilingIdentity(sortKey: try reader.identity(number)), isGone(identity) else {
                    continue
                }
                try deleted.insertFiling(number, in: reader)
            }
            guard deleted.count > 0 else { continue }
            entries[place].deleted = try directory.writeDeleted(
                deleted, of: entry.name, generation: directory.nextGeneration())
        }
        _ = try directory.commit(entries, holding: lock)
        withExtendedLifetime(lock) {}
        return try FilingIndex(path: path)
    }

    private static let queries = [
        "", "stock", "common stock OR director", "owner:robert", "issuer:inc -owner:robert", "footnote:\"shares of\"",
        "form:4", "form:4 code:S", "role:director stock~s", "filed:2013..", "stoc*", "stokc~", "shares NEAR/5 stock",
        "panora",
        "price:>1", "text:agreement OR title:chief",
    ]

    @Test(arguments: [3, 2, 1])
    func `are neither found nor counted, and leave no trace in scores`(every: Int) throws {
        let deleted = SmallIndex()
        let clean = SmallIndex()
        var gone: Set<FilingIdentity> = []
        var left: Set<FilingIdentity> = []
        for (number, path) in SampleFilings.paths.sorted().enumerated() {
            let identities = ImportedFilings.read(path).map(\.identity)
            let name = "\(number)-\(path.split(separator: "/").last ?? "")"
            let bytes = TestFile.read(path) ?? []
            deleted.inputs.write(name, bytes)
            if number % every == 0 {
                gone.formUnion(identities)
            } else {
                clean.inputs.write(name, bytes)
                left.formUnion(identities)
            }
        }
        gone.subtract(left)
        try deleted.rebuild()
        try clean.rebuild()
        let index = try Self.deleting(gone.contains, from: deleted.path)
        #expect(index.warnings.isEmpty)
        guard !left.isEmpty else {
            #expect(try index.statistics().filingCount == 0)
            #expect(try index.search("form:4").total == 0)
            #expect(try index.statistics().forms.isEmpty)
            return
        }
        let other = try clean.open()
        let (own, expected) = (try index.statistics(), try other.statistics())
        #expect(own.filingCount == expected.filingCount)
        #expect(own.forms.map(\.form) == expected.forms.map(\.form))
        #expect(own.forms.map(\.count) == expected.forms.map(\.count))
        #expect(own.first == expected.first)
        #expect(own.last == expected.last)
        for identity in gone { #expect(try index.filing(identity) == nil) }
        for identity in left { #expect(try index.filing(identity) == other.filing(identity)) }
        for query in Self.queries {
            for order in [SearchRequest.Order.relevance, .filed, .period, .value] {
                func change(_ request: inout SearchRequest) {
                    request.order = order
                    request.facets = [.form, .year, .issuer, .owner, .role, .code]
                    request.facetLimit = 100
                    request.wantsExplanations = true
                }
                let answer = try index.search(query, change)
                let right = try other.search(query, change)
                #expect(answer.hits.map(\.filing.identity) == right.hits.map(\.filing.identity), "\(query) \(order)")
                #expect(answer.hits.map(\.score) == right.hits.map(\.score), "\(query) \(order)")
                #expect(answer.total == right.total, "\(query) \(order)")
                #expect(answer.facets.map(\.values) == right.facets.map(\.values), "\(query) \(order)")
                #expect(answer.suggestions == right.suggestions, "\(query) \(order)")
                #expect(answer.hits.map { $0.explanation } == right.hits.map { $0.explanation }, "\(query)")
            }
            // Page after page.
            var pages: [FilingIdentity] = []
            var request = SearchRequest(query: query, limit: 3)
            repeat {
                let page = try index.search(request)
                pages += page.hits.map(\.filing.identity)
                request.after = page.next
            } while request.after != nil
            #expect(pages == (try other.search(query).hits.map(\.filing.identity)), "\(query)")
        }
        #expect(IndexVerifier(IndexDirectory(path: deleted.path)).verify().isSound)
    }
}
