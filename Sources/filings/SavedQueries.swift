internal import ArgumentParser
internal import FoundationEssentials

/// Queries kept under a name: one small file each, in `$XDG_STATE_HOME/filings/queries`.
///
/// They belong to the person who asks and not to the index, which is built anew time and again.
struct SavedQueries {
    /// The folder they lie in.
    let folder: String

    /// A query as it is asked.
    struct Query {
        /// In the query language, or as JSON.
        var text: String
        /// Whether words are looked for with those of the same stem.
        var stem: Bool

        /// As it would be typed.
        var written: String { (stem ? Self.stemOption : "") + text }

        private static let stemOption = "--stem "

        /// A query of these words.
        init(text: String, stem: Bool) { (self.text, self.stem) = (text, stem) }

        /// Reads what `written` gives.
        init(written: String) {
            stem = written.hasPrefix(Self.stemOption)
            text = stem ? String(written.dropFirst(Self.stemOption.count)) : written
        }
    }

    /// The queries of whoever runs the program; `nil` when the environment does not say who.
    init?() {
        if let state = Output.environment("XDG_STATE_HOME"), state.hasPrefix("/") {
            folder = state + "/filings/queries"
        } else if let home = Output.environment("HOME"), home.hasPrefix("/") {
            folder = home + "/.local/state/filings/queries"
        } else {
            return nil
        }
    }

    /// Whether a name can be one: letters, digits, `-`, `_` and `.`, none of them first but letters and digits.
    static func isName(_ name: String) -> Bool {
        guard let first = name.first, first.isASCII, first.isLetter || first.isNumber, name.utf8.count <= 64 else {
            return false
        }
        return name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == ".") }
    }

    /// The names, sorted.
    var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter(Self.isName).sorted()
    }

    /// A query by its name; `nil` when there is none.
    func query(_ name: String) -> Query? {
        guard Self.isName(name), let data = FileManager.default.contents(atPath: folder + "/" + name) else {
            return nil
        }
        var text = String(decoding: data, as: UTF8.self)
        while text.last?.isNewline == true { text.removeLast() }
        return Query(written: text)
    }

    /// Keeps a query, in place of one of the same name.
    ///
    /// - Throws: when the disk refuses.
    func save(_ query: Query, as name: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data((query.written + "\n").utf8).write(to: URL(filePath: folder + "/" + name), options: .atomic)
    }
}
