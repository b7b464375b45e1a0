/// Swift source with comments and the insides of string literals blanked, so that rules look at code alone.
///
/// Knows line and block comments, strings with interpolation, strings of several lines and raw strings; every newline
/// stays, so line numbers hold.
struct SwiftCode {
    /// The code, as bytes.
    private(set) var bytes: [UInt8]
    private let source: [UInt8]
    private var index = 0

    /// Blanks a source file.
    ///
    /// - Parameter text: the file.
    init(_ text: String) {
        source = Array(text.utf8)
        bytes = source
        code(until: nil)
    }

    /// The code's lines with their numbers, from 1.
    var lines: [(number: Int, text: String)] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated().map {
            ($0.offset + 1, String(decoding: $0.element, as: UTF8.self))
        }
    }

    /// Whether a word stands in the code by itself.
    ///
    /// - Parameter word: an identifier or keyword.
    /// - Returns: whether it does.
    func holds(word: String) -> Bool {
        let word = Array(word.utf8)
        guard bytes.count >= word.count else { return false }
        for start in 0...bytes.count - word.count where bytes[start] == word[0] {
            guard bytes[start..<start + word.count].elementsEqual(word) else { continue }
            let before = start > 0 ? bytes[start - 1] : 0
            let after = start + word.count < bytes.count ? bytes[start + word.count] : 0
            if !Self.isWord(before), !Self.isWord(after) { return true }
        }
        return false
    }

    /// Lines on which something is unwrapped, cast or tried by force: a `!` behind a word, bracket or literal.
    var forcedLines: [Int] {
        var found: [Int] = []
        var line = 1
        for index in bytes.indices {
            if bytes[index] == UInt8(ascii: "\n") { line += 1 }
            guard bytes[index] == UInt8(ascii: "!"), index > 0 else { continue }
            let before = bytes[index - 1]
            let isPostfix = Self.isWord(before) || Array(")]\"?>".utf8).contains(before)
            let isUnequal = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "=")
            if isPostfix, !isUnequal, found.last != line { found.append(line) }
        }
        return found
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF:
            true
        default: false
        }
    }

    private func stands(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        return index + wanted.count <= source.count && source[index..<index + wanted.count].elementsEqual(wanted)
    }

    private mutating func blank(_ count: Int) {
        for place in index..<min(index + count, source.count) where source[place] != UInt8(ascii: "\n") {
            bytes[place] = UInt8(ascii: " ")
        }
        index += count
    }

    /// Goes through code up to a closing parenthesis that was not opened in it, or to the end.
    private mutating func code(until close: UInt8?) {
        var depth = 0
        while index < source.count {
            if stands("//") {
                while index < source.count, source[index] != UInt8(ascii: "\n") { blank(1) }
            } else if stands("/*") {
                while index < source.count, !stands("*/") { blank(1) }
                blank(2)
            } else if source[index] == UInt8(ascii: "\"") || stands("#\"") || stands("##\"") {
                string()
            } else {
                if source[index] == UInt8(ascii: "(") { depth += 1 }
                if source[index] == UInt8(ascii: ")") {
                    if depth == 0, close != nil { return }
                    depth -= 1
                }
                index += 1
            }
        }
    }

    private mutating func string() {
        var marks = ""
        while stands("#") {
            marks += "#"
            index += 1
        }
        let quote = stands("\"\"\"") ? "\"\"\"" : "\""
        index += quote.utf8.count
        let end = quote + marks
        let escape = "\\" + marks
        while index < source.count, !stands(end) {
            // A string of one line ends with it, whatever is missing.
            if quote == "\"", stands("\n") { return }
            if stands(escape + "(") {
                blank(escape.utf8.count)
                index += 1
                code(until: UInt8(ascii: ")"))
                index += 1
            } else if stands(escape) {
                blank(escape.utf8.count)
                blank(1)
            } else {
                blank(1)
            }
        }
        index += end.utf8.count
    }
}
