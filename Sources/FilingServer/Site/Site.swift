/// All that is served: finds the endpoint of a call and has it answer.
struct Site: Sendable {
    /// What programs ask.
    let api: [Endpoint]
    /// What people look at.
    let pages: [Endpoint]

    /// The site.
    ///
    /// - Parameter options: limits that the answers keep.
    init(_ options: SiteOptions) {
        api = API(options: options).endpoints
        pages = Pages(options: options).endpoints
    }

    /// An endpoint, and what the call asks it.
    struct Question: Sendable {
        let endpoint: Endpoint
        let call: Call
        fileprivate let pathItems: [(name: String, value: String)]
    }

    /// Finds the endpoint of a call.
    ///
    /// - Parameter call: a request.
    /// - Returns: the endpoint.
    /// - Throws: `Problem` when there is none at this path, or none that takes the method.
    func question(_ call: Call) throws(Problem) -> Question {
        var allowed: [String] = []
        for endpoint in api + pages {
            guard let items = endpoint.match(call.path) else { continue }
            if endpoint.method == call.method {
                return Question(endpoint: endpoint, call: call, pathItems: items)
            }
            if !allowed.contains(endpoint.method) { allowed.append(endpoint.method) }
        }
        guard allowed.isEmpty else {
            if allowed.contains("GET") { allowed.append("HEAD") }
            var problem = Problem(
                .methodNotAllowed, "method",
                "\(Self.shown(call.method)) is not for this address; it takes "
                    + allowed.joined(separator: ", "))
            problem.allowed = allowed
            throw problem
        }
        throw Problem(.notFound, "address", "there is nothing at this address")
    }

    /// Answers a question.
    ///
    /// - Parameters:
    ///   - question: found by `question`.
    ///   - commit: to look in.
    /// - Returns: the answer, or the problem in the form that its reader wants.
    func answer(_ question: Question, on commit: Commit) -> Answer {
        let (endpoint, call) = (question.endpoint, question.call)
        do throws(Problem) {
            let arguments = try Arguments(
                question.pathItems + call.items, endpoint.parameters, isStrict: endpoint.isStrict,
                passesOthers: endpoint.passesOthers)
            let tag = "\"" + commit.tag + "\""
            if endpoint.isTagged, call.method == "GET", Self.knows(call.knownTags, tag) {
                var answer = Answer(.notModified)
                answer.fields = [("etag", tag), ("cache-control", "no-cache")]
                return answer
            }
            var answer = try endpoint.answer(arguments, call, commit)
            if answer.isPartial {
                answer.fields.append(("cache-control", "no-store"))
            } else if endpoint.isTagged, answer.status == .ok, call.method == "GET", answer.field("etag") == nil {
                answer.fields += [("etag", tag), ("cache-control", "no-cache")]
            }
            return answer
        } catch {
            return Self.answer(error, to: call, isForPrograms: endpoint.isStrict)
        }
    }

    /// A problem in the form that its reader wants: JSON for programs, a page for people.
    ///
    /// - Parameters:
    ///   - problem: why there is no answer.
    ///   - call: the request; `nil` for one that could not be read.
    ///   - isForPrograms: whether a program asks; the address tells where no endpoint does.
    /// - Returns: the answer.
    static func answer(_ problem: Problem, to call: Call?, isForPrograms: Bool? = nil) -> Answer {
        var answer: Answer
        if isForPrograms ?? (call == nil || call?.path.first == "v1") {
            answer = Answer(problem.status, type: "application/problem+json", JSONBody.bytes(problem.wire))
        } else {
            answer = .page(Layout.problem(problem), problem.status)
        }
        answer.fields.append(("cache-control", "no-store"))
        if !problem.allowed.isEmpty { answer.fields.append(("allow", problem.allowed.joined(separator: ", "))) }
        if problem.status == .unavailable { answer.fields.append(("retry-after", "1")) }
        return answer
    }

    /// Whether a list of tags holds one; a packed copy has the same tag with a mark.
    private static func knows(_ list: String?, _ tag: String) -> Bool {
        guard let list else { return false }
        return list.split(separator: ",").contains { part in
            var known = part.drop { $0 == " " }
            while known.last == " " { known.removeLast() }
            if known.hasPrefix("W/") { known = known.dropFirst(2) }
            return known == tag[...] || known == tag.dropLast() + "+gzip\"" || known == "*"
        }
    }

    private static func shown(_ method: String) -> String {
        method.utf8.count <= 20 && method.utf8.allSatisfy { 0x21...0x7E ~= $0 } ? method : "this method"
    }
}

/// Limits that answers keep.
struct SiteOptions: Sendable {
    /// The program's version.
    var version = "0"
    /// How long a search may take; what was found by then is the answer.
    var timeout = Duration.seconds(10)
}
