/// Ownership filings made from a seed: the same count and seed give the same bytes.
///
/// Names are strings of syllables, so they are nobody's. Sizes and the number of rows, owners and footnotes follow what
/// real filings show: a few kilobytes, one owner in most, some prose.
struct SyntheticCorpus {
    let count: Int
    private let people: [Person]
    private let issuers: [Issuer]
    private let words: [String]
    private let seed: UInt64

    private struct Person {
        var cik: UInt64
        var last: String, first: String, middle: String
        var filed: String { "\(last) \(first) \(middle)" }
    }

    private struct Issuer {
        var cik: UInt64
        var name: String, ticker: String
    }

    init(count: Int, seed: UInt64) {
        self.count = count
        self.seed = seed
        var random = SplitMix(state: seed)
        let firsts = (0..<300).map { _ in Self.word(2...3, &random).uppercased() }
        people = (0..<max(50, count / 4)).map { number in
            Person(
                cik: UInt64(1_000_000 + number * 7), last: Self.word(2...4, &random).uppercased(),
                first: firsts[random.below(firsts.count)], middle: String(UnicodeScalar(UInt8(65 + random.below(26)))))
        }
        issuers = (0..<max(10, count / 40)).map { number in
            let name = Self.word(2...3, &random).uppercased()
            return Issuer(
                cik: UInt64(20_000 + number * 3), name: name + [" INC", " CORP", " HOLDINGS LTD"][random.below(3)],
                ticker: String(name.prefix(4)))
        }
        words = (0..<4000).map { _ in Self.word(1...4, &random) }
    }

