internal import Glibc
internal import TestSupport
internal import Testing

@Suite struct `How commands end` {
    private let index = CommandIndex([SampleFilings.tecogen])

    @Test func `with 0 when something was found`() {
        #expect(index.run.status == 0)
        for arguments in [
            ["search", "tecogen"], ["person", "panora"], ["issuer", "TGEN"], ["name", "panora"], ["stats"],
        ] {
            #expect(index.ask(arguments).status == 0, "\(arguments)")
        }
        for arguments in [["--version"], ["--help"], ["rebuild", "--help"]] {
            #expect(Program.run(arguments).status == 0)
        }
    }

    @Test func `with 1 when nothing was found`() {
        let asked = [
            (["search", "qqqqxyz"], "nothing found"),
            (["person", "qqqqxyz"], "nobody found whose name is like 'qqqqxyz'"),
            (["issuer", "qqqqxyz"], "no issuer found whose name or symbol is like 'qqqqxyz'"),
            (["name", "qqqqxyz"], "no name like 'qqqqxyz'"),
            (["show", "0001209191-20-002775"], "no filing 0001209191-20-002775 in this index"),
        ]
        for (arguments, message) in asked {
            let run = index.ask(arguments)
            #expect(run.status == 1, "\(arguments)")
            #expect(run.errors.contains(message))
            #expect(run.output == "")
        }
    }

    @Test(arguments: [
        ["serch"], ["search"], ["search", "x", "--format", "xml"], ["search", "x", "--limit=-1"], ["rebuild"],
        ["rebuild", "--threads", "0", "/tmp"], ["show"], ["search", "x", "--formt", "json"], ["name"],
        ["match", "--limit=-2"], ["name", "x", "--min-score", "nan"], ["name", "x", "--min-score", "1.5"],
        ["name", "x", "--role", "chairman"], ["name", "x", "--since", "soon"], ["person", "x", "--issuer", "?"],
        ["name", "x", "--since", "2014", "--until", "2013"], ["duplicates", "--min-score", "2"],
    ])
    func `with 64 when they were not understood`(arguments: [String]) {
        let run = Program.run(arguments)
        #expect(run.status == 64)
        #expect(run.output == "")
        #expect(run.errors.contains("Usage:") || run.errors.contains("USAGE:"))
    }

    @Test func `a limit beyond all that is there gives all that is there`() {
        let most = "9223372036854775807"
        for command in [["search", "common"], ["name", "panora"], ["person", "panora"], ["issuer", "TGEN"]] {
            let run = index.ask(command + ["--limit", most])
            #expect(run.status == 0, "\(command): \(run.errors)")
            #expect(!run.lines.isEmpty)
        }
    }

    @Test func `suggests the option that was meant`() {
        #expect(Program.run(["search", "x", "--formt", "json"]).errors.contains("Did you mean '--format'?"))
        let number = Program.run(["show", "7"])
        #expect(number.status == 64)
        #expect(number.errors.contains("one looks like 0001209191-20-002775"))
        #expect(Program.run(["search", "x", "--limit=-1"]).errors.contains("--limit must not be negative, but is -1"))
    }

    @Test func `with 66 when there is no index`() {
        for command in [
            ["search", "x"], ["person", "x"], ["issuer", "x"], ["name", "x"], ["stats"], ["match"], ["inspect"],
            ["duplicates"],
        ] {
            let run = Program.run(command + ["--index", "/nowhere/at/all"])
            #expect(run.status == 66)
            #expect(run.errors.contains("no index in /nowhere/at/all"))
            #expect(run.errors.contains("filings rebuild <inputs>"))
        }
    }

    @Test func `with 66 when an input is not there, and changes nothing`() {
        let run = index.ask(["rebuild", SampleFilings.tecogen, "/nowhere/form3.txt"])
        #expect(run.status == 66)
        #expect(run.errors.contains("there is no file or folder /nowhere/form3.txt; nothing was changed"))
        #expect(index.count("tecogen") == 1)
    }

    @Test func `with 74 when the disk refuses`() {
        let folder = TemporaryDirectory()
        let file = folder.write("file", "not a folder")
        let run = Program.run(["rebuild", "--index", file + "/index", SampleFilings.tecogen])
        #expect(run.status == 74)
        #expect(run.errors.contains(file + "/index"))
        #expect(run.errors.contains("Not a directory"))
    }

    @Test func `with 75 while another process writes`() {
        // Safe: a Swift string becomes a text that ends in a zero.
        let descriptor = unsafe open(index.path + "/LOCK", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        defer { _ = close(descriptor) }
        #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        let holder = Array("filings rebuild, process 7\n".utf8)
        // Safe: the kernel reads as many bytes as there are.
        _ = unsafe pwrite(descriptor, holder, holder.count, 0)
        let run = index.ask(["rebuild", SampleFilings.tecogen])
        #expect(run.status == 75)
        #expect(run.errors.contains("being written by another process (filings rebuild, process 7)"))
        #expect(run.errors.contains("run the command again"))
        // Readers do not mind.
        #expect(index.count("tecogen") == 1)
    }

    @Test func `says what is odd in a query and answers all the same`() {
        let run = index.ask(["search", "isuer:tecogen"])
        #expect(run.status == 0)
        #expect(run.errors.contains("at 1: unknown field 'isuer', did you mean 'issuer'?"))
        #expect(run.output.contains("TECOGEN INC"))
        let open = index.ask(["search", "\"tecogen"])
        #expect(open.errors.contains("at 1: the quotation mark is never closed"))
        #expect(open.status == 0)
        let none = index.ask(["search", " "])
        #expect(none.status == 1)
        #expect(none.errors.contains("the query holds no words"))
    }
}
