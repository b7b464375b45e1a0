package import FilingModel

/// A party as an index knows it.
package struct PartyRecord: Equatable, Sendable {
    /// What tells it from others.
    package var key: PartyKey
    /// Keys under which filings name it: its own, then those of papers joined to it by name.
    package var keys: [PartyKey]
    /// The name to show.
    package var displayName: String
    /// Person or company.
    package var kind: PartyKind
    /// Every name, in byte order.
    package var names: [Name]
    /// Trading symbols.
    package var tickers: [String]
    /// City and state of its latest address.
    package var place: String?
    /// Filings in which it is an owner, the issuer, or some other party.
    package var ownerCount: Int, issuerCount: Int, otherCount: Int
    /// The latest day of a filing that names it.
    package var lastDate: CalendarDate?

    /// One of its names.
    package struct Name: Equatable, Sendable {
        /// As filed or listed.
        package var name: String
        /// Filings that use it.
        package var count: Int
        /// The latest of them.
        package var lastDate: CalendarDate?
        /// Whether it was given up.
        package var isFormer: Bool
    }

    /// Filings that name it.
    package var filingCount: Int { ownerCount + issuerCount + otherCount }
}

extension PartyRecord {
    init(_ profile: PartyProfile) {
        key = profile.key
        keys = profile.keys
        displayName = profile.displayName
        kind = profile.kind
        names = profile.sortedNames.map { name in
            let use = profile.names[name] ?? PartyProfile.NameUse()
            return Name(
                name: name, count: use.count, lastDate: CalendarDate(ordinal: Int(use.lastDate)), isFormer: use.isFormer
            )
        }
        tickers = profile.tickers
        place = profile.place
        ownerCount = profile.ownerCount
        issuerCount = profile.issuerCount
        otherCount = profile.otherCount
        lastDate = CalendarDate(ordinal: Int(profile.lastDate))
    }

    /// First byte of a record.
    private static let version: UInt8 = 1

    /// The record as bytes.
    var bytes: [UInt8] {
        var writer = RecordWriter()
        writer.byte(Self.version)
        writer.list(keys) { $0.partyKey($1) }
        writer.string(displayName)
        writer.byte(kind.rawValue)
        writer.list(names) { writer, name in
            writer.string(name.name)
            writer.number(UInt64(name.count))
            writer.date(name.lastDate)
            writer.flag(name.isFormer)
        }
        writer.list(tickers) { $0.string($1) }
        writer.optional(place)
        writer.number(UInt64(ownerCount))
        writer.number(UInt64(issuerCount))
        writer.number(UInt64(otherCount))
        writer.date(lastDate)
        return writer.bytes
    }

    /// The party in a record.
    init(from bytes: [UInt8]) throws(RecordReader.Failure) {
        typealias Failure = RecordReader.Failure
        var reader = RecordReader(bytes)
        guard try reader.byte() == Self.version else { throw Failure(offset: 0) }
        keys = try reader.list { (reader) throws(Failure) in try reader.partyKey() }
        guard let first = keys.first else { throw Failure(offset: 1) }
        key = first
        displayName = try reader.string()
        guard let kind = PartyKind(rawValue: try reader.byte()) else { throw Failure(offset: 1) }
        self.kind = kind
        names = try reader.list { (reader) throws(Failure) in
            Name(
                name: try reader.string(), count: Int(clamping: try reader.number()), lastDate: try reader.date(),
                isFormer: try reader.flag() ?? false)
        }
        tickers = try reader.list { (reader) throws(Failure) in try reader.string() }
        place = try reader.optional()
        ownerCount = Int(clamping: try reader.number())
        issuerCount = Int(clamping: try reader.number())
        otherCount = Int(clamping: try reader.number())
        lastDate = try reader.date()
        guard reader.isAtEnd else { throw Failure(offset: bytes.count) }
    }

    /// What a record is found by, taken from its bytes without reading the rest of it.
    ///
    /// - Parameter bytes: of a record.
    /// - Returns: the terms of its keys, and its trading symbols.
    /// - Throws: `RecordReader.Failure` for bytes that are no record.
    static func terms(
        in bytes: [UInt8]
    ) throws(RecordReader.Failure) -> (keys: [String], tickers: [String]) {
        typealias Failure = RecordReader.Failure
        var reader = RecordReader(bytes)
        guard try reader.byte() == Self.version else { throw Failure(offset: 0) }
        let keys = try reader.list { (reader) throws(Failure) in try reader.partyKey().term }
        try reader.skipString()
        _ = try reader.byte()
        for _ in 0..<(try reader.count()) {
            try reader.skipString()
            for _ in 0..<2 { _ = try reader.number() }
            _ = try reader.byte()
        }
        return (keys, try reader.list { (reader) throws(Failure) in try reader.string() })
    }
}
