extension String {
    /// Whether it comes before another in the order of their UTF-8 bytes, which is that of keys and texts in an index.
    ///
    /// The order of `String` is another: it looks at characters that are equal however they are composed.
    func isBeforeInBytes(_ other: String) -> Bool {
        let (own, others) = (utf8Span.span, other.utf8Span.span)
        let count = min(own.count, others.count)
        for index in 0..<count where own[index] != others[index] { return own[index] < others[index] }
        return own.count < others.count
    }
}
