internal import FilingModel
internal import TestSupport
internal import Testing
internal import TextAnalysis

@testable internal import FilingSearch

/// What a query means, said a second time over the filings themselves.
@Suite struct `Searching against a plain filter` {
    private func check(_ query: String, _ matches: (Filing) -> Bool) throws {
        let index = try FixtureIndex.shared.get().index
        let results = try index.search(SearchRequest(query: query, limit: 1_000))
        var expected: Set<FilingIdentity> = []
        for filing in ImportedFilings.all {
            guard let kept = try index.filing(filing.identity) else { continue }
            if matches(kept) { expected.insert(kept.identity) }
        }
        #expect(Set(results.hits.map(\.filing.identity)) == expected, "\(query)")
        #expect(results.total == expected.count, "\(query)")
        #expect(results.hits.count == expected.count, "\(query)")
        #expect(results.hits.map(\.score) == results.hits.map(\.score).sorted(by: >), "\(query)")
    }

    @Test(arguments: ["3", "4", "5", "8-K", "144", "EFFECT", "3/A", "TEXT", "sc 13d", "SC 13D/A", "UPLOAD"])
    func `by form`(form: String) throws {
        let asked = try #require(FormType(parsing: form))
        try check("form:\"\(form)\"") { $0.form.base == asked.base && (!asked.isAmendment || $0.form.isAmendment) }
    }

    @Test(arguments: [
        ("2013", 2013_01_01, 2013_12_31), ("2020..", 2020_01_01, 9999_12_31), ("..2000", 0, 2000_12_31),
        ("2020-01..2020-12-09", 2020_01_01, 2020_12_09), ("<2010", 0, 2009_12_31), (">2023", 2024_01_01, 9999_12_31),
    ])
    func `by day`(range: String, lower: Int, upper: Int) throws {
        func isWithin(_ date: CalendarDate?) -> Bool { date.map { (lower...upper).contains(Int($0.ordinal)) } ?? false }
        try check("filed:\(range)") { isWithin($0.effectiveDate) }
        try check("period:\(range)") { isWithin($0.period) }
        try check("filed:\(range) OR period:\(range)") { isWithin($0.effectiveDate) || isWithin($0.period) }
        try check("filed:\(range) -period:\(range)") { isWithin($0.effectiveDate) && !isWithin($0.period) }
    }

    @Test func `by key`() throws {
        var keys: Set<CentralIndexKey> = []
        for filing in ImportedFilings.all { keys.formUnion(filing.keys) }
        #expect(keys.count > 15)
        for key in keys {
            try check("cik:\(key)") { $0.keys.contains(key) }
            try check("cik:\(key.padded) form:4") { $0.keys.contains(key) && $0.form.base == "4" }
        }
    }

    @Test func `by role and transaction code`() throws {
        func boxes(_ filing: Filing) -> [OwnerRelationship] {
            filing.owners.map(\.relationship) + filing.otherParties.map(\.relationship)
        }
        try check("role:director") { boxes($0).contains(where: \.isDirector) }
        try check("role:officer") { boxes($0).contains(where: \.isOfficer) }
        try check("role:ten") { boxes($0).contains(where: \.isTenPercentOwner) }
        try check("role:other") { boxes($0).contains(where: \.isOther) }
        try check("-role:officer") { !boxes($0).contains(where: \.isOfficer) }
        try check("role:owner") { !$0.owners.isEmpty }
        try check("role:signer") { !$0.signatures.isEmpty }
        for role in ["seller", "broker", "reporting person", "subject company", "filed for"] {
            try check("role:\"\(role)\"") { $0.otherParties.contains { $0.role == role } }
        }
        try check("role:(officer OR ten) form:4") { filing in
            filing.form.base == "4"
                && filing.owners.contains { $0.relationship.isOfficer || $0.relationship.isTenPercentOwner }
        }
        for code in ["A", "C", "G", "M", "P", "S", "X"] {
            try check("code:\(code)") { $0.rows.contains { $0.transactionCode.value?.uppercased() == code } }
        }
    }

    @Test func `by the words of names`() throws {
        for word in ["panora", "inc", "robert", "snowflake", "karp", "capital"] {
            try check("owner:\(word)") { $0.words(.owner).contains(word) }
            try check("issuer:\(word)") { $0.words(.issuer).contains(word) }
            try check("signature:\(word)") { $0.words(.signature).contains(word) }
            try check("owner:\(word) OR issuer:\(word)") {
                $0.words(.owner).contains(word) || $0.words(.issuer).contains(word)
            }
            try check("-owner:\(word)") { !$0.words(.owner).contains(word) }
        }
        for beginning in ["pan", "s", "tec", "ro"] {
            try check("owner:\(beginning)*") { $0.words(.owner).contains { $0.hasPrefix(beginning) } }
            try check("issuer:\(beginning)* -owner:\(beginning)*") { filing in
                filing.words(.issuer).contains { $0.hasPrefix(beginning) }
                    && !filing.words(.owner).contains { $0.hasPrefix(beginning) }
            }
        }
    }

    @Test func `by phrase`() throws {
        for phrase in ["shares of", "common stock", "of the", "right to buy", "the issuer", "stock of common"] {
            let words = phrase.split(separator: " ").map(String.init)
            try check("footnote:\"\(phrase)\"") { $0.footnotes.contains { words.isRun(in: $0.text) } }
            try check("security:\"\(phrase)\"") { filing in
                filing.rows.contains { row in
                    [row.securityTitle, row.underlyingTitle].contains { title in
                        words.isRun(in: title.value ?? title.unreadText ?? "")
                    }
                }
            }
            try check("text:\"\(phrase)\"") { filing in
                filing.documents.contains { words.isRun(in: $0.text) || words.isRun(in: $0.description ?? "") }
            }
        }
    }

    @Test func `by everything together`() throws {
        try check("form:3 owner:panora ticker:tgen title:(coo president) -code:P") { filing in
            filing.form.base == "3" && filing.words(.owner).contains("panora")
        }
        try check("(form:3 OR form:5) (role:director OR role:officer) NOT issuer:tecogen") { filing in
            ["3", "5"].contains(filing.form.base) && !filing.words(.issuer).contains("tecogen")
                && filing.owners.contains { $0.relationship.isDirector || $0.relationship.isOfficer }
        }
        try check("-form:3 -form:4 -form:5") { !$0.form.isOwnership }
    }
}

extension Filing {
    fileprivate enum Part { case owner, issuer, signature }

    /// The folded words of one part.
    fileprivate func words(_ part: Part) -> [String] {
        var tokenizer = WordTokenizer()
        let texts: [String] =
            switch part {
            case .owner: owners.flatMap { [$0.name] + $0.formerNames.map(\.name) }
            case .issuer: issuer.map { [$0.name] + $0.formerNames.map(\.name) } ?? []
            case .signature: signatures.map(\.name)
            }
        return texts.flatMap { tokenizer.words(in: $0) }
    }

    fileprivate var keys: Set<CentralIndexKey> {
        Set([issuer?.cik].compactMap(\.self) + owners.compactMap(\.cik) + otherParties.compactMap(\.cik))
    }
}

extension [String] {
    /// Whether these words follow one another in a text.
    fileprivate func isRun(in text: String) -> Bool {
        var tokenizer = WordTokenizer()
        let words = tokenizer.words(in: text)
        guard words.count >= count else { return false }
        return (0...words.count - count).contains { Array(words[$0..<$0 + count]) == self }
    }
}
