/// Where a document stands among others: three numbers compared one after another.
package struct SortKey: Comparable, Sendable {
    /// Compared first, then `second`, then `third`.
    package let first, second, third: Int64

    /// A key of three numbers.
    package init(_ first: Int64, _ second: Int64, _ third: Int64) {
        (self.first, self.second, self.third) = (first, second, third)
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.first, left.second, left.third) < (right.first, right.second, right.third)
    }
}
