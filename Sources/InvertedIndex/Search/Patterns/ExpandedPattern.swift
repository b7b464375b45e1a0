/// The terms that a pattern stands for in each segment.
package final class ExpandedPattern: Sendable, Hashable {
    /// A term in a field.
    struct Entry: Sendable {
        /// The field.
        var field: Int
        /// What the dictionary knows of it.
        var info: TermInfo
        /// How many edits it is away.
        var grade: Int
    }

    /// What was asked for.
    package let pattern: TermPattern
    /// The fields looked in.
    package let fields: [Query.WeightedField]
    /// The terms of each segment.
    let perSegment: [[Entry]]
    /// For a word with its kin, the kin that some segment holds, ascending.
    package let kin: [[UInt8]]

    /// The terms found.
    init(_ pattern: TermPattern, fields: [Query.WeightedField], perSegment: [[Entry]], kin: [[UInt8]]) {
        (self.pattern, self.fields, self.perSegment, self.kin) = (pattern, fields, perSegment, kin)
    }

    /// Whether both stand for the same pattern.
    package static func == (left: ExpandedPattern, right: ExpandedPattern) -> Bool {
        left === right || (left.pattern == right.pattern && left.fields == right.fields)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(pattern) }
}
