/// What the engine is asked: a tree of terms and filters, fields by number.
package indirect enum Query: Equatable, Sendable {
    /// Documents that hold the word in any of the fields, scored by BM25F over them.
    case term([UInt8], fields: [WeightedField])
    /// Documents that hold a word beginning so in any of the fields; each scores 1.
    case prefix([UInt8], fields: [WeightedField])
    /// Documents that hold the words one after another in one of the fields.
    case phrase([[UInt8]], fields: [WeightedField])
    /// Documents that match every part; scores add up.
    case all([Query])
    /// Documents that match some part; scores add up.
    case any([Query])
    /// Documents that do not match; they score 0.
    case not(Query)
    /// Documents that match, with score 0.
    case filter(Query)
    /// Documents whose number in an integer column lies in the range; they score 0.
    case range(column: Int, ClosedRange<Int64>)
    /// Every document, with score 0.
    case everything
    /// Documents that hold a word the pattern matches in any of the fields; each scores 1, or less for a word that is
    /// only near.
    case pattern(TermPattern, fields: [WeightedField])
    /// What a pattern was found to stand for.
    case expanded(ExpandedPattern)
    /// Documents that hold words or patterns close to one another in one of the fields.
    case near(Proximity, fields: [WeightedField])
    /// Documents with a place in their lists of numbers that fulfils a condition; they score 0.
    case place(PlaceCondition)
    /// Documents that match, their scores multiplied.
    case boosted(Query, by: Float)

    /// A field and how much an occurrence in it counts.
    package struct WeightedField: Equatable, Sendable {
        /// The field's number.
        package var field: Int
        /// 1 for plain text.
        package var weight: Float

        /// A field and its weight.
        package init(field: Int, weight: Float = 1) {
            (self.field, self.weight) = (field, weight)
        }
    }
}
