import EDGAR
import TestSupport
import Testing

/// What a file gave: documents by the place they are told at, and issues.
struct Reading {
    var documents: [(place: String, text: String)] = []
    var issues: [ImportIssue] = []
    var texts: [String] { documents.map(\.text) }
    var places: [String] { documents.map(\.place) }

    init(_ bytes: [UInt8], limits: InputLimits = InputLimits(), wanted: Int = .max) {
        let folder = TemporaryDirectory()
        let path = folder.write("input", bytes)
        let source = InputSource(limits: limits)
        let (files, issues) = source.files(at: [path])
        self.issues = issues
        for file in files {
            source.read(file) { part in
                switch part {
                case .issue(let issue): self.issues.append(issue)
                case .input(let input):
                    documents.append((input.member ?? "", String(decoding: input.bytes, as: UTF8.self)))
                }
                return documents.count < wanted
            }
        }
    }
}

@Suite struct `Containers` {
    private let members: [TestArchive.Member] = [
        .folder("2020/"), .file("2020/a.xml", "first"), .file("2020/b.xml", "second"),
    ]

    @Test(arguments: [TestArchive.Format.tar, .zip], TestArchive.Packing.allCases)
    func `members are read whatever holds and packs them`(format: TestArchive.Format, packing: TestArchive.Packing) {
        let reading = Reading(TestArchive.bytes(members, format, packing))
        #expect(reading.texts == ["first", "second"])
        #expect(reading.places == ["2020/a.xml", "2020/b.xml"])
        #expect(reading.issues == [])
    }

    @Test(arguments: TestArchive.Packing.allCases)
    func `a packed file is one document without a member's name`(packing: TestArchive.Packing) {
        let reading = Reading(TestArchive.bytes([.file("data", "alone")], .single, packing))
        #expect(reading.texts == ["alone"])
        #expect(reading.places == [""])
        #expect(reading.issues == [])
    }

