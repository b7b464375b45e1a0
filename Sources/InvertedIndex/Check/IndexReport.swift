/// What a check of an index found: how much was read, what is wrong with it, and what that costs the people who search.
package struct IndexReport: Sendable {
    /// One thing that is not as the format demands.
    package struct Fault: Equatable, Sendable, CustomStringConvertible {
        /// Where it is and what it is: file, section, offset, expected, found.
        package let error: IndexError
        /// What is lost by it, in one sentence.
        package let consequence: String

        /// A fault.
        package init(_ error: IndexError, consequence: String) {
            (self.error, self.consequence) = (error, consequence)
        }

        /// Two sentences for people.
        package var description: String { "\(error.description) Lost: \(consequence)." }
    }

    /// How much was read.
    package struct Counts: Equatable, Sendable {
        /// Manifests and segments.
        package var files = 0
        /// Their bytes.
        package var bytes = 0
        /// Pairs of term and field.
        package var terms = 0
        /// Pairs of term and document.
        package var postings = 0
        /// Positions.
        package var positions = 0
        /// Documents.
        package var documents = 0
    }

    /// The commit that was examined; `nil` when none opens.
    package internal(set) var generation: UInt64?
    /// Everything that is wrong, in the order found; at most `faultsKept` a segment and kind of fault.
    package internal(set) var faults: [Fault] = []
    /// Faults like those listed that are not listed.
    package internal(set) var unlistedFaultCount = 0
    /// What is worth knowing and costs nothing, such as files of a writer that was stopped.
    package internal(set) var notes: [String] = []
    /// How much was read.
    package internal(set) var counts = Counts()

    /// Faults listed a section of a segment; a damaged section can break every one of its entries.
    package static let faultsKept = 20

    /// Whether nothing is wrong.
    package var isSound: Bool { faults.isEmpty }

    /// How far a check has come.
    package struct Progress: Equatable, Sendable {
        /// The file being read.
        package var file: String
        /// What is being looked at in it.
        package var step: String
        /// Its place among the files, from 1.
        package var fileNumber: Int
        /// Number of files.
        package var fileCount: Int
    }
}

extension SegmentFile.Section {
    /// What is lost while bytes of this section are damaged, to end a sentence that begins with "Lost:".
    var consequence: String {
        switch self {
        case .schema, .statistics, .termIndex, .documentIndex, .dictionary:
            "every document of this segment, which cannot be opened"
        case .terms: "words in this part of the dictionary, for which searches fail"
        case .postings: "searches for the words whose lists lie here, which fail or miss documents"
        case .positions: "phrases with the words whose positions lie here"
        case .lengths: "ranked searches in this field"
        case .column, .columnEnds: "filters and results that read this column here"
        case .documents: "the text of the documents stored here, which are still found"
        }
    }
}
