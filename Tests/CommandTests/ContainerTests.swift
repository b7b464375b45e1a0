internal import Storage
internal import TestSupport
internal import Testing

/// The same papers, however they are handed over.
@Suite struct `Inputs in containers` {
    private let folder = TemporaryDirectory()

    /// Papers in folders named as EDGAR names them.
    private static let papers: [(path: String, bytes: [UInt8])] = (1...40).map { number in
        let digits = number < 10 ? "0\(number)" : "\(number)"
        let owner = OwnershipPaper.Owner(1_000 + number % 7, "OWNER NUMBER \(number % 7)", city: "CITY \(number % 5)")
        let paper = OwnershipPaper(
            (cik: 100 + number % 3, name: "ISSUER \(number % 3) INC", ticker: "I\(number % 3)"), [owner],
            period: "2013-10-\(digits.count == 2 && number <= 28 ? digits : "15")")
        let path =
            number % 2 == 0
            ? "2013/QTR\(number % 4 + 1)/0001209191-13-0000\(digits).xml" : "2014/00012091911300\(digits)00/doc4.xml"
        return (path, Array(paper.xml.utf8))
    }

    private func manifest(_ index: CommandIndex) -> [UInt8] { TestFile.read(index.path + "/manifest-1") ?? [] }

    @Test func `a tree, a tar, a packed tar, a zip and a list give the same bytes`() throws {
        for paper in Self.papers { folder.write("tree/" + paper.path, paper.bytes) }
        let members = Self.papers.map { TestArchive.Member.file($0.path, $0.bytes) }
        let others = Self.papers.reversed().map { TestArchive.Member.file("papers/" + $0.path, $0.bytes) }
        folder.write("a.tar", TestArchive.bytes(members))
        folder.write("b.tar.gz", TestArchive.bytes(others, .tar, .gzip))
        folder.write("c.zip", TestArchive.bytes(members, .zip))
        folder.write("d.tar", TestArchive.bytes([.file("inner.tar.xz", TestArchive.bytes(members, .tar, .xz))]))
        for paper in Self.papers {
            folder.write("packed/" + paper.path + ".gz", TestArchive.bytes([.file("x", paper.bytes)], .single, .gzip))
        }
        let tree = CommandIndex([folder.path + "/tree"])
        #expect(tree.run.status == 0, "\(tree.run.errors)")
        #expect(tree.run.errors.contains("40 filings"))
        let expected = manifest(tree)
        #expect(!expected.isEmpty)
        for input in ["a.tar", "b.tar.gz", "c.zip", "d.tar", "packed"] {
            let index = CommandIndex([folder.path + "/" + input])
            #expect(index.run.status == 0, "\(index.run.errors)")
            #expect(manifest(index) == expected, "\(input)")
        }
        let one = CommandIndex([folder.path + "/tree", "--threads", "1"])
        #expect(manifest(one) == expected)
        let list = Self.papers.reversed().map { folder.path + "/tree/" + $0.path }.joined(separator: "\r\n")
        let listed = CommandIndex(["--list", folder.write("list.txt", list)])
        #expect(manifest(listed) == expected)
        let directory = TemporaryDirectory()
        let run = Program.run(["rebuild", "-", "--index", directory.path], input: list)
        #expect(run.status == 0)
        #expect(TestFile.read(directory.path + "/manifest-1") == expected)
    }

    @Test func `evidence names the paper, its bytes and their digest`() throws {
        let paper = Self.papers[0]
        folder.write("a.tar.gz", TestArchive.bytes([.file("x/" + paper.path, paper.bytes)], .tar, .gzip))
        let index = CommandIndex([folder.path + "/a.tar.gz"])
        let shown = index.ask(["show", "0001209191-13-000100"])
        #expect(shown.status == 0, "\(shown.errors)")
        #expect(shown.output.contains("Read from: 000120919113000100/doc4.xml, bytes 0–\(paper.bytes.count)"))
        let digest = SHA256.digest(of: paper.bytes.span).map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined()
        #expect(shown.output.contains(digest))
    }

    @Test func `what is damaged is told with archive and member, the rest is imported`() throws {
        let members = Self.papers.prefix(3).map { TestArchive.Member.file($0.path, $0.bytes) }
        let whole = TestArchive.bytes(Array(members))
        folder.write("cut.tar", Array(whole.prefix(512 + 700)))
        folder.write("empty.tar", TestArchive.bytes([.file("nothing.xml", ""), members[1]]))
        folder.write("links.tar", TestArchive.bytes([.link("../../link", to: "/etc/passwd"), members[2]]))
        folder.write(
            "bomb.gz", TestArchive.bytes([.file("x", [UInt8](repeating: 65, count: 40 << 20))], .single, .gzip))
        let index = CommandIndex([folder.path, "--max-ratio", "10", "-v"])
        #expect(index.run.status == 2)
        #expect(index.run.errors.contains("2 filings"))
        for words in [
            "cut.tar!\(Self.papers[0].path): expected ", "empty.tar!nothing.xml: expected a filing, found 0 bytes",
            "links.tar!../../link: a link to /etc/passwd; links are not followed",
            "bomb.gz: it unfolds to more than 10 times its size; --max-ratio raises the limit",
        ] {
            #expect(index.run.errors.contains(words), "\(index.run.errors)")
        }
        #expect(!TestFile.names(in: folder.path).contains("link"))
    }

    @Test func `lists say what is wrong with them`() {
        folder.write("list", "x\n")
        let index = CommandIndex([])
        let missing = index.ask(["rebuild", "--list", folder.path + "/none"])
        #expect(missing.status == 66)
        #expect(missing.errors.contains("there is no file or folder \(folder.path)/none"))
        let directory = TemporaryDirectory()
        let hint = Program.run(["rebuild", "--index", directory.path, "@" + folder.path + "/list"])
        #expect(hint.status == 66)
        #expect(hint.errors.contains("a list of paths is given as --list \(folder.path)/list"))
        #expect(index.ask(["rebuild"]).status == 64)
        #expect(index.ask(["rebuild", "x", "--memory", "1M"]).status == 64)
        #expect(index.ask(["rebuild", "x", "--max-depth", "0"]).status == 64)
    }
}
