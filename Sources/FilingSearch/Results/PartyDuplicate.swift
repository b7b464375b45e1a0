/// Two parties that are probably the same; only a reviewed file makes one of them.
public struct PartyDuplicate: Sendable {
    /// The party to keep: by CIK before by name, then the one in more filings, then the lower CIK.
    public var first: PartyMatch
    /// The other.
    public var second: PartyMatch
    /// Their keys as a same-as file has them.
    public var firstKey: String, secondKey: String
    /// How probable, 0 … 1: the likeness of the names, less where little else is common.
    public var score: Float
    /// How alike the names are, 0 … 1.
    public var nameScore: Float
    /// What is common, in words.
    public var reasons: [String]
}
