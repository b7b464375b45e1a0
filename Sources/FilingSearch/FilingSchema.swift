package import InvertedIndex

/// The one list of what a filing is searched by.
package enum FilingSchema {
    /// The collection of filings in an index.
    package static let collection = "filings"

    /// A searchable field; its raw value is its number in the schema.
    package enum Field: Int, CaseIterable, Sendable {
        /// Names of reporting owners.
        case owner
        /// Names of the issuer, former ones included.
        case issuer
        /// Trading symbols.
        case ticker
        /// Officer titles and other relationships.
        case title
        /// Titles of securities and of what underlies them.
        case security
        /// Footnotes.
        case footnote
        /// Remarks, and the nature of indirect ownership.
        case remarks
        /// Signatures.
        case signature
        /// Addresses.
        case address
        /// Names of other parties.
        case party
        /// Text of documents.
        case text
        /// Form, with and without its amendment mark: `4` and `4/A`.
        case form
        /// Keys of every party: digits of the CIK.
        case cik
        /// Roles of owners: director, officer, ten, other.
        case role
        /// Transaction codes.
        case code
        /// The filing's identity.
        case accession
        /// Keys of owners, for the pages of persons.
        case ownerKey
        /// Key of the issuer, for the pages of issuers.
        case issuerKey
        /// Whether the filing amends another: yes or no.
        case amendment
        /// Whether it is under a Rule 10b5-1 plan: yes or no; none where the form does not ask.
        case plan

        /// The name in queries.
        package var name: String { Self.names[rawValue] }

        // Asking for a case's name costs more than looking a word up: all are asked for once.
        private static let names = allCases.map { String(describing: $0).lowercased() }

        /// Whether its text is words, ranked and with positions.
        package var isText: Bool { rawValue <= Field.text.rawValue }

        /// How much an occurrence counts when no field is named: a name or symbol tells more than a word of text.
        package var weight: Float {
            switch self {
            case .owner, .ticker: 4
            case .issuer: 3
            case .title, .party: 2
            case .address: 0.5
            default: 1
            }
        }
    }

    /// A column of numbers; its raw value is its place in the schema.
    package enum Column: Int, CaseIterable, Sendable {
        /// `FilingIdentity.sortKey`.
        case identity
        /// The day to sort and filter by, as `yyyymmdd`: filed, else the period, else the first signature.
        case date
        /// The day it was filed.
        case filed
        /// The period it reports.
        case period
        /// The issuer's CIK.
        case issuerCIK
        /// The owners' CIKs.
        case ownerCIKs
        /// How many owners have no CIK; none instead of 0.
        case ownersWithoutKey
        /// For each row its transaction code as `RowNumbers` packs it.
        case rowCodes
        /// For each row the shares traded, or held.
        case rowShares
        /// For each row the price of a share, else the price of exercise.
        case rowPrices
        /// For each row the value traded, or held.
        case rowValues
        /// For each row 1 for direct ownership, 0 for indirect.
        case rowDirect

        /// Whether a filing may have several numbers.
        var isList: Bool {
            switch self {
            case .ownerCIKs, .rowCodes, .rowShares, .rowPrices, .rowValues, .rowDirect: true
            default: false
            }
        }
    }

    /// The schema of a segment of filings.
    package static let schema = Schema(
        fields: Field.allCases.map { $0.isText ? .text($0.name) : .keyword($0.name) },
        columns: Column.allCases.map {
            Schema.Column(name: String(describing: $0), kind: $0.isList ? .integerList : .integer)
        },
        identityColumn: Column.identity.rawValue,
        // Filings that are asked for together lie together, and their gaps are small.
        order: [Column.issuerCIK.rawValue, Column.date.rawValue, Column.identity.rawValue])

    /// The fields that a word is looked for in when none is named.
    package static let defaultFields: [Query.WeightedField] = Field.allCases.filter(\.isText).map {
        Query.WeightedField(field: $0.rawValue, weight: $0.weight)
    }
}
