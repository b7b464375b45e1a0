internal import Storage

/// A moment at which the machine may stop, and what it may come up with.
package struct CrashPoint: Sendable {
    /// The operation that was carried out last.
    package let operation: String
    /// The commit that was acknowledged last; 0 for none.
    package let acknowledged: UInt64
    let inodes: [Int: Inode]
    let names: [(path: String, bindings: [Int?])]

    /// A file's bytes, safe and not.
    struct Inode: Sendable {
        var synced: [UInt8] = []
        /// Written since the last sync.
        var pending: [UInt8] = []

        var content: [UInt8] { synced + pending }

        mutating func sync() {
            synced += pending
            pending = []
        }

        /// What the file may hold: all, what was synced, the rest cut or zeros from any sector on, zeros up to any sector,
        /// and any one sector of zeros.
        var variants: [[UInt8]] {
            guard !pending.isEmpty else { return [synced] }
            let zeros = [UInt8](repeating: 0, count: pending.count)
            var all = [pending, zeros]
            for start in stride(from: 0, to: pending.count, by: Self.sectorBytes) {
                let end = min(pending.count, start + Self.sectorBytes)
                all.append(Array(pending[..<start]))
                all.append(Array(pending[..<start]) + Array(zeros[start...]))
                all.append(Array(zeros[..<start]) + Array(pending[start...]))
                all.append(Array(pending[..<start]) + Array(zeros[start..<end]) + Array(pending[end...]))
            }
            // The synced bytes alone come last: the oldest.
            all.append([])
            var seen: Set<[UInt8]> = []
            return all.reversed().filter { seen.insert($0).inserted }.reversed().map { synced + $0 }
        }

        /// Disks write so much whole or not at all.
        private static let sectorBytes = 512
    }

    static func directory(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    /// What a machine comes up with.
    package struct State {
        /// Unlike that of any other state.
        package let fingerprint: UInt64
        /// The same for states that differ only in the bytes of files whose name ends in `.tmp`.
        package let named: UInt64
        /// The same for states that differ only in files whose name ends in `.tmp`.
        package let published: UInt64
        /// Makes the files.
        package let files: () -> [String: [UInt8]]
    }

    /// Hands states to `body`: all of them where there are no more than `limit`, else those that differ from the newest
    /// or the oldest in one or two things, and others by chance.
    ///
    /// - Parameters:
    ///   - limit: how many at most.
    ///   - generator: for those by chance.
    ///   - body: gets a state; different ones may be alike.
    /// - Throws: what `body` throws.
    package func forEachState<Failure: Error>(
        limit: Int, using generator: inout SeededGenerator, _ body: (State) throws(Failure) -> Void
    ) throws(Failure) {
        let choices = Choices(self)
        var tried = 0
        func hand(_ vector: [Int]) throws(Failure) {
            tried += 1
            try body(choices.state(vector))
        }
        let counts = choices.counts
        let newest = [Int](repeating: 0, count: counts.count)
        var product = 1
        for count in counts where product <= limit { product *= count }
        if product <= limit {
            var vector = newest
            while true {
                try hand(vector)
                var place = 0
                while place < counts.count {
                    vector[place] += 1
                    if vector[place] < counts[place] { break }
                    vector[place] = 0
                    place += 1
                }
                if place == counts.count { return }
            }
        }
        let oldest = counts.map { $0 - 1 }
        for base in [newest, oldest] {
            try hand(base)
            for first in counts.indices {
                for value in 0..<counts[first] where value != base[first] && tried < limit {
                    var vector = base
                    vector[first] = value
                    try hand(vector)
                    for second in counts.indices.dropFirst(first + 1) where tried < limit * 3 / 4 {
                        vector[second] = (base[second] + 1) % counts[second]
                        try hand(vector)
                        vector[second] = base[second]
                    }
                }
            }
        }
        while tried < limit { try hand(counts.map { Int.random(in: 0..<$0, using: &generator) }) }
    }

    /// What may differ between states: what names lead to, and what files hold.
    private struct Choices {
        /// How many values each choice has.
        let counts: [Int]
        private var names: [Name] = []
        private var variants: [Int: [[UInt8]]] = [:]
        private var hashes: [Int: [UInt64]] = [:]
        /// Where the choice of a file's bytes stands; those of names come first.
        private var placeOfInode: [Int: Int] = [:]

        init(_ point: CrashPoint) {
            var counts: [Int] = []
            for (path, bindings) in point.names {
                var own: [Int?] = []
                // The newest first.
                for binding in bindings.reversed() where !own.contains(binding) { own.append(binding) }
                let hash = UInt64(CRC32C.of(Array(path.utf8).span))
                names.append(Name(path: path, hash: hash, isPublished: !path.hasSuffix(".tmp"), bindings: own))
                counts.append(own.count)
            }
            for (number, inode) in point.inodes.sorted(by: { $0.key < $1.key }) {
                let own = inode.variants
                variants[number] = own
                hashes[number] = own.map { UInt64(CRC32C.of($0.span)) << 32 | UInt64($0.count) }
                placeOfInode[number] = counts.count
                counts.append(own.count)
            }
            self.counts = counts
        }

        func state(_ vector: [Int]) -> State {
            var all = Fingerprint()
            var named = Fingerprint()
            var published = Fingerprint()
            for (place, name) in names.enumerated() {
                guard let inode = name.bindings[vector[place]], let at = placeOfInode[inode],
                    let content = hashes[inode]?[vector[at]]
                else { continue }
                all.add(name.hash, content)
                named.add(name.hash, name.isPublished ? content : 0)
                if name.isPublished { published.add(name.hash, content) }
            }
            return State(fingerprint: all.value, named: named.value, published: published.value) {
                var files: [String: [UInt8]] = [:]
                for (place, name) in names.enumerated() {
                    guard let inode = name.bindings[vector[place]], let at = placeOfInode[inode] else { continue }
                    files[name.path] = variants[inode]?[vector[at]]
                }
                return files
            }
        }
    }

    private struct Name {
        var path: String
        var hash: UInt64
        var isPublished: Bool
        /// What it may lead to, the newest first.
        var bindings: [Int?]
    }

    private struct Fingerprint {
        var value: UInt64 = 0xcbf2_9ce4_8422_2325

        mutating func add(_ name: UInt64, _ content: UInt64) {
            for part in [name, content] {
                value = (value ^ part) &* 0x9e37_79b9_7f4a_7c15
                value ^= value >> 29
            }
        }
    }
}
