internal import InvertedIndex
internal import Synchronization

/// Keeps the texts of filings that searches found, those asked for last, in bounded memory.
///
/// A filing is known by its segment, which never changes, so what is kept is good for later commits as well.
final class HitTextMemory: Sendable {
    private struct Key: Hashable {
        var segment: String
        var document: DocumentID
    }

    private struct Entry {
        var text: HitText
        var bytes: Int
        var lastUse: UInt64
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        var bytes = 0
        var useCount: UInt64 = 0
    }

    private let state = Mutex(State())
    private let bytesMax: Int

    /// The texts of some hundred long papers, or of ten thousand short ones.
    static let standardBytes = 64 << 20

    /// A memory.
    ///
    /// - Parameter bytesMax: about how much is kept.
    init(bytesMax: Int = standardBytes) { self.bytesMax = bytesMax }

    /// Number of texts kept.
    var count: Int { state.withLock { $0.entries.count } }

    /// The text of a filing.
    ///
    /// - Parameters:
    ///   - document: its number.
    ///   - segment: the segment it is in.
    /// - Returns: the one kept, or one that is read now.
    /// - Throws: `IndexError` when its record is damaged.
    func text(of document: DocumentID, in segment: SegmentReader) throws(IndexError) -> HitText {
        let key = Key(segment: segment.file.path, document: document)
        let known = state.withLock { state in
            state.useCount += 1
            state.entries[key]?.lastUse = state.useCount
            return state.entries[key]?.text
        }
        if let known { return known }
        let text = HitText(try FilingRecord.filing(document, in: segment))
        insert(text, key)
        return text
    }

    private func insert(_ text: HitText, _ key: Key) {
        let bytes = text.memoryBytes
        guard bytes <= bytesMax / 4 else { return }
        state.withLock { state in
            // Another thread may have read it meanwhile.
            guard state.entries[key] == nil else { return }
            state.useCount += 1
            state.entries[key] = Entry(text: text, bytes: bytes, lastUse: state.useCount)
            state.bytes += bytes
            guard state.bytes > bytesMax else { return }
            // A quarter at once, so that sorting is paid for by many.
            for (key, entry) in state.entries.sorted(by: { $0.value.lastUse < $1.value.lastUse }) {
                guard state.bytes > bytesMax / 4 * 3 else { break }
                state.entries[key] = nil
                state.bytes -= entry.bytes
            }
        }
    }
}
