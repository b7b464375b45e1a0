internal import Storage

/// Reads requests from lines: names, or objects of JSON.
struct LineRequests: MatchRequests {
    /// What a line may be.
    enum Style {
        /// A name, whatever it begins with.
        case names
        /// An object.
        case objects
        /// An object if it begins with a brace, else a name.
        case either
    }

    private var lines: InputLines
    private let style: Style
    private let queryKeys: [String]
    private let idKey: String
    private var number = 0

    /// Reads lines.
    ///
    /// - Parameters:
    ///   - lines: not read from before.
    ///   - style: what they may be.
    ///   - queryKey: the key of an object's name; `query`, else `name` if none is given.
    ///   - idKey: the key of an object's id.
    init(_ lines: InputLines, style: Style, queryKey: String?, idKey: String?) {
        (self.lines, self.style) = (lines, style)
        queryKeys = queryKey.map { [$0] } ?? ["query", "name"]
        self.idKey = idKey ?? "id"
    }

    var byteCount: Int { lines.byteCount }

    mutating func next(isWaiting: Bool) throws(StorageError) -> MatchRequest? {
        switch try lines.next(isWaiting: isWaiting) {
        case .whole(let line):
            number += 1
            return request(line)
        case .tooLong(let line):
            number += 1
            return MatchRequest(
                id: .number(number), query: "",
                fault: fault(line, expected: "a line of at most \(InputLines.lineBytesMax) bytes"))
        case .notYet, .end: return nil
        }
    }

    private func request(_ line: [UInt8]) -> MatchRequest {
        var line = InputText.repaired(line)
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        let first = line.first { $0 != 0x20 && $0 != 0x09 }
        switch style {
        case .names: break
        case .either where first == UInt8(ascii: "{"): return object(line)
        case .either: break
        // A blank line asks for nothing, in whatever style.
        case .objects where first != nil: return object(line)
        case .objects: break
        }
        return MatchRequest(id: .number(number), query: String(decoding: line, as: UTF8.self))
    }

    private func object(_ line: [UInt8]) -> MatchRequest {
        var request = MatchRequest(id: .number(number), query: "")
        var queries = [JSONLine.Value](repeating: .null, count: queryKeys.count)
        var isRight = true
        let isObject = JSONLine.forEachField(in: line) { key, value, written in
            if key == idKey {
                switch value {
                case .string, .number: request.id = .json(Array(written))
                case .null: request.id = .number(number)
                case .other: isRight = false
                }
            } else if let place = queryKeys.firstIndex(of: key) {
                queries[place] = value
            } else if key == "k" {
                switch value {
                case .null: request.limit = nil
                case .number:
                    guard let limit = Self.count(written) else {
                        isRight = false
                        return
                    }
                    request.limit = limit
                default: isRight = false
                }
            }
        }
        if isObject, isRight, case .string(let query) = queries.first(where: { $0 != .null }) {
            request.query = query
        } else {
            let key = queryKeys[0]
            let expected = style == .objects ? "an object with \"\(key)\"" : "a name or an object with \"\(key)\""
            request.fault = fault(line, expected: expected)
        }
        return request
    }

    /// A number of hits: a whole number, one below zero taken for zero.
    private static func count(_ written: ArraySlice<UInt8>) -> Int? {
        let text = String(decoding: written, as: UTF8.self)
        return (Int(text) ?? Double(text).flatMap { Int(exactly: $0) }).map { max(0, $0) }
    }

    private func fault(_ line: [UInt8], expected: String) -> MatchRequest.Fault {
        let found = String(decoding: line, as: UTF8.self).prefix(80)
        return MatchRequest.Fault(
            words: "not a request", note: "line \(number): expected \(expected), found: \(found)")
    }
}
