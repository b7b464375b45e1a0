/// Pseudo-random numbers that are the same for a seed on every machine: SplitMix64 (Steele, Lea and Flood, 2014).
struct SeededRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// A number from 0 up to `count`, exclusive.
    mutating func below(_ count: Int) -> Int {
        precondition(count > 0, "there is nothing to draw from")
        return Int(next().multipliedFullWidth(by: UInt64(count)).high)
    }

    /// A number from 0 up to 1, exclusive.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// True in a share of the cases.
    mutating func chance(_ share: Double) -> Bool { unit() < share }

    /// One of some elements, each as often.
    mutating func element<Elements: RandomAccessCollection>(_ elements: Elements) -> Elements.Element {
        elements[elements.index(elements.startIndex, offsetBy: below(elements.count))]
    }
}
