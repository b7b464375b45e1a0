internal import FilingModel
internal import InvertedIndex
internal import NameMatching
internal import Storage

/// Writes the parties of an index: a document each, and beside them the names they can be found by.
enum PartySegment {
    /// Sections of this collection; see `Index/FORMAT.md`, *parties*.
    enum Section {
        /// For each name the number of its party.
        static let nameParties: UInt16 = 256
        /// For each name its place among the names of its party.
        static let namePlaces: UInt16 = 257
    }

    /// Writes the segment.
    ///
    /// - Parameters:
    ///   - parties: in the order they are numbered.
    ///   - directory: the index.
    ///   - fileSystem: the disk.
    /// - Returns: the manifest's entry; `nil` when there are no parties.
    /// - Throws: `IndexError` when the disk refuses.
    static func write(
        _ parties: [PartyProfile], directory: String, on fileSystem: any FileSystem
    ) throws(IndexError) -> Manifest.Entry? {
        guard !parties.isEmpty else { return nil }
        var builder = SegmentBuilder(schema: PartySchema.schema)
        for (number, party) in parties.enumerated() { builder.add(document(for: party, number: number)) }
        let rows = rows(of: parties)
        var nameParties = ByteWriter()
        var namePlaces = ByteWriter()
        for row in rows {
            nameParties.uint32(UInt32(row.party))
            namePlaces.uint32(UInt32(row.place))
        }
        let name = try builder.write(
            directory: directory, temporaryName: "building-parties",
            extensions: [(Section.nameParties, nameParties.bytes), (Section.namePlaces, namePlaces.bytes)],
            on: fileSystem)
        return Manifest.Entry(collection: PartySchema.collection, name: name, documentCount: parties.count)
    }

    private static func document(for party: PartyProfile, number: Int) -> Document {
        var document = Document()
        document.stored = PartyRecord(party).bytes
        document.sortKey = Document.SortKey(Int64(number), 0, 0)
        document.integers = [(0, Int64(number))]
        for key in party.keys { document.keywords.append((PartySchema.Field.key.rawValue, Array(key.term.utf8))) }
        for ticker in party.tickers {
            document.keywords.append((PartySchema.Field.ticker.rawValue, Array(ticker.utf8)))
        }
        return document
    }

    /// A name of a party.
    private struct Row {
        var party: Int
        var place: Int
        var filingCount: Int
        var lastDate: Int32
    }

    /// Every name of every party, those in most filings first: equal scores are settled by this order.
    private static func rows(of parties: [PartyProfile]) -> [Row] {
        var rows: [Row] = []
        for (number, party) in parties.enumerated() {
            for place in party.names.indices.enumerated() {
                rows.append(
                    Row(party: number, place: place.offset, filingCount: party.filingCount, lastDate: party.lastDate))
            }
        }
        return rows.sorted { left, right in
            if left.filingCount != right.filingCount { return left.filingCount > right.filingCount }
            if left.lastDate != right.lastDate { return left.lastDate > right.lastDate }
            return (left.party, left.place) < (right.party, right.place)
        }
    }
}
