/// Something that takes bytes from outside: whatever they are, it may refuse them, but neither trap nor hang nor give
/// what cannot be.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// Ownership XML and XML of other forms.
    case xml
    /// Forms as people read them, as HTML.
    case html
    /// Full submissions: SGML headers with documents.
    case submission
    /// Forms as people read them, as text.
    case text
    /// Packed files, tar and zip archives, and what lies in them.
    case archive
    /// Queries, typed and as JSON.
    case query
    /// A segment of which some bytes were changed and every checksum made right again, with queries.
    case segment
    /// A manifest, as it is and with its checksum made right.
    case manifest
    /// A file of deleted documents whose checksum was made right.
    case deleted

    /// Feeds it.
    ///
    /// Traps when something comes of it that cannot be: that is how a fuzzer notices.
    package func run(_ bytes: [UInt8]) {
        switch self {
        case .xml: ImportFuzzing.read(bytes, named: "0001209191-20-002775.xml")
        case .html: ImportFuzzing.read(bytes, named: "form.html")
        case .submission: ImportFuzzing.read(bytes, named: "0001209191-20-002775.txt")
        case .text: ImportFuzzing.read(bytes, named: "form.txt")
        case .archive: ImportFuzzing.unpack(bytes)
        case .query: QueryFuzzing.ask(bytes)
        case .segment: SegmentFuzzing.open(bytes)
        case .manifest: SegmentFuzzing.readManifest(bytes)
        case .deleted: SegmentFuzzing.readDeleted(bytes)
        }
    }
}
