/// How the text of a field becomes terms; its name is written into every segment.
package enum Analyzer: String, Sendable, CaseIterable {
    /// Words as `WordTokenizer` gives them, with positions.
    case words = "words-1"
    /// The whole value is one term, as given: for codes, keys and forms.
    case keyword = "keyword-1"
}
