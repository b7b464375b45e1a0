/// The order of a table, chosen by its headings: each is a link to the same page in another order, so it works without
/// script and can be shared.
struct TableOrder: Sendable {
    /// The parameter that says by which column; a value ends in `-back` for the other direction.
    let parameter: String
    /// Its value, if there is one.
    let chosen: String?
    /// The column that it is ordered by when none is chosen.
    let standard: String
    /// The page with everything else that is chosen on it.
    let address: Address
    /// The part of the page that the table stands in; `nil` for its beginning.
    var part: StaticString?
    /// The columns that it can be ordered by.
    var columns: Set<String>
    /// Whether the other direction can be had, and rows stand exactly in order.
    var isExact = true

    /// The parameter for columns.
    static func parameter(_ name: String, _ columns: [String]) -> Parameter {
        Parameter(name, .word(columns.flatMap { [$0, $0 + Self.back] }), "By which column a table is ordered.")
    }

    private static let back = "-back"

    /// The column that it is ordered by.
    var column: String {
        chosen.map { $0.hasSuffix(Self.back) ? String($0.dropLast(Self.back.count)) : $0 } ?? standard
    }
    /// Whether it is ordered the other way round.
    var isBack: Bool { chosen?.hasSuffix(Self.back) ?? false }

    /// A heading that orders by its column.
    ///
    /// - Parameters:
    ///   - label: what it says.
    ///   - column: the column's name.
    ///   - isUpFirst: whether the first direction begins with the least; names do, numbers and days do not.
    ///   - isNumber: whether the column holds numbers.
    /// - Returns: the cell; without a link where it cannot be ordered so.
    func heading(_ label: HTML, _ column: String, isUpFirst: Bool = false, isNumber: Bool = false) -> HTML {
        let css: HTML = isNumber ? " class=\"number\"" : ""
        guard columns.contains(column) else { return "<th scope=\"col\"\(css)>\(label)</th>" }
        let isChosen = self.column == column
        let isUp = isUpFirst != isBack
        let sort: HTML =
            !isChosen
            ? ""
            : !isExact && column != standard
                ? " aria-sort=\"other\"" : isUp ? " aria-sort=\"ascending\"" : " aria-sort=\"descending\""
        let sign: HTML = !isChosen ? "" : "<span aria-hidden=\"true\">\(isUp ? "▲" : "▼")</span>"
        let next = isChosen && isExact && !isBack ? column + Self.back : column
        let target = address.with(parameter, next == standard ? nil : next)
        let anchor: HTML = part.map { "#\(HTML(stringLiteral: $0))" } ?? ""
        return "<th scope=\"col\"\(css)\(sort)><a class=\"sort\" href=\"\(target)\(anchor)\">\(label)\(sign)</a></th>"
    }

    /// Things in the order of a key; those without one stand last.
    ///
    /// - Parameters:
    ///   - things: in any order; equal ones stay in it.
    ///   - isUpFirst: as for the heading.
    ///   - key: what they are ordered by.
    /// - Returns: all of them.
    func sorted<Thing, Key: Comparable>(_ things: [Thing], isUpFirst: Bool = false, by key: (Thing) -> Key?) -> [Thing]
    {
        let isUp = isUpFirst != isBack
        let keys = things.map(key)
        return things.indices.sorted { left, right in
            switch (keys[left], keys[right]) {
            case (let first?, let second?) where first != second: (first < second) == isUp
            case (.some, nil): true
            case (nil, .some): false
            default: left < right
            }
        }.map { things[$0] }
    }
}
