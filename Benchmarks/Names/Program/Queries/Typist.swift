/// Makes the errors of people who type and of machines that read.
enum Typist {
    /// One edit of a word.
    enum Slip: CaseIterable {
        case insertion, deletion, substitution, swap
    }

    private static let keyboard = ["QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"].map(Array.init)

    /// The keys beside a letter's, in its row and the rows around.
    private static let neighbours: [Character: [Character]] = {
        var table: [Character: [Character]] = [:]
        for (row, keys) in keyboard.enumerated() {
            for (column, key) in keys.enumerated() {
                for (otherRow, others) in keyboard.enumerated() where abs(otherRow - row) < 2 {
                    for (otherColumn, other) in others.enumerated() where other != key {
                        // A row below stands half a key to the right.
                        let shift = Double(otherColumn) + Double(otherRow) * 0.5 - Double(column) - Double(row) * 0.5
                        if abs(shift) <= 1 { table[key, default: []].append(other) }
                    }
                }
            }
        }
        return table
    }()

    /// A word with one slip, the first letter hit less often, as in life; `nil` if it is too short.
    static func mistyped(_ word: String, _ random: inout SeededRandom) -> String? {
        for _ in 0..<40 {
            let place = random.below(max(1, word.count))
            if place == 0, random.chance(0.7) { continue }
            if let result = slipped(word, random.element(Slip.allCases), at: place, &random) { return result }
        }
        return nil
    }

    /// A word with a certain slip at a certain letter, or `nil` if that changes nothing.
    static func slipped(_ word: String, _ slip: Slip, at place: Int, _ random: inout SeededRandom) -> String? {
        var letters = Array(word)
        guard place < letters.count else { return nil }
        let key = letters[place]
        let beside = neighbours[key] ?? []
        let wrong =
            !beside.isEmpty && random.chance(0.6)
            ? random.element(beside) : random.element(Array("ABCDEFGHIJKLMNOPRSTUVWYZ"))
        switch slip {
        case .insertion: letters.insert(random.chance(0.35) ? key : wrong, at: place)
        case .deletion: letters.remove(at: place)
        case .substitution: letters[place] = wrong
        case .swap:
            guard place + 1 < letters.count else { return nil }
            letters.swapAt(place, place + 1)
        }
        let result = String(letters)
        return result != word && result.count > 1 ? result : nil
    }

    /// What a scanner reads for letters.
    private static let misreadings = [
        ("O", "0"), ("I", "1"), ("L", "1"), ("S", "5"), ("B", "8"), ("Z", "2"), ("G", "6"), ("RN", "M"), ("M", "RN"),
        ("CL", "D"),
        ("D", "CL"), ("W", "VV"), ("E", "F"), ("E", "C"), ("H", "N"), ("U", "V"), ("V", "U"), ("I", "L"), ("Q", "O"),
        ("NN", "M"),
    ]

    /// A word with one letter misread, or `nil` if it has none that are.
    static func misread(_ word: String, _ random: inout SeededRandom) -> String? {
        let fitting = misreadings.filter { word.contains($0.0) }
        guard !fitting.isEmpty else { return nil }
        let (from, to) = random.element(fitting)
        let letters = Array(word)
        let parts = Array(from)
        let places = letters.indices.filter { letters[$0...].starts(with: parts) }
        guard !places.isEmpty else { return nil }
        let place = random.element(places)
        return String(letters[..<place]) + to + String(letters[(place + parts.count)...])
    }
}
