/// The searchable text of one document of a submission.
public struct FilingDocumentText: Hashable, Sendable {
    /// The document's type, such as `EX-24` or `10-K`.
    public var type: String
    /// Its file name in the submission, if told.
    public var fileName: String?
    /// Its description, if told.
    public var description: String?
    /// Its words, mark-up removed.
    public var text: String

    /// A document's text.
    ///
    /// - Parameters:
    ///   - type: such as `EX-24`.
    ///   - fileName: in the submission.
    ///   - description: as the submission gives it.
    ///   - text: without mark-up.
    public init(type: String, fileName: String? = nil, description: String? = nil, text: String) {
        self.type = type
        self.fileName = fileName
        self.description = description
        self.text = text
    }
}
