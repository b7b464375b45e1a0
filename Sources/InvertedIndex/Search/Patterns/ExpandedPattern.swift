/// The terms that a pattern stands for in each segment.
package final class ExpandedPattern: Sendable, Equatable {
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

    /// The terms found.
    init(_ pattern: TermPattern, fields: [Query.WeightedField], perSegment: [[Entry]]) {
        (self.pattern, self.fields, self.perSegment) = (pattern, fields, perSegment)
    }

    /// Whether both stand for the same pattern.
    package static func == (left: ExpandedPattern, right: ExpandedPattern) -> Bool {
        left === right || (left.pattern == right.pattern && left.fields == right.fields)
    }
}
