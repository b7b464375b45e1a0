/// A form as EDGAR names it: a base such as `4` or `10-K`, and whether it amends an earlier one.
public struct FormType: Hashable, Sendable {
    /// The form without its amendment mark, in capitals: `4`, `10-K`, `SC 13G`.
    public let base: String
    /// Whether the name ended in `/A`.
    public let isAmendment: Bool

    /// Reads a form as it stands in a header or document.
    ///
    /// - Parameter text: such as `4`, `4/A` or `sc 13g/a`; blanks around it are dropped; empty is refused.
    public init?(parsing text: some StringProtocol) {
        var name = text.uppercased()[...]
        while let last = name.last, last.isWhitespace { name.removeLast() }
        while let first = name.first, first.isWhitespace { name.removeFirst() }
        isAmendment = name.hasSuffix("/A")
        if isAmendment { name.removeLast(2) }
        guard !name.isEmpty else { return nil }
        base = String(name)
    }

    /// A form by its parts.
    ///
    /// - Parameters:
    ///   - base: the name in capitals, without `/A`.
    ///   - isAmendment: whether it amends an earlier filing.
    public init(base: String, isAmendment: Bool) {
        self.base = base
        self.isAmendment = isAmendment
    }

    /// Whether this is a Section 16 form: 3, 4 or 5.
    public var isOwnership: Bool { base == "3" || base == "4" || base == "5" }
}

extension FormType: CustomStringConvertible {
    /// As EDGAR writes it: `4/A`.
    public var description: String { isAmendment ? base + "/A" : base }
}
