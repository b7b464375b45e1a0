/// Takes the words of a request off a name: `insider trades by David Smith`, `Acme Corp 10-K`.
enum RequestWords {
    /// The words without those of a request before and behind; nothing if there are none or nothing else is left.
    ///
    /// A form's number goes only together with a word of a request or as `10-K`: FUND 4 keeps its 4. Words that end many
    /// names (HOLDINGS) are left on in one reading and taken off in another, if a word of a request follows them.
    static func stripped(_ tokens: [NameToken]) -> [[NameToken]] {
        var first = 0
        while first < tokens.count, isRequest(tokens[first], first > 0) { first += 1 }
        var readings: [[NameToken]] = []
        for takesWeak in [false, true] {
            var end = tokens.count
            while end > first, isRequest(tokens[end - 1], true), !leading.contains(tokens[end - 1].bytes) {
                if weak.contains(tokens[end - 1].bytes), !takesWeak || end == tokens.count { break }
                end -= 1
            }
            let tail = tokens[end...]
            let sure = first > 0 || tail.contains { $0.traits.contains(.noise) || $0.followsHyphen }
            if !sure { end = tokens.count }
            guard first < end, first > 0 || end < tokens.count else { continue }
            // A word next to the name may be its own: FILINGS BY WHAT REAL ESTATE FUND, EDGAR GREEN FORM 4, RICHARD GRANT.
            for (low, high) in [(first, end), (first - 1, end), (first, end + 1)]
            where low >= 0 && high <= tokens.count && high - low < tokens.count {
                let reading = Array(tokens[low..<high])
                if !readings.contains(reading) { readings.append(reading) }
            }
        }
        return readings
    }

    private static func isRequest(_ token: NameToken, _ mayBeNumber: Bool) -> Bool {
        token.traits.contains(.noise) || mayBeNumber && token.traits.contains(.formNumber)
    }

    /// Words that only open a request: at the end they may begin a word still being typed.
    private static let leading: [[UInt8]] = ["who", "is", "what", "by", "of", "for"].map { Array($0.utf8) }
    private static let weak: [[UInt8]] = ["holdings", "trading", "company"].map { Array($0.utf8) }
}
