/// The schemas of the OpenAPI document: the fields that every answer of a kind has, and those it may have.
enum Schemas {
    /// Points to a schema.
    static func reference(_ name: String) -> JSON { ["$ref": .text("#/components/schemas/" + name)] }

    /// All schemas by name.
    static let all: [String: JSON] = [
        "Problem": object(["type": text, "title": text, "status": integer, "detail": text]),
        "Health": object(["status": text, "generation": integer]),
        "Document": ["type": "object", "required": ["openapi", "info", "paths"]],
        "Party": object(
            [
                "key": text, "name": text, "score": share, "reason": text, "evidence": list(reference("Evidence")),
                "beyond": number, "kind": kind, "tickers": list(text), "filings": count, "asOwner": count,
                "asIssuer": count, "isFormerName": truth, "otherKeys": list(text),
            ],
            optional: [
                "cik": integer, "currentName": text, "place": text, "lastFiled": day, "context": anyObject, "url": text,
            ]),
        "Evidence": object(["asked": text, "filed": text, "kind": text, "likeness": number, "cost": number]),
        "Parties": object(["notes": list(text), "parties": list(reference("Party"))]),
        "Filing": object(
            [
                "accession": text, "form": text, "owners": list(reference("Owner")), "otherParties": list(anyObject),
                "rows": list(reference("Row")), "footnotes": list(reference("Footnote")), "signatures": list(anyObject),
                "documents": list(anyObject), "source": reference("Source"), "noSecuritiesOwned": truth,
                "notSubjectToSection16": truth, "form3HoldingsReported": truth, "form4TransactionsReported": truth,
            ],
            optional: [
                "schemaVersion": text, "filed": day, "period": day, "originalFiled": day, "amends": text,
                "issuer": reference("Issuer"), "plan10b5_1": truth, "remarks": text, "url": text, "score": number,
                "furtherSources": list(reference("Source")), "passages": list(reference("Passage")),
                "explanation": list(anyObject), "original": anyObject,
                "amendedBy": list(anyObject),
            ]),
        "Issuer": object(
            ["name": text, "tickers": list(text), "formerNames": list(text)], optional: ["cik": cik, "ticker": text]),
        "Owner": object(
            ["name": text, "address": text, "roles": list(text), "formerNames": list(text)],
            optional: ["cik": cik, "officerTitle": text, "otherText": text]),
        "Row": object(
            ["table": ["type": "integer", "minimum": 1, "maximum": 9], "kind": text, "ordinal": integer],
            optional: [
                "securityTitle": value, "transactionDate": value, "code": value, "shares": value,
                "pricePerShare": value, "acquiredOrDisposed": value, "sharesOwnedAfter": value,
                "directOrIndirect": value, "natureOfOwnership": value, "exercisePrice": value, "exerciseDate": value,
                "expirationDate": value, "underlyingTitle": value, "underlyingShares": value,
            ]),
        "Value": object([:], optional: ["value": text, "footnotes": list(text), "unread": text]),
        "Footnote": object(["id": text, "text": text]),
        "Source": object(
            ["file": text, "byteOffset": integer, "byteCount": integer, "sha256": text],
            optional: ["member": text, "kind": text]),
        "SearchResults": object(
            [
                "query": text, "total": count, "complete": truth, "notes": list(text), "diagnostics": list(anyObject),
                "suggestions": list(anyObject), "hits": list(["anyOf": [reference("Hit"), reference("Filing")]]),
            ],
            optional: ["groups": count, "facets": list(anyObject), "next": text]),
        "Hit": object(
            [
                "accession": text, "form": text, "owners": list(reference("Owner")),
                "otherParties": list(object(["role": text, "name": text], optional: ["cik": cik])),
                "rowCount": count, "footnoteCount": count, "documentCount": count, "score": number,
            ],
            optional: [
                "filed": day, "period": day, "originalFiled": day, "amends": text, "issuer": reference("Issuer"),
                "plan10b5_1": truth, "url": text, "passages": list(reference("Passage")),
                "explanation": list(anyObject),
            ]),
        "Passage": object([
            "field": text, "text": text, "ranges": list(list(integer)), "cutBefore": truth, "cutBehind": truth,
        ]),
        "Trade": object(
            [
                "accession": text, "form": text, "amendment": truth, "owners": list(anyObject),
                "row": reference("Row"), "footnotes": list(reference("Footnote")),
            ],
            optional: [
                "filed": day, "issuer": text, "issuerCIK": cik, "ticker": text, "plan10b5_1": truth, "value": text,
                "url": text,
            ]),
        "Trades": object(
            ["filings": count, "complete": truth, "notes": list(text), "trades": list(reference("Trade"))],
            optional: ["next": text]),
        "History": object(
            [
                "party": reference("Party"), "otherNames": list(text), "alternatives": list(reference("Party")),
                "relations": list(reference("Relation")), "perhapsSame": list(anyObject), "total": count,
                "filings": list(reference("Filing")), "holdings": list(anyObject), "trades": list(reference("Trade")),
                "tradeTotal": count, "months": list(anyObject), "companions": list(anyObject),
                "namesAsFiled": list(anyObject), "addressesAsFiled": list(anyObject), "amendments": list(anyObject),
                "clusters": list(anyObject), "complete": truth,
            ], optional: ["note": text]),
        "Relation": object(
            [
                "key": text, "current": truth, "name": text, "tickers": list(text), "roles": list(text),
                "filings": count,
            ],
            optional: ["cik": cik, "first": day, "last": day]),
        "Batch": object(
            [
                "queries": [
                    "type": "array", "maxItems": 1000,
                    "items": object(
                        ["query": name],
                        optional: ["id": ["type": ["string", "integer", "null"]], "limit": limit]),
                ]
            ],
            optional: [
                "kind": ["enum": ["person", "company", .none]], "limit": limit,
                "minScore": ["type": ["number", "null"], "minimum": 0, "maximum": 1],
                "reasons": ["type": ["boolean", "null"]],
            ]),
        "Matched": object([
            "results": list(
                object(["id": ["type": ["string", "integer"]], "hits": list(reference("BatchHit"))]))
        ]),
        "BatchHit": object(
            ["cik": ["type": ["integer", "null"]], "kind": kind, "name": text, "score": share],
            optional: ["reason": text]),
        "Reconciled": ["type": "object"],
        "ReconcileForm": object([:], optional: ["queries": text, "extend": text]),
        "Suggested": object([
            "result": list(
                object(["id": text, "name": text], optional: ["description": text, "notable": list(anyObject)]))
        ]),
        "Flyout": object(["id": text, "html": text]),
        "Properties": object(
            ["properties": list(object(["id": text, "name": text])), "limit": count], optional: ["type": text]),
    ]

