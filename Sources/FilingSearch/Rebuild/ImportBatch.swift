internal import EDGAR
internal import InvertedIndex

/// Some of the inputs, to be imported by one thread.
///
/// How inputs fall into batches depends on their names, sizes and bytes alone, never on the number of threads, and a
/// batch shares nothing with others.
struct ImportBatch: Sendable {
    /// Its number, from 0.
    var number: Int
    /// What it holds, in order, each with the number of the file it is of.
    var parts: [(part: Part, file: Int)] = []
    /// Files that end in it.
    var fileCount = 0
    /// Bytes of files read for it.
    var fileBytes = 0
    /// Bytes that it holds or names.
    var byteCount = 0

    /// Something to import.
    enum Part: Sendable {
        /// A small file, read by whoever imports it.
        case file(InputFile)
        /// A document out of a large file, or a piece of one.
        case input(ImportInput)
        /// What was odd about a large file.
        case issue(ImportIssue)
    }
}

/// What a batch of inputs may hold.
package struct ImportLimits: Equatable, Sendable {
    /// Input bytes that make a batch: about 2,300 ownership filings, whose draft takes ≈ 40 MB to build.
    package var byteCountMax = 16 << 20
    /// Files or members that make a batch, however small.
    package var fileCountMax = 10_000
    /// Bytes of words and records that make a draft when one input holds very much.
    package var segmentBytesMax = 192 << 20
    /// Words that make a segment of the index; see `SegmentMerger.wordCountMax`.
    package var segmentWordCountMax = SegmentMerger.wordCountMaxUsual
    /// Bytes of batches that wait for a thread.
    package var waitingBytesMax = 32 << 20

    /// The limits that fit EDGAR's filings and a laptop.
    package init() {}

    /// Limits under which a rebuild needs about some memory, whatever its inputs; a document that is larger itself
    /// needs more.
    ///
    /// - Parameters:
    ///   - memoryBytes: what it may need.
    ///   - threadCount: batches imported at a time.
    package init(memoryBytes: Int, threadCount: Int) {
        // Of each byte of a batch about six are in use while its segment is built, and as many batches wait as work.
        let share = memoryBytes / (threadCount * 10 + 4)
        byteCountMax = min(byteCountMax, max(1 << 20, share))
        segmentBytesMax = min(segmentBytesMax, max(8 << 20, share * 4))
        waitingBytesMax = min(waitingBytesMax, max(2 << 20, share * threadCount))
    }
}
