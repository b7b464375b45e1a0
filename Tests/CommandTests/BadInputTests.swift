internal import Glibc
internal import TestSupport
internal import Testing

/// What a folder of downloads may hold: each is told by name, with what was expected and what to do, and the good
/// filing beside it is imported all the same.
@Suite struct `Bad inputs` {
    private let folder = TemporaryDirectory()
    private let good = TemporaryDirectory()

    /// Rebuilds from a folder that holds a good filing and what the test wrote.
    private func rebuild() -> (run: ProgramRun, filingCount: Int?) {
        folder.write("good/tecogen.txt", SampleFilings.bytes("tecogen-form3.txt"))
        let index = CommandIndex([folder.path])
        return (index.run, index.count("tecogen"))
    }

    private func check(
        status: Int32, file: String, says words: [String], location: SourceLocation = #_sourceLocation
    ) {
        let (run, filingCount) = rebuild()
        #expect(run.status == status, "\(run.errors)", sourceLocation: location)
        #expect(run.signal == 0, sourceLocation: location)
        #expect(run.errors.contains(folder.path + "/" + file), "\(run.errors)", sourceLocation: location)
        for word in words { #expect(run.errors.contains(word), "\(run.errors)", sourceLocation: location) }
        #expect(filingCount == 1, sourceLocation: location)
        #expect(run.peakBytes < 1 << 30, sourceLocation: location)
    }

    private let form4 = SampleFilings.text("374water-form4.xml")

    @Test func `an empty file`() {
        folder.write("empty.xml", "")
        check(
            status: 2, file: "empty.xml: ",
            says: [
                "1 × empty file (rejected)", "expected a filing, found 0 bytes", "Fetch the file again", "1 rejected",
            ])
    }

    @Test func `a truncated document`() {
        folder.write("cut.xml", String(form4.prefix(3_000)))
        check(
            status: 0, file: "cut.xml:83: ",
            says: ["not well-formed XML (warning)", "expected well-formed XML, found: ", "compare with the original"])
    }

    @Test func `bytes of another encoding`() {
        let end = Array("</ownershipDocument>".utf8)
        let bytes = Array(form4.utf8)
        let cut = bytes.count - end.count - 20
        folder.write(
            "latin.xml", Array(bytes[..<cut]) + Array("<remarks>Caf".utf8) + [0xE9] + Array("</remarks>".utf8) + end)
        check(
            status: 0, file: "latin.xml: ",
            says: ["not UTF-8 (note)", "not all bytes are UTF-8", "the others were read as Windows-1252"])
    }

    @Test func `a folder that leads back to itself`() {
        folder.write("deep/er/x.txt", SampleFilings.bytes("tecogen-form3.txt"))
        // Safe: Swift strings become texts that end in a zero.
        _ = unsafe symlink(folder.path, folder.path + "/deep/er/back")
        let (run, filingCount) = rebuild()
        #expect(run.status == 0)
        #expect(run.errors.contains("folder loop (note)"))
        #expect(run.errors.contains("deep/er/back: a link leads back to a folder above it; skipped"))
        #expect(filingCount == 1)
    }

    @Test func `a link that leads nowhere`() {
        // Safe: as above.
        _ = unsafe symlink("/nowhere/at/all", folder.path + "/dangling.xml")
        check(
            status: 2, file: "dangling.xml: ",
            says: ["cannot be read (rejected)", "No such file or directory", "check the path"])
    }

    @Test(.enabled(if: geteuid() != 0, "the super-user may read everything"))
    func `a file that may not be read`() {
        let path = folder.write("secret.xml", form4)
        // Safe: as above.
        _ = unsafe chmod(path, 0)
        check(status: 2, file: "secret.xml: ", says: ["cannot be read (rejected)", "Permission denied"])
    }

    @Test func `a pipe where a file was expected`() {
        // Safe: as above.
        _ = unsafe mkfifo(folder.path + "/pipe.xml", 0o644)
        check(status: 0, file: "pipe.xml: ", says: ["not a file (note)", "a device, pipe or socket", "skipped"])
    }

    @Test func `two hundred megabytes of angle brackets`() {
        let path = folder.write("brackets.xml", "<?xml version=\"1.0\"?>")
        // Safe: as above; the kernel reads as many bytes as the piece holds.
        let descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        let piece = [UInt8](repeating: UInt8(ascii: "<"), count: 1 << 20)
        for _ in 0..<200 { _ = unsafe write(descriptor, piece, piece.count) }
        _ = close(descriptor)
        let clock = ContinuousClock()
        let start = clock.now
        check(status: 2, file: "brackets.xml", says: ["rejected"])
        #expect(clock.now - start < .seconds(30))
    }

    @Test func `a billion laughs`() {
        var text = "<?xml version=\"1.0\"?><!DOCTYPE ownershipDocument [<!ENTITY l0 \"ha\">"
        for level in 1...9 {
            text += "<!ENTITY l\(level) \"\(String(repeating: "&l\(level - 1);", count: 10))\">"
        }
        text += "]><ownershipDocument><documentType>4</documentType><remarks>&l9;</remarks></ownershipDocument>"
        folder.write("laughs.xml", text)
        check(
            status: 0, file: "laughs.xml:1: ",
            says: ["Entity 'l9' not defined", "entities a document declares are not followed"])
    }

    @Test func `an entity that names a file of this machine`() {
        let secret = good.write("secret", "NOBODY SHOULD READ THIS")
        folder.write(
            "outside.xml",
            "<?xml version=\"1.0\"?><!DOCTYPE ownershipDocument [<!ENTITY x SYSTEM \"file://\(secret)\">]>"
                + "<ownershipDocument><documentType>4</documentType><remarks>&x;</remarks></ownershipDocument>")
        check(status: 0, file: "outside.xml:1: ", says: ["entities a document declares are not followed"])
        let index = CommandIndex([folder.path])
        #expect(index.count("nobody should read this") == 0)
    }

    @Test func `gzip that is cut off`() {
        folder.write("cut.xml.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1])
        check(status: 2, file: "cut.xml.gz: ", says: ["damaged archive (rejected)", "Fetch the file again"])
    }

    @Test func `names every rejected file when asked to`() {
        for number in 0..<5 { folder.write("empty-\(number).xml", "") }
        let run = Program.run(["rebuild", "-v", "--index", good.path + "/index", folder.path])
        #expect(run.status == 2)
        for number in 0..<5 { #expect(run.errors.contains("/empty-\(number).xml: expected a filing")) }
        let quiet = Program.run(["rebuild", "-q", "--index", good.path + "/index", folder.path])
        #expect(quiet.status == 2)
        #expect(quiet.lines.isEmpty)
        #expect(quiet.errors.contains("nothing was published"))
    }

    @Test func `a folder without files publishes nothing, and says so`() {
        let run = Program.run(["rebuild", "-q", "--index", good.path + "/index", folder.path])
        #expect(run.status == 66)
        #expect(run.errors.contains("nothing was published"))
    }

    @Test func `takes the list of inputs from standard input`() {
        let index = CommandIndex([])
        #expect(index.run.status == 64)
        let list = SampleFilings.tecogen + "\n\n" + SampleFilings.folder + "/374water-form4.xml\n"
        let run = index.ask(["rebuild", "-"], input: list)
        #expect(run.status == 0)
        #expect(run.errors.contains("2 filings and"))
        #expect(index.count("tecogen") == 1)
        let missing = index.ask(["rebuild", "-"], input: SampleFilings.tecogen + "\n/nowhere/x.xml\n")
        #expect(missing.status == 2)
        #expect(missing.errors.contains("/nowhere/x.xml: No such file or directory; check the path"))
    }
}
