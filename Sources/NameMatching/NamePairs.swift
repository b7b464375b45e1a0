/// Compares two names without a universe.
package enum NamePairs {
    /// How alike two names are, every word weighing the same: symmetric, 1 for a name and itself.
    ///
    /// Both names are read surname first unless told otherwise; the order of the words costs next to nothing.
    ///
    /// - Complexity: some ten microseconds; to compare one name with many, build a `NameUniverse`.
    package static func similarity(
        _ left: String, _ right: String, order: NormalizedName.Order = .surnameFirst
    ) -> Float {
        max(explain(left, right, order: order).score, explain(right, left, order: order).score)
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
