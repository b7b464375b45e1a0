/// A value as a form reports it, with the footnotes that stand at that very value.
///
/// Any value may be missing when a footnote stands in its place, and a value that cannot be read as what it should be
/// keeps its text, so nothing a filer wrote is lost.
public struct Reported<Value: Hashable & Sendable>: Hashable, Sendable {
    /// The value, or `nil` when the form leaves it out or it cannot be read.
    public var value: Value?
    /// Identifiers of footnotes such as `F1`, in the order given.
    public var footnotes: [String]
    /// The text as written, kept only when it could not be read as a `Value`.
    public var unreadText: String?

    /// A value with its footnotes.
    ///
    /// - Parameters:
    ///   - value: `nil` when left out.
    ///   - footnotes: identifiers such as `F1`.
    ///   - unreadText: what stood there, when it could not be read.
    public init(_ value: Value? = nil, footnotes: [String] = [], unreadText: String? = nil) {
        self.value = value
        self.footnotes = footnotes
        self.unreadText = unreadText
    }

    /// Whether the form says nothing here: no value, no footnote, no text.
    public var isEmpty: Bool { value == nil && footnotes.isEmpty && unreadText == nil }
}
