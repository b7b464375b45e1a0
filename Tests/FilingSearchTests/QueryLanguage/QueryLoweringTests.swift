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
                == .all([word("10b5"), .prefix(Array("1".utf8), fields: FilingSchema.defaultFields)]))
        #expect(try lower("a - b").query == .all([word("a"), .everything, word("b")]))
        let amount = try lower("163,350").query
        #expect(
            amount
                == .any([
                    .phrase([Array("163".utf8), Array("350".utf8)], fields: FilingSchema.defaultFields), word("163350"),
                ]))
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
