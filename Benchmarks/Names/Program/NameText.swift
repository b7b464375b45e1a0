/// Letters and words of names, apart from the program under test: what is measured must not define what is right.
enum NameText {
    /// Capital ASCII letters: accents are dropped, letters of their own are spelled out.
    static func folded(_ text: String) -> String {
        if isASCII(text) { return String(decoding: text.utf8.map(capital), as: UTF8.self) }
        var result = ""
        for scalar in text.uppercased().unicodeScalars {
            if scalar.value < 0x80 {
                result.unicodeScalars.append(scalar)
            } else if let plain = plainLetters[scalar] {
                result += plain
            } else if !(0x300...0x36F ~= scalar.value) {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The folded words: an apostrophe closes up, anything else that is neither letter nor digit parts.
    static func words(_ text: String) -> [String] {
        var words: [String] = []
        if isASCII(text) {
            var word: [UInt8] = []
            for byte in text.utf8.lazy.map(capital) {
                if isLetterOrDigit(byte) {
                    word.append(byte)
                } else if byte != UInt8(ascii: "'"), byte != UInt8(ascii: "`"), !word.isEmpty {
                    words.append(String(decoding: word, as: UTF8.self))
                    word.removeAll(keepingCapacity: true)
                }
            }
            if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
            return words
        }
        var word = ""
        for scalar in folded(text).unicodeScalars {
            if isLetterOrDigit(scalar) {
                word.unicodeScalars.append(scalar)
            } else if !apostrophes.contains(scalar), !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// The folded letters and digits without anything between.
    static func letters(_ text: String) -> String {
        if isASCII(text) {
            return String(decoding: text.utf8.lazy.map(capital).filter(isLetterOrDigit), as: UTF8.self)
        }
        var result = ""
        for scalar in folded(text).unicodeScalars where isLetterOrDigit(scalar) { result.unicodeScalars.append(scalar) }
        return result
    }

    /// Capital first letters after anything that is no letter, the rest small.
    static func titled(_ text: String) -> String {
        var result = ""
        var isInside = false
        for character in text {
            result += isInside ? character.lowercased() : character.uppercased()
            isInside = character.isLetter
        }
        return result
    }

    /// The text with every umlaut's second vowel left out: MUELLER and MULLER become one.
    static func withoutUmlautVowel(_ letters: String) -> String {
        var result: [UInt8] = []
        for byte in letters.utf8 {
            if byte == UInt8(ascii: "E"), let last = result.last, "AOU".utf8.contains(last) { continue }
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }

    static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0..<0x80: false
        default: scalar.properties.isAlphabetic
        }
    }

    private static func isASCII(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }

    private static func capital(_ byte: UInt8) -> UInt8 { byte &- 0x61 < 26 ? byte - 32 : byte }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 || byte &- 0x41 < 26 }

    static let apostrophes: Set<Unicode.Scalar> = ["'", "’", "‘", "`", "´"]

    private static let plainLetters: [Unicode.Scalar: String] = {
        let rows = [
            "A": "ÀÁÂÃÄÅĀĂĄ", "AE": "Æ", "C": "ÇĆČ", "D": "ÐĐĎ", "E": "ÈÉÊËĒĘĚ", "G": "ĞĢ", "I": "ÌÍÎÏĪİ", "L": "ŁĽĻ",
            "N": "ÑŃŇŅ",
            "O": "ÒÓÔÕÖØŐŌ", "OE": "Œ", "R": "ŘŔ", "S": "ŚŠŞȘ", "T": "ŤŢȚ", "TH": "Þ", "U": "ÙÚÛÜŮŰŪ", "Y": "ÝŸ",
            "Z": "ŹŻŽ", "SS": "ẞ",
        ]
        var table: [Unicode.Scalar: String] = [:]
        for (plain, accented) in rows { for scalar in accented.unicodeScalars { table[scalar] = plain } }
        return table
    }()
}
