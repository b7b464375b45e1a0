internal import FoundationEssentials
internal import Glibc

/// What commands write: results to standard output, talk to standard error.
enum Output {
    /// Writes a line of results.
    static func line(_ text: String) { write(Array((text + "\n").utf8), to: STDOUT_FILENO) }

    /// Writes a value as one line of JSON.
    static func jsonLine(_ value: some Encodable) { write(json(value, isPretty: false) + [0x0A], to: STDOUT_FILENO) }

    /// Writes a value as JSON for people to read.
    static func jsonPretty(_ value: some Encodable) { write(json(value, isPretty: true) + [0x0A], to: STDOUT_FILENO) }

    /// A value as one line of JSON without its end.
    static func jsonBytes(_ value: some Encodable) -> [UInt8] { json(value, isPretty: false) }

    /// Writes a line to standard error.
    static func note(_ text: String) { write(Array((text + "\n").utf8), to: STDERR_FILENO) }

    /// Replaces the last line on a terminal.
    static func status(_ text: String) { write(Array(("\r\u{1B}[K" + text).utf8), to: STDERR_FILENO) }

    /// Whether results go to a terminal that shows colours; NO_COLOR, FORCE_COLOR and TERM=dumb are heeded.
    static let isColoured: Bool = {
        if let value = environment("NO_COLOR"), !value.isEmpty { return false }
        if let value = environment("FORCE_COLOR"), !value.isEmpty, value != "0" { return true }
        return isatty(STDOUT_FILENO) == 1 && environment("TERM") != "dumb"
    }()

    /// Whether talk goes to a terminal.
    static let isTalkOnTerminal = isatty(STDERR_FILENO) == 1

    /// Columns of the terminal; a wide page when results go elsewhere.
    static let width: Int = {
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return 200 }
        return Int(size.ws_col)
    }()

    /// Bold, on a terminal with colours.
    static func bold(_ text: String) -> String { isColoured ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

    /// Dim, on a terminal with colours.
    static func dim(_ text: String) -> String { isColoured ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

    /// A variable of the environment.
    static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    private static func json(_ value: some Encodable, isPretty: Bool) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting =
            isPretty
            ? [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted] : [.sortedKeys, .withoutEscapingSlashes]
        // Our wire types hold strings, numbers and lists of such: nothing that JSON cannot say.
        return (try? encoder.encode(value)).map(Array.init) ?? Array("null".utf8)
    }

    /// Writes all of some bytes; ends the program when results cannot be written.
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var offset = 0
        while offset < bytes.count {
            // Safe: the kernel reads at most the bytes behind the offset.
            let written = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress.map { unsafe $0 + offset }, buffer.count - offset)
            }
            if written > 0 {
                offset += written
                continue
            }
            let code = errno
            if code == EINTR || code == EAGAIN { continue }
            // Talk that cannot be written changes nothing about the results or how the command ends.
            guard descriptor != STDERR_FILENO else { return }
            // Nobody reads on: that is no trouble.
            if code == EPIPE { exit(0) }
            let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
            note("filings: cannot write results: \(reason)")
            exit(74)
        }
    }
}
