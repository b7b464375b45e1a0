extension NameScorer {
    /// How much a word tells that so many of so many names contain: bits, between 3 and 11.
    ///
    /// Below 3 the most frequent names would not count at all; above 11 one rare word would decide everything.
    package static func weight(frequency: Int, nameCount: Int) -> Float {
        let share = Double(max(nameCount, 1)) / (frequency == 0 ? 0.5 : Double(frequency))
        return min(weightMax, max(weightMin, Float(logarithm2(max(share, 1)))))
    }

    static let weightMin: Float = 3
    static let weightMax: Float = 11
    static let initialWeight: Float = 3
    static let numeralWeight: Float = 5
    static let legalFormWeight: Float = 3
    static let fillerWeight: Float = 0.3
}
