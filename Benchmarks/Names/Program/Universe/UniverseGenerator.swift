/// Makes a universe of distinct names in the style of EDGAR from a seed.
///
/// 85 % are persons, `LAST FIRST MIDDLE SUFFIX`: 35 % without a middle name, half with an initial, one in seven with a full one.
/// Names repeat as real ones do: a few hundred surnames make two fifths, the rest is a long tail, and now and then the next
/// person has the surname of the one before. Only hashes of the names are held, so ten million need little memory.
struct UniverseGenerator {
    private var random: SeededRandom
    private var seen: Set<UInt64> = []
    private var keysUsed = 0
    private var people: PersonMaker
    private var organisations: OrganisationMaker
    private var familyName: [String]?

    /// The share of organisations.
    static let organisationShare = 0.15

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
        people = PersonMaker()
        organisations = OrganisationMaker()
    }

    /// The next line of the universe, without its newline.
    mutating func nextLine() -> String {
        while true {
            if random.chance(Self.organisationShare) {
                let (name, ticker) = organisations.next(people, &random)
                guard insert(NameText.letters(name), "E") else { continue }
                return "\(nextKey())\t\(name)\tE\t\(ticker)\t"
            }
            let person = people.next(familyName: familyName, &random)
            familyName = familyName == nil && random.chance(0.15) ? person.last : nil
            let (name, counts) = people.filed(person, &random)
            guard insert(NameText.words(name).joined(separator: " "), "P") else { continue }
            return "\(nextKey())\t\(name)\tP\t\t\(counts)"
        }
    }

    private mutating func insert(_ text: String, _ kind: Character) -> Bool {
        !text.isEmpty && seen.insert(Fingerprint.of(kind, text)).inserted
    }

    /// Keys rise by steps of one to three, like CIKs of which not all are owners' or issuers'.
    private mutating func nextKey() -> Int {
        keysUsed += 1 + random.below(3)
        return 1000 + keysUsed
    }
}
