internal import Testing

@Suite struct `Rules about text` {
    @Test func `no line ends in blanks, none holds a tab, each file ends with a newline`() {
        var found: [String] = []
        for file in Repository.textFiles {
            let text = Repository.text(file)
            if !text.isEmpty, text.utf8.last != UInt8(ascii: "\n") { found.append("\(file): no newline at the end") }
            for (index, line) in Repository.lines(file).enumerated() {
                let last = line.utf8.last
                let place = "\(file):\(index + 1)"
                if last == 0x20 || last == 0x09 || last == 0x0D { found.append(place + ": blank at the end") }
                if line.utf8.contains(0x09), file != "Makefile" { found.append(place + ": tab") }
            }
        }
        #expect(found == [])
    }

    @Test func `no file names a place on somebody's machine or a package registry`() {
        // Put together here, so that this file does not name them either.
        let folders = ["work", "home", "root", "Users"].map { "/\($0)/" }
        let names = [("crates", "io"), ("pypi", "org"), ("npmjs", "org"), ("pythonhosted", "org"), ("golang", "org")]
        let hosts = names.map { $0.0 + "." + $0.1 }
        var found: [String] = []
        for file in Repository.textFiles {
            let text = Repository.text(file)
            for word in folders + hosts where text.contains(word) { found.append("\(file): \(word)") }
        }
        #expect(found == [])
    }

    @Test func `every relative link leads to a file`() {
        var found: [String] = []
        for file in Repository.markdownFiles {
            let folder = file.split(separator: "/").dropLast().joined(separator: "/")
            for target in Markdown(Repository.text(file)).links {
                guard !target.contains("://"), !target.hasPrefix("mailto:"), !target.hasPrefix("#") else { continue }
                let path = target.split(separator: "#", omittingEmptySubsequences: false).first.map(String.init) ?? ""
                var parts = folder.isEmpty ? [] : folder.split(separator: "/").map(String.init)
                for part in path.split(separator: "/") {
                    if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
                }
                if !Repository.exists(parts.joined(separator: "/")) { found.append("\(file): \(target)") }
            }
        }
        #expect(found == [])
    }

    @Test func `every make command in the documents is a target of the Makefile`() {
        var targets: Set<String> = []
        for line in Repository.lines("Makefile") {
            if let colon = line.firstIndex(of: ":"), line.first?.isLetter == true {
                targets.insert(String(line[..<colon]))
            }
        }
        #expect(commands(of: "make").filter { !targets.contains($0.word) }.map(\.place) == [])
        #expect(targets.isSuperset(of: ["help", "bootstrap", "build", "test", "lint", "demo", "check", "sample"]))
    }

    @Test func `every filings command in the documents is one that people can type`() {
        var known: Set<String> = ["help"]
        for file in Repository.swiftFiles(in: "Sources/filings") {
            let parts = Repository.text(file).split(separator: "commandName: \"", omittingEmptySubsequences: false)
            for part in parts.dropFirst() { known.insert(String(part.prefix { $0 != "\"" })) }
        }
        #expect(commands(of: "filings").filter { !known.contains($0.word) }.map(\.place) == [])
        #expect(known.contains("rebuild"))
    }

    /// The words that follow a program's name at the beginning of a line or span of code in the documents.
    private func commands(of program: String) -> [(word: String, place: String)] {
        var found: [(word: String, place: String)] = []
        for file in Repository.markdownFiles {
            for code in Markdown(Repository.text(file)).code {
                var words = code.split(separator: " ")[...]
                if words.first == "$" { words = words.dropFirst() }
                // A drawing may have a module of the program's name, set off by many blanks.
                guard words.first == Substring(program), !code.hasPrefix(program + "  "),
                    let word = words.dropFirst().first
                else { continue }
                guard word.allSatisfy({ $0.isLetter }) else { continue }
                found.append((String(word), "\(file): \(code)"))
            }
        }
        return found
    }
}

/// What a Markdown file links to and what it shows as code.
struct Markdown {
    /// Targets of links, outside code.
    private(set) var links: [String] = []
    /// Lines of code blocks and spans of code.
    private(set) var code: [String] = []

    /// Reads a file.
    ///
    /// - Parameter text: the file.
    init(_ text: String) {
        var isBlock = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.drop(while: { $0 == " " }).hasPrefix("```") {
                isBlock.toggle()
            } else if isBlock {
                code.append(String(line))
            } else {
                for (number, part) in line.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
                    if number % 2 == 1 { code.append(String(part)) }
                }
                readLinks(line)
            }
        }
    }

    private mutating func readLinks(_ line: Substring) {
        for part in line.split(separator: "](", omittingEmptySubsequences: false).dropFirst() {
            if let end = part.firstIndex(of: ")") { links.append(String(part[..<end])) }
        }
    }
}
