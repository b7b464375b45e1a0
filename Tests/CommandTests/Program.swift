internal import Glibc
internal import Synchronization
internal import TestSupport

/// Held while pipes are made and processes start, so that no process inherits another test's pipe.
private let starting = Mutex(())

/// How a run of the program ended, and what it wrote.
struct ProgramRun {
    /// Exit status; -1 when a signal ended it.
    var status: Int32 = -1
    /// The signal that ended it, 0 if none did.
    var signal: Int32 = 0
    var output = ""
    var errors = ""
    /// The most memory it had at a time.
    var peakBytes = 0

    /// Lines of output without the last, empty one.
    var lines: [Substring] { output.split(separator: "\n") }
}

/// The built program, found beside the tests.
enum Program {
    /// Where it is.
    static let path: String = {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        // Safe: the kernel writes at most as many bytes as the buffer holds and tells how many.
        let count = unsafe buffer.withUnsafeMutableBytes { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            return unsafe readlink("/proc/self/exe", base.assumingMemoryBound(to: CChar.self), buffer.count)
        }
        let folder = buffer.prefix(max(0, count)).split(separator: UInt8(ascii: "/")).dropLast()
        return folder.map { "/" + String(decoding: $0, as: UTF8.self) }.joined() + "/filings"
    }()

    /// Runs it to its end.
    ///
    /// - Parameters:
    ///   - arguments: without the program's own name.
    ///   - input: what it reads from standard input.
    ///   - environment: variables beside the few every process needs.
    ///   - seconds: after which it is killed.
    /// - Returns: how it ended and what it wrote.
    static func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:], within seconds: Int = 120
    ) -> ProgramRun {
        let folder = TemporaryDirectory()
        let inputFile = folder.write("in", input)
        let child = Child(
            [path] + arguments, environment: environment,
            input: .file(inputFile), output: .file(folder.path + "/out"), errors: .file(folder.path + "/err"))
        var run = child.wait(within: seconds)
        run.output = String(decoding: TestFile.read(folder.path + "/out") ?? [], as: UTF8.self)
        run.errors = String(decoding: TestFile.read(folder.path + "/err") ?? [], as: UTF8.self)
        return run
    }
}

/// A process started by a test.
final class Child {
    /// Where one of its streams goes.
    enum Stream {
        case file(String)
        case descriptor(Int32)
    }

    private(set) var process: pid_t = 0

    init(
        _ command: [String], environment: [String: String] = [:], input: Stream, output: Stream, errors: Stream
    ) {
        var variables = environment
        for name in ["PATH", "HOME", "LD_LIBRARY_PATH", "TMPDIR"] where variables[name] == nil {
            variables[name] = TestFile.environment(name)
        }
        var actions = unsafe posix_spawn_file_actions_t()
        // Safe: initialised here, destroyed below, used by this thread only.
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe _ = posix_spawn_file_actions_destroy(&actions) }
        for (number, stream) in [(Int32(0), input), (1, output), (2, errors)] {
            switch stream {
            case .file(let path):
                let flags = number == 0 ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC
                // Safe: the path is copied by the call.
                unsafe _ = posix_spawn_file_actions_addopen(&actions, number, path, flags, 0o644)
            case .descriptor(let descriptor):
                // Safe: a number.
                unsafe _ = posix_spawn_file_actions_adddup2(&actions, descriptor, number)
            }
        }
        // Threads that run tests block signals, and a child inherits that: it must begin as from a shell.
        var attributes = posix_spawnattr_t()
        var none = sigset_t()
        // Safe: initialised here, destroyed below, used by this thread only.
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe _ = posix_spawnattr_destroy(&attributes) }
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        // Safe: copies of the texts live until they are freed below; both lists end in nil.
        var arguments: [UnsafeMutablePointer<CChar>?] = unsafe command.map { unsafe strdup($0) } + [nil]
        var settings: [UnsafeMutablePointer<CChar>?] =
            unsafe variables.map { unsafe strdup($0.key + "=" + $0.value) } + [nil]
        defer {
            for index in unsafe arguments.indices { unsafe free(arguments[index]) }
            for index in unsafe settings.indices { unsafe free(settings[index]) }
        }
        guard let program = command.first else { return }
        starting.withLock { _ in
            unsafe _ = posix_spawn(&process, program, &actions, &attributes, &arguments, &settings)
        }
    }

    /// Sends a signal.
    func send(_ signal: Int32) { if process > 0 { _ = kill(process, signal) } }

    /// Waits for the end; kills the process when it takes too long.
    func wait(within seconds: Int = 120) -> ProgramRun {
        var run = ProgramRun()
        guard process > 0 else { return run }
        let clock = ContinuousClock()
        let end = clock.now + .seconds(seconds)
        var status: Int32 = 0
        var usage = rusage()
        // Safe: both values are ours.
        while unsafe wait4(process, &status, WNOHANG, &usage) == 0 {
            if clock.now > end { send(SIGKILL) }
            usleep(2_000)
        }
        process = 0
        run.peakBytes = Int(usage.ru_maxrss) << 10
        run.signal = status & 0x7F
        if run.signal == 0 { run.status = (status >> 8) & 0xFF }
        return run
    }
}

/// Two ends of a pipe, closed with the value.
final class Pipe {
    private(set) var reading: Int32 = -1
    private(set) var writing: Int32 = -1

    init() {
        var ends: [Int32] = [-1, -1]
        starting.withLock { _ in
            // Safe: the kernel writes two numbers.
            guard unsafe pipe(&ends) == 0 else { return }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        closeReading()
        closeWriting()
    }

    func closeReading() {
        if reading >= 0 { _ = close(reading) }
        reading = -1
    }

    func closeWriting() {
        if writing >= 0 { _ = close(writing) }
        writing = -1
    }

    func write(_ text: String) {
        let bytes = Array(text.utf8)
        // Safe: the kernel reads as many bytes as there are.
        _ = unsafe Glibc.write(writing, bytes, bytes.count)
    }

    /// Reads up to a line's end, waiting for at most ten seconds; `nil` when none comes.
    func readLine() -> String? {
        var line: [UInt8] = []
        while true {
            var request = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
            // Safe: one request, ours.
            guard unsafe poll(&request, 1, 10_000) > 0 else { return nil }
            var byte: UInt8 = 0
            // Safe: one byte, ours.
            guard unsafe Glibc.read(reading, &byte, 1) == 1 else { return nil }
            if byte == 0x0A { return String(decoding: line, as: UTF8.self) }
            line.append(byte)
        }
    }
}
