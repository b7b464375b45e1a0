internal import Glibc
internal import Synchronization
internal import TestSupport

/// The program, serving an index at a free port, and a client that writes bytes as they are.
///
/// Several tests may ask one at a time; the log is read by the one that started it.
final class ServingProgram: @unchecked Sendable {
    let child: Child
    private let log = Pipe()
    let port: UInt16

    /// Starts it; `nil` when it does not say where it serves.
    init?(index: String, _ arguments: [String] = []) {
        child = Child(
            [Program.path, "serve", "--index", index, "--port", "0"] + arguments, input: .file("/dev/null"),
            output: .file("/dev/null"), errors: .descriptor(log.writing))
        log.closeWriting()
        var found: UInt16?
        while found == nil, let line = log.readLine() {
            if line.contains("serving at") {
                found = line.split(separator: ":").last.flatMap { UInt16($0.filter(\.isNumber)) }
            }
        }
        guard let found else {
            child.send(SIGKILL)
            _ = child.wait()
            return nil
        }
        port = found
    }

    deinit {
        child.send(SIGKILL)
        _ = child.wait()
    }

    private static let kept = Mutex<[ServingProgram]>([])

    /// Ends it with the tests, for one that is kept to the end and never let go.
    func endWithTests() {
        let isFirst = Self.kept.withLock { programs in
            programs.append(self)
            return programs.count == 1
        }
        if isFirst { atexit { ServingProgram.kept.withLock { for program in $0 { program.child.send(SIGKILL) } } } }
    }

    /// Waits for a line of the log that holds some words.
    func waitForLog(_ words: String) -> Bool {
        while let line = log.readLine() { if line.contains(words) { return true } }
        return false
    }

    /// An answer as it came.
    struct Answer {
        var head = ""
        var body: [UInt8] = []

        var status: Int { head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0 }
        var text: String { String(decoding: body, as: UTF8.self) }

        /// The value of a field.
        func field(_ name: String) -> String? {
            for line in head.split(separator: "\r\n").dropFirst() {
                let sides = line.split(separator: ":", maxSplits: 1)
                if sides.count == 2, sides[0].lowercased() == name.lowercased() {
                    return String(sides[1].drop { $0 == " " })
                }
            }
            return nil
        }
    }

    /// A connection.
    final class Connection {
        private let socket: Int32

        init?(port: UInt16) {
            socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            var wait = timeval(tv_sec: 20, tv_usec: 0)
            // Safe: our own values, of the sizes told.
            let code = unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            unsafe _ = setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
            guard code == 0 else { return nil }
        }

        deinit { close(socket) }

        /// Sends bytes; whether all of them went.
        @discardableResult
        func send(_ bytes: [UInt8]) -> Bool {
            var sent = 0
            while sent < bytes.count {
                // Safe: as many bytes as there are from there on.
                let count = unsafe bytes.withUnsafeBytes {
                    unsafe Glibc.send(
                        socket, $0.baseAddress.map { unsafe $0 + sent }, bytes.count - sent,
                        Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return false }
                sent += count
            }
            return true
        }

        /// Everything until the other side ends.
        func readToEnd() -> [UInt8] {
            var all: [UInt8] = []
            var room = [UInt8](repeating: 0, count: 65_536)
            while true {
                // Safe: as many bytes as there is room for.
                let count = unsafe recv(socket, &room, room.count, 0)
                guard count > 0 else { return all }
                all += room[..<count]
            }
        }

        /// The answer to a request that asked for the connection to be closed.
        func answer() -> Answer {
            let bytes = readToEnd()
            let mark: [UInt8] = [13, 10, 13, 10]
            guard let place = bytes.indices.dropLast(3).first(where: { Array(bytes[$0..<$0 + 4]) == mark }) else {
                return Answer(head: String(decoding: bytes, as: UTF8.self))
            }
            return Answer(
                head: String(decoding: bytes[..<place], as: UTF8.self), body: Array(bytes[(place + 4)...]))
        }
    }

    /// Asks for a target as it is written.
    func ask(
        _ target: String, method: String = "GET", fields: [String] = [], body: [UInt8] = []
    ) -> Answer {
        guard let connection = Connection(port: port) else { return Answer() }
        var head = "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        for field in fields { head += field + "\r\n" }
        if !body.isEmpty { head += "Content-Length: \(body.count)\r\n" }
        connection.send(Array((head + "\r\n").utf8) + body)
        return connection.answer()
    }
}
