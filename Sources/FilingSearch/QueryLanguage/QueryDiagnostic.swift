/// Something in a query that is not as its writer meant it, with its place.
public struct QueryDiagnostic: Equatable, Sendable, CustomStringConvertible {
    /// Where, in characters from 0; `nil` in a query that came as JSON, where the message names the place.
    public var range: Range<Int>?
    /// What is the matter, and what was made of it.
    public var message: String

    /// A remark.
    ///
    /// - Parameters:
    ///   - range: where, in characters from 0.
    ///   - message: what is the matter.
    package init(range: Range<Int>?, message: String) {
        (self.range, self.message) = (range, message)
    }

    /// The place, counted from 1, and the message.
    public var description: String { range.map { "at \($0.lowerBound + 1): \(message)" } ?? message }
}
