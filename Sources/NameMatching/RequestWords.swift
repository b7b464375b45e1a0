/// Takes the words of a request off a name: `insider trades by David Smith`, `Acme Corp 10-K`.
enum RequestWords {
    /// The words without those of a request before and behind, or nil if there are none or nothing else is left.
    ///
    /// A form's number goes only together with a word of a request or as `10-K`: FUND 4 keeps its 4.
    static func stripped(_ tokens: [NameToken]) -> [NameToken]? {
        var first = 0
        var end = tokens.count
        while first < end, isRequest(tokens[first].traits, first > 0) { first += 1 }
        let hadRequest = first > 0
        while end > first, isRequest(tokens[end - 1].traits, true) { end -= 1 }
        let tail = tokens[end...]
        let sure = tail.contains { $0.traits.contains(.noise) } || tail.contains { $0.followsHyphen } || hadRequest
        if !sure { end = tokens.count }
        guard first < end, first > 0 || end < tokens.count else { return nil }
        return Array(tokens[first..<end])
    }

    private static func isRequest(_ traits: TokenTraits, _ mayBeNumber: Bool) -> Bool {
        traits.contains(.noise) || mayBeNumber && traits.contains(.formNumber)
    }
}
