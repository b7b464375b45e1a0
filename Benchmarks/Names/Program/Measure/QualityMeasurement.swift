internal import NameMatching

/// Asks labelled queries, one in flight, and counts where the right answers stand.
struct QualityMeasurement {
    /// What came of one query.
    struct Outcome {
        let query: LabelledQuery
        /// The place of the first right answer among ten, from 1; nil if there is none.
        let place: Int?
        /// The score of the first hit; below any if there was none.
        let score: Float
        let hits: [(name: String, score: Float)]
        /// Milliseconds of wall clock and of processor time, each the median of the rounds.
        let milliseconds: Double
        let processorMilliseconds: Double
    }

    private(set) var outcomes: [Outcome] = []

    /// What the look-ups of all rounds had to touch.
    private var work = LookupWork()
    private var lookupCount = 0

    /// Asks all queries, one after the other, as often as there are rounds: none finds its own traces in the caches.
    init(_ queries: [LabelledQuery], in parties: inout IndexedParties, rounds: Int) {
        let clock = ContinuousClock()
        var times = [[Double]](repeating: [], count: queries.count)
        var hits = [[NameHit]](repeating: [], count: queries.count)
        var processorTimes = times
        for _ in 0..<max(1, rounds) {
            for (index, query) in queries.enumerated() {
                let before = ProcessFigures.threadSeconds
                let start = clock.now
                hits[index] = parties.lookup.search(query.text, count: 10)
                times[index].append((clock.now - start).milliseconds)
                processorTimes[index].append((ProcessFigures.threadSeconds - before) * 1000)
                work.add(parties.lookup.work)
            }
        }
        lookupCount = max(1, rounds) * max(1, queries.count)
        for (index, query) in queries.enumerated() {
            let right = Set(query.right)
            let place = hits[index].firstIndex { right.contains(parties.key(of: $0)) }
            outcomes.append(
                Outcome(
                    query: query, place: place.map { $0 + 1 }, score: hits[index].first?.score ?? -1,
                    hits: hits[index].prefix(3).map { (parties.name(of: $0), $0.score) },
                    milliseconds: times[index].median,
                    processorMilliseconds: processorTimes[index].median))
        }
    }

    /// The figures: each class, all classes alike, absent names, the threshold, the latency.
    func figures(threshold: Float = NameLookup.suggestedThreshold) -> [Figure] {
        var figures: [Figure] = []
        var sums: [String: [Double]] = [:]
        for (group, members) in grouped where !Self.isAbsent(group) {
            let count = Double(members.count)
            let values = [
                ("first", Double(members.count { $0.place == 1 }) / count),
                ("among_ten", Double(members.count { $0.place != nil }) / count),
                ("mrr", members.reduce(0) { $0 + ($1.place.map { 1 / Double($0) } ?? 0) } / count),
                ("median_ms", members.map(\.milliseconds).median),
            ]
            figures.append(Figure(subject: group, measure: "queries", value: count))
            for (measure, value) in values {
                figures.append(Figure(subject: group, measure: measure, value: value))
                sums[measure, default: []].append(value)
            }
        }
        figures.append(Figure(subject: "all", measure: "queries", value: Double(outcomes.count)))
        for measure in ["first", "among_ten", "mrr"] {
            let values = sums[measure] ?? []
            figures.append(
                Figure(subject: "all", measure: measure, value: values.reduce(0, +) / Double(max(1, values.count))))
        }
        for (group, members) in grouped where Self.isAbsent(group) {
            figures.append(Figure(subject: group, measure: "queries", value: Double(members.count)))
            figures.append(
                Figure(subject: group, measure: "rejected", value: Self.share(members) { $0.score < threshold }))
        }
        return figures + thresholdFigures(threshold) + latencyFigures
    }

    private func thresholdFigures(_ threshold: Float) -> [Figure] {
        let absent = outcomes.filter { Self.isAbsent($0.query.group) }
        let full = outcomes.filter { !Self.isAbsent($0.query.group) && !QueryClass.partial.contains($0.query.group) }
        let kept = full.count { $0.place == 1 && $0.score >= threshold }
        let accepted = (full + absent).count { $0.score >= threshold }
        var figures = [
            Figure(subject: "threshold", measure: "score", value: Double(threshold)),
            Figure(subject: "threshold", measure: "recall_kept", value: Double(kept) / Double(max(1, full.count))),
            Figure(subject: "threshold", measure: "precision", value: Double(kept) / Double(max(1, accepted))),
        ]
        if !absent.isEmpty {
            figures.append(
                Figure(subject: "absent", measure: "rejected", value: Self.share(absent) { $0.score < threshold }))
            // The threshold that lets one absent name in twenty through, and what it keeps.
            let scores = absent.map { Double($0.score) }
            let lenient = Float(scores.quantile(0.95))
            figures.append(Figure(subject: "threshold", measure: "score_at_5_percent", value: Double(lenient)))
            figures.append(
                Figure(
                    subject: "threshold", measure: "recall_at_5_percent",
                    value: Self.share(full) { $0.place == 1 && $0.score > lenient }))
        }
        return figures
    }

    /// The wall clock counts the waiting on a busy machine, the processor's time does not.
    private var latencyFigures: [Figure] {
        var figures: [Figure] = []
        for (kind, times) in [
            ("", outcomes.map(\.milliseconds)), ("processor_", outcomes.map(\.processorMilliseconds)),
        ] {
            for (title, share) in [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)] {
                figures.append(Figure(subject: "latency", measure: "\(kind)\(title)_ms", value: times.quantile(share)))
            }
            let mean = times.reduce(0, +) / Double(max(1, times.count))
            figures.append(Figure(subject: "latency", measure: "\(kind)mean_ms", value: mean))
        }
        for (measure, count) in [
            ("words_compared", work.comparedWords), ("postings_read", work.readPostings),
            ("names_bounded", work.boundedNames), ("names_scored", work.scoredNames),
            ("bytes_touched", work.touchedBytes),
        ] {
            figures.append(
                Figure(subject: "work", measure: measure + "_mean", value: Double(count) / Double(max(1, lookupCount))))
        }
        return figures
    }

    /// The queries whose right answer does not stand first, and the absent names that were taken for somebody's.
    func misses(threshold: Float = NameLookup.suggestedThreshold, name: (Int) -> String) -> [String] {
        outcomes.compactMap { outcome in
            let isAbsent = Self.isAbsent(outcome.query.group)
            guard isAbsent ? outcome.score >= threshold : outcome.place != 1 else { return nil }
            let found = outcome.hits.map { "\($0.name) \(Figure.text(Double($0.score)))" }.joined(separator: " | ")
            let wanted = isAbsent ? "nobody" : outcome.query.right.first.map(name) ?? ""
            let place = outcome.place.map(String.init) ?? "-"
            return
                "\(outcome.query.group)\t\(outcome.query.text)\t\(wanted)\t\(outcome.query.right.count)\t\(place)\t\(found)"
        }
    }

    /// The outcomes of each class, the classes in the order of the queries.
    private var grouped: [(String, [Outcome])] {
        var order: [String] = []
        var groups: [String: [Outcome]] = [:]
        for outcome in outcomes {
            if groups[outcome.query.group] == nil { order.append(outcome.query.group) }
            groups[outcome.query.group, default: []].append(outcome)
        }
        return order.map { ($0, groups[$0] ?? []) }
    }

    private static func isAbsent(_ group: String) -> Bool { group.hasPrefix("neg_") }

    private static func share(_ members: [Outcome], where holds: (Outcome) -> Bool) -> Double {
        Double(members.count(where: holds)) / Double(max(1, members.count))
    }
}
