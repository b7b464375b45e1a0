internal import FilingModel
internal import InvertedIndex
internal import Storage

/// The parties of the next commit as a revision of those of the last: what did not change is taken over as bytes.
///
/// What is written is what making all parties anew would give, byte for byte. Where people have reviewed which parties are the
/// same, or very many change, there is no revision, and all are made anew.
struct PartyRevision {
    /// The parties of the last commit.
    let base: PartyDirectory
    /// A party that is new, known otherwise than before, or gone.
    struct Change {
        var key: PartyKey
        /// Its number in the last commit; `nil` for a new one.
        var old: Int?
        /// Its number in the next; `nil` for one that is gone.
        var new: Int?
        var profile: PartyProfile?
    }
    /// The changes in the order of their keys.
    private(set) var changes: [Change] = []
    /// For each party of the last commit its number in the next, −1 for one that is gone.
    private(set) var renumbered: [Int32]
    /// Number of parties.
    private(set) var count: Int
    /// What parties were in filings; parties by their numbers in the next commit, texts in the order of their bytes.
    private(set) var uses = PartyUseLog()
    /// What the parties are made of, as `PartySources` keeps it.
    private(set) var listed: [UInt8] = []
    private(set) var filed: [UInt8] = []
    private(set) var reviewed: [UInt8] = []
    /// Whether nothing changes.
    let isEmpty: Bool

    /// More nameless parties are not looked at one by one.
    private static let namelessCountMax = 200_000

    /// Revises the parties of a commit; `nil` when they have to be made anew.
    ///
    /// - Parameters:
    ///   - segment: the parties of the last commit.
    ///   - change: what the next tells of them.
    ///   - share: one in how many parties may change for a revision to be worth it; 0 for all.
    /// - Complexity: O(bytes) copied, and O(*c* log *n*) for *c* parties that change.
    init?(of segment: SegmentReader, _ change: PartyChange, share: Int) {
        guard change.isGathered, change.reviewed == nil, segment.deleted == nil else { return nil }
        let keys = Set(change.filed.parties.map(\.key)).union(change.listed.parties.map(\.key))
            .union(change.forgotten)
        guard share == 0 || keys.count <= segment.documentCount / share else { return nil }
        do {
            guard let base = try? PartyDirectory(segment),
                let known = try Self.sections(of: segment),
                try SameAs(from: known.reviewed).lines.isEmpty
            else { return nil }
            self.base = base
            let ordered = keys.sorted { $0.isBefore($1) }
            let (listed, filed) = (try KeptParties(known.listed), try KeptParties(known.filed))
            guard listed.names.isEmpty, filed.names.count <= Self.namelessCountMax else { return nil }
            reviewed = known.reviewed
            renumbered = []
            count = 0
            // Sources first.
            let told = try Told(change, ordered, listed, filed)
            let newFiled = filed.revised(told.filed)
            var listedWriter = listed.revised(told.listed).writer
            // Lists tell of no filings.
            listedWriter.raw(listed.usesBytes)
            self.listed = listedWriter.bytes
            isEmpty = change.filed.isEmpty && change.forgotten.isEmpty && self.listed == known.listed
            guard let cluster = try PartyCluster(told.members, listed: listed, filed: filed, base: base)
            else { return nil }
            let joined = cluster.joined
            guard number(joined.parties, cluster),
                let finishedNumbers = finishedNumbers(of: filed, told, joined.keys)
            else { return nil }
            // What they were in filings: parties numbered as before, new ones behind.
            var log = try filed.uses()
            let forgotten = Set(change.forgotten.compactMap { filed.number(of: $0).map(Int32.init) })
            if !forgotten.isEmpty { log.removeLines { forgotten.contains($0) } }
            var numbers: [PartyKey: Int32] = [:]
            for (place, one) in told.filed.enumerated() { numbers[one.key] = Int32(filed.count + place) }
            var merged: [Int32] = []
            for party in change.filed.parties {
                guard let number = numbers[party.key] else { return nil }
                merged.append(number)
            }
            log.merge(change.filed.uses, parties: merged)
            if !forgotten.isEmpty { log.compact(parties: (0..<Int32(filed.count + told.filed.count)).map(\.self)) }
            var sourceLog = log
            sourceLog.finish(parties: newFiled.renumbered + newFiled.changed)
            var writer = newFiled.writer
            sourceLog.write(to: &writer)
            self.filed = writer.bytes
            log.finish(parties: finishedNumbers)
            uses = log
        } catch {
            // What is damaged is told of where it is read for good.
            return nil
        }
    }

    /// The sections that parties are made of; `nil` when one is not there or damaged.
    private static func sections(
        of segment: SegmentReader
    ) throws(RecordReader.Failure) -> (listed: [UInt8], filed: [UInt8], reviewed: [UInt8])? {
        func section(_ section: PartySegment.Section) -> [UInt8]? {
            guard let found = segment.file.section(extensionKind: section.rawValue), (try? found.verifyAll()) != nil
            else { return nil }
            return found.bytes.array
        }
        guard let listed = section(.listed), let filed = section(.filed), let reviewed = section(.reviewed)
        else { return nil }
        return (listed, filed, reviewed)
    }

