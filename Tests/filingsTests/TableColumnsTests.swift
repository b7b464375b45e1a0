internal import Testing

@testable internal import filings

@Suite struct `Choosing columns` {
    private func columns(
        _ headings: [String], isHeading: Bool = true, query: String? = nil, id: String? = nil
    ) throws -> [Int?] {
        let columns = try TableColumns(headings, isHeading: isHeading, query: query, id: id)
        return [columns.query, columns.id]
    }

    private func failure(
        _ headings: [String], isHeading: Bool = true, query: String? = nil, id: String? = nil
    ) -> String? {
        do throws(TableColumns.Failure) {
            _ = try TableColumns(headings, isHeading: isHeading, query: query, id: id)
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `by heading or number, or as they are usually called`() throws {
        #expect(try columns(["ID", " Full Name "]) == [1, 0])
        #expect(try columns(["name", "query"]) == [1, nil])
        #expect(try columns(["customer", "Country"], query: "customer") == [0, nil])
        #expect(try columns(["Customer-Name", "ref"], query: "customer name", id: "2") == [0, 1])
        #expect(try columns(["a", "b", "c"], query: "3", id: "1") == [2, 0])
        #expect(try columns(["2", "b"], query: "2") == [0, nil])
        #expect(try columns(["whatever"]) == [0, nil])
        #expect(try columns(["Panora"], isHeading: false) == [0, nil])
        #expect(try columns(["name", "id"], isHeading: false, query: "2") == [1, nil])
        #expect(
            try TableColumns(["Panora"], isHeading: true, query: nil, id: nil).note?.contains("--no-header") == true)
        #expect(
            try TableColumns(["x", "y"], isHeading: false, query: "1", id: nil).headings == ["column1", "column2"])
    }

    @Test func `or says which there are`() {
        #expect(
            failure(["ref", "customer"])
                == "which column holds the names? Say so with --column; the columns are: 1 ref, 2 customer")
        #expect(failure(["a", "b"], query: "c") == "--column: there is no column 'c'; the columns are: 1 a, 2 b")
        #expect(failure(["a", "name"], id: "3") == "--id-column: there is no column '3'; the columns are: 1 a, 2 name")
        #expect(failure(["a", "name"], query: "0")?.hasPrefix("--column: there is no column '0'") == true)
        #expect(failure(["a", "name"], isHeading: false)?.hasSuffix("the columns are: 1 column1, 2 column2") == true)
    }
}
