internal import FilingModel
internal import TextAnalysis

/// Tells which uses of parties fulfil a context.
///
/// Forms, titles and places are few against uses: each text is looked at once and its answer kept.
struct PartyUseFilter {
    private let uses: PartyUses
    private let issuer: Int?
    private let roles: PartyRoles
    private let form: FormType?
    private let title, city, state: [String]
    private let days: ClosedRange<Int32>
    private let hasDays: Bool
    private var forms, titles, places: [Answer]
    private var tokenizer = WordTokenizer()

    private enum Answer: UInt8 { case unknown, yes, no }

    /// A filter.
    ///
    /// - Parameters:
    ///   - context: what is known; the issuer is passed over.
    ///   - issuer: the number of the issuer meant, if one is.
    ///   - uses: what is filtered.
    init(_ context: PartyContext, issuer: Int?, in uses: PartyUses) {
        self.uses = uses
        self.issuer = issuer
        roles = context.roles
        form = context.form.flatMap { FormType(parsing: $0) }
        var tokenizer = WordTokenizer()
        title = context.title.map { tokenizer.words(in: $0) } ?? []
        city = context.city.map { tokenizer.words(in: $0) } ?? []
        state = context.state.map { tokenizer.words(in: $0) } ?? []
        let first = context.since?.ordinal ?? 0
        let last = context.until?.ordinal ?? Int32.max
        hasDays = context.since != nil || context.until != nil
        // A filing that tells no day, 0 here, lies in no stretch of days.
        days = max(first, hasDays ? 1 : 0)...max(last, first, 1)
        let texts = uses.textCount
        forms = form == nil ? [] : [Answer](repeating: .unknown, count: texts)
        titles = title.isEmpty ? [] : [Answer](repeating: .unknown, count: texts)
        places = city.isEmpty && state.isEmpty ? [] : [Answer](repeating: .unknown, count: texts)
    }

    /// Whether a use fulfils the context on some day.
    mutating func matches(_ use: Int) -> Bool {
        if let issuer, uses.issuer(of: use) != issuer { return false }
        guard uses.roles(of: use).isSuperset(of: roles) else { return false }
        if let form {
            let text = uses.form(of: use)
            if forms[text] == .unknown { forms[text] = Self.holds(form, uses.text(text)) ? .yes : .no }
            guard forms[text] == .yes else { return false }
        }
        if !title.isEmpty {
            let text = uses.title(of: use)
            if titles[text] == .unknown {
                let words = Set(tokenizer.words(in: uses.text(text)))
                titles[text] = title.allSatisfy(words.contains) ? .yes : .no
            }
            guard titles[text] == .yes else { return false }
        }
        if !city.isEmpty || !state.isEmpty {
            let text = uses.place(of: use)
            if places[text] == .unknown { places[text] = isThere(uses.text(text)) ? .yes : .no }
            guard places[text] == .yes else { return false }
        }
        return !hasDays || uses.hasDay(use, in: days)
    }

    /// The days on which a use that matches does so; 0 for a filing that tells none.
    func days(of use: Int) -> [Int32] { uses.days(of: use, in: days) }

    private static func holds(_ form: FormType, _ text: String) -> Bool {
        guard let filed = FormType(parsing: text) else { return false }
        return filed.base == form.base && (filed.isAmendment || !form.isAmendment)
    }

    /// Whether a place, in lines as `PostalAddress.placeLines` has them, is the one meant.
    private mutating func isThere(_ place: String) -> Bool {
        let lines = place.split(separator: "\n", omittingEmptySubsequences: false)
        let words = lines.map { tokenizer.words(in: String($0)) }
        guard words.count > 0, city.allSatisfy(Set(words[0]).contains) else { return false }
        if state.isEmpty { return true }
        let code = words.count > 1 ? words[1] : []
        if code == state || code == StateCodes.code(of: state).map({ [$0] }) { return true }
        let described = Set(code + (words.count > 2 ? words[2] : []))
        return state.allSatisfy(described.contains) && state.joined().utf8.count > 2
    }
}
