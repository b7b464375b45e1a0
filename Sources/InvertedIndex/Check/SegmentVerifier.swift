internal import Storage

/// Holds one open segment against `Index/FORMAT.md`: container first, then the content of each section.
///
/// Content is examined only where every checksum is right: what damaged bytes would mean is nobody's question.
struct SegmentVerifier {
    let reader: SegmentReader
    private let name: SegmentName
    private let step: (String) -> Void
    private var listed: [String: Int] = [:]
    /// What was found in this segment.
    private(set) var findings = IndexReport()
    /// The identities of its documents.
    var identities: [Int64] = []

    /// A verifier of one segment.
    ///
    /// - Parameters:
    ///   - reader: the segment, open.
    ///   - name: what the manifest says of it.
    ///   - step: told what is looked at next.
    init(_ reader: SegmentReader, name: SegmentName, step: @escaping (String) -> Void) {
        (self.reader, self.name, self.step) = (reader, name, step)
    }

    /// Examines everything.
    mutating func verify() {
        let file = reader.file
        findings.counts.bytes = file.bytes.count
        findings.counts.documents = reader.liveCount
        step("digest")
        verifyDigest()
        step("checksums")
        verifyChecksums()
        step("container")
        verifyContainer()
        guard findings.isSound else {
            findings.notes.append("\(name.fileName): damaged, so what its sections hold was not examined further")
            return
        }
        step("schema and statistics")
        verifySchema()
        step("terms, postings and positions")
        verifyTerms()
        step("columns")
        verifyColumns()
        step("stored documents")
        verifyDocuments()
    }

    // MARK: Reporting

    /// Notes that something in a section is not as it must be.
    mutating func fault(
        _ section: SegmentFile.Section, number: Int = 0, at offset: Int, expected: String, found: String
    ) {
        let place = reader.file.section(section, number: number)?.place
        let error = (place ?? filePlace(section.name)).corrupt(at: offset, expected: expected, found: found)
        record(error, key: section.name, consequence: section.consequence)
    }

    /// Notes an error that reading a section threw.
    mutating func fault(_ error: IndexError, in section: SegmentFile.Section) {
        record(error, key: section.name, consequence: section.consequence)
    }

    private mutating func record(_ error: IndexError, key: String, consequence: String) {
        listed[key, default: 0] += 1
        guard listed[key, default: 0] <= IndexReport.faultsKept else {
            findings.unlistedFaultCount += 1
            return
        }
        findings.faults.append(.init(error, consequence: consequence))
    }

    /// Counts what was read.
    mutating func add(terms: Int = 0, postings: Int = 0, positions: Int = 0) {
        findings.counts.terms += terms
        findings.counts.postings += postings
        findings.counts.positions += positions
    }

    private func filePlace(_ section: String) -> ByteReader.Place {
        ByteReader.Place(file: reader.file.path, section: section, baseOffset: 0)
    }

    private mutating func containerFault(_ part: String, at offset: Int, expected: String, found: String) {
        record(
            filePlace(part).corrupt(at: offset, expected: expected, found: found), key: part,
            consequence: "trust in this file; build the index again")
    }

    // MARK: Container

    /// The file is named for the SHA-256 of its bytes.
    private mutating func verifyDigest() {
        let bytes = reader.file.bytes
        let stream = SHA256Stream()
        let pieceBytes = 1 << 20
        for offset in stride(from: 0, to: bytes.count, by: pieceBytes) {
            guard let piece = bytes.slice(offset, min(pieceBytes, bytes.count - offset)) else { continue }
            stream.update(piece.array)
        }
        let found = SegmentFileWriter.fileDigest(stream.finish())
        if found != name.digest {
            containerFault("file", at: 0, expected: "content of digest \(name.digest)", found: found)
        }
    }

