internal import FilingSearch

/// Why there is no answer, as RFC 9457 has it.
struct Problem: Error, Sendable {
    /// The status.
    var status: Answer.Status
    /// A word that stays the same, for programs.
    var kind: String
    /// A sentence about this very request.
    var detail: String
    /// The methods that are allowed, with status 405.
    var allowed: [String] = []

    /// A problem.
    ///
    /// - Parameters:
    ///   - status: the status.
    ///   - kind: a word that stays the same.
    ///   - detail: a sentence: what was expected, what was found.
    init(_ status: Answer.Status, _ kind: String, _ detail: String) {
        (self.status, self.kind, self.detail) = (status, kind, detail)
    }

    /// What the index refused.
    init(_ error: FilingIndexError) {
        switch error.kind {
        case .question: self.init(.badRequest, "question", error.description)
        case .missing, .damaged, .locked, .storage: self.init(.unavailable, "index", error.description)
        }
    }

    /// The problem in the shape for programs.
    var wire: Shape {
        Shape(type: "urn:filings:problem:" + kind, title: status.name, status: status.rawValue, detail: detail)
    }

    /// As programs get it.
    struct Shape: Encodable, Sendable {
        let type, title: String
        let status: Int
        let detail: String
    }
}

/// Runs a question and turns what the index refuses into a problem.
func answering<Value>(_ body: () throws(FilingIndexError) -> Value) throws(Problem) -> Value {
    do throws(FilingIndexError) {
        return try body()
    } catch {
        throw Problem(error)
    }
}
