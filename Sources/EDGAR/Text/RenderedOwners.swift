internal import FilingModel

/// Reads the list *Reporting Owners* that some renderings add below the tables.
struct RenderedOwners {
    private struct Entry {
        var lines: [String]
        var relations: [String]
        var cik: CentralIndexKey?
    }

    private var entries: [Entry] = []
    private var heads: [(offset: Int, column: Int)] = []

    /// Reads the list.
    ///
    /// - Parameter lines: below its heading.
    init(lines: [LayoutLine]) {
        for line in lines where !line.isBlank {
            let isHeading = ["relationships", "director", "10 owner", "officer", "other"].contains(line.folded)
            if line.folded.contains("name address") || isHeading && entries.isEmpty || isHead(line) { continue }
            add(line)
        }
    }

    /// `Director  10% Owner  Officer  Other`; remembers where each stands if blanks make the columns.
    private mutating func isHead(_ line: LayoutLine) -> Bool {
        let folded = line.folded
        guard folded.contains("director"), folded.contains("10 owner"), folded.contains("officer") else { return false }
        for cell in line.cells where cell.offset >= 0 {
            let column = ["director", "10 owner", "officer", "other"].firstIndex(of: cell.folded)
            // Heads that begin where the names do don't stand above their columns.
            if let column, cell.offset > 0 { heads.append((cell.offset, column)) }
        }
        return true
    }

    private mutating func add(_ line: LayoutLine) {
        guard let first = line.cells.first else { return }
        let rest = line.cells.dropFirst()
        var relations = [String](repeating: "", count: 4)
        if rest.first?.offset ?? -1 >= 0, heads.count < 4 {
            // Nothing tells the columns but a title, which only an officer has.
            if let title = rest.first(where: { !Self.parted($0.text).words.isEmpty }) { relations[2] = title.text }
        } else if rest.first?.offset ?? -1 >= 0 {
            // Blanks make the columns: the nearest head tells which.
            for cell in rest {
                let head = heads.min { abs($0.offset - cell.offset) < abs($1.offset - cell.offset) }
                if let head { relations[head.column] = cell.text }
            }
        } else {
            for (index, cell) in rest.prefix(4).enumerated() { relations[index] = cell.text.replacing("\n", with: " ") }
        }
        // One cell to a line: what follows the city is a tick, whose column is lost, or a title.
        if rest.isEmpty, let last = entries.indices.last, isComplete(entries[last]), entries[last].relations[2].isEmpty,
            first.text == "X" || Self.parted(first.text).isTicked || first.text.isEmpty
        {
            return
        }
        let isOpen = entries.last.map { !isComplete($0) && $0.relations.allSatisfy(\.isEmpty) } ?? false
        let isNew =
            entries.isEmpty || !isOpen && (!relations.allSatisfy(\.isEmpty) || isComplete(entries[entries.count - 1]))
        if isNew, !first.text.isEmpty {
            let lines = first.text.split(separator: "\n").map(String.init)
            entries.append(Entry(lines: lines, relations: relations, cik: first.cik))
        } else if !first.text.isEmpty, !entries.isEmpty {
            fillRelations(relations)
            entries[entries.count - 1].lines += first.text.split(separator: "\n").map(String.init)
        }
    }

    private mutating func fillRelations(_ relations: [String]) {
        let last = entries.count - 1
        for (index, words) in relations.enumerated() where entries[last].relations[index].isEmpty {
            entries[last].relations[index] = words
        }
    }

    private func isComplete(_ entry: Entry) -> Bool {
        guard let last = entry.lines.last else { return false }
        return AddressText.endsAddress(last)
    }

    /// The owners of the list, completed by what the cover tells, or those of the cover where there is no list.
    ///
    /// - Parameter cover: owners of the cover; their addresses are in pieces already.
    /// - Returns: each owner once.
    func merged(with cover: [ReportingOwner]) -> [ReportingOwner] {
        var rest = cover
        var owners: [ReportingOwner] = []
        for entry in entries {
            let line = entry.lines.joined(separator: " ")
            let known = rest.firstIndex { line.lowercased().hasPrefix($0.name.lowercased()) }
            var owner: ReportingOwner
            if let known {
                owner = rest.remove(at: known)
            } else {
                owner = Self.owner(of: entry, cover: cover.first)
            }
            if owner.address.isEmpty { owner.address = Self.owner(of: entry, cover: owner).address }
            owner.cik = owner.cik ?? entry.cik
            Self.add(entry.relations, to: &owner.relationship)
            owners.append(owner)
        }
        // A cover that names someone the list doesn't is believed too, the cover's first owner first.
        guard let first = rest.first else { return owners }
        return first == cover.first ? rest + owners : owners + rest
    }

    private static func owner(of entry: Entry, cover: ReportingOwner?) -> ReportingOwner {
        if entry.lines.count > 1 {
            var lines = entry.lines
            let name = lines.removeFirst()
            let places = lines.last.map { AddressText.endsAddress($0) } == true ? [lines.removeLast()] : []
            return ReportingOwner(
                cik: entry.cik, name: name, address: AddressText.address(streets: lines, places: places))
        }
        let line = entry.lines.first ?? ""
        let (name, address) = AddressText.parted(line, name: cover?.name, city: cover?.address.city)
        return ReportingOwner(cik: entry.cik, name: name, address: address)
    }

    private static func add(_ relations: [String], to relationship: inout OwnerRelationship) {
        let (director, tenPercent) = (parted(relations[0]), parted(relations[1]))
        let (officer, other) = (parted(relations[2]), parted(relations[3]))
        if director.isTicked { relationship.isDirector = true }
        if tenPercent.isTicked { relationship.isTenPercentOwner = true }
        if officer.isTicked || !officer.words.isEmpty {
            relationship.isOfficer = true
            if !officer.words.isEmpty { relationship.officerTitle = officer.words }
        }
        if other.isTicked || !other.words.isEmpty {
            relationship.isOther = true
            if !other.words.isEmpty { relationship.otherText = other.words }
        }
    }

    /// A tick and the words behind it.
    private static func parted(_ cell: String) -> (isTicked: Bool, words: String) {
        var words = cell.split(separator: " ")[...]
        var isTicked = false
        while let first = words.first {
            switch first {
            case "X", "x", "☒", "☑", "✓", "✔", "[X]", "[x]": isTicked = true
            case "☐", "-", "—", "–", "[": break
            default:
                let lowered = cell.lowercased()
                if lowered == "yes" || lowered == "true" { return (true, "") }
                if lowered == "no" || lowered == "false" || lowered == "n/a" { return (false, "") }
                return (isTicked, words.joined(separator: " "))
            }
            words = words.dropFirst()
        }
        return (isTicked, "")
    }
}
