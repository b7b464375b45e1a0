internal import InvertedIndex
internal import Storage

/// What the parties of an index are made of, kept beside them so that filings and lists can come and go.
///
/// Parties are joined by rules that look at all of them, so they are finished anew from this at every commit; this is
/// what need not be read again from every filing.
struct PartySources: Sendable {
    /// Parties of lists.
    var listed = PartyCatalog()
    /// Parties of the filings that are in the index.
    var filed = PartyCatalog()
    /// Which of them people have found to be the same or different.
    var reviewed = SameAs()

    /// The parties as they are numbered in the index.
    ///
    /// - Complexity: O(*n* log *n*) in the names and what parties were in filings.
    consuming func finished() -> FinishedParties {
        // The order means nothing, and the smaller goes into the larger.
        let isListLarger = listed.parties.count > filed.parties.count
        var all = isListLarger ? listed : filed
        let others = isListLarger ? filed : listed
        if isListLarger { listed = PartyCatalog() } else { filed = PartyCatalog() }
        all.merge(others)
        return all.finished(reviewed)
    }

    /// The sections that keep it.
    var sections: [(PartySegment.Section, [UInt8])] {
        [(.listed, listed.bytes), (.filed, filed.bytes), (.reviewed, reviewed.bytes)]
    }

    /// Nothing known.
    init() {}

    /// Reads what a segment of parties keeps.
    ///
    /// - Parameter segment: of the collection of parties.
    /// - Throws: `IndexError` when it is damaged, or was written before this was kept.
    init(_ segment: SegmentReader) throws(IndexError) { try self.init(segment.file, isWithFilings: true) }

    /// Reads what a segment of parties keeps of lists and reviewed files; what filings told has to be gathered again.
    ///
    /// - Parameter file: of the collection of parties; nothing else of it need be whole.
    /// - Throws: `IndexError` when that is damaged, or was written before it was kept.
    init(withoutFilings file: SegmentFileReader) throws(IndexError) { try self.init(file, isWithFilings: false) }

    private init(_ file: SegmentFileReader, isWithFilings: Bool) throws(IndexError) {
        func read<Value>(
            _ section: PartySegment.Section, _ parse: ([UInt8]) throws(RecordReader.Failure) -> Value
        ) throws(IndexError) -> Value {
            guard let found = file.salvaged(kind: section.rawValue) else {
                throw .lacks(file: file.path, what: "what its parties are made of")
            }
            try found.verifyAll()
            do throws(RecordReader.Failure) {
                return try parse(found.bytes.array)
            } catch {
                throw .corrupt(
                    file: file.path, section: "section \(section.rawValue)", offset: error.offset,
                    expected: "what parties are made of", found: "something else")
            }
        }
        listed = try read(.listed) { (bytes) throws(RecordReader.Failure) in try PartyCatalog(from: bytes) }
        guard isWithFilings else {
            reviewed = try read(.reviewed) { (bytes) throws(RecordReader.Failure) in try SameAs(from: bytes) }
            return
        }
        filed = try read(.filed) { (bytes) throws(RecordReader.Failure) in try PartyCatalog(from: bytes) }
        reviewed = try read(.reviewed) { (bytes) throws(RecordReader.Failure) in try SameAs(from: bytes) }
    }
}
