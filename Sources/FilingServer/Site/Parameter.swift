/// A parameter of an endpoint: what it is called, what it may be, what it does.
///
/// The same value reads requests and describes the endpoint in the OpenAPI document, so the two cannot drift apart.
struct Parameter: Sendable {
    /// What a value may be.
    enum Kind: Sendable {
        /// Text of at most so many Unicode code points.
        case text(lengthMax: Int)
        /// A whole number.
        case integer(ClosedRange<Int>)
        /// A number from 0 to 1.
        case share
        /// An amount, not negative.
        case amount
        /// A day, month or year.
        case day
        /// `true` or `false`.
        case flag
        /// One of these words.
        case word([String])
        /// Several of these words, separated by commas.
        case words([String])
        /// Letters and digits in groups, separated by commas.
        case codes
    }

    /// Its name.
    let name: String
    /// What it may be.
    let kind: Kind
    /// What it does, in a sentence.
    let summary: String
    /// What it is when it is left out, as it would be written.
    var standard: String?
    /// Whether it must be there.
    var isRequired = false
    /// Whether it is a segment of the path.
    var isInPath = false
    /// One that works, for the document.
    var example: String?

    /// A parameter of the query.
    init(
        _ name: String, _ kind: Kind, _ summary: String, standard: String? = nil, isRequired: Bool = false,
        isInPath: Bool = false, example: String? = nil
    ) {
        (self.name, self.kind, self.summary) = (name, kind, summary)
        (self.standard, self.isRequired, self.isInPath, self.example) = (standard, isRequired, isInPath, example)
    }

    /// Says what is wrong with a value; `nil` for one that will do.
    func fault(_ value: String) -> String? {
        func expected(_ what: String) -> String { "'\(name)' must be \(what), but is '\(Self.shortened(value))'" }
        switch kind {
        case .text(let lengthMax):
            let length = value.unicodeScalars.count
            if length > lengthMax { return "'\(name)' must have at most \(lengthMax) characters, but has \(length)" }
            if isRequired, value.allSatisfy(\.isWhitespace) { return "'\(name)' must not be empty" }
            return nil
        case .integer(let range):
            guard let number = Int(value), range.contains(number), value.utf8.first != UInt8(ascii: "+") else {
                return expected("a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
            return nil
        case .share:
            guard let number = Double(value), (0...1).contains(number), Self.isPlain(value) else {
                return expected("a number from 0 to 1")
            }
            return nil
        case .amount:
            guard value.utf8.count <= 15, Self.isPlain(value), Double(value) != nil else {
                return expected("an amount in digits such as 100000 or 2.50")
            }
            return nil
        case .day: return DayStretch(value) == nil ? expected("a day, month or year such as 2013-10-01") : nil
        case .flag: return value == "true" || value == "false" ? nil : expected("true or false")
        case .word(let words): return words.contains(value) ? nil : expected("one of " + words.joined(separator: ", "))
        case .words(let words):
            let parts = value.split(separator: ",", omittingEmptySubsequences: false)
            guard parts.allSatisfy({ words.contains(String($0)) }) else {
                return expected("some of " + words.joined(separator: ", ") + ", separated by commas")
            }
            return nil
        case .codes:
            let parts = value.split(separator: ",", omittingEmptySubsequences: false)
            let areCodes = parts.allSatisfy { part in
                (1...7).contains(part.utf8.count) && part.utf8.allSatisfy { Self.isLetterOrDigit($0) }
            }
            return areCodes && parts.count <= 30 ? nil : expected("transaction codes such as P or P,S")
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
    }

    /// Digits with at most one point: no exponent, sign, `inf` or hexadecimal digits.
    private static func isPlain(_ value: String) -> Bool {
        value.utf8.contains { 0x30...0x39 ~= $0 }
            && value.utf8.allSatisfy { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: ".") }
            && value.utf8.filter { $0 == UInt8(ascii: ".") }.count <= 1
    }

    private static func shortened(_ value: String) -> String {
        value.count > 60 ? String(value.prefix(60)) + "…" : value
    }
}
