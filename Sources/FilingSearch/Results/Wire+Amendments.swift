public import FilingModel

extension Wire {
    /// A filing as `show` gives it: the filing's own fields, and what it has to do with amendments.
    public struct Shown: Encodable, Sendable {
        private let filing: Filing
        private let links: Links

        /// The shape of a filing with its amendments.
        ///
        /// - Parameters:
        ///   - filing: the filing.
        ///   - original: what it amends, if that is known.
        ///   - amendments: what amends it.
        public init(_ filing: FilingModel.Filing, original: AmendmentLink?, amendments: [AmendmentLink]) {
            self.filing = Filing(filing)
            links = Links(
                original: original.map { Link($0, FilingDifference(from: $0.filing, to: filing)) },
                amendedBy: amendments.isEmpty
                    ? nil : amendments.map { Link($0, FilingDifference(from: filing, to: $0.filing)) })
        }

        /// Both stand in one object.
        ///
        /// - Parameter encoder: where it goes.
        /// - Throws: what the encoder throws.
        public func encode(to encoder: any Encoder) throws {
            try filing.encode(to: encoder)
            try links.encode(to: encoder)
        }
    }

    private struct Links: Encodable, Sendable {
        let original: Link?
        let amendedBy: [Link]?
    }

    /// The other side of an amendment, and what the later of the two tells otherwise.
    struct Link: Encodable, Sendable {
        let accession, form, basis: String
        let filed: String?
        let changed: [ChangedRow]
        let added, notToldAgain: [Row]
        let sameCount: Int

        struct ChangedRow: Encodable, Sendable {
            let before, after: Row
            let changes: [Change]
        }

        struct Change: Encodable, Sendable {
            let field, before, after: String
        }

        init(_ link: AmendmentLink, _ difference: FilingDifference) {
            (accession, form) = (link.filing.identity.description, link.filing.form.description)
            (basis, filed) = (link.basis, link.filing.filed?.description)
            changed = difference.changed.map {
                ChangedRow(
                    before: Row($0.before), after: Row($0.after),
                    changes: $0.changes.map { Change(field: $0.field, before: $0.before, after: $0.after) })
            }
            added = difference.added.map(Row.init)
            notToldAgain = difference.notToldAgain.map(Row.init)
            sameCount = difference.sameCount
        }
    }
}
