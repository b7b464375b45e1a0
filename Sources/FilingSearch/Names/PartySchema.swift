internal import InvertedIndex

/// What a party is found by, apart from its names.
enum PartySchema {
    /// The collection of parties in an index.
    static let collection = "parties"

    /// A searchable field; its raw value is its number in the schema.
    enum Field: Int, CaseIterable {
        /// `PartyKey.term` of every key.
        case key
        /// Trading symbols in capitals.
        case ticker
    }

    /// The schema of a segment of parties; the only column is the party's number.
    static let schema = Schema(
        fields: Field.allCases.map { .keyword(String(describing: $0)) },
        columns: [Schema.Column(name: "number", kind: .integer)], identityColumn: 0, order: [0])
}
