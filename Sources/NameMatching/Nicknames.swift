/// Which given names and short forms are used for one another: ROBERT and BOB, MARGARET and PEGGY.
///
/// The pairs are names.csv of github carltonnorthern/nicknames (Apache License 2.0), in `NicknameTable`.
package struct Nicknames: Sendable {
    /// The built-in table.
    package static let shared = Nicknames(parsing: NicknameTable.source + "\n" + written)

    /// Short forms that are written, not spoken, as on old forms.
    private static let written = """
        robert: robt
        william: wm willm
        charles: chas
        george: geo
        james: jas
        thomas: thos
        joseph: jos
        richard: richd
        benjamin: benj
        edward: edw edwd
        samuel: saml
        daniel: danl
        frederick: fredk
        alexander: alexr
        jonathan: jno
        john: jno
        elizabeth: eliz
        margaret: margt
        catherine: cath
        """

    /// A hash of the table's text: numbers in one table mean nothing in another.
    package let fingerprint: UInt64

    private var names = ByteDictionary()
    private var neighbours: [[UInt16]] = []

    init(parsing source: String) {
        fingerprint = ByteDictionary.hash(Array(source.utf8).span)
        for line in source.split(separator: "\n") {
            let parts = line.split(separator: ":")
            guard parts.count == 2 else { continue }
            let given = number(parts[0])
            for short in parts[1].split(separator: " ") {
                let other = number(short)
                guard other != given else { continue }
                if !neighbours[given].contains(UInt16(other)) { neighbours[given].append(UInt16(other)) }
                if !neighbours[other].contains(UInt16(given)) { neighbours[other].append(UInt16(given)) }
            }
        }
        for index in neighbours.indices { neighbours[index].sort() }
    }

    private mutating func number(_ name: Substring) -> Int {
        let index = names.insert(Array(name.utf8).span)
        if index == neighbours.count { neighbours.append([]) }
        return index
    }

    /// How many names the table has.
    package var count: Int { neighbours.count }

    /// The table's number for a folded name, or nil if it has no short or long form.
    package func number(of name: Span<UInt8>) -> Int? { names.index(of: name) }

    /// The folded name with a number.
    package func name(_ number: Int) -> [UInt8] { names.key(number) }

    /// The numbers of the names directly linked to one, ascending.
    package func neighbours(of number: Int) -> [UInt16] { neighbours[number] }

    /// How many links lie between two names: 1 for ROBERT and BOB, 2 for two forms that share a third, nil beyond.
    ///
    /// - Complexity: O(*a* + *b*) in the number of forms of either.
    package func distance(_ first: Int, _ second: Int) -> Int? {
        let left = neighbours[first]
        if left.contains(UInt16(second)) { return 1 }
        let right = neighbours[second]
        var i = 0
        var j = 0
        while i < left.count, j < right.count {
            if left[i] == right[j] { return 2 }
            if left[i] < right[j] { i += 1 } else { j += 1 }
        }
        return nil
    }
}
