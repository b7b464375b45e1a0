/// A question that the server takes: its address, what it is asked with, what it gives.
struct Endpoint: Sendable {
    /// On which threads it is answered.
    enum Lane: Sendable {
        /// At once, where it comes in: it looks at nothing but memory.
        case now
        /// With other questions of a millisecond or so: names and suggestions.
        case quick
        /// With those that may take long.
        case long
    }

    /// What a body may be.
    struct Body: Sendable {
        /// Its media type.
        let type: String
        /// The name of its schema in the document.
        let schema: String
    }

    /// What an answer may be.
    struct Reply: Sendable {
        /// The media type.
        let type: String
        /// The name of its schema in the document; `nil` for one that is no JSON.
        let schema: String?
    }

    /// GET or POST.
    let method: String
    /// The path, parameters in braces: `/v1/people/{cik}`.
    let path: String
    /// A name for programs.
    let name: String
    /// What it gives, in a sentence.
    let summary: String
    /// What it takes.
    var parameters: [Parameter] = []
    /// What its body is, if it takes one.
    var body: Body?
    /// What it gives when all is well; of several types the first unless the parameters say otherwise.
    var replies: [Reply]
    /// Statuses other than 200 that the question itself may lead to.
    var problems: [Answer.Status] = [.badRequest]
    /// Where it is answered.
    var lane = Lane.long
    /// Whether the same question gives the same bytes as long as the commit is the same.
    var isTagged = true
    /// Whether parameters that are unknown or do not fit are refused.
    var isStrict = true
    /// Whether unknown parameters are passed over even so: callers of a protocol send what others of its services take.
    var passesOthers = false
    /// Answers.
    let answer: @Sendable (Arguments, Call, Commit) throws(Problem) -> Answer

    /// Segments of the path.
    var segments: [Substring] { path.split(separator: "/") }

    /// The values of the path's parameters; `nil` when the path is another.
    func match(_ path: [String]) -> [(name: String, value: String)]? {
        let segments = segments
        guard segments.count == path.count else { return nil }
        var values: [(name: String, value: String)] = []
        for (segment, text) in zip(segments, path) {
            if segment.first == "{" {
                guard !text.isEmpty else { return nil }
                values.append((String(segment.dropFirst().dropLast()), text))
            } else if segment != Substring(text) {
                return nil
            }
        }
        return values
    }
}
