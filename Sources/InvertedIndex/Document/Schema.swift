package import TextAnalysis

/// What the documents of one collection are made of.
///
/// The same schema is written into each of its segments.
package struct Schema: Equatable, Sendable {
    /// Searchable fields; a field's number in postings is its place here.
    package var fields: [Field]
    /// Columns of numbers, read by document.
    package var columns: [Column]
    /// Place in `columns` of the column that is unique to a document.
    package var identityColumn: Int
    /// Places in `columns` of the integer columns that documents of a segment are sorted by, at most three, the most
    /// telling first; a document without a number counts as 0 there.
    ///
    /// Equal scores stand in this order. Segments of programs that did not write it have none: their ties stand in the
    /// order of segments and documents.
    package var order: [Int]

    /// A schema.
    ///
    /// - Parameters:
    ///   - fields: at most 31.
    ///   - columns: at most 255.
    ///   - identityColumn: an integer column.
    ///   - order: integer columns that documents are sorted by; the last should be the identity, so that the order
    ///     depends on content alone.
    package init(fields: [Field], columns: [Column], identityColumn: Int, order: [Int] = []) {
        precondition(fields.count <= Self.fieldCountMax, "a schema holds at most 31 fields")
        precondition(columns.indices.contains(identityColumn), "the identity column must exist")
        precondition(Self.isOrder(order, of: columns), "the order must be up to three integer columns")
        self.fields = fields
        self.columns = columns
        self.identityColumn = identityColumn
        self.order = order
    }

    private static func isOrder(_ order: [Int], of columns: [Column]) -> Bool {
        order.count <= 3 && order.allSatisfy { columns.indices.contains($0) && columns[$0].kind == .integer }
    }

    /// Where a document stands within its segment.
    func sortKey(of document: Document) -> SortKey {
        sortKey { column in document.integers.first { $0.column == column }?.value }
    }

    /// A key out of the numbers in the columns of the order.
    func sortKey<Failure: Error>(_ number: (_ column: Int) throws(Failure) -> Int64?) throws(Failure) -> SortKey {
        var numbers: (Int64, Int64, Int64) = (0, 0, 0)
        if order.count > 0 { numbers.0 = try number(order[0]) ?? 0 }
        if order.count > 1 { numbers.1 = try number(order[1]) ?? 0 }
        if order.count > 2 { numbers.2 = try number(order[2]) ?? 0 }
        return SortKey(numbers.0, numbers.1, numbers.2)
    }

    /// The field byte behind a term lies in 1…31, below every byte a term can hold.
    package static let fieldCountMax = 31

    /// One searchable field.
    package struct Field: Equatable, Sendable {
        /// Its name in queries and dumps.
        package var name: String
        /// How its text becomes terms.
        package var analyzer: Analyzer
        /// Whether term frequencies, positions and lengths are kept: needed for ranking and phrases.
        package var hasPositions: Bool

        /// A field of words that is ranked and knows phrases.
        package static func text(_ name: String) -> Field {
            Field(name: name, analyzer: .words, hasPositions: true)
        }

        /// A field of codes that only filters.
        package static func keyword(_ name: String) -> Field {
            Field(name: name, analyzer: .keyword, hasPositions: false)
        }
    }

    /// One column.
    package struct Column: Equatable, Sendable {
        /// What a document holds in a column.
        package enum Kind: String, Equatable, Sendable {
            /// One number or none.
            case integer
            /// Any number of numbers, in order.
            case integerList
        }

        /// Its name in dumps.
        package var name: String
        /// One value or a list.
        package var kind: Kind

        /// A column.
        package init(name: String, kind: Kind) {
            self.name = name
            self.kind = kind
        }
    }

    /// The text form kept in a segment: a line a field or column, and one for the order if there is one.
    package var serialized: [UInt8] {
        var lines: [String] = []
        for field in fields {
            lines.append(
                "field \(field.name) \(field.analyzer.rawValue) \(field.hasPositions ? "positions" : "documents")")
        }
        for (index, column) in columns.enumerated() {
            lines.append("column \(column.name) \(column.kind.rawValue)\(index == identityColumn ? " identity" : "")")
        }
        if !order.isEmpty { lines.append("order " + order.map { columns[$0].name }.joined(separator: " ")) }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    /// Why bytes are no schema that this program can use.
    package enum Fault: Error, Equatable {
        /// They are not the text form of any.
        case malformed
        /// A field's text became terms in a way that this program does not know.
        case analyzer(field: String, name: String)
    }

    /// Reads the text form.
    ///
    /// - Parameter serialized: the bytes of a schema section.
    /// - Throws: what is wrong with them.
    package init(serialized: [UInt8]) throws(Fault) {
        var fields: [Field] = []
        var columns: [Column] = []
        var identity: Int?
        var order: [Int] = []
        for line in String(decoding: serialized, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            switch words.first {
            case "field":
                guard words.count == 4, words[3] == "positions" || words[3] == "documents" else { throw .malformed }
                guard let analyzer = Analyzer(rawValue: words[2]) else {
                    throw .analyzer(field: words[1], name: words[2])
                }
                fields.append(Field(name: words[1], analyzer: analyzer, hasPositions: words[3] == "positions"))
            case "column":
                guard words.count == 3 || words.count == 4, let kind = Column.Kind(rawValue: words[2]) else {
                    throw .malformed
                }
                if words.count == 4 {
                    guard words[3] == "identity", kind == .integer, identity == nil else { throw .malformed }
                    identity = columns.count
                }
                columns.append(Column(name: words[1], kind: kind))
            case "order":
                for name in words.dropFirst() {
                    guard let column = columns.firstIndex(where: { $0.name == name }) else { throw .malformed }
                    order.append(column)
                }
            default:
                throw .malformed
            }
        }
        guard fields.count <= Self.fieldCountMax, columns.count <= 255, let identity,
            Self.isOrder(order, of: columns)
        else { throw .malformed }
        self.init(fields: fields, columns: columns, identityColumn: identity, order: order)
    }
}
