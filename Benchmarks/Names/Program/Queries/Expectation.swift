/// Parties that answer a query rightly: those that bear one of some marks and then pass a test.
///
/// Marks are fingerprints of parts of a name (`PartyMarks`), so that one pass over a universe of any size finds the right
/// answers to all queries.
struct Expectation {
    let marks: [UInt64]
    let accepts: (Party) -> Bool

    init(_ marks: [UInt64], accepts: @escaping (Party) -> Bool = { _ in true }) {
        self.marks = marks
        self.accepts = accepts
    }
}

/// A query with what answers it, before the universe was gone through.
struct Draft {
    let text: String
    var expectations: [Expectation]
}

/// A query with the keys of the parties that answer it; none if it names nobody.
struct LabelledQuery {
    let group: String
    let text: String
    let right: [Int]
}
