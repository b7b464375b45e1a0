/// The company whose securities a filing is about.
public struct Issuer: Hashable, Sendable {
    /// Its key, missing in papers that print none.
    public var cik: CentralIndexKey?
    /// Its name as filed.
    public var name: String
    /// The ticker field as typed: `TGEN`, `WSO; WSOB`, `NONE`.
    public var tickerAsTyped: String?
    /// The symbols read out of it, in capitals; empty for `NONE`, `N/A` and the like.
    public var tickers: [String]
    /// The foreign trading symbol, a field of schema X0609 and later.
    public var foreignTicker: String?
    /// Earlier names, from the submission header.
    public var formerNames: [FormerName]

    /// An issuer; the symbols are read out of `tickerAsTyped`.
    ///
    /// - Parameters:
    ///   - cik: its key, if known.
    ///   - name: as filed.
    ///   - tickerAsTyped: the ticker field, if any.
    ///   - foreignTicker: the foreign symbol, if any.
    ///   - formerNames: earlier names.
    public init(
        cik: CentralIndexKey?, name: String, tickerAsTyped: String? = nil, foreignTicker: String? = nil,
        formerNames: [FormerName] = []
    ) {
        self.cik = cik
        self.name = name
        self.tickerAsTyped = tickerAsTyped
        self.tickers = tickerAsTyped.map(Self.tickers(in:)) ?? []
        self.foreignTicker = foreignTicker
        self.formerNames = formerNames
    }

    private static let exchanges: Set<String> = [
        "NYSE", "NASDAQ", "AMEX", "OTC", "OTCBB", "OTCQB", "OTCQX", "NASD", "ARCA", "CBOE", "TSX", "TSXV", "LSE",
        "ASX", "PINK", "PINKS", "NYSEMKT", "NYSEAMERICAN", "NYSEARCA", "NASDAQGS", "NASDAQGM", "NASDAQCM",
    ]
    private static let absent: Set<String> = [
        "NONE", "NA", "N.A", "NULL", "NIL", "TBD", "TBA", "UNLISTED", "PRIVATE", "PENDING", "UNKNOWN", "APPLICABLE",
        "NOT", "NO", "SYMBOL", "TICKER", "TRADED", "PUBLICLY", "LISTED", "ASSIGNED", "YET",
    ]
    /// Suffixes by which quotation services told a stock of their own: the bulletin board and the pink sheets.
    private static let markets: Set<String> = ["OB", "PK", "BB", "OTC", "OTCBB", "OTCQB", "OTCQX"]

    /// Reads the symbols out of a field that people fill in by hand.
    ///
    /// `WSO; WSOB` holds two, `NYSE: IBM` one (the exchange is no symbol), `NWIN(OB` and `NWIN.OB` one (the market
    /// behind the stop is dropped), `VIIA.U` and `BRK/A` keep their class, `NONE` and `N/A` hold none.
    ///
    /// - Parameter text: the field as typed.
    /// - Returns: distinct symbols in capitals, in the order typed.
    public static func tickers(in text: String) -> [String] {
        // One to five capitals and nothing else, as nearly all are, need no taking apart.
        let isPlain = (1...5).contains(text.utf8.count) && text.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
        if isPlain { return exchanges.contains(text) || absent.contains(text) ? [] : [text] }
        var found: [String] = []
        for entry in text.uppercased().split(whereSeparator: { $0 == "," || $0 == ";" || $0 == "&" || $0.isNewline }) {
            for symbol in symbols(inEntry: entry) where !found.contains(symbol) { found.append(symbol) }
        }
        return found
    }

    /// The symbols of an entry without commas; what stands before a colon names the market if it holds an exchange.
    private static func symbols(inEntry entry: Substring) -> [String] {
        var entry = entry
        if let colon = entry.lastIndex(of: ":") {
            let front = pieces(of: entry[..<colon])
            if front.contains(where: { exchanges.contains($0.text) }) { entry = entry[entry.index(after: colon)...] }
        }
        var found: [String] = []
        let pieces = pieces(of: entry)
        for piece in pieces {
            var name = piece.text
            for mark: Character in [".", "-"] {
                guard let cut = name.range(ofLast: mark), markets.contains(String(name[cut.upperBound...])) else {
                    continue
                }
                name = String(name[..<cut.lowerBound])
            }
            guard !name.isEmpty, name.utf8.count <= 10 else { continue }
            // `N/A` and `N-A` say that there is none.
            if name == "N-A" || name == "A" && piece.followsSlash && pieces.first?.text == "N" { return [] }
            if exchanges.contains(name) || absent.contains(name) { continue }
            // Digits alone are a symbol only where nothing else stands, as on Asian exchanges.
            guard name.contains(where: \.isLetter) || pieces.count == 1 else { continue }
            if let last = found.last {
                // The market in `NWIN(OB` is a piece of its own, and the class in `BRK/A`.
                if markets.contains(name) { continue }
                if name.utf8.count == 1, piece.followsSlash {
                    found[found.count - 1] = last + "." + name
                    continue
                }
            }
            if !found.contains(name) { found.append(name) }
        }
        // `N` before the slash of `N/A`, or of a word left out, is no symbol; alone it is one.
        return pieces.count > 1 ? found.filter { $0 != "N" } : found
    }

    private struct Piece {
        var text: String
        var followsSlash: Bool
    }

    /// Runs of letters, digits, stops and hyphens, without stops and hyphens at their ends.
    private static func pieces(of text: Substring) -> [Piece] {
        var pieces: [Piece] = []
        var current = ""
        var hasSlash = false
        func isEdge(_ character: Character) -> Bool { character == "." || character == "-" }
        for character in text + " " {
            if character.isASCII, character.isLetter || character.isNumber || isEdge(character) {
                current.append(character)
                continue
            }
            var trimmed = current.drop(while: isEdge)
            while let last = trimmed.last, isEdge(last) { trimmed.removeLast() }
            if !trimmed.isEmpty { pieces.append(Piece(text: String(trimmed), followsSlash: hasSlash)) }
            if !current.isEmpty { hasSlash = false }
            current = ""
            if character == "/" { hasSlash = true } else if !character.isWhitespace { hasSlash = false }
        }
        return pieces
    }
}

extension String {
    /// Where a mark stands last.
    fileprivate func range(ofLast mark: Character) -> Range<String.Index>? {
        lastIndex(of: mark).map { $0..<index(after: $0) }
    }
}

/// A name that a party bore until a date.
public struct FormerName: Hashable, Sendable {
    /// The name as the header gives it.
    public var name: String
    /// The day it was given up, if told.
    public var changed: CalendarDate?

    /// A former name.
    ///
    /// - Parameters:
    ///   - name: as the header gives it.
    ///   - changed: the day it was given up.
    public init(name: String, changed: CalendarDate? = nil) {
        self.name = name
        self.changed = changed
    }
}