    private static func word(_ syllables: ClosedRange<Int>, _ random: inout SplitMix) -> String {
        let starts = ["b", "br", "d", "f", "g", "gr", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w"]
        let middles = ["a", "e", "i", "o", "u", "ai", "ei", "ou"]
        let ends = ["", "", "n", "r", "s", "l", "ck"]
        let count = syllables.lowerBound + random.below(syllables.count)
        return (0..<count).map { _ in
            starts[random.below(starts.count)] + middles[random.below(middles.count)] + ends[random.below(ends.count)]
        }.joined()
    }

    /// Writes every filing as a file of its own, a folder for each thousand.
    ///
    /// - Returns: bytes written.
    func write(to directory: String) throws -> Int {
        try WorkingDirectory.make(directory)
        var random = SplitMix(state: seed &+ 1)
        var byteCount = 0
        for number in 0..<count {
            let folder = "\(directory)/\(number / 1000)"
            if number % 1000 == 0 { try WorkingDirectory.make(folder) }
            let sequence = String(number)
            let accession = "0001000000-20-" + String(repeating: "0", count: 6 - sequence.count) + sequence
            let text = document(&random)
            byteCount += text.utf8.count
            try WorkingDirectory.write(text, to: "\(folder)/\(accession).xml")
        }
        return byteCount
    }

    private func document(_ random: inout SplitMix) -> String {
        let issuer = issuers[random.below(issuers.count)]
        let owner = people[random.below(people.count)]
        let day = "20\(10 + random.below(14))-\(10 + random.below(3))-\(10 + random.below(18))"
        var text = """
            <?xml version="1.0"?>
            <ownershipDocument>
                <schemaVersion>X0306</schemaVersion>
                <documentType>4</documentType>
                <periodOfReport>\(day)</periodOfReport>
                <issuer><issuerCik>\(issuer.cik)</issuerCik><issuerName>\(issuer.name)</issuerName>\
            <issuerTradingSymbol>\(issuer.ticker)</issuerTradingSymbol></issuer>
                <reportingOwner>
                    <reportingOwnerId><rptOwnerCik>\(owner.cik)</rptOwnerCik><rptOwnerName>\(owner.filed)</rptOwnerName>\
            </reportingOwnerId>
                    <reportingOwnerAddress><rptOwnerStreet1>\(random.below(999)) \(word(&random)) ST</rptOwnerStreet1>\
            <rptOwnerCity>\(word(&random))</rptOwnerCity><rptOwnerState>MA</rptOwnerState></reportingOwnerAddress>
                    <reportingOwnerRelationship><isDirector>1</isDirector><isOfficer>1</isOfficer>\
            <officerTitle>Chief \(word(&random)) Officer</officerTitle></reportingOwnerRelationship>
                </reportingOwner>
                <nonDerivativeTable>

            """
        for _ in 0..<1 + random.below(6) { text += row(day, &random) }
        text += "    </nonDerivativeTable>\n    <footnotes>\n"
        for note in 1...2 {
            text += "        <footnote id=\"F\(note)\">\(prose(20 + random.below(50), &random))</footnote>\n"
        }
        text += "    </footnotes>\n    <remarks>\(prose(random.below(30), &random))</remarks>\n"
        text += "    <ownerSignature><signatureName>/s/ \(owner.first) \(owner.last)</signatureName>"
        return text + "<signatureDate>\(day)</signatureDate></ownerSignature>\n</ownershipDocument>\n"
    }

    private func row(_ day: String, _ random: inout SplitMix) -> String {
        """
                <nonDerivativeTransaction>
                    <securityTitle><value>Common Stock</value><footnoteId id="F1"/></securityTitle>
                    <transactionDate><value>\(day)</value></transactionDate>
                    <transactionCoding><transactionFormType>4</transactionFormType>\
        <transactionCode>\(["P", "S", "A", "M"][random.below(4)])</transactionCode>\
        <equitySwapInvolved>0</equitySwapInvolved></transactionCoding>
                    <transactionAmounts><transactionShares><value>\(1 + random.below(90_000))</value></transactionShares>\
        <transactionPricePerShare><value>\(random.below(300)).\(10 + random.below(89))</value>\
        <footnoteId id="F2"/></transactionPricePerShare>\
        <transactionAcquiredDisposedCode><value>A</value></transactionAcquiredDisposedCode></transactionAmounts>
                    <postTransactionAmounts><sharesOwnedFollowingTransaction>\
        <value>\(random.below(900_000))</value></sharesOwnedFollowingTransaction></postTransactionAmounts>
                    <ownershipNature><directOrIndirectOwnership><value>D</value></directOrIndirectOwnership>\
        </ownershipNature>
                </nonDerivativeTransaction>

        """
    }

    /// A word; the square of a random number makes some words common and most rare.
    private func word(_ random: inout SplitMix) -> String {
        let share = Double(random.below(1_000_000)) / 1_000_000
        return words[Int(share * share * share * Double(words.count))]
    }

    private func prose(_ count: Int, _ random: inout SplitMix) -> String {
        (0..<count).map { _ in word(&random) }.joined(separator: " ")
    }

    /// Queries of each kind.
    func queries(perKind: Int) -> [(kind: String, queries: [String])] {
        var random = SplitMix(state: seed &+ 2)
        func make(_ body: (inout SplitMix) -> String) -> [String] { (0..<perKind).map { _ in body(&random) } }
        return [
            ("one word", make { word(&$0) }), ("two words", make { "\(word(&$0)) \(word(&$0))" }),
            ("two words, either", make { "\(word(&$0)) OR \(word(&$0))" }),
            ("phrase", make { "\"\(word(&$0)) \(word(&$0))\"" }),
            ("prefix", make { String(word(&$0).prefix(3)) + "*" }),
            ("owner and form", make { "owner:\(people[$0.below(people.count)].last) form:4" }),
            ("word and days", make { "\(word(&$0)) period:2015..2017" }),
        ]
    }

    /// Names as people ask for them, each with the name meant.
    func nameCases(perKind: Int) -> [(kind: String, cases: [(asked: String, filed: String)])] {
        var random = SplitMix(state: seed &+ 3)
        func make(_ body: (Person, inout SplitMix) -> String) -> [(asked: String, filed: String)] {
            (0..<perKind).map { _ in
                let person = people[random.below(people.count)]
                return (body(person, &random), person.filed)
            }
        }
        return [
            ("as filed", make { person, _ in person.filed }),
            (
                "natural order",
                make { person, _ in "\(person.first.capitalized) \(person.middle). \(person.last.capitalized)" }
            ),
            ("no middle", make { person, _ in "\(person.first) \(person.last)" }),
            (
                "one letter wrong",
                make { person, random in "\(person.first) \(person.middle) " + Self.spoilt(person.last, &random) }
            ),
            (
                "two letters swapped",
                make { person, random in Self.swapped(person.last, &random) + " \(person.first) \(person.middle)" }
            ),
        ]
    }

    private static func spoilt(_ word: String, _ random: inout SplitMix) -> String {
        var letters = Array(word)
        letters[random.below(letters.count)] = Character(UnicodeScalar(UInt8(65 + random.below(26))))
        return String(letters)
    }

    private static func swapped(_ word: String, _ random: inout SplitMix) -> String {
        var letters = Array(word)
        guard letters.count > 1 else { return word }
        let place = random.below(letters.count - 1)
        letters.swapAt(place, place + 1)
        return String(letters)
    }
}

extension String {
    fileprivate var capitalized: String { prefix(1) + dropFirst().lowercased() }
}

/// SplitMix64, after Steele, Lea and Flood.
struct SplitMix {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((z ^ (z >> 31)) % UInt64(limit))
    }
}
