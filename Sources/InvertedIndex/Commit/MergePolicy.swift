/// Which segments of a collection are worth merging next: by size, in tiers, as segments of one size come to be many.
///
/// Each document is written again about once for every tier it climbs, so *n* bytes added in small commits cost
/// *n* · log₈(*n* / floor) bytes of merging.
package struct MergePolicy: Equatable, Sendable {
    /// Segments of one tier that are merged into one of the next.
    package var segmentCountMax = 8
    /// Segments up to this size are all of the lowest tier: a commit costs more than to read them.
    package var floorBytes = 4 << 20
    /// What a merged segment may have; larger ones are only written again to be rid of what is deleted.
    package var capBytes = 2 << 30
    /// The share of deleted documents from which a segment is written again, in hundredths.
    package var deletedPercentMax = 20
    /// Documents merged at a time: what memory allows.
    package var documentCountMax = SegmentFile.documentCountMax

    /// The usual policy.
    package init() {}

    /// Memory a merge needs for a document: its place among all, its keys, its lengths.
    private static let bytesOfDocument = 80
    /// Memory a merge needs whatever it merges: buffers, and lists of the most frequent terms.
    private static let bytesOfMerge = 32 << 20

    /// A policy whose merges need no more than about some memory.
    ///
    /// - Parameter memoryBytes: what a merge may need.
    package init(memoryBytes: Int) {
        documentCountMax = min(
            documentCountMax, max(10_000, (memoryBytes - Self.bytesOfMerge) / Self.bytesOfDocument))
    }

    /// A segment as the policy sees it.
    package struct Segment: Equatable, Sendable {
        /// Length of its file.
        package var lengthBytes: Int
        /// Documents in it, deleted ones among them.
        package var documentCount: Int
        /// Documents that are not deleted.
        package var liveCount: Int

        /// A segment.
        package init(lengthBytes: Int, documentCount: Int, liveCount: Int) {
            (self.lengthBytes, self.documentCount, self.liveCount) = (lengthBytes, documentCount, liveCount)
        }

        /// The bytes that are about its documents that are not deleted.
        var liveBytes: Int {
            documentCount == 0 ? 0 : Int(Double(lengthBytes) * Double(liveCount) / Double(documentCount))
        }
    }

    /// The segments to be merged next.
    ///
    /// - Parameter segments: of a collection, in the order of its manifest.
    /// - Returns: their places, ascending; none when all is well. One alone is written again to be rid of what is deleted.
    package func next(_ segments: [Segment]) -> [Int] {
        let worn = segments.indices.filter {
            let gone = segments[$0].documentCount - segments[$0].liveCount
            return gone * 100 > segments[$0].documentCount * deletedPercentMax
        }
        if !worn.isEmpty {
            // The smallest first, so that what a crash or a full disk undoes is little.
            let chosen = fitting(worn, segments)
            return chosen.isEmpty ? [smallest(worn, segments)] : chosen
        }
        var tiers: [Int: [Int]] = [:]
        for place in segments.indices where segments[place].liveBytes <= capBytes / 2 {
            tiers[tier(of: segments[place]), default: []].append(place)
        }
        for (_, members) in tiers.sorted(by: { $0.key < $1.key }) where members.count >= segmentCountMax {
            let chosen = fitting(members, segments)
            if chosen.count > 1 { return chosen }
        }
        return []
    }

    /// The tier of a segment: 0 up to the floor, then one more each time it is eight times as large.
    private func tier(of segment: Segment) -> Int {
        var (tier, limit) = (0, floorBytes)
        while segment.liveBytes > limit, limit < .max / segmentCountMax {
            tier += 1
            limit *= segmentCountMax
        }
        return tier
    }

    /// The smallest of some segments, as many as may be merged at a time.
    private func fitting(_ places: [Int], _ segments: [Segment]) -> [Int] {
        var (bytes, documents) = (0, 0)
        var chosen: [Int] = []
        for place in places.sorted(by: { (segments[$0].liveBytes, $0) < (segments[$1].liveBytes, $1) }) {
            bytes += segments[place].liveBytes
            documents += segments[place].documentCount
            if bytes > capBytes || documents > documentCountMax { break }
            chosen.append(place)
        }
        return chosen.sorted()
    }

    private func smallest(_ places: [Int], _ segments: [Segment]) -> Int {
        places.min { (segments[$0].liveBytes, $0) < (segments[$1].liveBytes, $1) } ?? 0
    }
}
