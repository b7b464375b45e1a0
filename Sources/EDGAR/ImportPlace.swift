package import FilingModel
internal import Storage

/// Names the input that an issue is about, and the line where the part being read begins.
package struct ImportPlace: Sendable {
    /// Path of the file.
    package var file: String
    /// Path inside an archive.
    package var member: String?
    /// Lines of the input before the part being read; added to the lines within it.
    package var line = 0

    /// A place at the begin of an input, or of the piece of a file that it is.
    ///
    /// - Parameter input: what is read.
    package init(_ input: ImportInput) {
        file = input.file
        member = input.member
        line = input.lineCount
    }

    /// An issue at this place.
    ///
    /// - Parameters:
    ///   - kind: a few words, the same for all of its kind.
    ///   - severity: how bad it is.
    ///   - line: within the part being read, from 1.
    ///   - message: a sentence.
    /// - Returns: the issue, its line counted from the begin of the input.
    package func issue(
        _ kind: String, _ severity: ImportIssue.Severity, line: Int? = nil, message: String
    ) -> ImportIssue {
        ImportIssue(
            kind: kind, severity: severity, file: file, member: member, line: line.map { $0 + self.line },
            message: message)
    }
}

extension ImportInput {
    /// Finds the accession number that mirrors of EDGAR put into names of files and folders.
    package var accessionInPath: AccessionNumber? {
        if let member, let number = AccessionNumber(inPath: member) { return number }
        return AccessionNumber(inPath: file)
    }

    /// Where a part of this input was read.
    ///
    /// - Parameters:
    ///   - range: the part, within the bytes.
    ///   - kind: what kind of paper it is.
    /// - Returns: file, range within the file or member, and digest.
    package func source(of range: Range<Int>, as kind: FilingSource.Kind) -> FilingSource {
        guard let digest = ContentDigest(bytes: SHA256.digest(of: bytes.span.extracting(range))) else {
            preconditionFailure("a SHA-256 has 32 bytes")
        }
        let place = range.lowerBound + offset..<range.upperBound + offset
        return FilingSource(file: file, member: member, byteRange: place, sha256: digest, kind: kind)
    }
}
