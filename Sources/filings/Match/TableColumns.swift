/// Which columns of a table hold the names and their ids.
struct TableColumns: Sendable {
    /// The column with the names, from 0.
    let query: Int
    /// The column with the ids, if there is one.
    let id: Int?
    /// The headings.
    let headings: [String]
    /// What should be said about the choice.
    var note: String?

    /// Why the columns could not be told; the message lists those there are.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Headings taken for that of the names, in this order, whatever their case and with blanks or hyphens for `_`.
    static let queryHeadings = [
        "query", "name", "full_name", "fullname", "entity_name", "customer_name", "client_name", "company_name",
        "legal_name", "person_name", "company", "entity",
    ]

    /// Chooses the columns.
    ///
    /// - Parameters:
    ///   - headings: the first row.
    ///   - isHeading: whether that row names the columns; if not, they are called `column1` and so on.
    ///   - query: heading or number (from 1) of the column with the names, if given.
    ///   - id: the same for the ids.
    /// - Throws: `Failure` when there is no such column, or when it can't be told which one holds the names.
    init(_ headings: [String], isHeading: Bool, query: String?, id: String?) throws(Failure) {
        let headings = isHeading ? headings : headings.indices.map { "column\($0 + 1)" }
        self.headings = headings
        func place(_ wanted: String, _ option: String) throws(Failure) -> Int {
            if let place = headings.firstIndex(of: wanted) { return place }
            if let place = headings.firstIndex(where: { Self.plain($0) == Self.plain(wanted) }) { return place }
            if let number = Int(wanted), headings.indices.contains(number - 1) { return number - 1 }
            throw Failure(description: "\(option): there is no column '\(wanted)'; " + Self.list(headings))
        }
        if let id {
            self.id = try place(id, "--id-column")
        } else {
            self.id = isHeading ? headings.firstIndex { Self.plain($0) == "id" } : nil
        }
        if let query {
            self.query = try place(query, "--column")
            return
        }
        let plain = headings.map(Self.plain)
        if isHeading, let found = Self.queryHeadings.lazy.compactMap(plain.firstIndex).first {
            self.query = found
        } else if headings.count == 1 {
            self.query = 0
            if isHeading {
                note = "'\(headings[0])' is taken for the heading of the column; with --no-header it is a name"
            }
        } else {
            throw Failure(description: "which column holds the names? Say so with --column; " + Self.list(headings))
        }
    }

    private static func plain(_ heading: String) -> String {
        String(heading.lowercased().trimmedBlanks.map { $0 == " " || $0 == "-" ? "_" : $0 })
    }

    private static func list(_ headings: [String]) -> String {
        "the columns are: " + headings.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: ", ")
    }
}

extension String {
    fileprivate var trimmedBlanks: Substring {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
