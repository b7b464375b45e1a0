internal import Storage

@testable internal import filings

/// Bytes that come in pieces, each only after somebody waited or asked for it.
struct Pieces: ByteSource {
    private var pieces: ArraySlice<[UInt8]>
    /// Whether nothing is there before each piece unless somebody waits.
    private let isSlow: Bool
    private var isAsked = false

    init(_ pieces: [[UInt8]], isSlow: Bool = false) { (self.pieces, self.isSlow) = (pieces[...], isSlow) }

    /// A text in pieces of so many bytes.
    init(_ text: String, length: Int = .max, isSlow: Bool = false) {
        var rest = Array(text.utf8)[...]
        var pieces: [[UInt8]] = []
        while !rest.isEmpty {
            pieces.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        self.init(pieces, isSlow: isSlow)
    }

    mutating func read(into buffer: inout [UInt8], isWaiting: Bool) throws(StorageError) -> ByteReading {
        if isSlow, !isWaiting, !pieces.isEmpty {
            isAsked.toggle()
            if isAsked { return .notYet }
        }
        guard let piece = pieces.popFirst() else { return .end }
        buffer += piece
        return .bytes
    }
}
