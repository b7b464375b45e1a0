/// Reads the query language.
///
/// Never fails: it gives the query it understood and says what it made of the rest.
///
/// Parts stand side by side for AND; `OR` binds looser, `NOT`, a leading `-` and `NEAR` tighter; parentheses group;
/// `field:` says where to look. Open groups are kept in a list of our own, so parentheses of any depth are read without
/// filling the stack; groups of one part vanish.
struct QueryParser {
    /// Groups that really nest deeper are left out, so that nothing that goes through the tree overflows the stack: a
    /// level takes a few hundred bytes of the 512 KiB that a thread may have.
    static let depthMax = 100

    private let tokens: [QueryToken]
    private var position = 0
    private var groups = [Group()]
    private var hasNotedDepth = false
    private var diagnostics: [QueryDiagnostic]

    /// A parenthesis that is open, and what has been read in it.
    private struct Group {
        /// Place of the parenthesis.
        var open: QueryToken?
        /// Parts joined by OR so far.
        var alternatives: [Part] = []
        /// Parts side by side so far.
        var parts: [Part] = []
        /// What the next part is to be.
        var pending = Pending()
        /// The operator between the part before and the next.
        var near: (within: Int, at: Int)?
    }

    /// What stands before a part.
    private struct Pending {
        var isNegated = false
        var notRange: Range<Int>?
        var field: (name: String, range: Range<Int>)?
    }

    /// A finished part and how many levels of groups are in it.
    private struct Part {
        /// What it is, or what a chain of NEAR began with.
        var base: QuerySyntax
        var depth = 0
        /// The chain that goes on with it.
        var chain: NearChain?

        init(syntax: QuerySyntax, depth: Int = 0) { (base, self.depth) = (syntax, depth) }

        var syntax: QuerySyntax {
            get { chain?.syntax ?? base }
            set { (base, chain) = (newValue, nil) }
        }
    }

    /// Reads a query.
    ///
    /// - Parameter text: as typed.
    /// - Returns: what was understood, `nil` for a query without any words; and what was odd.
    static func parse(_ text: String) -> (syntax: QuerySyntax?, diagnostics: [QueryDiagnostic]) {
        let (tokens, diagnostics) = QueryLexer.tokens(in: text)
        var parser = QueryParser(tokens: tokens, diagnostics: diagnostics)
        while parser.position < tokens.count { parser.step() }
        let openCount = parser.groups.count - 1
        if openCount > 0, let open = parser.groups[1].open {
            let what = openCount == 1 ? "'(' is never closed; it was" : "\(openCount) '(' are never closed; they were"
            parser.note(open.range, what + " taken to end with the query")
        }
        while parser.groups.count > 1 { parser.closeGroup() }
        parser.endAlternative()
        let whole = parser.joined(parser.groups[0].alternatives)
        return (whole?.syntax, parser.diagnostics.sorted { ($0.range?.lowerBound ?? 0) < ($1.range?.lowerBound ?? 0) })
    }

    private init(tokens: [QueryToken], diagnostics: [QueryDiagnostic]) {
        (self.tokens, self.diagnostics) = (tokens, diagnostics)
    }

    private mutating func note(_ range: Range<Int>, _ message: String) {
        diagnostics.append(QueryDiagnostic(range: range, message: message))
    }

    private var top: Group {
        get { groups[groups.count - 1] }
        _modify { yield &groups[groups.count - 1] }
    }

    private mutating func step() {
        let token = tokens[position]
        position += 1
        switch token.kind {
        case .word(let word): accept(.text(word))
        case .phrase(let words, let within): accept(.phrase(words, within: within))
        case .prefix(let word): accept(.prefix(word))
        case .wildcard(let word): accept(.wildcard(word))
        case .fuzzy(let word, let edits): accept(.fuzzy(word, edits: edits))
        case .stemmed(let word): accept(.stemmed(word))
        case .regex(let expression): accept(.regex(expression, at: token.range.lowerBound))
        case .field(let name): field(name, token.range)
        case .open:
            groups.append(Group(open: token))
        case .close:
            if groups.count > 1 { closeGroup() } else { note(token.range, "')' without '('; it was passed over") }
        case .not:
            top.pending.isNegated.toggle()
            if top.pending.notRange == nil { top.pending.notRange = token.range }
        case .near(let within):
            guard !top.parts.isEmpty, !top.pending.isNegated else {
                note(token.range, "nothing stands before NEAR; it was passed over")
                return
            }
            top.near = (within, token.range.lowerBound)
        case .or:
            endAlternative()
        case .and, .plus:
            break
        case .boost:
            note(token.range, "a boost without anything before it was passed over")
        }
    }

    // MARK: - Parts

