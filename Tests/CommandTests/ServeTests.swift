internal import Glibc
internal import TestSupport
internal import Testing

@Suite struct `The server` {
    private static let index = CommandIndex()

    private static func serving(_ arguments: [String] = []) throws -> ServingProgram {
        try #require(ServingProgram(index: index.path, arguments))
    }

    @Test func `it answers, packs what is large, and gives heads without bodies`() throws {
        let server = try Self.serving()
        let plain = server.ask("/v1/issuers/TGEN")
        #expect(plain.status == 200)
        #expect(plain.text.contains("PANORA ROBERT A"))
        #expect(plain.field("content-security-policy")?.contains("default-src 'none'") == true)
        #expect(plain.field("x-content-type-options") == "nosniff")
        #expect(plain.field("referrer-policy") == "no-referrer")
        let packed = server.ask("/v1/issuers/TGEN", fields: ["Accept-Encoding: br, gzip"])
        #expect(packed.field("content-encoding") == "gzip")
        #expect(packed.body.prefix(2) == [0x1F, 0x8B])
        #expect(packed.body.count < plain.body.count / 2)
        #expect(packed.field("etag") != plain.field("etag"))
        let unwanted = server.ask("/v1/issuers/TGEN", fields: ["Accept-Encoding: gzip;q=0"])
        #expect(unwanted.field("content-encoding") == nil)
        let head = server.ask("/v1/issuers/TGEN", method: "HEAD")
        #expect(head.status == 200)
        #expect(head.body == [])
        #expect(head.field("content-length") == "\(plain.body.count)")
        let again = server.ask("/v1/issuers/TGEN", fields: ["If-None-Match: " + (plain.field("etag") ?? "")])
        #expect(again.status == 304)
        #expect(again.body == [])
    }

    @Test func `it counts, and says that it is well`() throws {
        let server = try Self.serving()
        #expect(server.ask("/healthz").text == #"{"generation":1,"status":"ok"}"#)
        _ = server.ask("/v1/suggest?q=panora")
        let text = server.ask("/metrics").text
        #expect(text.contains("filings_requests_total{route=\"/v1/suggest\",status=\"200\"} 1\n"))
        #expect(text.contains("filings_commit 1\n"))
        #expect(text.contains("filings_requests_under_way 1\n"))
    }

    @Test(arguments: [
        "/../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/../../etc/passwd", "/..%2f..%2fetc%2fpasswd",
        "/filings/..%2f..%2fetc%2fpasswd", "/%00", "/%ff%fe", "/?q=%ff", "/search?q=%c3%28", "//etc/passwd",
        "/v1/search?q=" + String(repeating: "a", count: 20_000), "/v1/search?q=a&limit=99999999999999999999",
        "/v1/search?q=a&" + String(repeating: "x=1&", count: 500), "/v1/trades?min-value=1e999",
        "/v1/people/%F0%9F%92%A9", "/v1/search?q=a&after=" + String(repeating: "0", count: 82),
        "/" + String(repeating: "a/", count: 5_000),
        "/v1/search", "/v1/nothing", "*",
    ])
    func `a hostile address is refused and nothing else happens`(target: String) throws {
        let server = try Self.shared.get()
        let answer = server.ask(target)
        #expect((400..<500).contains(answer.status), "\(target.prefix(60)): \(answer.head.prefix(60))")
        #expect(!answer.text.contains("root:"))
        #expect(server.ask("/healthz").status == 200)
    }

    private static let shared = Result {
        let server = try serving(["--quiet"])
        server.endWithTests()
        return server
    }

