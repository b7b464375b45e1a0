package import FilingModel
internal import TextAnalysis

/// What tells one party from another: its CIK or, in papers that print none, its name.
package enum PartyKey: Hashable, Sendable {
    /// EDGAR's number.
    case cik(CentralIndexKey)
    /// The words of the name, folded and joined by blanks: known by name only.
    case name(String)

    /// The key of a party as filed.
    ///
    /// - Parameters:
    ///   - cik: its number, if the paper has it.
    ///   - name: its name as filed.
    package init(cik: CentralIndexKey?, name: String) {
        if let cik {
            self = .cik(cik)
        } else {
            var tokenizer = WordTokenizer()
            self = .name(tokenizer.words(in: name).joined(separator: " "))
        }
    }

    /// The key as a term of the index: `1537435`, or `name:panora robert a`.
    package var term: String {
        switch self {
        case .cik(let cik): cik.description
        case .name(let name): "name:" + name
        }
    }

    /// Whether it comes before another: by CIK, then, without one, by name.
    func isBefore(_ other: PartyKey) -> Bool {
        switch (self, other) {
        case (.cik(let left), .cik(let right)): left < right
        case (.cik, .name): true
        case (.name, .cik): false
        case (.name(let left), .name(let right)): left.isBeforeInBytes(right)
        }
    }

    /// The CIK, if it is known by one.
    package var cik: CentralIndexKey? {
        if case .cik(let cik) = self { cik } else { nil }
    }
}

extension RecordWriter {
    /// Writes what tells a party from others.
    mutating func partyKey(_ key: PartyKey) {
        switch key {
        case .cik(let cik):
            self.key(cik)
        case .name(let name):
            self.key(nil)
            string(name)
        }
    }
}

extension RecordReader {
    /// Reads what `RecordWriter.partyKey` wrote.
    mutating func partyKey() throws(Failure) -> PartyKey {
        if let cik = try key() { return .cik(cik) }
        return .name(try string())
    }
}
