internal import FilingModel

/// A filing as the bytes kept in a segment: everything the importer read, so that an answer needs no other file.
enum FilingRecord {
    /// First byte of a record.
    ///
    /// Version 2 adds what forms other than 3, 4 and 5 tell – kinds and relationships of parties, titles of signers,
    /// details of rows and the filing that is amended. Version 3 adds the kinds of papers, and the tellings of a filing that
    /// several papers tell. Records of earlier versions are read as before.
    static let version: UInt8 = 3

    /// The bytes of a filing.
    ///
    /// - Parameters:
    ///   - filing: anything.
    ///   - source: what is kept as its source; `nil` for its own.
    /// - Returns: the record.
    static func bytes(of filing: Filing, source: FilingSource? = nil) -> [UInt8] {
        // Half of all records are shorter.
        var writer = RecordWriter(capacity: 1_024)
        writer.byte(version)
        writer.signed(filing.identity.sortKey)
        writer.string(filing.form.base)
        writer.flag(filing.form.isAmendment)
        writer.optional(filing.schemaVersion)
        writer.date(filing.filed)
        writer.date(filing.period)
        writer.date(filing.originalFiled)
        writer.list(filing.issuer.map { [$0] } ?? []) { $0.issuer($1) }
        writer.list(filing.owners) { $0.owner($1) }
        writer.list(filing.otherParties) { $0.party($1) }
        writer.flag(filing.noSecuritiesOwned)
        writer.flag(filing.notSubjectToSection16)
        writer.flag(filing.form3HoldingsReported)
        writer.flag(filing.form4TransactionsReported)
        writer.flag(filing.isUnderTradingPlan)
        writer.list(filing.rows) { $0.row($1) }
        writer.list(filing.footnotes) {
            $0.string($1.id)
            $0.string($1.text)
        }
        writer.optional(filing.remarks)
        writer.list(filing.signatures) {
            $0.string($1.name)
            $0.date($1.date)
            $0.optional($1.title)
        }
        writer.source(source ?? filing.source)
        writer.list(filing.documents) {
            $0.string($1.type)
            $0.optional($1.fileName)
            $0.optional($1.description)
            $0.string($1.text)
        }
        writer.accession(filing.amends)
        writer.list(filing.tellings) {
            $0.number(UInt64($1.fullness))
            $0.byte($1.holds.rawValue)
            $0.number(UInt64($1.documentCount))
            $0.data(bytes(of: $1.facts))
        }
        return writer.bytes
    }

    /// The filing in a record.
    static func filing(from bytes: [UInt8]) throws(RecordReader.Failure) -> Filing {
        try filing(from: bytes, isTelling: false)
    }

    private static func filing(from bytes: [UInt8], isTelling: Bool) throws(RecordReader.Failure) -> Filing {
        var reader = RecordReader(bytes)
        let version = try reader.byte()
        guard 1...Self.version ~= version, let identity = FilingIdentity(sortKey: try reader.signed()) else {
            throw RecordReader.Failure(offset: 0)
        }
        let isFirstVersion = version == 1
        let form = FormType(base: try reader.string(), isAmendment: try reader.flag() ?? false)
        let placeholder = FilingSource(file: "", byteRange: 0..<0, sha256: ContentDigest.zero)
        var filing = Filing(identity: identity, form: form, source: placeholder)
        typealias Failure = RecordReader.Failure
        filing.schemaVersion = try reader.optional()
        filing.filed = try reader.date()
        filing.period = try reader.date()
        filing.originalFiled = try reader.date()
        filing.issuer = try reader.list { (reader) throws(Failure) in try reader.issuer() }.first
        filing.owners = try reader.list { (reader) throws(Failure) in try reader.owner() }
        filing.otherParties = try reader.list { (reader) throws(Failure) in try reader.party(isFirstVersion) }
        filing.noSecuritiesOwned = try reader.flag() ?? false
        filing.notSubjectToSection16 = try reader.flag() ?? false
        filing.form3HoldingsReported = try reader.flag() ?? false
        filing.form4TransactionsReported = try reader.flag() ?? false
        filing.isUnderTradingPlan = try reader.flag()
        filing.rows = try reader.list { (reader) throws(Failure) in try reader.row(isFirstVersion) }
        filing.footnotes = try reader.list { (reader) throws(Failure) in
            Footnote(id: try reader.string(), text: try reader.string())
        }
        filing.remarks = try reader.optional()
        filing.signatures = try reader.list { (reader) throws(Failure) in
            Signature(
                name: try reader.string(), date: try reader.date(),
                title: isFirstVersion ? nil : try reader.optional())
        }
        filing.source = try reader.source(hasKind: version > 2)
        filing.documents = try reader.list { (reader) throws(Failure) in
            FilingDocumentText(
                type: try reader.string(), fileName: try reader.optional(), description: try reader.optional(),
                text: try reader.string())
        }
        if !isFirstVersion { filing.amends = try reader.accession() }
        if version > 2 {
            filing.tellings = try reader.list { (reader) throws(Failure) in
                // Tellings have none of their own.
                guard !isTelling else { throw reader.failure() }
                let fullness = Int(clamping: try reader.number())
                let holds = FilingTelling.Holdings(rawValue: try reader.byte())
                let documentCount = Int(clamping: try reader.number())
                let facts = try Self.filing(from: try reader.data(), isTelling: true)
                return FilingTelling(facts: facts, fullness: fullness, holds: holds, documentCount: documentCount)
            }
        }
        guard reader.isAtEnd else { throw Failure(offset: bytes.count) }
        return filing
    }
}
