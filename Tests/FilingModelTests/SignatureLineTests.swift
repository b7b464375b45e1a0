internal import FilingModel
internal import Testing

/// Lines as people sign, and whom each names.
@Suite struct `Lines of signature` {
    @Test(arguments: [
        ("/s/ Robert A. Panora", "Robert A. Panora", false),
        ("Jane Roe", "Jane Roe", false),
        ("/s/ Frank Lopez, attorney-in-fact", "Frank Lopez", true),
        ("/s/ Frank Lopez, as Attorney-in-Fact for Jane Roe", "Frank Lopez", true),
        ("Jane Roe by Frank Lopez, Attorney-in-Fact", "Frank Lopez", true),
        ("Jane Roe, by power of attorney", "Jane Roe", true),
        ("By: /s/ Jane Roe, Managing Director", "Jane Roe", false),
        ("Some Fund, L.P., By: Its GP, LLC, By: /s/ Jane Roe, Authorized Signatory", "Jane Roe", false),
        ("Goldman Sachs & Co. LLC on behalf of Luca Maestri", "Goldman Sachs & Co. LLC", true),
        ("/s/ John Q. Doe, Jr.", "John Q. Doe, Jr.", false),
        ("Jane Roe /s/", "Jane Roe", false),
        ("JANE ROE - CFO", "JANE ROE", false),
        ("/s/ Mark McDonnell*", "Mark McDonnell", false),
        ("/s/ José Núñez", "José Núñez", false),
    ])
    func `name who signed and whether for another`(line: String, name: String, isForAnother: Bool) {
        let signature = SignatureLine(parsing: line)
        #expect(signature?.name == name)
        #expect(signature?.isForAnother == isForAnother)
    }

    @Test(arguments: ["", "/s/", "See Exhibit 99.1", "Signature page attached", "X", "12345", "/s/ /s/", "(illegible)"])
    func `that hold no name give none`(line: String) {
        #expect(SignatureLine(parsing: line) == nil)
    }

    @Test func `of any bytes never trap`() {
        for seed in 0..<400 {
            let scalars = (0..<(seed % 60)).map { Unicode.Scalar(UInt8(truncatingIfNeeded: seed &* 31 &+ $0 &* 17)) }
            _ = SignatureLine(parsing: String(String.UnicodeScalarView(scalars)))
        }
    }
}

@Suite struct `Roles of parties` {
    @Test(arguments: [
        ("seller", PartyRole.seller), ("related person", .relatedPerson), ("related-person", .relatedPerson),
        ("RELATED_PERSON", .relatedPerson), ("related", .relatedPerson), ("attorney", .attorneyInFact),
        ("attorney-in-fact", .attorneyInFact), ("reporting", .reportingPerson), ("subject", .subjectCompany),
        ("filed-by", .filedBy), ("co-issuer", .coIssuer),
    ])
    func `are asked for in any spelling`(text: String, role: PartyRole) { #expect(PartyRole(parsing: text) == role) }

    @Test(arguments: ["", "boss", "filed", "co", "-"])
    func `that are none, or several, are refused`(text: String) { #expect(PartyRole(parsing: text) == nil) }
}
