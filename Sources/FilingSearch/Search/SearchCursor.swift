/// Where a page of results ended.
///
/// Holds the commit, so that pages never mix two of them; a sum of the question, so that a cursor is not taken for
/// another's; and the last hit's place in the order. As text it is 82 hexadecimal digits that mean nothing to others.
struct SearchCursor: Equatable, Sendable {
    /// The commit.
    var generation: UInt64
    /// A hash of query, order and collapse.
    var question: UInt64
    /// What the last hit was sorted by.
    var key: Int64
    /// The last hit's segment in the commit, and its number there.
    var segment: Int
    var document: UInt32

    init(generation: UInt64, question: UInt64, key: Int64, segment: Int, document: UInt32) {
        (self.generation, self.question, self.key) = (generation, question, key)
        (self.segment, self.document) = (segment, document)
    }

    /// Reads what `text` gives; `nil` for anything else.
    init?(parsing text: String) {
        let digits = Array(text.utf8)
        guard digits.count == 82 else { return nil }
        var numbers: [UInt64] = []
        for start in [2, 18, 34, 50, 66] {
            guard let number = UInt64(String(decoding: digits[start..<start + 16], as: UTF8.self), radix: 16) else {
                return nil
            }
            numbers.append(number)
        }
        guard String(decoding: digits[..<2], as: UTF8.self) == Self.version else { return nil }
        self.init(
            generation: numbers[0], question: numbers[1], key: Int64(bitPattern: numbers[2]),
            segment: Int(numbers[3] >> 32), document: UInt32(truncatingIfNeeded: numbers[3]))
        // A digit lost or changed on the way would lead to another place without a word.
        guard numbers[4] == sum else { return nil }
    }

    private static let version = "02"

    private var place: UInt64 { UInt64(UInt32(truncatingIfNeeded: segment)) << 32 | UInt64(document) }

    /// The form that is handed out.
    var text: String {
        let numbers = [generation, question, UInt64(bitPattern: key), place, sum]
        return Self.version
            + numbers.map { number in
                let digits = String(number, radix: 16)
                return String(repeating: "0", count: 16 - digits.utf8.count) + digits
            }.joined()
    }

    private var sum: UInt64 {
        var hash = StableHash()
        for number in [generation, question, UInt64(bitPattern: key), place] { hash.add(number) }
        return hash.value
    }
}
