internal import FilingModel

/// What the cover of a form tells: who reports, about whom, when, and in what role.
struct RenderedCover {
    /// Whose securities the form is about.
    private(set) var issuer: Issuer?
    /// The owners the cover names; the first has its boxes read.
    private(set) var owners: [ReportingOwner] = []
    /// Day of the event, transaction or year's end.
    private(set) var period: CalendarDate?
    /// For an amendment, the day the original was filed.
    private(set) var originalFiled: CalendarDate?
    /// The day above the form, with which papers are headed that were taken off a page.
    private(set) var filed: CalendarDate?
    /// Boxes that were found, ticked or not.
    private(set) var boxes: [CoverLabel: Bool] = [:]

    private let tokens: [CoverToken]

    /// Owners, and headings of one kind, that a cover may hold; EDGAR takes ten owners.
    private static let countMax = 100
    /// Labels and values that the box of one owner may hold.
    private static let boxTokenCountMax = 400

    /// Reads a cover.
    ///
    /// - Parameter lines: down to Table I.
    init(lines: [LayoutLine]) {
        tokens = CoverScanner.tokens(of: lines)
        readBoxes()
        readDates()
        readIssuer(heading: lines)
        readOwners()
        filed = Self.headingDate(in: lines)
    }

    // MARK: - Boxes

    private mutating func readBoxes() {
        // A box stands before its words, unless the first words have none and there are as many boxes as words.
        let relations = tokens.filter { token in
            if case .mark = token.content { return true }
            return token.label.map { [.director, .tenPercent, .officer, .otherRelation].contains($0) } ?? false
        }
        let labelCount = relations.count { $0.label != nil }
        let firstLabel = relations.firstIndex { $0.label != nil } ?? 0
        let after = relations.dropFirst(firstLabel).count - labelCount
        let marksFollow = firstLabel == 0 && labelCount >= 3 && after >= labelCount && relations.last?.label == nil
        var pending: Bool?
        var lastBox: CoverLabel?
        for token in tokens {
            switch token.content {
            case .mark(let isTicked):
                if marksFollow, let box = lastBox, !isFilerCount(box) {
                    boxes[box] = isTicked
                    lastBox = nil
                } else {
                    pending = isTicked
                }
            case .label(let label) where label.isBox:
                boxes[label] = (boxes[label] ?? false) || (pending ?? false)
                pending = nil
                lastBox = label
            case .label: break
            case .value: pending = nil
            }
        }
    }

    private func isFilerCount(_ label: CoverLabel) -> Bool { label == .oneFiler || label == .manyFilers }

    // MARK: - Dates

    private mutating func readDates() {
        struct Heading {
            let index: Int
            let token: CoverToken
        }
        let headings = tokens.enumerated().filter { $0.element.label == .event || $0.element.label == .amendment }
            .prefix(Self.countMax).map { Heading(index: $0.offset, token: $0.element) }
        var taken: Set<Int> = []
        // A date in the cell of a heading belongs to it; any other to the nearest heading above that has none.
        var loose: [(token: CoverToken, index: Int, date: CalendarDate)] = []
        for (index, token) in tokens.enumerated() {
            guard let value = token.value, let date = CalendarDate(parsing: value),
                value.contains("/") || value.contains("-")
            else { continue }
            if let heading = headings.last(where: { $0.token.cell == token.cell && $0.index < index }),
                !taken.contains(heading.index)
            {
                taken.insert(heading.index)
                set(date, for: heading.token)
            } else {
                loose.append((token, index, date))
            }
        }
        for (token, index, date) in loose {
            let open = headings.filter { $0.index < index && !taken.contains($0.index) }
            let nearest = open.min { left, right in
                distance(left.token, token) < distance(right.token, token)
            }
            guard let nearest else { continue }
            taken.insert(nearest.index)
            set(date, for: nearest.token)
        }
    }

    private func distance(_ heading: CoverToken, _ value: CoverToken) -> Int {
        abs(heading.column - value.column) * 4 + abs(value.row - heading.row)
    }

    private mutating func set(_ date: CalendarDate, for heading: CoverToken) {
        if heading.label == .event {
            period = period ?? date
        } else {
            originalFiled = originalFiled ?? date
        }
    }

