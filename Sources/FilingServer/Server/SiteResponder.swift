internal import FilingSearch
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore

/// Stands between HTTP and the site: reads requests, has them answered on the right threads, packs and sends.
struct SiteResponder: HTTPResponder {
    typealias Context = PeerContext

    let site: Site
    let index: ServedIndex
    let threads: QueryThreads
    let metrics: Metrics
    let options: ServeOptions
    let logger: Logger

    /// Sent with every answer that says nothing else: nothing is loaded from elsewhere, nothing runs that stands in a page,
    /// nobody frames us.
    private static let security: [(name: HTTPField.Name, value: String)] = [
        (
            .contentSecurityPolicy,
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
                + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
        (.xContentTypeOptions, "nosniff"), (name("referrer-policy"), "no-referrer"),
        (name("cross-origin-opener-policy"), "same-origin"),
        (name("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ]

    private static func name(_ text: String) -> HTTPField.Name { HTTPField.Name(text) ?? .referer }

    @Sendable func respond(to request: Request, context: PeerContext) async throws -> Response {
        let start = ContinuousClock.now
        metrics.begin()
        let (answer, route, call) = await answer(to: request)
        var response = await response(answer, to: request, call)
        addOrigin(of: request, to: &response)
        var count = 0
        if case .bytes(let bytes) = answer.body { count = bytes.count }
        let elapsed = ContinuousClock.now - start
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        metrics.end(route: route, status: response.status.code, seconds: seconds, bytes: count)
        if options.logsRequests {
            let milliseconds = (seconds * 1e5).rounded() / 100
            logger.info(
                "\(request.method) \(Self.shown(request.uri.description)) \(response.status.code) \(count) B \(milliseconds) ms \(context.peer)"
            )
        }
        return request.method == .head ? response.createHeadResponse() : response
    }

    // MARK: - The question

    private func answer(to request: Request) async -> (answer: Answer, route: String, call: Call?) {
        var call: Call?
        var route = "other"
        do {
            let method = request.method == .head ? "GET" : request.method.rawValue
            var asked = try Call(method: method, target: request.uri.description)
            asked.knownTags = request.headers[.ifNoneMatch]
            asked.contentType = request.headers[.contentType].map { field in
                let type = field.split(separator: ";").first.map(String.init) ?? ""
                return type.filter { $0 != " " }.lowercased()
            }
            asked.base = "http://" + (request.head.authority ?? "\(options.host):\(options.port)")
            call = asked
            if asked.path == ["metrics"], method == "GET" {
                let text = metrics.text(commit: index.commit.index.generation)
                return (Answer(type: "text/plain; version=0.0.4; charset=utf-8", Array(text.utf8)), "/metrics", call)
            }
            if method == "OPTIONS", let origin = request.headers[.origin], options.origins.contains(origin) {
                var answer = Answer(.noContent)
                answer.fields = [
                    ("access-control-allow-methods", "GET, HEAD, POST"),
                    ("access-control-allow-headers", "content-type, if-none-match"),
                    ("access-control-max-age", "600"),
                ]
                return (answer, "preflight", call)
            }
            let question = try site.question(asked)
            route = question.endpoint.path
            let commit = index.commit
            let lane = question.endpoint.lane
            if question.endpoint.body != nil {
                asked.body = try await body(of: request)
                let withBody = try site.question(asked)
                return (try await threads.run(lane) { site.answer(withBody, on: commit) }, route, call)
            }
            return (try await threads.run(lane) { site.answer(question, on: commit) }, route, call)
        } catch let problem as Problem {
            if problem.status == .unavailable { metrics.refuse() }
            return (Site.answer(problem, to: call), route, call)
        } catch {
            logger.error("no answer: \(error)")
            let problem = Problem(.failed, "server", "something went wrong here; the server's log says what")
            return (Site.answer(problem, to: call), route, call)
        }
    }

    private func body(of request: Request) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await buffer in request.body {
            guard bytes.count + buffer.readableBytes <= options.bodyBytesMax else {
                throw Problem(.tooLarge, "body", "a body has at most \(options.bodyBytesMax) bytes")
            }
            bytes.append(contentsOf: buffer.readableBytesView)
        }
        return bytes
    }

    // MARK: - The answer

    private func response(_ answer: Answer, to request: Request, _ call: Call?) async -> Response {
        var headers = HTTPFields()
        for field in answer.fields { if let name = HTTPField.Name(field.name) { headers[name] = field.value } }
        for (name, value) in Self.security where headers[name] == nil { headers[name] = value }
        let status = HTTPResponse.Status(code: answer.status.rawValue, reasonPhrase: answer.status.name)
        let takesGzip = Self.takesGzip(request.headers[.acceptEncoding])
        let body: ResponseBody
        switch answer.body {
        case .bytes(let bytes):
            var bytes = bytes
            if bytes.count >= Gzip.bytesMin {
                headers[.vary] = "accept-encoding"
                // Some tens of microseconds a page: less than handing it to another thread and back.
                if takesGzip, let packed = Gzip.packed(bytes) {
                    bytes = packed
                    headers[.contentEncoding] = "gzip"
                    // Other bytes, so another strong tag.
                    if let tag = headers[.eTag], tag.last == "\"" { headers[.eTag] = tag.dropLast() + "+gzip\"" }
                }
            }
            body =
                answer.status == .notModified || answer.status == .noContent
                ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        case .stream(let stream):
            headers[.vary] = "accept-encoding"
            let packing = takesGzip ? GzipStream() : nil
            if packing != nil { headers[.contentEncoding] = "gzip" }
            let threads = threads
            body = ResponseBody { writer in
                while let piece = try await threads.run(.long, { try stream.next() }) {
                    let bytes = packing.map { $0.pack(piece, isLast: false) ?? [] } ?? piece
                    try await writer.write(ByteBuffer(bytes: bytes))
                }
                if let end = packing?.pack([], isLast: true) { try await writer.write(ByteBuffer(bytes: end)) }
                try await writer.finish(nil)
            }
        }
        return Response(status: status, headers: headers, body: body)
    }

    private func addOrigin(of request: Request, to response: inout Response) {
        guard !options.origins.isEmpty else { return }
        response.headers[.vary] = [response.headers[.vary], "origin"].compactMap(\.self).joined(separator: ", ")
        guard let origin = request.headers[.origin], options.origins.contains(origin) else { return }
        response.headers[.accessControlAllowOrigin] = origin
        response.headers[.accessControlExposeHeaders] = "etag, link, retry-after, x-filing-count"
    }

    /// Whether gzip is among what the other side unpacks, and not ruled out by `q=0`.
    private static func takesGzip(_ field: String?) -> Bool {
        guard let field else { return false }
        return field.split(separator: ",").contains { part in
            let words = part.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            guard let name = words.first, name == "gzip" || name == "*" else { return false }
            return !words.dropFirst().contains { $0.hasPrefix("q=0") && Double($0.dropFirst(2)) == 0 }
        }
    }

    /// An address for the log: nothing that a terminal would obey, and not without end.
    private static func shown(_ text: String) -> String {
        let plain = String(decoding: text.utf8.map { 0x21...0x7E ~= $0 ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
        return plain.utf8.count > 2_000 ? String(plain.prefix(2_000)) + "…" : plain
    }
}

/// What is known of the other side.
struct PeerContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Its address, for the log.
    let peer: String

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? "-"
    }
}