    private mutating func field(_ name: String, _ range: Range<Int>) {
        let next = position < tokens.count ? tokens[position].kind : nil
        switch next {
        case .word, .phrase, .prefix, .wildcard, .fuzzy, .stemmed, .regex, .open:
            if let outer = top.pending.field { noteOverridden(outer) }
            top.pending.field = (name.lowercased(), range)
        case .field:
            if let outer = top.pending.field { noteOverridden(outer) }
            top.pending.field = (name.lowercased(), range)
        default:
            note(range, "nothing follows '\(name):'; it was taken as a word")
            accept(.text(name))
        }
    }

    private mutating func noteOverridden(_ field: (name: String, range: Range<Int>)) {
        note(field.range, "'\(field.name):' stands before another field; it was passed over")
    }

    private mutating func accept(_ syntax: QuerySyntax, depth: Int = 0) {
        var part = Part(syntax: syntax, depth: depth)
        while position < tokens.count, case .boost(let factor) = tokens[position].kind {
            if case .boosted(let inner, let other) = part.syntax {
                part.syntax = .boosted(inner, by: min(other * factor, 1_000_000))
            } else {
                part = Part(syntax: .boosted(part.syntax, by: factor), depth: part.depth + 1)
            }
            position += 1
        }
        let pending = top.pending
        top.pending = Pending()
        if let field = pending.field {
            let place = field.range.lowerBound
            if case .field(let inner, _, _) = part.syntax, field.name != "row" || inner == "row" {
                // The innermost says where to look; only row: takes other filters.
                noteOverridden(field)
            } else {
                part = Part(syntax: .field(field.name, at: place, part.syntax), depth: part.depth + 1)
            }
        }
        if let near = top.near, var before = top.parts.popLast() {
            top.near = nil
            join(&before, part, within: near.within, at: near.at)
            top.parts.append(before)
            return
        }
        if pending.isNegated {
            if case .not(let inner) = part.syntax {
                part = Part(syntax: inner, depth: part.depth - 1)
            } else {
                part = Part(syntax: .not(part.syntax), depth: part.depth + 1)
            }
        }
        top.parts.append(part)
    }

    /// Makes a part say that it stands near another; a chain is one part.
    private mutating func join(_ left: inout Part, _ right: Part, within: Int, at place: Int) {
        left.depth = max(left.depth, right.depth)
        var isFirst = false
        if left.chain == nil {
            let chain = NearChain(left.base, within: within, at: place)
            isFirst = chain.parts.count == 1
            left.chain = chain
        }
        if !isFirst, left.chain?.within != within {
            note(place..<place + 4, "a chain of NEAR has one distance; the largest was taken")
        }
        var syntax = right.syntax
        if let name = left.chain?.fieldName, case .field(let other, let otherPlace, let bare) = syntax {
            if other != name {
                note(
                    otherPlace..<otherPlace + other.count,
                    "NEAR looks in one field; '\(other):' was passed over for '\(name):'")
            }
            syntax = bare
        }
        left.chain?.add(syntax, within: within)
    }

    // MARK: - Groups

    /// Closes the innermost group and hands what is in it to the one around it.
    private mutating func closeGroup() {
        endAlternative()
        let group = groups.removeLast()
        guard let part = joined(group.alternatives) else {
            // Nothing in it: what stands before it has nothing to say anything about.
            top.pending = Pending()
            return
        }
        if part.depth > Self.depthMax, let open = group.open {
            if !hasNotedDepth {
                note(open.range, "what is nested deeper than \(Self.depthMax) groups was left out")
            }
            hasNotedDepth = true
            top.pending = Pending()
            return
        }
        accept(part.syntax, depth: part.depth)
    }

    /// Ends the parts side by side.
    private mutating func endAlternative() {
        if top.pending.isNegated {
            note(top.pending.notRange ?? 0..<0, "nothing follows NOT; it was passed over")
        }
        if let near = top.near { note(near.at..<near.at + 4, "nothing follows NEAR; it was passed over") }
        top.pending = Pending()
        top.near = nil
        let parts = top.parts
        top.parts = []
        guard let first = parts.first else { return }
        guard parts.count > 1 else {
            top.alternatives.append(first)
            return
        }
        let depth = 1 + (parts.map(\.depth).max() ?? 0)
        top.alternatives.append(Part(syntax: .all(parts.map(\.syntax)), depth: depth))
    }

    private func joined(_ alternatives: [Part]) -> Part? {
        guard alternatives.count > 1 else { return alternatives.first }
        let depth = 1 + (alternatives.map(\.depth).max() ?? 0)
        return Part(syntax: .any(alternatives.map(\.syntax)), depth: depth)
    }
}