    /// Numbers the parties of the next commit, by CIK, those without one behind by name.
    ///
    /// - Returns: `false` when the last commit does not hold what its sources tell of.
    private mutating func number(
        _ parties: [PartyProfile], _ cluster: PartyCluster
    ) -> Bool {
        renumbered = [Int32](repeating: -1, count: base.count)
        var after: [PartyKey: PartyProfile] = [:]
        for party in parties { after[party.key] = party }
        var (next, written) = (0, 0)
        for key in Set(cluster.members.keys).union(after.keys).sorted(by: { $0.isBefore($1) }) {
            guard let (place, isThere) = place(of: key) else { return false }
            // A party with a CIK stands wherever its sources tell of it; one without may have been joined.
            if key.cik != nil, isThere != (cluster.members[key]?.old != nil) { return false }
            while next < place {
                renumbered[next] = Int32(written)
                (next, written) = (next + 1, written + 1)
            }
            var change = Change(key: key, old: isThere ? place : nil, profile: after[key])
            if isThere { next += 1 }
            if change.profile != nil {
                if isThere { renumbered[place] = Int32(written) }
                change.new = written
                written += 1
            }
            if change.old != nil || change.new != nil { changes.append(change) }
        }
        while next < base.count {
            renumbered[next] = Int32(written)
            (next, written) = (next + 1, written + 1)
        }
        count = written
        return true
    }

    /// Number of the first party of the last commit that does not come before a key, and whether it goes by that key.
    private func place(of key: PartyKey) -> (place: Int, isThere: Bool)? {
        if let cik = key.cik {
            let place = base.firstParty(from: cik)
            return (place, place < base.count && base.cik(of: place) == cik)
        }
        var (low, high) = (0, base.count)
        while low < high {
            let middle = (low + high) / 2
            guard let other = try? base.cik(of: middle).map(PartyKey.cik) ?? base.party(DocumentID(middle)).key
            else { return nil }
            if other.isBefore(key) { low = middle + 1 } else { high = middle }
        }
        guard low < base.count else { return (low, false) }
        guard base.cik(of: low) == nil else { return nil }
        guard let other = try? base.party(DocumentID(low)).key else { return nil }
        return (low, other == key)
    }

    /// For each party of the sources, and then for each that changes, its number in the next commit.
    private func finishedNumbers(
        of filed: KeptParties, _ told: Told, _ joined: [PartyKey: PartyKey]
    ) -> [Int32]? {
        let new = Dictionary(uniqueKeysWithValues: changes.map { ($0.key, Int32($0.new ?? -1)) })
        var numbers: [Int32] = []
        numbers.reserveCapacity(filed.count + told.filed.count)
        var next = 0
        for cik in filed.ciks {
            while next < base.count, let other = base.cik(of: next), other.value < cik { next += 1 }
            guard next < base.count, base.cik(of: next)?.value == cik else { return nil }
            numbers.append(renumbered[next])
        }
        for name in filed.names {
            if let key = joined[.name(name)] {
                numbers.append(new[key] ?? -1)
                continue
            }
            let term = Array(PartyKey.name(name).term.utf8)
            guard TermKey.isTerm(term.span),
                let info = try? base.segment.dictionary.info(term: term, field: PartySchema.Field.key.rawValue),
                info.documentFrequency == 1, let old = Int(exactly: info.postings), old < renumbered.count
            else { return nil }
            numbers.append(renumbered[old])
        }
        for one in told.filed { numbers.append(joined[one.key].flatMap { new[$0] } ?? -1) }
        return numbers
    }
}

extension PartyRevision {
    /// What the next commit knows of the parties that change.
    fileprivate struct Told {
        /// What lists and what filings tell of them, in the order of their keys.
        var listed: [KeptParties.Change] = [], filed: [KeptParties.Change] = []
        /// What they are together, before and after.
        var members: [PartyKey: PartyCluster.Member] = [:]

        init(
            _ change: PartyChange, _ keys: [PartyKey], _ listed: KeptParties, _ filed: KeptParties
        ) throws(RecordReader.Failure) {
            func byKey(_ catalog: PartyCatalog) -> [PartyKey: PartyProfile] {
                Dictionary(uniqueKeysWithValues: catalog.parties.map { ($0.key, $0) })
            }
            func joined(_ old: PartyProfile?, _ new: PartyProfile?) -> PartyProfile? {
                guard var all = old, let new else { return old ?? new }
                all.merge(new)
                return all
            }
            let (newListed, newFiled) = (byKey(change.listed), byKey(change.filed))
            for key in keys {
                let oldListed = try listed.number(of: key).map { (number) throws(RecordReader.Failure) in
                    try listed.profile(number)
                }
                let oldFiled = try filed.number(of: key).map { (number) throws(RecordReader.Failure) in
                    try filed.profile(number)
                }
                let inLists = joined(oldListed, newListed[key])
                var inFilings = joined(change.forgotten.contains(key) ? nil : oldFiled, newFiled[key])
                // Nobody names it any more.
                if change.forgotten.contains(key), inFilings?.filingCount == 0 { inFilings = nil }
                if newListed[key] != nil { self.listed.append(KeptParties.Change(key: key, profile: inLists)) }
                if oldFiled != nil || inFilings != nil {
                    self.filed.append(KeptParties.Change(key: key, profile: inFilings))
                }
                members[key] = PartyCluster.Member(
                    old: joined(oldListed, oldFiled), new: joined(inLists, inFilings))
            }
        }
    }
}
