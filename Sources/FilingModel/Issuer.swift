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
        "ASX", "PINK", "NYSEMKT", "NYSEAMERICAN",
    ]
    private static let absent: Set<String> = [
        "NONE", "NA", "N", "NULL", "NIL", "TBD", "NOT", "APPLICABLE", "UNLISTED", "PRIVATE",
    ]

    /// Reads the symbols out of a field that people fill in by hand.
    ///
    /// `WSO; WSOB` holds two, `NYSE: IBM` one (the exchange is no symbol), `NWIN(OB` and `NWIN.OB` one (the market
    /// behind the stop is dropped), `VIIA.U` keeps its class, `NONE` and `N/A` none.
    ///
    /// - Parameter text: the field as typed.
    /// - Returns: distinct symbols in capitals, in the order typed.
    public static func tickers(in text: String) -> [String] {
        // One to five capitals and nothing else, as nearly all are, need no taking apart.
        let isPlain = (1...5).contains(text.utf8.count) && text.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
        if isPlain { return exchanges.contains(text) || absent.contains(text) ? [] : [text] }
        var found: [String] = []
        let pieces = text.uppercased().split { character in
            !(character.isASCII && (character.isLetter || character.isNumber)) && character != "." && character != "-"
        }
        for piece in pieces {
            var symbol = piece.drop { $0 == "." || $0 == "-" }
            while let last = symbol.last, last == "." || last == "-" { symbol.removeLast() }
            if symbol.hasSuffix(".OB") || symbol.hasSuffix(".PK") { symbol.removeLast(3) }
            let name = String(symbol)
            guard !name.isEmpty, name.count <= 10, !exchanges.contains(name), !absent.contains(name) else { continue }
            guard name.contains(where: \.isLetter) || pieces.count == 1 else { continue }
            // The market in `NWIN(OB` is a piece of its own.
            if !found.isEmpty, name == "OB" || name == "PK" || name == "A" { continue }
            if !found.contains(name) { found.append(name) }
        }
        return found
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
