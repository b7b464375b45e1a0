internal import TestSupport
internal import Testing

@testable internal import InvertedIndex

@Suite struct `The policy of merges` {
    private func segment(_ bytes: Int, _ documents: Int = 100, deleted: Int = 0) -> MergePolicy.Segment {
        MergePolicy.Segment(lengthBytes: bytes, documentCount: documents, liveCount: documents - deleted)
    }

    @Test func `leaves few segments alone and merges eight of a tier`() {
        let policy = MergePolicy()
        let seven = [Int](repeating: 5 << 20, count: 7).map { segment($0) }
        #expect(policy.next(seven) == [])
        #expect(policy.next(seven + [segment(100 << 20)]) == [])
        #expect(policy.next([segment(100 << 20)] + seven + [segment(30 << 20)]) == Array(1...8))
        #expect(policy.next((0..<8).map { segment($0 + 1) }) == Array(0..<8))
    }

    @Test func `writes a segment again of which more than a fifth is deleted`() {
        let policy = MergePolicy()
        #expect(policy.next([segment(1 << 30, deleted: 20), segment(1 << 20)]) == [])
        #expect(policy.next([segment(1 << 30, deleted: 21), segment(1 << 20)]) == [0])
        #expect(policy.next([segment(1 << 30, deleted: 21), segment(3 << 30, deleted: 50)]) == [0])
        #expect(policy.next([segment(1 << 20), segment(5 << 30, deleted: 30)]) == [1])
    }

    @Test func `goes beyond neither its cap nor its memory`() {
        var policy = MergePolicy()
        let large = (0..<8).map { _ in segment(900 << 20) }
        #expect(policy.next(large) == [0, 1])
        policy.documentCountMax = 350
        #expect(policy.next((0..<9).map { _ in segment(1 << 20) }) == [0, 1, 2])
        policy.documentCountMax = 150
        #expect(policy.next((0..<9).map { _ in segment(1 << 20) }) == [])
        #expect(MergePolicy(memoryBytes: 64 << 20).documentCountMax < 1 << 20)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `comes to an end, with few segments, having written each byte few times`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let policy = MergePolicy()
        var segments: [MergePolicy.Segment] = []
        var (added, written) = (0, 0)
        for _ in 0..<2_000 {
            let bytes = Int.random(in: 1...8 << 20, using: &random)
            added += bytes
            segments.append(segment(bytes, bytes / 1_000 + 1))
            for _ in 0..<100 {
                let chosen = policy.next(segments)
                if chosen.isEmpty { break }
                let merged = chosen.reduce(0) { $0 + segments[$1].liveBytes }
                let documents = chosen.reduce(0) { $0 + segments[$1].liveCount }
                written += merged
                for place in chosen.reversed() { segments.remove(at: place) }
                segments.append(segment(merged, documents))
            }
            #expect(policy.next(segments) == [])
        }
        #expect(segments.count < 8 * 5)
        #expect(written < added * 5)
    }
}
