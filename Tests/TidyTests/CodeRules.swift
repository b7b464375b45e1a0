internal import Testing

@Suite struct `Rules about code` {
    /// Where memory is handled by hand; a new file here is a decision that Documentation/Decisions.md explains.
    static let unsafeFiles = [
        "Sources/EDGAR/Input/ArchiveReader.swift", "Sources/EDGAR/Input/ByteFeed.swift",
        "Sources/EDGAR/Input/LocalFile.swift",
        "Sources/EDGAR/XML/HTMLReader.swift",
        "Sources/EDGAR/XML/XMLReader.swift",
        "Sources/FilingSearch/Names/PartyDirectory.swift", "Sources/FilingServer/Server/Gzip.swift",
        "Sources/InvertedIndex/Format/BitPacking.swift",
        "Sources/InvertedIndex/Format/SegmentFileReader.swift",
        "Sources/InvertedIndex/Search/QueryMemory.swift",
        "Sources/InvertedIndex/Store/Zstandard.swift",
        "Sources/NameMatching/FlatArray.swift", "Sources/NameMatching/NameUniverse+Sections.swift",
        "Sources/Storage/CRC32C.swift",
        "Sources/Storage/DirectoryLock.swift",
        "Sources/Storage/LocalFileSystem.swift",
        "Sources/Storage/MappedBytes.swift",
        "Sources/Storage/MappedFile.swift",
        "Sources/Storage/SHA256.swift",
        "Sources/Storage/SHA256Stream.swift",
        "Sources/TextAnalysis/EnglishStemmer.swift",
        "Sources/filings/InputOptions.swift",
        "Sources/filings/Match/InputDescriptor.swift", "Sources/filings/Match/OutputFile.swift",
        "Sources/filings/Output.swift", "Sources/filings/Pager.swift", "Sources/filings/ServeCommand.swift",
        "Sources/filings/Watch/FolderEvents.swift", "Sources/filings/Watch/Pause.swift",
    ]

    /// Files that may be longer than the limit, and why.
    static let longFiles = [
        "Sources/EDGAR/XML/XMLReader.swift": "one state machine with the callbacks that the C library wants",
        "Sources/NameMatching/NameLookup.swift": "one search whose steps share scratch space",
        "Sources/NameMatching/NicknameTable.swift": "a table",
        "Sources/TextAnalysis/FoldTable.swift": "a generated table",
    ]

    static let lineCountMax = 400

    @Test func `unsafe stands in the files listed and nowhere else`() {
        let found = Repository.swiftFiles(in: "Sources").filter { SwiftCode(Repository.text($0)).holds(word: "unsafe") }
        #expect(found == Self.unsafeFiles)
    }

    @Test func `every file with unsafe code is explained in the decisions`() {
        let decisions = Repository.text("Documentation/Decisions.md")
        let unexplained = Self.unsafeFiles.filter { file in
            let name = file.split(separator: "/").last.map(String.init) ?? file
            return !decisions.contains("`\(name)`")
        }
        #expect(unexplained == [])
    }

    @Test func `nothing is unwrapped, cast or tried by force, and nothing ends the program`() {
        var found: [String] = []
        for file in Repository.swiftFiles(in: "Sources") {
            let code = SwiftCode(Repository.text(file))
            found += code.forcedLines.map { "\(file):\($0): force" }
            if code.holds(word: "fatalError") { found.append("\(file): fatalError") }
        }
        #expect(found == [])
    }

    @Test func `a file is short enough to be read at once`() {
        var long: [String] = []
        for file in Repository.swiftFiles(in: "Sources") + Repository.swiftFiles(in: "Tests") {
            let count = Repository.lines(file).count
            if count > Self.lineCountMax, Self.longFiles[file] == nil { long.append("\(file): \(count) lines") }
        }
        #expect(long == [])
        #expect(Self.longFiles.keys.filter { !Repository.exists($0) } == [])
    }

    // MARK: - Tests of the rules themselves

    @Test(arguments: [
        ("let a = b!\n", [1]), ("let a = try! b()\n", [1]), ("let a = b as! C\n", [1]), ("x\nlet a = b[0]!.c\n", [2]),
        ("var a: B!\n", [1]), ("let a = \"b\".first!\n", [1]), ("let a = \"\\(b!)\"\n", [1]),
        ("let a = !b\nif a != b, a!=b { c(!d) }\n", []), ("// b!\nlet a = \"b!\" /* c! */\n", []),
        ("let a = \"\"\"\n    b!\n    \"\"\"\n", []), ("let a = #\"b\"! c\"#\n", []), ("let a = \"\\\"b!\"\n", []),
    ])
    func `force is found in code and not in words`(source: String, lines: [Int]) {
        #expect(SwiftCode(source).forcedLines == lines)
    }

    @Test func `a word is found by itself only`() {
        #expect(SwiftCode("let a = unsafe b()").holds(word: "unsafe"))
        #expect(!SwiftCode("let unsafely = withUnsafe // unsafe").holds(word: "unsafe"))
        #expect(!SwiftCode("let a = \"unsafe\"").holds(word: "unsafe"))
    }
}
