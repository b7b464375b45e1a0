internal import Glibc
internal import TestSupport
internal import Testing

@Suite struct `A rebuild that is stopped` {
    @Test(arguments: [SIGKILL, SIGINT, SIGTERM])
    func `leaves the old index answering`(signal: Int32) {
        let index = CommandIndex([SampleFilings.tecogen])
        let inputs = TemporaryDirectory()
        let form = SampleFilings.bytes("4_0001209191-23-055596_doc4_0a326596.xml")
        for number in 1_000..<1_600 { inputs.write("0001209191-23-00\(number).xml", form) }
        let child = Child(
            [Program.path, "rebuild", "-q", "--threads", "1", "--index", index.path, inputs.path],
            input: .file("/dev/null"), output: .file("/dev/null"), errors: .file("/dev/null"))
        // The holder's name in LOCK tells that it is at work.
        var waitedCount = 0
        while TestFile.read(index.path + "/LOCK")?.isEmpty != false, waitedCount < 2_000 {
            usleep(1_000)
            waitedCount += 1
        }
        #expect(index.count("tecogen") == 1)
        child.send(signal)
        let run = child.wait()
        #expect(run.signal == signal)
        #expect(index.count("tecogen") == 1)
        #expect(index.count("form:4") == 0)
        // No lock stays behind, and what was left over goes.
        #expect(index.ask(["rebuild", SampleFilings.tecogen]).status == 0)
        #expect(!TestFile.names(in: index.path).contains { $0.hasPrefix("building") })
        #expect(index.count("tecogen") == 1)
    }
}
