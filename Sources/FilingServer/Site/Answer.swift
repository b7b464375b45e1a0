/// What the site answers, without the protocol it goes by.
struct Answer: Sendable {
    /// The status.
    var status: Status = .ok
    /// Fields beside those that every answer has, names in lower case.
    var fields: [(name: String, value: String)] = []
    /// What it holds.
    var body: Body = .bytes([])
    /// Whether asking again may give more: it was cut by time, and no copy of it is good for long.
    var isPartial = false

    /// What an answer holds.
    enum Body: Sendable {
        /// All of it.
        case bytes([UInt8])
        /// Piece by piece; asked for the next only when the last is on its way.
        case stream(any ByteStream)
    }

    /// The statuses this server gives.
    enum Status: Int, Sendable, CaseIterable {
        case ok = 200
        case noContent = 204
        case seeOther = 303
        case notModified = 304
        case badRequest = 400
        case notFound = 404
        case methodNotAllowed = 405
        case gone = 410
        case tooLarge = 413
        case unsupported = 415
        case failed = 500
        case unavailable = 503

        /// The name that the protocol gives it.
        var name: String {
            switch self {
            case .ok: "OK"
            case .noContent: "No Content"
            case .seeOther: "See Other"
            case .notModified: "Not Modified"
            case .badRequest: "Bad Request"
            case .notFound: "Not Found"
            case .methodNotAllowed: "Method Not Allowed"
            case .gone: "Gone"
            case .tooLarge: "Content Too Large"
            case .unsupported: "Unsupported Media Type"
            case .failed: "Internal Server Error"
            case .unavailable: "Service Unavailable"
            }
        }
    }

    /// An answer of a kind.
    ///
    /// - Parameters:
    ///   - status: the status.
    ///   - type: media type.
    ///   - bytes: all of it.
    init(_ status: Status = .ok, type: String, _ bytes: [UInt8]) {
        self.status = status
        fields = [("content-type", type)]
        body = .bytes(bytes)
    }

    /// An answer without anything in it.
    init(_ status: Status) { self.status = status }

    /// A page.
    static func page(_ html: HTML, _ status: Status = .ok) -> Answer {
        Answer(status, type: "text/html; charset=utf-8", html.bytes)
    }

    /// The value of a field.
    func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}

/// Bytes that are made when they are asked for.
protocol ByteStream: Sendable {
    /// The next piece; `nil` at the end.
    ///
    /// - Returns: some ten kilobytes.
    /// - Throws: when there can be no more, so that the receiver sees that the answer is cut.
    func next() throws -> [UInt8]?
}
