internal import FilingModel
internal import Testing

/// The ticker field is typed by hand; what people put into it is collected here.
@Suite struct `Tickers` {
    @Test(arguments: [
        ("TGEN", ["TGEN"]), ("tgen", ["TGEN"]), (" TGEN ", ["TGEN"]), ("\"TGEN\"", ["TGEN"]), ("(TGEN)", ["TGEN"]),
        ("NWIN(OB", ["NWIN"]), ("NWIN)OB)", ["NWIN"]), ("NWIN.OB", ["NWIN"]), ("NWIN-OB", ["NWIN"]),
        ("NWIN.PK", ["NWIN"]), ("NWIN (OB)", ["NWIN"]), ("NWIN:OB", ["NWIN"]), ("NWIN OB", ["NWIN"]),
        ("NWIN/OB", ["NWIN"]), ("nwin.ob", ["NWIN"]), ("NWIN.", ["NWIN"]), ("NWIN.BB", ["NWIN"]),
        ("OTCBB: NWIN", ["NWIN"]), ("OTC BB: NWIN", ["NWIN"]), ("OTCBB:NWIN.OB", ["NWIN"]), ("NWIN (OTCBB)", ["NWIN"]),
        ("WSO; WSOB", ["WSO", "WSOB"]), ("WSO, WSO", ["WSO"]), ("LEN, LEN.B", ["LEN", "LEN.B"]),
        ("GOOG GOOGL", ["GOOG", "GOOGL"]), ("GOOG & GOOGL", ["GOOG", "GOOGL"]),
        ("NYSE: IBM", ["IBM"]), ("NYSE:IBM", ["IBM"]), ("IBM (NYSE)", ["IBM"]), ("NASDAQ GS: AAPL", ["AAPL"]),
        ("GS", ["GS"]), ("BB", ["BB"]), ("A", ["A"]), ("N", ["N"]),
        ("VIIA.U", ["VIIA.U"]), ("BRK.A", ["BRK.A"]), ("BRK-B", ["BRK-B"]), ("BRK/A", ["BRK.A"]), ("BF/B", ["BF.B"]),
        ("BRK.A; BRK.B", ["BRK.A", "BRK.B"]), ("7203", ["7203"]),
    ])
    func `are read out of what people type`(typed: String, symbols: [String]) {
        #expect(Issuer.tickers(in: typed) == symbols)
    }

    @Test(arguments: [
        "", " ", "NONE", "None", "none.", "N/A", "n/a", "N.A.", "NA", "N / A", "(n/a)", "NULL", "--", "/", "TBD",
        "Not Applicable", "not listed", "Not publicly traded", "No symbol", "private", "NYSE", "0000000000000",
        "Not yet assigned", "No Ticker",
    ])
    func `are none where the field says so`(typed: String) {
        #expect(Issuer.tickers(in: typed) == [])
    }

    @Test func `are set with the issuer and keep what was typed`() {
        let issuer = Issuer(cik: nil, name: "TECOGEN INC", tickerAsTyped: "tgen.ob")
        #expect(issuer.tickers == ["TGEN"])
        #expect(issuer.tickerAsTyped == "tgen.ob")
        #expect(Issuer(cik: nil, name: "TECOGEN INC").tickers == [])
    }

    @Test func `never trap, whatever is typed`() {
        let marks: [Character] = ["N", "A", "/", ".", "-", ":", ";", " ", "(", ")", "é", "1", "\u{301}", "\n"]
        for first in marks {
            for second in marks {
                for third in marks {
                    for fourth in marks {
                        let symbols = Issuer.tickers(in: String([first, second, third, fourth]))
                        #expect(Set(symbols).count == symbols.count)
                        #expect(symbols.allSatisfy { !$0.isEmpty && !$0.contains(" ") })
                    }
                }
            }
        }
    }
}
