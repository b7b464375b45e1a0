internal import NameMatching

/// Holds look-ups to scoring every name: nothing missing, the same order, the same scores.
///
/// Small universes of generated names, each asked for its names spoilt in many ways, half of them while they are typed.
struct Completeness {
    private static let namesPerUniverse = 400
    private static let queriesPerUniverse = 2_000

    private var random: SeededRandom
    private var generator: UniverseGenerator
    /// How many queries were compared, and the first that differ.
    private(set) var queryCount = 0
    private(set) var differing: [String] = []

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
        generator = UniverseGenerator(seed: seed)
    }

    /// Compares at least so many queries.
    mutating func run(queries: Int) {
        while queryCount < queries {
            let names = (0..<Self.namesPerUniverse).map { _ in
                let fields = generator.nextLine().split(separator: "\t", omittingEmptySubsequences: false)
                return (name: String(fields[1]), ticker: String(fields[3]))
            }
            var builder = NameUniverseBuilder()
            for (name, ticker) in names { builder.add(NormalizedName(parsing: name), ticker: ticker) }
            var lookup = NameLookup(builder.build())
            for number in 0..<Self.queriesPerUniverse {
                let text = spoilt(names.map(\.name))
                let isTyping = number % 2 == 1
                let count = [1, 3, 10, 1_000][number % 4]
                let found = lookup.search(text, count: count, isTyping: isTyping)
                let expected = lookup.searchAll(text, count: count, isTyping: isTyping)
                queryCount += 1
                if found != expected { differing.append("\(text)\(isTyping ? " (typing)" : ""), first \(count)") }
            }
        }
    }

    /// A name with up to three errors, words left out, joined, parted, mixed with another's, or cut off.
    private mutating func spoilt(_ names: [String]) -> String {
        var words = random.element(names).split(separator: " ").map { Array($0.utf8) }
        switch random.below(6) {
        case 0: words.append(Array((random.element(names).split(separator: " ").last ?? "").utf8))
        case 1 where words.count > 1: words.remove(at: random.below(words.count))
        case 2 where words.count > 1:
            let place = random.below(words.count - 1)
            words[place] += words.remove(at: place + 1)
        case 3: words.insert(words.removeLast(), at: 0)
        default: break
        }
        var text = Array(words.joined(separator: [0x20]))
        for _ in 0..<random.below(4) where !text.isEmpty {
            let letter = UInt8(0x61 + random.below(26))
            let place = random.below(text.count)
            switch random.below(5) {
            case 0: text.insert(letter, at: place)
            case 1: text.remove(at: place)
            case 2: text[place] = letter
            case 3 where place + 1 < text.count: text.swapAt(place, place + 1)
            default: text.insert(0x20, at: place)
            }
        }
        if random.chance(0.2) { text = Array(text.prefix(1 + random.below(text.count + 1))) }
        return String(decoding: text, as: UTF8.self)
    }
}