    @Test func `requests that are none are refused, and others go on`() throws {
        let server = try Self.shared.get()
        let bombs: [(String, [UInt8])] = [
            ("header", Array("GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 200_000))\r\n\r\n".utf8)),
            ("headers", Array("GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "X: 1\r\n", count: 5_000))\r\n".utf8)),
            ("no protocol", Array("hello\r\n\r\n".utf8)),
            ("bytes", (0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 128) }),
            (
                "two lengths",
                Array("POST /v1/match HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabc".utf8)
            ),
            ("wrong length", Array("POST /v1/match HTTP/1.1\r\nHost: a\r\nContent-Length: -3\r\n\r\nabc".utf8)),
        ]
        for (name, bytes) in bombs {
            let connection = try #require(ServingProgram.Connection(port: server.port))
            connection.send(bytes)
            let answer = connection.answer()
            #expect(answer.status == 0 || (400..<500).contains(answer.status), "\(name): \(answer.head.prefix(80))")
            #expect(server.ask("/healthz").status == 200, "\(name)")
        }
        #expect(server.ask("/v1/search?q=a", method: "DELETE").status == 405)
        #expect(server.ask("/v1/search?q=a", method: "OPTIONS").status == 405)
        #expect(server.ask("/v1/search?q=a", method: "PATCH").status == 405)
        #expect(server.ask("/v1/search?q=a", method: "BREW").status == 400)
    }

    @Test func `a body that is too large is refused`() throws {
        let server = try Self.shared.get()
        let body = [UInt8](repeating: 0x20, count: 2 << 20)
        let answer = server.ask("/v1/match", method: "POST", fields: ["Content-Type: application/json"], body: body)
        #expect(answer.status == 413)
        #expect(answer.field("content-type") == "application/problem+json")
    }

    @Test func `connections that say nothing do not hold up others`() throws {
        let server = try Self.shared.get()
        let silent = (0..<500).compactMap { _ in ServingProgram.Connection(port: server.port) }
        for (number, connection) in silent.enumerated() where number % 2 == 0 {
            connection.send(Array("GET /v1/search?q=tecogen HTTP/1.1\r\nHo".utf8))
        }
        #expect(silent.count == 500)
        for _ in 0..<20 { #expect(server.ask("/v1/suggest?q=panora").status == 200) }
    }

    @Test func `pages of other origins may ask only if they are named`() throws {
        let server = try Self.serving(["--allow-origin", "https://news.example"])
        let named = server.ask("/v1/suggest?q=pan", fields: ["Origin: https://news.example"])
        #expect(named.field("access-control-allow-origin") == "https://news.example")
        let other = server.ask("/v1/suggest?q=pan", fields: ["Origin: https://other.example"])
        #expect(other.field("access-control-allow-origin") == nil)
        let asked = server.ask("/v1/match", method: "OPTIONS", fields: ["Origin: https://news.example"])
        #expect(asked.status == 204)
        #expect(
            try Self.shared.get().ask("/healthz", fields: ["Origin: https://news.example"])
                .field("access-control-allow-origin") == nil)
    }

    @Test func `a new commit is served without a request that fails, and its cursors end`() throws {
        let folder = TemporaryDirectory()
        let index = folder.path + "/index"
        let first = Program.run(["rebuild", "--index", index, SampleFilings.folder, "-q"])
        #expect([0, 2].contains(first.status))
        let server = try #require(ServingProgram(index: index, ["--quiet"]))
        let page = server.ask("/v1/search?q=form:4&limit=1").text
        let cursor = try #require(page.split(separator: "\"next\":\"").dropFirst().first?.split(separator: "\"").first)
        _ = Program.run(["rebuild", "--index", index, SampleFilings.tecogen, "-q"])
        var statuses: Set<Int> = []
        let end = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < end, !server.ask("/healthz").text.contains("\"generation\":2") {
            statuses.insert(server.ask("/v1/search?q=panora").status)
            usleep(20_000)
        }
        #expect(statuses.isSubset(of: [200]))
        #expect(server.ask("/v1/search?q=form:4").text.contains("\"total\":0"))
        #expect(server.ask("/v1/search?q=form:4&limit=1&after=" + cursor).status == 410)
        #expect(server.ask("/metrics").text.contains("filings_reloads_total 1\n"))
    }

    @Test func `an end that is asked for waits for the answers under way`() throws {
        let server = try Self.serving()
        let connections = (0..<8).compactMap { _ in ServingProgram.Connection(port: server.port) }
        for connection in connections {
            connection.send(
                Array("GET /v1/export?text=true HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".utf8))
        }
        // Answers have begun when this one is there.
        #expect(server.ask("/healthz").status == 200)
        server.child.send(SIGTERM)
        for connection in connections {
            let answer = connection.answer()
            #expect(answer.status == 200)
            // The last chunk of a stream that is whole.
            #expect(answer.body.suffix(5) == Array("0\r\n\r\n".utf8)[...])
        }
        #expect(server.child.wait(within: 20).status == 0)
    }

    @Test func `a place that is taken, and an index that is not there, are told`() throws {
        let server = try Self.shared.get()
        let second = Program.run(["serve", "--index", Self.index.path, "--port", "\(server.port)"])
        #expect(second.status == 69)
        #expect(second.errors.contains("cannot listen at 127.0.0.1, port \(server.port)"))
        #expect(Program.run(["serve", "--index", "/nowhere/at/all"]).status == 66)
        #expect(Program.run(["serve", "--port", "70000"]).status == 64)
    }
}
