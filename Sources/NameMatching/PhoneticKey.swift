/// Reduces a word to how it sounds in English: CATHERINE and KATHRYN become K0RN.
///
/// The rules are those of L. Philips, "Hanging on the Metaphone", Computer Language 7 (1990), as commonly published; vowels
/// count only at the start, `0` stands for TH and `X` for SH. Words with characters beyond a to z have no key.
package enum PhoneticKey {
    /// Appends the key of a folded word; nothing for a word of one letter or with other characters.
    ///
    /// - Complexity: O(length).
    package static func append(_ word: Span<UInt8>, to output: inout [UInt8]) {
        guard word.count > 1 else { return }
        for position in 0..<word.count where word[position] &- 0x61 >= 26 { return }
        let start = output.count
        var position = 0
        switch (word[0], word[1]) {
        case (k, n), (g, n), (p, n), (a, e), (w, r): position = 1
        case (w, h):
            output.append(w)
            position = 2
        case (x, _):
            output.append(s)
            position = 1
        default: break
        }
        while position < word.count {
            position += step(word, position, start, &output)
        }
    }

    /// Appends the sound of the letter at a position and returns how many letters it took.
    private static func step(_ word: Span<UInt8>, _ at: Int, _ start: Int, _ output: inout [UInt8]) -> Int {
        let letter = word[at]
        let next = at + 1 < word.count ? word[at + 1] : 0
        let after = at + 2 < word.count ? word[at + 2] : 0
        let before = at > 0 ? word[at - 1] : 0
        if letter == before, letter != c { return 1 }
        switch letter {
        case a, e, i, o, u:
            if output.count == start, at <= 1 { output.append(letter) }
        case b:
            if !(before == m && next == 0) { output.append(b) }
        case c:
            return stepC(before, next, after, at, &output)
        case d:
            if next == g, isFront(after) {
                output.append(j)
                return 2
            }
            output.append(t)
        case g:
            return stepG(word, at, next, after, before, &output)
        case h:
            // Silent after C, G, P, S, T and between a vowel and a consonant.
            if isVowel(next), !(before == c || before == g || before == p || before == s || before == t) {
                output.append(h)
            }
        case k:
            if before != c { output.append(k) }
        case p:
            if next == h {
                output.append(f)
                return 2
            }
            output.append(p)
        case q: output.append(k)
        case s: return stepS(next, after, &output)
        case t: return stepT(next, after, &output)
        case v: output.append(f)
        case w, y:
            if isVowel(next) { output.append(letter) }
        case x:
            output.append(k)
            output.append(s)
        case z: output.append(s)
        default: output.append(letter)
        }
        return 1
    }

    private static func stepC(_ before: UInt8, _ next: UInt8, _ after: UInt8, _ at: Int, _ output: inout [UInt8]) -> Int
    {
        if next == i, after == a {
            output.append(sh)
        } else if next == h {
            output.append(before == s || (at == 0 && !isVowel(after)) ? k : sh)
            return 2
        } else if isFront(next) {
            if before != s { output.append(s) }
        } else if before != c {
            output.append(k)
        }
        return 1
    }

    private static func stepG(
        _ word: Span<UInt8>, _ at: Int, _ next: UInt8, _ after: UInt8, _ before: UInt8, _ output: inout [UInt8]
    ) -> Int {
        if next == h {
            if after != 0, !isVowel(after) { return 2 }
            output.append(after == 0 ? f : k)
            return 2
        }
        if next == n, after == 0 || (after == e && at + 3 < word.count && word[at + 3] == d) { return 1 }
        output.append(isFront(next) && before != g ? j : k)
        return 1
    }

    private static func stepS(_ next: UInt8, _ after: UInt8, _ output: inout [UInt8]) -> Int {
        if next == h {
            output.append(sh)
            return 2
        }
        if next == i, after == o || after == a {
            output.append(sh)
            return 1
        }
        if next == c, after == h {
            output.append(sh)
            return 3
        }
        output.append(s)
        return 1
    }

    private static func stepT(_ next: UInt8, _ after: UInt8, _ output: inout [UInt8]) -> Int {
        if next == h {
            output.append(th)
            return 2
        }
        if next == i, after == o || after == a {
            output.append(sh)
            return 1
        }
        if next == c, after == h { return 1 }
        if next == z { return 1 }
        output.append(t)
        return 1
    }

    private static func isVowel(_ letter: UInt8) -> Bool {
        letter == a || letter == e || letter == i || letter == o || letter == u
    }

    private static func isFront(_ letter: UInt8) -> Bool { letter == e || letter == i || letter == y }

    private static let a = UInt8(ascii: "a"), b = UInt8(ascii: "b"), c = UInt8(ascii: "c"), d = UInt8(ascii: "d")
    private static let e = UInt8(ascii: "e"), f = UInt8(ascii: "f"), g = UInt8(ascii: "g"), h = UInt8(ascii: "h")
    private static let i = UInt8(ascii: "i"), j = UInt8(ascii: "j"), k = UInt8(ascii: "k"), m = UInt8(ascii: "m")
    private static let n = UInt8(ascii: "n"), o = UInt8(ascii: "o"), p = UInt8(ascii: "p"), q = UInt8(ascii: "q")
    private static let r = UInt8(ascii: "r"), s = UInt8(ascii: "s"), t = UInt8(ascii: "t"), u = UInt8(ascii: "u")
    private static let v = UInt8(ascii: "v"), w = UInt8(ascii: "w"), x = UInt8(ascii: "x"), y = UInt8(ascii: "y")
    private static let z = UInt8(ascii: "z"), sh = UInt8(ascii: "X"), th = UInt8(ascii: "0")
}
