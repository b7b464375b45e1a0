/// Constants of the segment format; `Index/FORMAT.md` draws the bytes.
package enum SegmentFile {
    /// The version written, and the only one read.
    package static let version: UInt16 = 1
    /// First eight bytes.
    package static let headerMagic = Array("FILGSEG1".utf8)
    /// Bytes 48–55 of the footer.
    package static let footerMagic = Array("FILGEND1".utf8)
    /// Length of header and footer, and what sections are aligned to.
    package static let alignment = 64
    /// Length of an entry in the section table.
    package static let sectionEntryBytes = 32
    /// Bytes that one checksum covers.
    ///
    /// Verifying a block once at 7 GB/s takes 9 µs.
    package static let checksumBlockBytes = 65_536
    /// Blocks of postings may keep their documents as bits, and numbers may be packed with exceptions.
    package static let hasBlocksOfBits: UInt64 = 1
    /// Features a reader must know to read the file right; all are written.
    package static let requiredFeaturesKnown: UInt64 = hasBlocksOfBits
    /// The first impact of a block is the highest of them all.
    package static let hasHighestImpactFirst: UInt64 = 1
    /// Features a reader may ignore, as they are written.
    package static let optionalFeaturesWritten: UInt64 = hasHighestImpactFirst
    /// The most documents a segment holds: numbers of documents, and of those behind a window, stay below 2³².
    package static let documentCountMax = Int(Int32.max)
    /// The most words a field of a segment holds: lists and their tables keep within 32-bit offsets.
    package static let wordCountMax = 1 << 29
    /// The longest stored document.
    package static let storedBytesMax = 1 << 30
    /// What a file name ends in.
    package static let suffix = ".segment"

    /// Numbers of sections that belong to one collection and mean nothing to the engine.
    package static let extensionKinds: ClosedRange<UInt16> = 256...511

    /// What a section holds.
    ///
    /// Numbers are never given anew; a reader passes over ones it does not know.
    package enum Section: UInt16, Sendable, CaseIterable {
        /// The schema in text form.
        case schema = 1
        /// Documents and lengths of each field.
        case statistics = 2
        /// Blocks of terms.
        case terms = 3
        /// Where the blocks of terms begin.
        case termIndex = 4
        /// Documents and frequencies of each term.
        case postings = 5
        /// Positions of each term.
        case positions = 6
        /// Length of a field in each document, a byte each; one section a field.
        case lengths = 7
        /// Values of a column; one section a column.
        case column = 8
        /// Where each document's list in a list column ends; one section a list column.
        case columnEnds = 9
        /// Stored documents in compressed blocks.
        case documents = 10
        /// Where the blocks of stored documents begin.
        case documentIndex = 11
        /// What the compressor was trained to.
        case dictionary = 12

        /// The name used in messages and dumps.
        package var name: String {
            switch self {
            case .schema: "schema"
            case .statistics: "statistics"
            case .terms: "terms"
            case .termIndex: "term index"
            case .postings: "postings"
            case .positions: "positions"
            case .lengths: "lengths"
            case .column: "column"
            case .columnEnds: "column ends"
            case .documents: "documents"
            case .documentIndex: "document index"
            case .dictionary: "dictionary"
            }
        }
    }
}
