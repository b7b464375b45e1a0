internal import FilingModel
internal import FilingSearch
internal import TestSupport
internal import Testing

/// Contexts over random papers, held against going through every owner of every filing.
@Suite struct `Who fulfils a context` {
    private static let issuers = [
        (cik: 501, name: "ACME INC", ticker: "ACM"), (cik: 502, name: "BRAVO CORP", ticker: "BRV"),
        (cik: 503, name: "CHARLIE LLC", ticker: "CHL"),
    ]
    private static let boxes = ["director", "officer", "tenPercentOwner", "other"]
    private static let cities = [("BOSTON", "MA"), ("NEW YORK", "NY"), ("YORK", "PA"), ("ALBANY", "NY")]
    private static let titles = ["", "CEO", "Chief Financial Officer", "Chief Executive Officer", "See Remarks"]
    private static let forms = ["3", "4", "4/A", "5"]
    private static let names = ["SMITH JOHN", "SMITH JANE", "SMYTHE JOHN", "SMITH J", "JONES JOHN", "SMITH JOHN JR"]

    private static func pick<Element>(_ list: [Element], _ generator: inout SeededGenerator) -> Element {
        list[Int.random(in: 0..<list.count, using: &generator)]
    }

    private static func papers(_ generator: inout SeededGenerator) -> [OwnershipPaper] {
        (0..<120).map { _ in
            let owners = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
                let number = Int.random(in: 0..<30, using: &generator)
                let place = pick(cities, &generator)
                return OwnershipPaper.Owner(
                    1_000 + number, names[number % names.count], city: place.0, state: place.1,
                    boxes: Set(boxes.filter { _ in Bool.random(using: &generator) }), title: pick(titles, &generator))
            }
            let day = Int.random(in: 1...28, using: &generator)
            return OwnershipPaper(
                pick(issuers, &generator), owners, form: pick(forms, &generator),
                period: "20\(Int.random(in: 10...14, using: &generator))-0\(Int.random(in: 1...9, using: &generator))-"
                    + (day < 10 ? "0\(day)" : "\(day)"))
        }
    }

    private struct Known {
        var context = PartyContext()
        var issuer: Int?
        var box: String?
    }

    private static func known(_ generator: inout SeededGenerator) -> Known {
        var known = Known()
        func maybe() -> Bool { Int.random(in: 0..<3, using: &generator) == 0 }
        if maybe() {
            let issuer = pick(issuers, &generator)
            known.issuer = issuer.cik
            known.context.issuer = pick([issuer.ticker, issuer.name, "\(issuer.cik)"], &generator)
        }
        if maybe() { known.context.form = pick(forms, &generator) }
        if maybe() {
            known.box = pick(boxes, &generator)
            let roles: [String: PartyRoles] = [
                "director": .director, "officer": .officer, "tenPercentOwner": .tenPercentOwner, "other": .other,
            ]
            known.context.roles = roles[known.box ?? ""] ?? []
        } else if maybe() {
            known.context.roles = .owner
        }
        if maybe() { known.context.title = pick(["chief", "officer chief", "ceo", "remarks"], &generator) }
        if maybe() { known.context.city = pick(["york", "new york", "Boston", "albany"], &generator) }
        if maybe() { known.context.state = pick(["NY", "ma", "pennsylvania"], &generator) }
        let days = (0..<2).compactMap { _ in
            CalendarDate(ordinal: 20_100_101 + 10_000 * Int.random(in: 0...4, using: &generator))
        }.sorted()
        if maybe() { known.context.since = days.first }
        if maybe() { known.context.until = days.last }
        return known
    }

    /// The CIKs that fulfil a context, found by going through all.
    private static func expected(_ known: Known, _ papers: [OwnershipPaper]) -> Set<UInt64> {
        let context = known.context
        func words(_ text: String) -> Set<Substring> { Set(text.lowercased().split(separator: " ")) }
        var found: Set<UInt64> = []
        for paper in papers {
            if let issuer = known.issuer, paper.issuer.cik != issuer { continue }
            if let form = context.form, paper.form != form, paper.form != form + "/A" { continue }
            let day = CalendarDate(parsing: paper.period)?.ordinal ?? 0
            if let since = context.since, day < since.ordinal { continue }
            if let until = context.until, day > until.ordinal { continue }
            // An owner that is listed twice has all boxes of both, the rest of the first.
            var seen: Set<Int> = []
            for owner in paper.owners where seen.insert(owner.cik ?? 0).inserted {
                let own = paper.owners.filter { $0.cik == owner.cik }
                if let box = known.box, !own.contains(where: { $0.boxes.contains(box) }) { continue }
                if let title = context.title, !words(title).isSubset(of: words(owner.title)) { continue }
                if let city = context.city, !words(city).isSubset(of: words(owner.city)) { continue }
                if let state = context.state, owner.state != (state == "pennsylvania" ? "PA" : state.uppercased()) {
                    continue
                }
                found.insert(UInt64(owner.cik ?? 0))
            }
        }
        return found
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `is what going through every owner gives, and the order stays`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let papers = Self.papers(&generator)
        let small = SmallIndex()
        for (number, paper) in papers.enumerated() { small.inputs.write("\(number).xml", paper.xml) }
        try small.rebuild(threadCount: 2, fileCountMax: 50)
        let index = try small.open()
        var session = index.nameSession()
        let everyone = try session.parties(like: "smith john", limit: 1_000, scoreMin: 0)
        for _ in 0..<150 {
            let known = Self.known(&generator)
            let expected = Self.expected(known, papers)
            let selection = try index.selection(of: known.context)
            for limit in [2, 1_000] {
                let hits = try session.parties(like: "smith john", limit: limit, scoreMin: 0, within: selection)
                let isAnyone = known.context.isEmpty
                let wanted = everyone.filter { isAnyone || expected.contains($0.cik?.value ?? 0) }
                #expect(hits.map(\.cik) == wanted.prefix(limit).map(\.cik), "\(known.context)")
                if known.context.concerns { #expect(hits.allSatisfy { $0.context != nil }) }
            }
        }
    }
}

extension PartyContext {
    fileprivate var concerns: Bool { !isEmpty && self != PartyContext(kind: kind) }
}
