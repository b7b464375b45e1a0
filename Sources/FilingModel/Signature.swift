/// Who signed, and when.
public struct Signature: Hashable, Sendable {
    /// The name as signed, often with `/s/` or words about an attorney-in-fact; `SignatureLine` takes it apart.
    public var name: String
    /// The day of signing.
    public var date: CalendarDate?
    /// As what it was signed, on forms that ask: `President and CEO`.
    public var title: String?

    /// A signature.
    ///
    /// - Parameters:
    ///   - name: as signed.
    ///   - date: if given and readable.
    ///   - title: on forms that ask for it.
    public init(name: String, date: CalendarDate?, title: String? = nil) {
        self.name = name
        self.date = date
        self.title = title
    }
}
