internal import FilingModel
internal import TestSupport
internal import Testing

@Suite struct `Central index keys` {
    @Test(
        arguments: [
            ("1537435", 1_537_435), ("0001537435", 1_537_435), (" 1537435\n", 1_537_435), ("1", 1),
            ("9999999999", 9_999_999_999),
        ] as [(String, UInt64)])
    func `are read with and without zeros in front`(text: String, value: UInt64) {
        #expect(CentralIndexKey(parsing: text)?.value == value)
        #expect(CentralIndexKey(parsing: Substring(text))?.value == value)
    }

    @Test(arguments: ["", " ", "0", "0000000000", "12345678901", "00001537435", "1 2", "-1", "+1", "1.0", "x", "１"])
    func `refuse everything else`(text: String) {
        #expect(CentralIndexKey(parsing: text) == nil)
    }

    @Test func `are written plain and padded`() throws {
        let key = try #require(CentralIndexKey(1_537_435))
        #expect(key.description == "1537435")
        #expect(key.padded == "0001537435")
        #expect(CentralIndexKey(0) == nil)
        #expect(CentralIndexKey(10_000_000_000) == nil)
        #expect(CentralIndexKey(parsing: key.padded) == key)
        #expect(try key < #require(CentralIndexKey(1_587_843)))
    }
}

@Suite struct `Accession numbers` {
    @Test(arguments: ["0001209191-20-002775", "000120919120002775", " 0001209191-20-002775\r\n"])
    func `are read with and without dashes`(text: String) {
        #expect(AccessionNumber(parsing: text)?.description == "0001209191-20-002775")
        #expect(AccessionNumber(parsing: text)?.digits == 1_209_191_20_002775)
    }

    @Test(arguments: [
        "", "0", "0001209191-20002775", "000120919120-002775", "0001209191-20-00277", "0001209191-20-0027755",
        "000120919-120-002775", "0001209191--20-002775", "0001209191-20-002775-", "0001209191 20 002775",
        "0000000000-00-000000", "000120919120002775x", "-000120919120002775",
    ])
    func `refuse everything else`(text: String) {
        #expect(AccessionNumber(parsing: text) == nil)
    }

    @Test(arguments: [
        ("edgar/data/1243203/000120919120051619/doc3.xml", "0001209191-20-051619"),
        ("3_0001209191-20-051619_doc3.xml", "0001209191-20-051619"),
        ("edgar/data/1243203/0001209191-20-002775.txt", "0001209191-20-002775"),
        ("0001209191-20-002775/0001562180-25-000280.nc", "0001562180-25-000280"),
        ("0001209191-20-002775-index.htm", "0001209191-20-002775"),
        ("form-4-0001209191-20-002775.txt", "0001209191-20-002775"),
        ("0001209191-20-002775-0001562180-25-000280", "0001562180-25-000280"),
        ("x0001209191-20-002775", "0001209191-20-002775"),
    ])
    func `are found in paths, the last one wins`(path: String, number: String) {
        #expect(AccessionNumber(inPath: path)?.description == number)
    }

    @Test(arguments: [
        "", "doc3.xml", "edgar/data/1243203/form3.txt", "20131001", "00012091912000277", "1234567890123456789",
    ])
    func `are not found where there is none`(path: String) {
        #expect(AccessionNumber(inPath: path) == nil)
    }

    @Test func `order by login, year and sequence`() {
        let texts = ["0000000001-98-000001", "0001012325-98-000004", "0001209191-20-002775", "0001209191-20-051619"]
        let numbers = texts.compactMap { AccessionNumber(parsing: $0) }
        #expect(numbers.count == 4)
        #expect(numbers.shuffled().sorted() == numbers)
        #expect(numbers.map(\.description) == texts)
        #expect(AccessionNumber(digits: 1_000_000_000_000_000_000) == nil)
        #expect(AccessionNumber(digits: 0) == nil)
    }
}

@Suite struct `Filing identities` {
    @Test func `survive the way through a sort key and through text`() throws {
        var generator = SeededGenerator(seed: 1)
        var identities: [FilingIdentity] = [.content(0), .content(UInt64.max >> 1)]
        for digits in [1, 999_999_999_999_999_999] as [UInt64] {
            identities.append(.accession(try #require(AccessionNumber(digits: digits))))
        }
        for _ in 0..<1_000 {
            let hash = UInt64.random(in: 0...UInt64.max >> 1, using: &generator)
            let digits = UInt64.random(in: 1..<1_000_000_000_000_000_000, using: &generator)
            identities.append(.content(hash))
            identities.append(.accession(try #require(AccessionNumber(digits: digits))))
        }
        for identity in identities {
            #expect(FilingIdentity(sortKey: identity.sortKey) == identity)
            #expect(FilingIdentity(parsing: identity.description) == identity)
        }
        #expect(Set(identities.map(\.sortKey)).count == Set(identities).count)
    }

    @Test func `refuse numbers that are none`() {
        #expect(FilingIdentity(sortKey: 0) == nil)
        #expect(FilingIdentity(sortKey: 1_000_000_000_000_000_000) == nil)
        #expect(FilingIdentity(sortKey: .max) == nil)
        #expect(FilingIdentity(sortKey: .min) == .content(UInt64.max >> 1))
    }

    @Test(arguments: [
        "", "content-", "content-8000000000000000", "content-00000000000000", "content-000000000000000g",
        "content-00000000000000000", "content-+000000000000001", "Content-0000000000000001x", "0001209191-20",
    ])
    func `refuse text that is none`(text: String) {
        #expect(FilingIdentity(parsing: text) == nil)
    }

    @Test func `come from the bytes of a paper without a number`() throws {
        let digest = try #require(ContentDigest(bytes: (0..<32).map { UInt8(truncatingIfNeeded: $0 * 37 | 0x80) }))
        #expect(FilingIdentity(contentOf: digest) == .content(digest.leadingBits >> 1))
        #expect(ContentDigest(bytes: digest.bytes) == digest)
        #expect(ContentDigest(bytes: [0, 1]) == nil)
        #expect(digest.description.count == 64)
        #expect(ContentDigest.zero.description == String(repeating: "0", count: 64))
    }
}

@Suite struct `Form types` {
    @Test(arguments: [
        ("4", "4", false), ("4/A", "4", true), ("4/a", "4", true), ("sc 13g/a", "SC 13G", true),
        (" 10-K ", "10-K", false),
        ("SCHEDULE 13D/A", "SCHEDULE 13D", true), ("D/A\n", "D", true), ("DEF 14A", "DEF 14A", false),
    ])
    func `are told from their amendment mark`(text: String, base: String, isAmendment: Bool) throws {
        let form = try #require(FormType(parsing: text))
        #expect(form == FormType(base: base, isAmendment: isAmendment))
        #expect(FormType(parsing: form.description) == form)
    }

    @Test func `refuse what names nothing`() {
        #expect(FormType(parsing: "") == nil)
        #expect(FormType(parsing: " \n") == nil)
        #expect(FormType(parsing: "/A") == nil)
    }

    @Test func `know the three forms of insiders`() {
        #expect(["3", "4", "5", "3/A", "4/A", "5/A"].allSatisfy { FormType(parsing: $0)?.isOwnership == true })
        #expect(["144", "D", "10-K", "SC 13D"].allSatisfy { FormType(parsing: $0)?.isOwnership == false })
    }
}
