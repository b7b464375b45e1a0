/// Compares two names without a universe.
package enum NamePairs {
    /// How alike two names are, every word weighing the same: symmetric, 1 for a name and itself.
    ///
    /// The order of the words costs next to nothing; without a word on it, the reading that fits better counts.
    ///
    /// - Complexity: some ten microseconds; to compare one name with many, build a `NameUniverse`.
    package static func similarity(
        _ left: String, _ right: String, order: NormalizedName.Order? = nil
    ) -> Float {
        let orders = order.map { [$0] } ?? [.surnameFirst, .givenNameFirst]
        return orders.reduce(0) {
            max($0, explain(left, right, order: $1).score, explain(right, left, order: $1).score)
        }
    }

    /// Explains how a name is found in another.
    package static func explain(
        _ query: String, _ name: String, order: NormalizedName.Order = .surnameFirst
    ) -> NameExplanation {
        var builder = NameUniverseBuilder()
        builder.add(NormalizedName(parsing: name), order: order)
        var lookup = NameLookup(builder.build())
        return lookup.explain(query, names: [0])[0]
    }
}
