/// What an amendment tells otherwise than the filing it amends, row by row.
///
/// An amendment may tell all rows again, only those that were wrong, or only what was left out, so a row of the original
/// that it does not hold is *not told again*, which is no deletion.
public struct FilingDifference: Hashable, Sendable {
    /// One value that two rows have differently.
    public struct Change: Hashable, Sendable {
        /// What it is: `shares`, `price of a share`.
        public var field: String
        /// As the original has it; empty for nothing.
        public var before: String
        /// As the amendment has it; empty for nothing.
        public var after: String
    }

    /// A row that both tell, in two ways.
    public struct ChangedRow: Hashable, Sendable {
        /// As the original has it.
        public var before: SecurityRow
        /// As the amendment has it.
        public var after: SecurityRow
        /// The values that differ.
        public var changes: [Change]
    }

    /// Rows that both tell, with values that differ.
    public private(set) var changed: [ChangedRow] = []
    /// Rows that only the amendment tells.
    public private(set) var added: [SecurityRow] = []
    /// Rows of the original that the amendment does not tell again.
    public private(set) var notToldAgain: [SecurityRow] = []
    /// How many rows both tell alike.
    public private(set) var sameCount = 0

    /// Whether both tell the same rows.
    public var isEmpty: Bool { changed.isEmpty && added.isEmpty && notToldAgain.isEmpty }

    /// Compares two filings.
    ///
    /// Rows are matched within table and kind: those alike first, then those of the same security that agree in most
    /// values, so that one changed number is a change and not a row lost and another won.
    ///
    /// - Parameters:
    ///   - original: the filing as it was.
    ///   - amendment: what was filed later.
    /// - Complexity: the product of the numbers of rows that differ.
    public init(from original: Filing, to amendment: Filing) {
        let before = original.rows.map { ($0, Self.values(of: $0)) }
        let after = amendment.rows.map { ($0, Self.values(of: $0)) }
        var openBefore = Array(before.indices)
        var openAfter: [Int] = []
        for index in after.indices {
            let same = openBefore.firstIndex {
                Self.belongTogether(before[$0].0, after[index].0) && before[$0].1 == after[index].1
            }
            if let same {
                openBefore.remove(at: same)
                sameCount += 1
            } else {
                openAfter.append(index)
            }
        }
        for index in openAfter {
            var best: (place: Int, likeness: Int)?
            for (place, other) in openBefore.enumerated() where Self.belongTogether(before[other].0, after[index].0) {
                let likeness = Self.likeness(before[other].1, after[index].1)
                if likeness > (best?.likeness ?? Self.likenessMin - 1) { best = (place, likeness) }
            }
            guard let best else {
                added.append(after[index].0)
                continue
            }
            let other = openBefore.remove(at: best.place)
            changed.append(
                ChangedRow(
                    before: before[other].0, after: after[index].0,
                    changes: Self.changes(before[other].1, after[index].1)))
        }
        notToldAgain = openBefore.map { before[$0].0 }
    }

    private static func belongTogether(_ first: SecurityRow, _ second: SecurityRow) -> Bool {
        first.table == second.table && first.kind == second.kind
    }

    // Rows that agree in fewer values than title, code or date, and one more, are two things.
    private static let likenessMin = 3

    /// How many values two rows have alike, the security's title twice.
    private static func likeness(_ first: [String], _ second: [String]) -> Int {
        zip(first, second).enumerated().reduce(0) { sum, pair in
            let isSame = pair.element.0 == pair.element.1 && !pair.element.0.isEmpty
            return sum + (isSame ? pair.offset == 0 ? 2 : 1 : 0)
        }
    }

    private static func changes(_ before: [String], _ after: [String]) -> [Change] {
        fields.indices.compactMap { index in
            before[index] == after[index]
                ? nil : Change(field: fields[index].name, before: before[index], after: after[index])
        }
    }

    /// Footnotes and ordinals are left out: an amendment numbers them anew.
    private static func values(of row: SecurityRow) -> [String] { fields.map { $0.value(row) } }

    private static func text<Value: CustomStringConvertible>(_ reported: Reported<Value>) -> String {
        reported.value?.description ?? reported.unreadText ?? ""
    }

    private static let fields: [(name: String, value: @Sendable (SecurityRow) -> String)] = [
        ("security", { text($0.securityTitle) }), ("transaction date", { text($0.transactionDate) }),
        ("code", { text($0.transactionCode) }), ("shares", { text($0.shares) }),
        ("value", { text($0.totalValue) }), ("price of a share", { text($0.pricePerShare) }),
        ("acquired or disposed", { text($0.acquiredOrDisposed) }), ("price of exercise", { text($0.exercisePrice) }),
        ("deemed execution date", { text($0.deemedExecutionDate) }), ("timeliness", { text($0.timeliness) }),
        ("exercisable from", { text($0.exerciseDate) }), ("expires", { text($0.expirationDate) }),
        ("underlying security", { text($0.underlyingTitle) }), ("underlying shares", { text($0.underlyingShares) }),
        ("underlying value", { text($0.underlyingValue) }), ("shares owned after", { text($0.sharesOwnedAfter) }),
        ("value owned after", { text($0.valueOwnedAfter) }), ("direct or indirect", { text($0.directOrIndirect) }),
        ("nature of ownership", { text($0.natureOfOwnership) }),
        ("details", { $0.details.map { "\($0.name.words): \($0.value)" }.joined(separator: "; ") }),
    ]
}
