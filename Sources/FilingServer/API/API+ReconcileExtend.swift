internal import FilingModel
internal import FilingSearch

/// Something that can be asked of a party, by which spreadsheets fill columns.
struct ReconcileProperty: Sendable {
    /// Its name for programs.
    let id: String
    /// Its name for people.
    let name: String
    /// Its values, as the Reconciliation Service API writes them.
    let values: @Sendable (PartyEntry) -> [JSON]

    /// As lists of properties have it.
    var described: JSON { ["id": .text(id), "name": .text(name)] }

    /// All of them.
    static let all = [
        ReconcileProperty(id: "cik", name: "CIK") { $0.party.cik.map { text($0.padded) } ?? [] },
        ReconcileProperty(id: "kind", name: "Kind") { $0.party.kind == .unknown ? [] : text("\($0.party.kind)") },
        ReconcileProperty(id: "symbols", name: "Trading symbols") { $0.party.tickers.flatMap(text) },
        ReconcileProperty(id: "place", name: "Place") { $0.party.place.map(text) ?? [] },
        ReconcileProperty(id: "names", name: "Names") { $0.names.flatMap(text) },
        ReconcileProperty(id: "filings", name: "Filings") { count($0.party.filingCount) },
        ReconcileProperty(id: "as-owner", name: "Filings as owner") { count($0.party.ownerCount) },
        ReconcileProperty(id: "as-issuer", name: "Filings as issuer") { count($0.party.issuerCount) },
        ReconcileProperty(id: "last-filed", name: "Last filed") {
            $0.party.lastFiled.map { [["date": .text("\($0)T00:00:00Z")]] } ?? []
        },
        ReconcileProperty(id: "sec", name: "Page at sec.gov") { $0.party.cik.map { text(SourceLink.party($0)) } ?? [] },
    ]

    private static func text(_ text: String) -> [JSON] { [["str": .text(text)]] }
    private static func count(_ count: Int) -> [JSON] { [["int": .number(Double(count))]] }
}

extension API {
    /// `/v1/reconcile/properties`: what can be asked of a party.
    var reconciliationProperties: Endpoint {
        Endpoint(
            method: "GET", path: "/v1/reconcile/properties", name: "proposeProperties",
            summary: "What can be asked of a party of a type, for the Reconciliation Service API.",
            parameters: [
                Parameter("type", .text(lengthMax: 40), "A type; all have the same properties.", example: "person"),
                Parameter("limit", .integer(0...100), "How many at most.", standard: "100"),
            ],
            replies: [.init(type: "application/json", schema: "Properties")], lane: .now, passesOthers: true
        ) { (arguments, _, _) throws(Problem) in
            var answer: [String: JSON] = [
                "properties": .list(
                    ReconcileProperty.all.prefix(arguments.integer("limit")).map(\.described))
            ]
            if let type = arguments.text("type") { answer["type"] = .text(type) }
            answer["limit"] = .number(Double(arguments.integer("limit")))
            return Self.json(JSON.object(answer))
        }
    }

    private struct Extension: Decodable {
        let ids: [String]
        let properties: [Property]

        struct Property: Decodable {
            let id: String
        }
    }

    /// Values of properties for parties.
    ///
    /// - Parameters:
    ///   - bytes: a data extension query.
    ///   - commit: to look in.
    /// - Returns: a row for each key; one that nobody has is without values.
    /// - Throws: `Problem` when it cannot be read, is too large, or names a property that there is not.
    static func extended(_ bytes: [UInt8], on commit: Commit) throws(Problem) -> Answer {
        let asked = try JSONBody.read(Extension.self, from: bytes, "'extend'")
        guard asked.ids.count <= batchCountMax, asked.properties.count <= 100 else {
            throw Problem(.badRequest, "body", "at most \(batchCountMax) ids and 100 properties at once")
        }
        var properties: [ReconcileProperty] = []
        for property in asked.properties {
            guard let known = ReconcileProperty.all.first(where: { $0.id == property.id }) else {
                let ids = ReconcileProperty.all.map(\.id).joined(separator: ", ")
                throw Problem(.badRequest, "body", "there is no property '\(property.id.prefix(60))'; there are \(ids)")
            }
            properties.append(known)
        }
        var rows: [String: JSON] = [:]
        for id in asked.ids where rows[id] == nil {
            guard id.unicodeScalars.count <= nameLengthMax else {
                throw Problem(.badRequest, "body", "an id has at most \(nameLengthMax) characters")
            }
            let entry = try answering { () throws(FilingIndexError) in try commit.index.party(withKey: id) }
            var row: [String: JSON] = [:]
            for property in properties { row[property.id] = .list(entry.map(property.values) ?? []) }
            rows[id] = .object(row)
        }
        return json(["meta": .list(properties.map(\.described)), "rows": .object(rows)] as JSON)
    }
}
