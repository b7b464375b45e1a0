internal import Glibc
internal import TestSupport
internal import Testing

@Suite(.serialized) struct `Watching folders` {
    private let folder = TemporaryDirectory()

    private var index: String { folder.path + "/index" }
    private var inputs: String { folder.path + "/in" }

    private func paper(_ number: Int) -> String {
        OwnershipPaper((2, "WIDGET CORP", "WDG"), [.init(number, "KIM ANN \(number)")]).xml
    }

    private func path(_ number: Int) -> String { "in/0001000001-20-000\(number).xml" }

    private func count() -> Int? {
        Int(Program.run(["search", "--count", "kim", "--index", index]).lines.first ?? "")
    }

    /// Waits until the index holds so many filings.
    private func waits(for wanted: Int) -> Bool {
        for _ in 0..<600 {
            if count() == wanted { return true }
            usleep(20_000)
        }
        return false
    }

    private func start(_ options: [String], _ pipe: Pipe) -> Child {
        let child = Child(
            [Program.path, "watch", inputs, "--index", index] + options, input: .file("/dev/null"),
            output: .descriptor(pipe.writing), errors: .file(folder.path + "/errors"))
        pipe.closeWriting()
        return child
    }

    @Test(arguments: [[], ["--poll"]])
    func `adds what is there and what comes, until it is asked to stop`(options: [String]) {
        folder.write(path(100), paper(100))
        let pipe = Pipe()
        let child = start(options, pipe)
        #expect(pipe.readLine()?.hasPrefix("1 files: 1 imported, 0 updated, 0 unchanged, 0 rejected") == true)
        folder.write(path(101), paper(101))
        #expect(waits(for: 2))
        // Moved here under its last name, changed, in a folder that is new, and many at once.
        let temporary = folder.write("in/.half", paper(102))
        // Safe: Swift strings become texts that end in a zero.
        unsafe rename(temporary, folder.path + "/" + path(102))
        #expect(waits(for: 3))
        folder.write("in/new/deep/0001000001-20-000103.xml", paper(103))
        #expect(waits(for: 4))
        for number in 200..<260 { folder.write(path(number), paper(number)) }
        #expect(waits(for: 64))
        // What is bad, hidden or unfinished holds up nothing and comes in under no name.
        folder.write("in/empty.xml", "")
        folder.write("in/0001000001-20-000300.xml.part", paper(300))
        folder.write("in/.0001000001-20-000301.xml", paper(301))
        folder.write(path(104), paper(104))
        #expect(waits(for: 65))
        child.send(SIGTERM)
        let run = child.wait()
        #expect(run.status == 0)
        let errors = String(decoding: TestFile.read(folder.path + "/errors") ?? [], as: UTF8.self)
        #expect(errors.contains("in/empty.xml: expected a filing, found 0 bytes"))
        #expect(count() == 65)
        #expect(Program.run(["check", "--index", index]).status == 0)
    }

    @Test func `waits for another writer`() {
        folder.write(path(100), paper(100))
        _ = Program.run(["add", "-q", inputs, "--index", index])
        let descriptor = unsafe open(index + "/LOCK", O_RDWR)
        defer { _ = close(descriptor) }
        #expect(flock(descriptor, LOCK_EX) == 0)
        folder.write(path(101), paper(101))
        let pipe = Pipe()
        let child = start([], pipe)
        for _ in 0..<200 where TestFile.read(folder.path + "/errors")?.isEmpty != false { usleep(20_000) }
        #expect(count() == 1)
        _ = flock(descriptor, LOCK_UN)
        #expect(pipe.readLine()?.hasPrefix("2 files: 1 imported, 0 updated, 1 unchanged") == true)
        child.send(SIGINT)
        #expect(child.wait().status == 0)
    }

    @Test func `once adds what is there and ends`() {
        folder.write(path(100), paper(100))
        folder.write("in/empty.xml", "")
        let run = Program.run(["watch", inputs, "--once", "--index", index])
        #expect(run.status == 2)
        #expect(run.lines.count == 1)
        #expect(count() == 1)
        #expect(Program.run(["watch", folder.path + "/none", "--index", index]).status == 66)
    }

    @Test func `leaves alone an index that lies in the folder`() {
        folder.write(path(100), paper(100))
        let index = inputs + "/index"
        _ = Program.run(["watch", inputs, "--once", "--index", index])
        let again = Program.run(["watch", inputs, "--once", "--index", index])
        #expect(again.status == 0)
        #expect(again.output.hasPrefix("1 files: 0 imported, 0 updated, 1 unchanged"))
        // An index that is not begun yet looks like any folder.
        folder.write("in/empty/x.tmp", "")
        let pipe = Pipe()
        let child = Child(
            [Program.path, "watch", inputs, "--index", inputs + "/empty"], input: .file("/dev/null"),
            output: .descriptor(pipe.writing), errors: .file(folder.path + "/errors"))
        pipe.closeWriting()
        #expect(pipe.readLine()?.hasPrefix("1 files: 1 imported") == true)
        folder.write(path(101), paper(101))
        #expect(pipe.readLine()?.hasPrefix("1 files: 1 imported") == true)
        child.send(SIGTERM)
        #expect(child.wait().status == 0)
        let errors = String(decoding: TestFile.read(folder.path + "/errors") ?? [], as: UTF8.self)
        #expect(errors.split(separator: "\n").filter { !$0.hasPrefix("watching ") && !$0.hasPrefix("merged ") } == [])
    }
}
