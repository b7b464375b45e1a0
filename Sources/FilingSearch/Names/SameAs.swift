package import EDGAR
internal import FilingModel

/// Which parties people have found to be the same or different, read from a reviewed file.
///
/// A line holds two keys and perhaps a note, parted by tabs; what begins with `#` is a comment:
///
///     # the same man before and after a lost password
///     1243203<TAB>1587843<TAB>same signature
///     1243203<TAB>name:Albert H. Nahmad
///     320193<TAB>1418091<TAB>different
///
/// A key is a CIK or, for a party known by name only, `name:` and its name, or the name in quotation marks. The first
/// key of a line is the one the party keeps. A third column that is or begins with `different` says that they are two.
package struct SameAs: Sendable {
    /// A line that says something.
    package struct Line: Equatable, Sendable {
        /// Its number, from 1.
        package var number: Int
        /// The key that is kept, and the other.
        package var first, second: PartyKey
        /// Whether they are two parties rather than one.
        package var isDifferent: Bool
    }

    /// The file, for messages.
    package private(set) var file = ""
    /// What it says, in its order.
    package private(set) var lines: [Line] = []
    /// Lines that say nothing that could be understood.
    package private(set) var issues: [ImportIssue] = []

    /// Nothing reviewed.
    package init() {}

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8.
    ///   - file: its path, for messages.
    package init(_ bytes: [UInt8], file: String) {
        self.file = file
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        let text = String(decoding: body, as: UTF8.self)
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            read(line, number: index + 1)
        }
    }

    private mutating func read(_ line: Substring, number: Int) {
        let start = line.first { !$0.isWhitespace }
        guard let start, start != "#" else { return }
        let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard columns.count >= 2 else {
            return issue(number, "expected two keys parted by a tab, found '\(line)'")
        }
        var keys: [PartyKey] = []
        for column in columns.prefix(2) {
            guard let key = Self.key(column) else {
                return issue(
                    number,
                    "expected a CIK such as 1537435, or name: and the name of a party without one, found '\(column)'")
            }
            keys.append(key)
        }
        guard keys[0] != keys[1] else {
            return issue(number, "expected two keys, found \(keys[0].term) twice")
        }
        let note = columns.count > 2 ? columns[2].lowercased().drop(while: \.isWhitespace) : ""
        let isDifferent = note.hasPrefix("different")
        lines.append(Line(number: number, first: keys[0], second: keys[1], isDifferent: isDifferent))
    }

    private static func key(_ text: Substring) -> PartyKey? {
        var name = text.drop(while: \.isWhitespace)
        while name.last?.isWhitespace == true { name.removeLast() }
        if let cik = CentralIndexKey(parsing: name) { return .cik(cik) }
        if name.hasPrefix("name:") {
            name.removeFirst("name:".count)
        } else if name.count > 2, name.hasPrefix("\""), name.hasSuffix("\"") {
            name = name.dropFirst().dropLast()
        } else {
            return nil
        }
        let key = PartyKey(cik: nil, name: String(name))
        return key == .name("") ? nil : key
    }

    /// Notes a line that cannot be used.
    private mutating func issue(_ number: Int, _ message: String) {
        issues.append(Self.issue(file: file, line: number, message))
    }

    /// An issue of such a file; the rebuild goes on without the line.
    static func issue(file: String, line: Int?, _ message: String) -> ImportIssue {
        ImportIssue(
            kind: "unused line of same-as file", severity: .warning, file: file, line: line,
            message: message + "; the line was left out")
    }
}

extension SameAs {
    /// What was understood, as bytes, without the file's name.
    var bytes: [UInt8] {
        var writer = RecordWriter()
        writer.byte(Self.version)
        writer.list(lines) { writer, line in
            writer.number(UInt64(line.number))
            writer.partyKey(line.first)
            writer.partyKey(line.second)
            writer.flag(line.isDifferent)
        }
        return writer.bytes
    }

    /// First byte of `bytes`.
    private static let version: UInt8 = 1

    /// Reads `bytes`.
    ///
    /// - Throws: `RecordReader.Failure` for bytes that are none.
    init(from bytes: [UInt8]) throws(RecordReader.Failure) {
        typealias Failure = RecordReader.Failure
        var reader = RecordReader(bytes)
        guard try reader.byte() == Self.version else { throw reader.failure() }
        lines = try reader.list { (reader) throws(Failure) in
            Line(
                number: Int(clamping: try reader.number()), first: try reader.partyKey(), second: try reader.partyKey(),
                isDifferent: try reader.flag() ?? false)
        }
        guard reader.isAtEnd else { throw reader.failure() }
    }
}
