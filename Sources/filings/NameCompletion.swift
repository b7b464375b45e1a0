internal import ArgumentParser
internal import FilingSearch

/// Completes names in a shell from the index that would be asked.
enum NameCompletion {
    /// For options and arguments that take a name.
    static let kind = CompletionKind.custom { words, place, typed in
        let text = typed.trimmingMarks
        guard text.count >= 2, let index = try? FilingIndex(path: path(words)) else { return [] }
        var session = index.nameSession()
        let found = (try? session.parties(like: text, limit: 20, isTyping: true)) ?? []
        return found.map(\.name)
    }

    /// The index that the words typed so far name, else that of the environment.
    private static func path(_ words: [String]) -> String {
        if let place = words.firstIndex(of: "--index"), place + 1 < words.count { return words[place + 1] }
        if let joined = words.first(where: { $0.hasPrefix("--index=") }) { return String(joined.dropFirst(8)) }
        if let variable = Output.environment("FILINGS_INDEX"), !variable.isEmpty { return variable }
        return "Index/Data"
    }
}

extension String {
    /// Without the quotation marks and backslashes that a shell leaves on what is being typed.
    fileprivate var trimmingMarks: String { String(filter { $0 != "\"" && $0 != "'" && $0 != "\\" }) }
}