    private mutating func verifyChecksums() {
        let file = reader.file
        let damaged = file.damagedBlocks()
        for block in damaged {
            let error = filePlace("file").corrupt(
                at: block.lowerBound, expected: "the checksum written for these \(block.count) bytes", found: "another")
            let touched = file.sections.filter { entry in
                entry.lengthBytes > 0 && block.overlaps(entry.offset..<entry.offset + entry.lengthBytes)
            }
            for entry in touched {
                let named = ByteReader.Place(file: file.path, section: entry.name, baseOffset: 0).corrupt(
                    at: max(block.lowerBound, entry.offset),
                    expected: "the checksum written for the \(block.count) bytes from \(block.lowerBound)",
                    found: "another")
                record(named, key: "checksums", consequence: entry.section?.consequence ?? "nothing this program reads")
            }
            if touched.isEmpty { record(error, key: "checksums", consequence: "nothing, for no section lies there") }
        }
        for entry in file.sections where !file.hasMatchingChecksum(entry) {
            let range = entry.offset..<entry.offset + max(1, entry.lengthBytes)
            // Explained by a block already.
            if damaged.contains(where: { $0.overlaps(range) }) { continue }
            let error = ByteReader.Place(file: file.path, section: entry.name, baseOffset: 0).corrupt(
                at: entry.offset, expected: "the section's checksum", found: "another")
            record(error, key: "checksums", consequence: entry.section?.consequence ?? "nothing this program reads")
        }
    }

    private mutating func verifyContainer() {
        let file = reader.file
        let bytes = file.bytes
        let footer = bytes.count - SegmentFile.alignment
        func isZero(_ range: Range<Int>) -> Bool { range.allSatisfy { bytes.byte(at: $0) == 0 } }
        if !isZero(10..<16) || !isZero(36..<60) {
            containerFault("header", at: 10, expected: "zeros where nothing is said yet", found: "other bytes")
        }
        if !isZero(footer + 40..<footer + 48) || !isZero(footer + 56..<footer + 60) {
            containerFault("footer", at: footer + 40, expected: "zeros where nothing is said yet", found: "other bytes")
        }
        let tableBytes = file.sections.count * SegmentFile.sectionEntryBytes
        let blocks = (file.coveredBytes + SegmentFile.checksumBlockBytes - 1) / SegmentFile.checksumBlockBytes
        if file.coveredBytes + tableBytes + blocks * 4 != footer
            || bytes.uint64(at: footer + 16) != UInt64(file.coveredBytes + tableBytes)
        {
            containerFault(
                "footer", at: footer, expected: "sections, table, checksums and footer without gaps", found: "others")
        }
        var end = SegmentFile.alignment
        for (index, entry) in file.sections.enumerated() {
            let line = file.coveredBytes + index * SegmentFile.sectionEntryBytes
            let start = (end + SegmentFile.alignment - 1) / SegmentFile.alignment * SegmentFile.alignment
            if entry.offset != start || !isZero(end..<max(end, min(start, bytes.count))) {
                containerFault(
                    "section table", at: line, expected: "\(entry.name) at \(start) behind zeros",
                    found: "\(entry.offset)")
            }
            if !isZero(line + 24..<line + 32) {
                containerFault("section table", at: line + 24, expected: "zeros", found: "other bytes")
            }
            end = max(end, entry.offset + entry.lengthBytes)
        }
        let start = (end + SegmentFile.alignment - 1) / SegmentFile.alignment * SegmentFile.alignment
        if start != file.coveredBytes || !isZero(end..<max(end, min(start, bytes.count))) {
            containerFault("footer", at: footer, expected: "the table at \(start)", found: "\(file.coveredBytes)")
        }
        verifySectionList()
    }

    /// Each section that the schema calls for once, and no other of a known kind.
    private mutating func verifySectionList() {
        var wanted: [(SegmentFile.Section, Int)] = [
            (.schema, 0), (.statistics, 0), (.terms, 0), (.termIndex, 0), (.postings, 0), (.positions, 0),
        ]
        for (number, field) in reader.schema.fields.enumerated() where field.hasPositions {
            wanted.append((.lengths, number))
        }
        for (number, column) in reader.schema.columns.enumerated() {
            wanted.append((.column, number))
            if column.kind == .integerList { wanted.append((.columnEnds, number)) }
        }
        wanted += [(.documents, 0), (.documentIndex, 0), (.dictionary, 0)]
        let found = reader.file.sections.compactMap { entry in entry.section.map { ($0, entry.number) } }
        if !found.elementsEqual(wanted, by: ==) {
            containerFault(
                "section table", at: reader.file.coveredBytes,
                expected: "the \(wanted.count) sections of the schema, in order", found: "\(found.count) others")
        }
    }
}
