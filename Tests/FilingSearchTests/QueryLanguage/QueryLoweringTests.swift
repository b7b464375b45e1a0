internal import FilingModel
internal import InvertedIndex
internal import Testing

@testable internal import FilingSearch

@Suite struct `Queries for the engine` {
    private func lower(_ text: String) throws -> (query: Query, notes: [String]) {
        let syntax = try #require(QueryParser.parse(text).syntax)
        let (query, diagnostics) = QueryLowering.lower(syntax)
        return (query, diagnostics.map(\.description))
    }

    private func keyword(_ field: FilingSchema.Field, _ term: String) -> Query {
        .filter(.term(Array(term.utf8), fields: [Query.WeightedField(field: field.rawValue)]))
    }

    private func word(_ text: String, _ fields: [Query.WeightedField] = FilingSchema.defaultFields) -> Query {
        .term(Array(text.utf8), fields: fields)
    }

    private func field(_ field: FilingSchema.Field) -> [Query.WeightedField] {
        [Query.WeightedField(field: field.rawValue, weight: 1)]
    }

    @Test func `look for words everywhere unless a field is named`() throws {
        #expect(try lower("Tecogen").query == word("tecogen"))
        #expect(try lower("owner:Panora").query == word("panora", field(.owner)))
        #expect(
            try lower("owner:(robert panora)").query
                == .all([word("robert", field(.owner)), word("panora", field(.owner))]))
        #expect(
            try lower("O'Brien").query
                == .phrase([Array("o".utf8), Array("brien".utf8)], fields: FilingSchema.defaultFields))
        #expect(try lower("panor*").query == .prefix(Array("panor".utf8), fields: FilingSchema.defaultFields))
        #expect(
            try lower("10b5-1*").query
                == .near(
                    Proximity(
                        [
                            .words([Array("10b5".utf8)]),
                            .pattern(.expression(TermExpression(wildcard: "1*".unicodeScalars))),
                        ], isRun: true), fields: FilingSchema.defaultFields))
        #expect(try lower("a - b").query == .all([word("a"), .everything, word("b")]))
        let amount = try lower("163,350").query
        #expect(
            amount
                == .any([
                    word("163350"),
                    .phrase([Array("163".utf8), Array("350".utf8)], fields: FilingSchema.defaultFields),
                ]))
        #expect(try lower("163350").query == amount)
        #expect(try lower("2013").query == word("2013"))
    }

    @Test(arguments: [
        ("form:4", FilingSchema.Field.form, "4"), ("form:4/a", .form, "4/A"), ("form:\"sc 13g\"", .form, "SC 13G"),
        ("cik:0001537435", .cik, "1537435"), ("code:p", .code, "P"), ("role:Director", .role, "director"),
        ("role:10%", .role, "ten"), ("role:tenpercent", .role, "ten"),
        ("accession:000120919120002775", .accession, "0001209191-20-002775"),
    ])
    func `turn filters into keys`(text: String, field: FilingSchema.Field, term: String) throws {
        #expect(try lower(text).query == keyword(field, term))
        #expect(try lower(text).notes == [])
        #expect(try lower("-" + text).query == .not(keyword(field, term)))
    }

    @Test func `turn days into ranges`() throws {
        #expect(
            try lower("filed:2013").query == .range(column: FilingSchema.Column.date.rawValue, 2013_01_01...2013_12_31)
        )
        #expect(
            try lower("period:..2013-10-01").query
                == .range(column: FilingSchema.Column.period.rawValue, 0...2013_10_01))
        #expect(
            try lower("filed:(2013 OR 2015)").query
                == .any([
                    .range(column: FilingSchema.Column.date.rawValue, 2013_01_01...2013_12_31),
                    .range(column: FilingSchema.Column.date.rawValue, 2015_01_01...2015_12_31),
                ]))
    }

    @Test(arguments: [
        ("isuer:tecogen", "at 1: unknown field 'isuer', did you mean 'issuer'? The words were looked for everywhere"),
        ("a onwer:panora", "at 3: unknown field 'onwer', did you mean 'owner'? The words were looked for everywhere"),
        (
            "owner:x tikcer:TGEN",
            "at 9: unknown field 'tikcer', did you mean 'ticker'? The words were looked for everywhere"
        ),
        (
            "\"isuer: x\" isuer:y",
            "at 12: unknown field 'isuer', did you mean 'issuer'? The words were looked for everywhere"
        ),
        ("cik:tecogen", "at 1: 'tecogen' is no CIK; a CIK is a number of up to ten digits, such as cik:1537435"),
        ("accession:7", "at 1: '7' is no accession number; one looks like 0001209191-20-002775"),
        (
            "filed:soon",
            "at 1: 'soon' is no date or range; try filed:2013, filed:2013-01-01..2013-12-31 or filed:2013.."
        ),
        (
            "filed:>9999",
            "at 1: '>9999' is no date or range; try filed:2013, filed:2013-01-01..2013-12-31 or filed:2013.."
        ),
    ])
    func `say what is odd, and where`(text: String, note: String) throws {
        #expect(try lower(text).notes == [note])
    }

    @Test(arguments: [
        (
            "role:boss",
            "at 1: 'boss' is no role; roles are director, officer, ten, other, "
                + PartyRole.allCases.map { PartyRole.key(of: $0.rawValue) }.joined(separator: ", ")
        ),
        ("plan:maybe", "at 1: 'maybe' is no answer; try plan:yes or plan:no"),
        ("direct:x", "at 1: 'x' is no answer; try direct:yes or direct:no"),
        ("value:lots", "at 1: 'lots' is no amount or range; try value:>100000, value:1..5 or value:2.60"),
        ("price:0.1234567", "at 1: amounts are told apart to 6 places; '0.1234567' has more"),
        ("row:tecogen", "at 1: row: takes filters of rows: code, shares, price, value, direct"),
        ("cik:/1.*/", "at 1: cik: takes values, not patterns; that part finds nothing"),
        ("a /b(/", "at 5: in /b(/: '(' is never closed; that part finds nothing"),
        (
            "owner:(a NEAR/2 (b c))",
            "at 10: NEAR takes words, phrases, patterns and groups of them with OR; AND was taken"
        ),
    ])
    func `say what is odd about filters and patterns`(text: String, note: String) throws {
        #expect(try lower(text).notes == [note])
    }

    @Test func `ask one row for all that is said of rows side by side`() throws {
        func range(_ column: FilingSchema.Column, _ bounds: ClosedRange<Int64>) -> PlaceCondition {
            .range(column: column.rawValue, bounds)
        }
        let above = range(.rowValues, 200_000_000_001...Int64.max)
        let purchase = range(.rowCodes, 80...80)
        #expect(try lower("value:>100,000").query == .place(above))
        #expect(
            try lower("code:P value:>$100,000").query
                == .all([keyword(.code, "P"), .place(.all([purchase, above]))]))
        #expect(
            try lower("row:(code:P) row:(value:>100000)").query == .all([.place(purchase), .place(above)]))
        #expect(
            try lower("row:(code:P -value:>100000)").query == .place(.all([purchase, .not(above)])))
        #expect(
            try lower("code:P -value:>100000").query == .all([keyword(.code, "P"), .not(.place(above))]))
        #expect(
            try lower("direct:no shares:1..2").query
                == .all([.place(.all([range(.rowDirect, 0...0), range(.rowShares, 2_000_000...4_000_000)]))]))
    }

    @Test(arguments: [
        ("2.6", ["2 6", "2 60", "2 600", "2 6000"]), ("2.60", ["2 6", "2 60", "2 600", "2 6000"]),
        ("$2.600", ["2 6", "2 60", "2 600", "2 6000"]), ("163350", ["163350", "163 350"]),
        ("163,350", ["163350", "163 350"]), ("1,234,567", ["1234567", "1 234 567"]), ("2013", []),
        ("2,013", ["2013", "2 013"]),
        ("1234", ["1234", "1 234"]), ("12", []), ("100.00", ["100", "100 0", "100 00", "100 000", "100 0000"]),
        ("1,5", []), ("1.2.3", []), ("0123", []), ("10b5", []), ("", []), ("$", []), (".5", []),
    ])
    func `look for a number however it is written`(text: String, variants: [String]) {
        let found = QueryLowering().numberVariants(text).map { words in
            words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
        }
        #expect(found == variants)
    }

    @Test func `list the fields when none is near`() throws {
        let notes = try lower("zzzzzz:x").notes
        #expect(notes.count == 1)
        #expect(notes.first?.hasPrefix("at 1: unknown field 'zzzzzz'; known are owner, issuer, ticker") == true)
    }

    @Test func `of ten thousand unknown fields are made in a moment`() throws {
        let text = (0..<10_000).map { "unheardof\($0):x" }.joined(separator: " ")
        #expect(try lower(text).notes.count == 10_000)
    }
}
