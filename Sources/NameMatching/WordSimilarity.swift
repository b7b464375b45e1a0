/// A query's word prepared for comparison with many others.
package struct WordSimilarity: Sendable {
    /// The word.
    package let word: [UInt8]
    /// Its keys.
    package let profile: WordProfile
    /// The word prepared for edit distances.
    let pattern: EditPattern
    /// What is taken off an edit because the word as typed is a known name itself, 0 for an unknown word.
    private let knownDiscount: Float

    /// Prepares a folded word which so many names of the universe contain.
    package init(_ word: [UInt8], frequency: Int) {
        self.word = word
        profile = WordProfile(word)
        pattern = EditPattern(word)
        knownDiscount = frequency == 0 ? 0 : Values.known * Float(logarithm10(1 + frequency))
    }

    /// The most edits at which two words still count as alike, by the length of the query's word.
    ///
    /// Words of one or two letters allow none: LI and LU are different people. Three and four letters allow one.
    package static func editLimit(length: Int) -> Int { length < 3 ? 0 : length < 5 ? 1 : 2 }

    /// How alike the prepared word and another are.
    ///
    /// - Complexity: O(length of the other word).
    package func score(_ other: Span<UInt8>, _ otherProfile: WordProfile) -> PairScore {
        if equals(other) { return PairScore(1, .exact) }
        if profile.family >= 0, profile.family == otherProfile.family { return familyScore() }
        if profile.traits.contains(.digits) || otherProfile.traits.contains(.digits) {
            let same = profile.shapes == otherProfile.shapes && profile.length > 2
            return same ? PairScore(Values.ocr, .ocr) : .none
        }
        var best = PairScore.none
        if profile.nickname >= 0, otherProfile.nickname >= 0 {
            switch Nicknames.shared.distance(Int(profile.nickname), Int(otherProfile.nickname)) {
            case 0: raise(&best, Values.spelling, .spelling)
            case 1: raise(&best, Values.nickname, .nickname)
            case 2: raise(&best, Values.sharedNickname, .nickname)
            default: break
            }
        }
        guard profile.length > 2, otherProfile.length > 2 else { return best }
        if profile.nickname >= 0, otherProfile.nickname >= 0, isDiminutive(other) {
            raise(&best, Values.diminutive, .nickname)
        }
        if profile.umlauts == otherProfile.umlauts { raise(&best, Values.umlaut, .umlaut) }
        if profile.shapes == otherProfile.shapes {
            raise(&best, profile.hasDigit ? Values.ocr : Values.ocrLetters, .ocr)
        }
        if let distance = pattern.distance(to: other, limit: 3) { raiseByEdits(&best, distance, otherProfile) }
        return best
    }

    /// The edit distance to another word, or nil above a limit.
    package func distance(to other: Span<UInt8>, limit: Int) -> Int? { pattern.distance(to: other, limit: limit) }

    /// The length of the stem of a word in -ie, -ey or -y, a doubled last letter counted once; nil if below three.
    static func diminutiveStem(_ word: Span<UInt8>) -> Int? {
        var length = word.count
        guard length > 3 else { return nil }
        let last = word[length - 1]
        let before = word[length - 2]
        let ie = before == UInt8(ascii: "i") && last == UInt8(ascii: "e")
        let ey = before == UInt8(ascii: "e") && last == UInt8(ascii: "y")
        if ie || ey {
            length -= 2
        } else if last == UInt8(ascii: "y") {
            length -= 1
        } else {
            return nil
        }
        if length > 3, word[length - 1] == word[length - 2] { length -= 1 }
        return length >= 3 ? length : nil
    }

    /// Whether one of the words is the other's stem and an ending: ROBBIE of ROBERT.
    private func isDiminutive(_ other: Span<UInt8>) -> Bool {
        if let stem = Self.diminutiveStem(word.span), other.count > stem, begins(other, word.span, stem) { return true }
        if let stem = Self.diminutiveStem(other), word.count > stem, begins(word.span, other, stem) { return true }
        return false
    }

    private func begins(_ left: Span<UInt8>, _ right: Span<UInt8>, _ count: Int) -> Bool {
        for position in 0..<count where left[position] != right[position] { return false }
        return true
    }

    private func equals(_ other: Span<UInt8>) -> Bool {
        guard other.count == word.count else { return false }
        for position in word.indices where word[position] != other[position] { return false }
        return true
    }

    private func familyScore() -> PairScore {
        switch WordFamilies.shared.family(of: word.span)?.relation {
        case .legalForm: PairScore(1, .legalForm)
        case .numeral: PairScore(1, .numeral)
        default: PairScore(Values.abbreviation, .abbreviation)
        }
    }

    private func raiseByEdits(_ best: inout PairScore, _ distance: Int, _ other: WordProfile) {
        let longest = max(profile.length, other.length)
        var loss = knownDiscount
        if profile.first != other.first { loss += Values.firstLetter }
        if distance == 1 {
            raise(&best, (longest >= 4 ? Values.oneEdit : Values.oneEditOfThree) - loss, .oneEdit)
        } else if distance == 2, longest >= 5 {
            raise(&best, (longest == 5 ? Values.twoEditsOfFive : Values.twoEdits) - loss, .twoEdits)
        }
        if profile.sound != 0, profile.sound == other.sound, distance <= 2 || distance == 3 && longest >= 8 {
            // Short words of one sound are many: HALL, HILL, HOLL.
            let short: Float = profile.soundLength < 3 && distance > 1 || longest < 5 ? Values.shortSound : 0
            let value = distance == 1 && longest > 5 ? Values.phoneticOneEdit : Values.phonetic
            raise(&best, value - knownDiscount / 2 - short, distance == 1 ? .oneEdit : .phonetic)
        }
    }

    private func raise(_ best: inout PairScore, _ value: Float, _ kind: PairKind) {
        if value > best.value { best = PairScore(value, kind) }
    }

    /// What each kind of likeness is worth; chosen on the open query set, checked on sets made with other seeds.
    enum Values {
        static let abbreviation: Float = 1
        static let umlaut: Float = 0.97
        static let ocr: Float = 0.93
        static let ocrLetters: Float = 0.89
        static let spelling: Float = 0.93
        static let nickname: Float = 0.88
        static let diminutive: Float = 0.74
        static let sharedNickname: Float = 0.72
        static let oneEdit: Float = 0.88
        static let oneEditOfThree: Float = 0.73
        static let twoEdits: Float = 0.72
        static let twoEditsOfFive: Float = 0.60
        static let phonetic: Float = 0.86
        static let phoneticOneEdit: Float = 0.91
        static let shortSound: Float = 0.12
        static let firstLetter: Float = 0.06
        static let known: Float = 0.055
    }
}

/// The decimal logarithm of a positive number, without the C library.
func logarithm10(_ value: Int) -> Double { logarithm2(Double(value)) * 0.301_029_995_663_981_2 }

/// The binary logarithm of a positive number: the exponent, and the series of artanh for the rest (error below 1e-9).
func logarithm2(_ value: Double) -> Double {
    let fraction = value.significand
    let ratio = (fraction - 1) / (fraction + 1)
    let square = ratio * ratio
    var term = ratio
    var sum = 0.0
    for power in stride(from: 1.0, through: 17.0, by: 2.0) {
        sum += term / power
        term *= square
    }
    return Double(value.exponent) + 2 * sum * 1.442_695_040_888_963_4
}
