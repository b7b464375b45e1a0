/// Cuts folded bytes into the words of a name; the state behind `NormalizedName`.
struct NameScanner {
    private let bytes: [UInt8]
    private var end: Int
    private var pieces: [Piece] = []
    private(set) var tokens: [NameToken] = []
    private(set) var stateSuffix: [UInt8] = []
    /// How many words stand before the first comma that has words on both sides.
    private(set) var commaAfter: Int?

    /// A run of letters and digits with what stands around it.
    private struct Piece {
        var bytes: [UInt8]
        var hyphenBefore = false
        var commaBefore = false
        /// Whether only a dot stands between this piece and the one before.
        var dotBefore = false
        var dotAfter = false
        var apostropheOffset: UInt8 = 0
    }

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        end = bytes.count
    }

    /// Whether dotted letters were left apart that an organisation's name would join.
    private(set) var hasDottedLetters = false
    private var joiningInitials = false

    mutating func run(joiningInitials: Bool) {
        self.joiningInitials = joiningInitials
        cutStateSuffix()
        cutPieces()
        joinPieces()
    }

    /// Removes `/DE/` or `/ADV` from the end: two to four letters between slashes.
    private mutating func cutStateSuffix() {
        var last = end
        while last > 0, bytes[last - 1] == UInt8(ascii: " ") { last -= 1 }
        if last > 0, bytes[last - 1] == UInt8(ascii: "/") { last -= 1 }
        var first = last
        while first > 0, bytes[first - 1] &- 0x61 < 26 { first -= 1 }
        guard first > 1, bytes[first - 1] == UInt8(ascii: "/"), 2...4 ~= last - first else { return }
        stateSuffix = Array(bytes[first..<last])
        end = first - 1
    }

    private mutating func cutPieces() {
        var current: [UInt8] = []
        var apostrophe: UInt8 = 0
        var gap: [UInt8] = []
        for position in 0..<end {
            let byte = bytes[position]
            if byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80 {
                if current.isEmpty, apostrophe > 0 { apostrophe = 0 }
                current.append(byte)
                continue
            }
            if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") {
                if !current.isEmpty { apostrophe = UInt8(clamping: current.count) }
                continue
            }
            flush(&current, &gap, &apostrophe)
            if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "+") {
                var word = Array("and".utf8)
                flush(&word, &gap, &apostrophe)
            } else {
                gap.append(byte)
            }
        }
        flush(&current, &gap, &apostrophe)
        if gap.first == UInt8(ascii: "."), !pieces.isEmpty { pieces[pieces.count - 1].dotAfter = true }
    }

    private mutating func flush(_ current: inout [UInt8], _ gap: inout [UInt8], _ apostrophe: inout UInt8) {
        guard !current.isEmpty else { return }
        var piece = Piece(bytes: current)
        // Nothing between two pieces: an ampersand without blanks, as in SS&C.
        piece.hyphenBefore = (gap.isEmpty || gap == [UInt8(ascii: "-")]) && !pieces.isEmpty
        piece.commaBefore = gap.contains(UInt8(ascii: ","))
        piece.dotBefore = gap == [UInt8(ascii: ".")]
        if apostrophe > 0, Int(apostrophe) < current.count { piece.apostropheOffset = apostrophe }
        if gap.first == UInt8(ascii: "."), !pieces.isEmpty { pieces[pieces.count - 1].dotAfter = true }
        pieces.append(piece)
        current.removeAll()
        gap.removeAll()
        apostrophe = 0
    }

    /// Joins dotted and spaced legal forms and degrees, leaves other initials apart.
    private mutating func joinPieces() {
        var index = 0
        while index < pieces.count {
            let length = joinedLength(index)
            var word = pieces[index].bytes
            for offset in 1..<max(1, length) { word += pieces[index + offset].bytes }
            if pieces[index].commaBefore, commaAfter == nil, !tokens.isEmpty { commaAfter = tokens.count }
            let piece = pieces[index]
            tokens.append(
                NameToken(
                    bytes: word, traits: TokenTraits(of: word.span),
                    followsHyphen: piece.hyphenBefore && !tokens.isEmpty,
                    apostropheOffset: length > 1 ? 0 : piece.apostropheOffset))
            index += max(1, length)
        }
    }

    /// How many pieces from `index` on are one word: L.L.C., L P at the end, PH.D., U.S.A.
    private mutating func joinedLength(_ index: Int) -> Int {
        guard index + 1 < pieces.count else { return 1 }
        if pieces[index].bytes == Array("ph".utf8), pieces[index + 1].bytes == Array("d".utf8) { return 2 }
        guard pieces[index].bytes.count == 1 else { return 1 }
        // Spaced: L L C anywhere but first, L P only as the last words, and not behind a given name, whose bearer has
        // initials: GOULD INVESTORS L P, but SMITH MICHAEL L P.
        if index > 0, pieces[index].bytes == [UInt8(ascii: "l")] {
            let next = pieces[index + 1].bytes
            if next == [UInt8(ascii: "l")], index + 2 < pieces.count, pieces[index + 2].bytes == [UInt8(ascii: "c")] {
                return 3
            }
            if next == [UInt8(ascii: "p")], index + 2 == pieces.count {
                let before = pieces[index - 1].bytes
                return Nicknames.shared.number(of: before.span) == nil ? 2 : 1
            }
        }
        var length = 1
        while index + length < pieces.count, pieces[index + length].bytes.count == 1, pieces[index + length].dotBefore {
            length += 1
        }
        guard length > 1 else { return 1 }
        if joiningInitials { return length }
        hasDottedLetters = true
        var word: [UInt8] = []
        for offset in 0..<length { word += pieces[index + offset].bytes }
        if index > 0 {
            let traits = TokenTraits(of: word.span)
            // N.A. and S.A. after one word may be somebody's initials.
            let sure = length > 2 || index > 1 || word == Array("lp".utf8)
            if sure, !traits.isDisjoint(with: [.legalForm, .degree, .organisation]) { return length }
        }
        // Four letters with dots are no person's initials.
        return length > 3 ? length : 1
    }
}