    /// `October 01, 2013` on a line of its own above the form's first box.
    private static func headingDate(in lines: [LayoutLine]) -> CalendarDate? {
        for line in lines.prefix(12) where line.cells.count == 1 {
            if line.folded.contains("name and address") { return nil }
            if let date = CalendarDate(longForm: line.text) { return date }
        }
        return nil
    }

    // MARK: - Issuer

    private mutating func readIssuer(heading lines: [LayoutLine]) {
        if let start = tokens.firstIndex(where: { $0.label == .issuer }) {
            let label = tokens[start]
            // Under its label, else whatever on the cover ends in a symbol in brackets.
            let below = tokens[(start + 1)...].prefix { $0.column != label.column || $0.label?.isHeading != true }
                .filter { $0.column == label.column && $0.value != nil && !isDate($0) }
            if let first = below.first, let text = first.value {
                var text = text
                for more in below.dropFirst() where text.contains("[") ? !text.contains("]") : more.value?.first == "["
                {
                    text += " " + (more.value ?? "")
                }
                if text.contains("[") || !tokens.contains(where: { isNamed($0) }) {
                    issuer = Self.issuer(from: text, cik: first.cik)
                    return
                }
            }
        }
        if let token = tokens.first(where: { isNamed($0) }), let text = token.value {
            issuer = Self.issuer(from: text, cik: token.cik)
        } else if let mark = lines.firstIndex(where: { $0.folded.hasPrefix("form ") }),
            let line = lines[..<mark].last(where: { !$0.isBlank }), line.cells.count == 1, line.text.utf8.count < 100
        {
            issuer = Issuer(cik: nil, name: line.text)
        }
    }

    private func isDate(_ token: CoverToken) -> Bool { token.value.map { CalendarDate.parses($0[...]) } ?? false }

    private func isNamed(_ token: CoverToken) -> Bool {
        guard let value = token.value else { return false }
        return value.hasSuffix("]") && value.contains("[") && value.first != "["
    }

    /// Parts `TECOGEN INC. [TGEN]` or `TECOGEN INC. (TGEN)`.
    static func issuer(from text: String, cik: String?) -> Issuer {
        let key = cik.flatMap { CentralIndexKey(parsing: $0) }
        for (opening, closing) in [("[", "]"), ("(", ")")] as [(Character, Character)] {
            guard let start = text.lastIndex(of: opening),
                let end = text[start...].lastIndex(of: closing)
            else { continue }
            let symbol = text[text.index(after: start)..<end].trimmed
            // In round brackets only capitals are a symbol: `ACME INC (TGEN)`, not `Acme (Holdings)`.
            if opening == "(" {
                let isSymbol =
                    (1...6).contains(symbol.utf8.count)
                    && symbol.utf8.allSatisfy { (0x41...0x5A).contains($0) || $0 == 0x2E }
                guard isSymbol, text[end...].utf8.count == 1 else { continue }
            }
            return Issuer(
                cik: key, name: text[..<start].trimmed, tickerAsTyped: symbol.isEmpty ? nil : symbol)
        }
        return Issuer(cik: key, name: text.trimmed)
    }

    // MARK: - Owners

    private mutating func readOwners() {
        let starts = tokens.indices.filter { tokens[$0].label == .name }
        for start in starts.prefix(Self.countMax) {
            guard var owner = owner(from: start) else { continue }
            if owners.isEmpty { owner.relationship = relationship() }
            owners.append(owner)
        }
    }

