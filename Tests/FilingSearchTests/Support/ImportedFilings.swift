internal import EDGAR
internal import FilingModel
internal import FilingSearch
internal import TestSupport
internal import Testing

/// The fixtures as the importers read them.
enum ImportedFilings {
    /// Every filing of every fixture, in the order of their paths.
    static let all: [Filing] = SampleFilings.paths.flatMap { read($0) }

    /// The Tecogen paper.
    static func tecogen() throws -> Filing { try #require(read(SampleFilings.tecogen).first) }

    /// The filings of a file.
    static func read(_ path: String) -> [Filing] {
        var filings: [Filing] = []
        ImportSession().read(ImportInput(file: path, bytes: TestFile.read(path) ?? [])) { event in
            if case .filing(let filing) = event { filings.append(filing) }
        }
        return filings
    }
}

/// An index of all fixtures, built once and used by many tests.
struct FixtureIndex: Sendable {
    static let shared = Result { try FixtureIndex() }

    let index: FilingIndex
    let report: ImportReport

    private init() throws {
        // An open index has its files mapped: the directory may go.
        let directory = TemporaryDirectory()
        let rebuild = Rebuild(path: directory.path, inputs: [SampleFilings.folder], threadCount: 2)
        report = try rebuild.run(holder: "a test") { _ in }.report
        index = try FilingIndex(path: directory.path)
    }
}

/// An index over a few files.
struct SmallIndex {
    let directory = TemporaryDirectory()
    let inputs = TemporaryDirectory()

    var path: String { directory.path + "/index" }

    /// Writes inputs and builds the index.
    @discardableResult
    func rebuild(
        threadCount: Int = 1, fileCountMax: Int = 20_000, segmentBytesMax: Int = 192 << 20
    ) throws -> Rebuild.Outcome {
        var rebuild = Rebuild(path: path, inputs: [inputs.path], threadCount: threadCount)
        rebuild.limits.fileCountMax = fileCountMax
        rebuild.limits.segmentBytesMax = segmentBytesMax
        return try rebuild.run(holder: "a test") { _ in }
    }

    func open() throws -> FilingIndex { try FilingIndex(path: path) }
}

extension FilingIndex {
    /// Asks for more hits than the fixtures have.
    func search(_ query: String, _ change: (inout SearchRequest) -> Void = { _ in }) throws -> SearchResults {
        var request = SearchRequest(query: query, limit: 1_000)
        change(&request)
        return try search(request)
    }
}
