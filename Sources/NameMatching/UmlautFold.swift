/// Reduces a word so that the spellings of an umlaut become equal: MÜLLER, MUELLER and MULLER.
package enum UmlautFold {
    /// Appends a folded word with the `e` dropped from `ae`, `oe` and `ue`.
    package static func append(_ word: Span<UInt8>, to output: inout [UInt8]) {
        var position = 0
        while position < word.count {
            let byte = word[position]
            output.append(byte)
            position += 1
            let opens = byte == UInt8(ascii: "a") || byte == UInt8(ascii: "o") || byte == UInt8(ascii: "u")
            if opens, position < word.count, word[position] == UInt8(ascii: "e") { position += 1 }
        }
    }
}