    private func owner(from start: Int) -> ReportingOwner? {
        let label = tokens[start]
        // The box spans the columns up to the next heading of the line, and as far as its own small print goes.
        let next = tokens.first { $0.row == label.row && $0.column > label.column && $0.label?.isHeading == true }
        var lastColumn = (next?.column ?? Int.max) - 1
        for token in tokens[start...].prefix(Self.boxTokenCountMax) where token.label == .middle || token.label == .zip
        {
            if token.row - label.row < 20, next != nil { lastColumn = max(lastColumn, token.column) }
        }
        var name: [String] = []
        var streets: [String] = []
        var places: [String] = []
        var country: [String] = []
        var cik: String?
        var step = 0
        var isOutside = false
        for token in tokens[(start + 1)...].prefix(Self.boxTokenCountMax) {
            guard token.column >= label.column, token.column <= lastColumn else { continue }
            switch token.content {
            case .label(let found):
                if found.isHeading, token.row > label.row || next == nil {
                    if name.isEmpty { continue }
                    if step >= 3 || found == .name { return owner(name, streets, places, country, cik) }
                    // Another box on the way; the small print tells where this one goes on.
                    isOutside = true
                } else if found == .last || found == .first || found == .middle {
                    step = max(step, 1)
                } else if found == .street {
                    step = max(step, 2)
                    isOutside = false
                } else if found == .city || found == .state || found == .zip {
                    step = max(step, 3)
                } else if found == .country {
                    step = max(step, 4)
                } else if found.isBox, step >= 3 {
                    return owner(name, streets, places, country, cik)
                }
            case .mark: continue
            case .value(let text):
                if isOutside || isDate(token) || isNamed(token) { continue }
                switch step {
                case 0 where streets.isEmpty && (name.isEmpty || sameRow(token, as: name, from: start)):
                    name.append(text)
                    cik = cik ?? token.cik
                case 0, 1: streets.append(text)
                case 2: places.append(text)
                case 3 where next == nil || token.column == label.column: country.append(text)
                default: break
                }
            }
        }
        return owner(name, streets, places, country, cik)
    }

    private func sameRow(_ token: CoverToken, as name: [String], from start: Int) -> Bool {
        tokens[start...].prefix(Self.boxTokenCountMax).contains {
            $0.row == token.row && $0.value == name.first && $0.cell != token.cell
        }
    }

    private func owner(
        _ name: [String], _ streets: [String], _ places: [String], _ country: [String], _ cik: String?
    ) -> ReportingOwner? {
        guard !name.isEmpty else { return nil }
        var lines = streets
        var places = places
        // Without the small print the last line is the place.
        if places.isEmpty, let last = lines.last, AddressText.endsAddress(last) { places = [lines.removeLast()] }
        var address = AddressText.address(streets: lines, places: places)
        if let land = country.first, country.count == 1, land.utf8.count <= 40, places.count > 0 {
            address.country = land
        }
        return ReportingOwner(
            cik: cik.flatMap { CentralIndexKey(parsing: $0) }, name: name.joined(separator: " "), address: address)
    }

    private func relationship() -> OwnerRelationship {
        var relationship = OwnerRelationship()
        relationship.isDirector = boxes[.director] ?? false
        relationship.isTenPercentOwner = boxes[.tenPercent] ?? false
        relationship.isOfficer = boxes[.officer] ?? false
        relationship.isOther = boxes[.otherRelation] ?? false
        guard relationship.isOfficer || relationship.isOther else { return relationship }
        let title = words(below: [.give, .officer])
        let other = words(below: [.specify, .otherRelation])
        if relationship.isOfficer { relationship.officerTitle = title }
        // In one column both stand on one line.
        if relationship.isOther, other != title || !relationship.isOfficer { relationship.otherText = other }
        return relationship
    }

    /// What the filer wrote under `(give title below)` or `(specify below)`.
    private func words(below labels: [CoverLabel]) -> String? {
        guard let label = labels.first(where: { label in tokens.contains { $0.label == label } }),
            let start = tokens.lastIndex(where: { $0.label == label })
        else { return nil }
        let column = tokens[start].column
        for token in tokens[(start + 1)...] {
            // The boxes of joint filers stand below, whatever columns they have.
            if token.label == .name { return nil }
            guard token.column == column else { continue }
            if let found = token.label, found.isHeading || found == .oneFiler { return nil }
            if let value = token.value, !isDate(token), !isNamed(token) { return value }
        }
        // A converter that loses empty cells loses the columns too: the next words behind the small print.
        let small = tokens.lastIndex { $0.label == .give || $0.label == .specify } ?? start
        for token in tokens[(max(small, start) + 1)...] {
            if let found = token.label, found.isHeading || found.isBox { return nil }
            if let value = token.value { return isDate(token) || isNamed(token) ? nil : value }
        }
        return nil
    }
}
