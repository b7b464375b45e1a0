/// Which given names and short forms are used for one another: ROBERT and BOB, MARGARET and PEGGY.
///
/// The pairs are names.csv of github carltonnorthern/nicknames (Apache License 2.0), in `NicknameTable`, and what it lacks,
/// in `GivenNameTable`, with the spellings of one name: STEVEN and STEPHEN.
package struct Nicknames: Sendable {
    /// The built-in table.
    package static let shared = Nicknames(
        parsing: NicknameTable.source + "\n" + GivenNameTable.shortForms, spellings: GivenNameTable.spellings)

    /// Pairs of the table that would make one name of two: who is called BILL is WILLIAM, hardly ROBERT or FREDERICK.
    private static let excluded: Set<String> = [
        "robert bill", "robert billy", "bill robert", "billy robert", "bill fred", "billy fred",
    ]

    /// A hash of the table's text: numbers in one table mean nothing in another.
    package let fingerprint: UInt64

    private var names = ByteDictionary()
    /// For each name its short forms and the names it is a short form of, both ascending.
    private var shortForms: [[UInt16]] = []
    private var longForms: [[UInt16]] = []
    /// For each name its other spellings, ascending.
    private var variants: [[UInt16]] = []
    /// For each name those it may stand for, ascending: the others of its own group and, through one of these, their forms.
    private var kin: [[UInt16]] = []

    init(parsing source: String, spellings: String) {
        fingerprint = ByteDictionary.hash(Array((source + spellings).utf8).span)
        for line in source.split(separator: "\n") {
            let parts = line.split(separator: ":")
            guard parts.count == 2 else { continue }
            let given = number(parts[0])
            for short in parts[1].split(separator: " ") {
                let other = number(short)
                guard other != given, !Self.excluded.contains("\(parts[0]) \(short)") else { continue }
                if !shortForms[given].contains(UInt16(other)) { shortForms[given].append(UInt16(other)) }
                if !longForms[other].contains(UInt16(given)) { longForms[other].append(UInt16(given)) }
            }
        }
        for line in spellings.split(separator: "\n") {
            let group = line.split(separator: " ").map { number($0) }
            for one in group { variants[one] += group.filter { $0 != one }.map(UInt16.init) }
        }
        for index in shortForms.indices {
            variants[index].sort()
            shortForms[index].sort()
            longForms[index].sort()
        }
        for index in shortForms.indices {
            var near = Set(shortForms[index] + longForms[index] + variants[index])
            // Short forms of its long and short forms, and long forms of its long forms. Not the long forms of its short
            // forms: JERRY is GERALD and JEREMIAH, but GERALD is not JEREMIAH.
            for long in longForms[index] { near.formUnion(shortForms[Int(long)] + longForms[Int(long)]) }
            for short in shortForms[index] { near.formUnion(shortForms[Int(short)]) }
            near.remove(UInt16(index))
            kin.append(near.sorted())
        }
    }

    private mutating func number(_ name: Substring) -> Int {
        let index = names.insert(Array(name.utf8).span)
        if index == shortForms.count {
            shortForms.append([])
            longForms.append([])
            variants.append([])
        }
        return index
    }

    /// How many names the table has.
    package var count: Int { shortForms.count }

    /// The table's number for a folded name, or nil if it has no short or long form.
    package func number(of name: Span<UInt8>) -> Int? { names.index(of: name) }

    /// The folded name with a number.
    package func name(_ number: Int) -> [UInt8] { names.key(number) }

    /// The numbers of the names that a name may stand for, ascending.
    package func kin(of number: Int) -> [UInt16] { kin[number] }

    /// How many links lie between two names: 0 for two spellings of one, STEVEN and STEPHEN, 1 for ROBERT and BOB, 2 for BOB and ROB, two forms of one name; nil beyond.
    ///
    /// - Complexity: O(log *k*) in the names either may stand for.
    package func distance(_ first: Int, _ second: Int) -> Int? {
        let other = UInt16(second)
        if Self.contains(variants[first], other) { return 0 }
        if Self.contains(shortForms[first], other) || Self.contains(longForms[first], other) { return 1 }
        return Self.contains(kin[first], other) ? 2 : nil
    }

    private static func contains(_ sorted: [UInt16], _ number: UInt16) -> Bool {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low] == number
    }
}