    private static let text: JSON = ["type": "string"]
    private static let integer: JSON = ["type": "integer"]
    private static let count: JSON = ["type": "integer", "minimum": 0]
    private static let number: JSON = ["type": "number"]
    private static let share: JSON = ["type": "number", "minimum": 0, "maximum": 1]
    private static let truth: JSON = ["type": "boolean"]
    private static let day: JSON = ["type": "string", "format": "date"]
    private static let cik: JSON = ["type": "string", "pattern": "^[0-9]{10}$"]
    private static let kind: JSON = ["enum": ["person", "company", "unknown"]]
    private static let name: JSON = ["type": "string", "maxLength": 200]
    private static let limit: JSON = ["type": ["integer", "null"], "minimum": 0, "maximum": 200]
    private static let anyObject: JSON = ["type": "object"]
    private static let value = reference("Value")

    private static func list(_ items: JSON) -> JSON { ["type": "array", "items": items] }

    /// An object with fields that are always there, fields that may be there, and perhaps others one day.
    private static func object(_ required: [String: JSON], optional: [String: JSON] = [:]) -> JSON {
        .object([
            "type": "object", "required": .list(required.keys.sorted().map { .text($0) }),
            "properties": .object(required.merging(optional) { first, _ in first }),
        ])
    }
}