    @Test func `archives in archives are read, and told by the whole way`() {
        let packed = TestArchive.bytes([.file("x", "packed")], .single, .gzip)
        let inner = TestArchive.bytes([.file("deep.nc", "inner"), .file("deep.nc.gz", packed)], .tar, .gzip)
        let zip = TestArchive.bytes([.file("day.tar.gz", inner), .file("plain.txt", "beside")], .zip)
        let reading = Reading(TestArchive.bytes([.file("all.zip", zip), .file("last.txt", "behind")], .tar, .xz))
        #expect(reading.texts == ["inner", "packed", "beside", "behind"])
        #expect(
            reading.places == [
                "all.zip!day.tar.gz!deep.nc", "all.zip!day.tar.gz!deep.nc.gz", "all.zip!plain.txt", "last.txt",
            ])
        #expect(reading.issues == [])
    }

    @Test func `tars one behind the other are read to the last`() {
        let first = TestArchive.bytes([.file("a", "first")])
        let second = TestArchive.bytes([.file("b", "second")])
        #expect(Reading(first + second).texts == ["first", "second"])
        let packed =
            TestArchive.bytes([.file("a", "first")], .tar, .gzip) + TestArchive.bytes([.file("b", "2")], .tar, .gzip)
        #expect(Reading(packed).texts == ["first", "2"])
    }

    @Test func `a depth limit ends archives in archives and names its option`() {
        var bytes = TestArchive.bytes([.file("a", "core")])
        for level in 0..<3 { bytes = TestArchive.bytes([.file("level-\(level)", bytes), .file("b", "beside")]) }
        var limits = InputLimits()
        #expect(Reading(bytes, limits: limits).texts == ["core", "beside", "beside", "beside"])
        limits.depth = 3
        let reading = Reading(bytes, limits: limits)
        #expect(reading.texts == ["beside", "beside", "beside"])
        #expect(reading.issues.map(\.kind) == ["archives too deep"])
        #expect(reading.issues.map(\.member) == ["level-2!level-1!level-0"])
        #expect(reading.issues.first?.message.contains("--max-depth raises the limit") == true)
    }

    @Test func `names are names and nothing more, links and devices are told and not followed`() {
        let reading = Reading(
            TestArchive.bytes([
                .file("/etc/passwd", "absolute"), .file("../../up", "upwards"), .link("to", to: "/etc/shadow"),
                .hardLink("again", to: "../../up"), .pipe("pipe"), .file("Zürich.txt", "umlaut"),
            ]))
        #expect(reading.texts == ["absolute", "upwards", "umlaut"])
        #expect(reading.places == ["/etc/passwd", "../../up", "Zürich.txt"])
        #expect(reading.issues.map(\.kind) == ["link in an archive", "link in an archive", "not a file"])
        #expect(reading.issues.allSatisfy { $0.severity == .note })
        #expect(reading.issues.first?.message.contains("/etc/shadow") == true)
    }

    @Test func `empty members and archives are told`() {
        let reading = Reading(TestArchive.bytes([.file("none.xml", ""), .file("some.xml", "x")]))
        #expect(reading.texts == ["", "x"])
        for empty in [TestArchive.bytes([], .tar), TestArchive.bytes([], .zip)] {
            let reading = Reading(empty)
            #expect(reading.texts == [])
            #expect(reading.issues.map(\.kind) == ["empty archive"])
        }
        #expect(Reading([]).texts == [""])
        #expect(Reading(TestArchive.bytes([.file("x", "")], .single, .gzip)).texts == [""])
    }

    @Test func `a document of an office program is no archive of filings`() {
        let reading = Reading(TestArchive.bytes([.file("[Content_Types].xml", "<x/>"), .file("a.xml", "<y/>")], .zip))
        #expect(reading.texts == [])
        #expect(reading.issues.map(\.kind) == ["office document"])
    }

    // MARK: - Damage

    @Test(arguments: 1..<40)
    func `a tar cut anywhere gives what is whole and names the member it breaks off in`(part: Int) {
        let archive = TestArchive.bytes((0..<4).map { .file("m\($0)", String(repeating: "\($0)", count: 1_500)) })
        // Four members of a header and three blocks each.
        let cut = part * 200
        let reading = Reading(Array(archive.prefix(cut)))
        let wholeCount = min(4, (cut + 36) / 2_048)
        guard cut >= 512 else { return }
        #expect(reading.texts.count == wholeCount || reading.texts.count == wholeCount + 1, "\(cut)")
        for text in reading.texts { #expect(text.count == 1_500) }
        let isTorn = cut % 2_048 >= 512 && cut % 2_048 < 512 + 1_500
        if isTorn {
            #expect(reading.issues.map(\.kind) == ["damaged archive"])
            #expect(reading.issues.first?.severity == .rejected)
            #expect(reading.issues.first?.member == "m\(cut / 2_048)", "\(cut)")
            #expect(reading.issues.first?.message.contains("expected 1500 bytes") == true)
        }
    }

    @Test(arguments: [TestArchive.Packing.gzip, .xz, .compress, .bzip2, .zstd])
    func `a packed tar that is cut off says so`(packing: TestArchive.Packing) {
        var noise = SeededGenerator(seed: 5)
        let bytes = (0..<200_000).map { _ in UInt8.random(in: 0x20...0x7E, using: &noise) }
        let whole = TestArchive.bytes([.file("a", "first"), .file("b", bytes), .file("c", "last")], .tar, packing)
        let reading = Reading(Array(whole.prefix(whole.count / 2)))
        #expect(reading.texts.count <= 1)
        #expect(reading.issues.map(\.kind) == ["damaged archive"])
        #expect(reading.issues.first?.severity == .rejected)
    }

    @Test func `half a packed file is read and told`() {
        var noise = SeededGenerator(seed: 5)
        let bytes = (0..<200_000).map { _ in UInt8.random(in: 0x20...0x7E, using: &noise) }
        let whole = TestArchive.bytes([.file("b", bytes)], .single, .gzip)
        let reading = Reading(Array(whole.prefix(whole.count / 2)))
        #expect(reading.issues.map(\.kind) == ["damaged archive"])
        #expect(reading.issues.first?.severity == .warning)
        #expect(Array((reading.texts.first ?? "").utf8).count > 50_000)
        #expect(Array((reading.texts.first ?? "x").utf8) == Array(bytes.prefix((reading.texts.first ?? "").utf8.count)))
    }

    @Test func `a zip with one member damaged gives the others`() throws {
        let text = String(repeating: "words of a filing ", count: 200)
        var zip = TestArchive.bytes([.file("a", "A" + text), .file("b", "B" + text), .file("c", "C" + text)], .zip)
        let places = zip.indices.filter { zip[$0...].starts(with: [0x50, 0x4B, 3, 4]) }
        try #require(places.count == 3)
        for offset in 45..<70 { zip[places[1] + offset] ^= 0x55 }
        let reading = Reading(zip)
        #expect(reading.places == ["a", "c"])
        #expect(reading.issues.map(\.member) == ["b"])
        #expect(reading.issues.map(\.kind) == ["damaged archive"])
    }

    @Test func `no damage to an archive stops the program`() {
        let inner = TestArchive.bytes([.file("x", String(repeating: "text ", count: 300))], .tar, .gzip)
        let archives: [[UInt8]] = [
            TestArchive.bytes([.file("a", "first"), .file("in.tar.gz", inner), .file("c", "last")], .tar),
            TestArchive.bytes([.file("a", "first"), .file("in.tar.gz", inner), .file("c", "last")], .zip),
            inner,
        ]
        var generator = SeededGenerator(seed: 11)
        var documentCount = 0
        for archive in archives {
            for _ in 0..<150 {
                var bytes = archive
                for _ in 0...Int.random(in: 0..<4, using: &generator) where bytes.count > 8 {
                    let place = Int.random(in: 0..<bytes.count - 4, using: &generator)
                    switch Int.random(in: 0..<3, using: &generator) {
                    case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                    case 1: bytes.removeSubrange(place..<min(bytes.count, place + 300))
                    default: bytes.removeSubrange((bytes.count - place / 2)...)
                    }
                }
                let reading = Reading(bytes)
                documentCount += reading.texts.count
                #expect(!reading.texts.isEmpty || !reading.issues.isEmpty)
            }
        }
        #expect(documentCount > 300)
    }

    // MARK: - Bombs and limits

    @Test(arguments: [TestArchive.Packing.gzip, .xz, .zstd])
    func `a packed bomb ends with a report`(packing: TestArchive.Packing) {
        let zeros = [UInt8](repeating: 0x41, count: 24 << 20)
        var limits = InputLimits()
        limits.ratio = 10
        let reading = Reading(TestArchive.bytes([.file("x", zeros)], .single, packing), limits: limits)
        #expect(reading.places == [])
        #expect(reading.issues.map(\.kind) == ["unfolds too large"])
        #expect(reading.issues.first?.message.contains("--max-ratio raises the limit") == true)
    }

    @Test(arguments: [(TestArchive.Format.zip, TestArchive.Packing.none), (.tar, .gzip)])
    func `a member that is a bomb is left out and the others read`(
        format: TestArchive.Format, packing: TestArchive.Packing
    ) {
        let zeros = [UInt8](repeating: 0x41, count: 24 << 20)
        var limits = InputLimits()
        limits.ratio = 10
        let reading = Reading(
            TestArchive.bytes([.file("a", "first"), .file("b", zeros), .file("c", "last")], format, packing),
            limits: limits)
        #expect(reading.places == ["a", "c"])
        #expect(reading.issues.map(\.kind) == ["unfolds too large"])
        #expect(reading.issues.map(\.member) == ["b"])
    }

    @Test func `a document over the limit is left out, its size and option named`() {
        var limits = InputLimits()
        limits.documentBytes = 5 << 20
        let long = String(repeating: "A", count: 6 << 20)
        let reading = Reading(TestArchive.bytes([.file("long", long), .file("b", "short")]), limits: limits)
        #expect(reading.places == ["b"])
        #expect(reading.issues.map(\.kind) == ["unfolds too large"])
        #expect(reading.issues.first?.message.contains("6291456 bytes") == true)
        #expect(reading.issues.first?.message.contains("--max-document raises the limit") == true)
        let plain = Reading(Array(long.utf8), limits: limits)
        #expect(plain.places == [])
        #expect(plain.issues.map(\.kind) == ["file too large"])
    }

    @Test func `a limit of members leaves the rest out and says so`() {
        var limits = InputLimits()
        limits.memberCount = 2
        let reading = Reading(TestArchive.bytes((0..<4).map { .file("m\($0)", "text") }), limits: limits)
        #expect(reading.texts.count == 2)
        #expect(reading.issues.map(\.kind) == ["too many members"])
        #expect(reading.issues.first?.message.contains("--max-members raises the limit") == true)
    }

    @Test func `many members over a limit end the archive`() {
        var limits = InputLimits()
        limits.documentBytes = 5 << 20
        let long = String(repeating: "A", count: (5 << 20) + 1)
        let reading = Reading(TestArchive.bytes((0..<20).map { .file("m\($0)", long) }, .zip), limits: limits)
        #expect(reading.places == [])
        #expect(reading.issues.count == 17)
        #expect(reading.issues.last?.message.contains("16 of its members") == true)
    }

    @Test func `reading ends when no more is wanted`() {
        let reading = Reading(TestArchive.bytes((0..<4).map { .file("m\($0)", "text") }), wanted: 2)
        #expect(reading.texts.count == 2)
    }
}
