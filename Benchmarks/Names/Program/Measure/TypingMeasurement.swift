internal import NameMatching

/// Types names letter by letter and looks them up after each.
struct TypingMeasurement {
    private var times: [Double] = []
    /// After how many letters the party first stood among ten suggestions, and how many letters the names have.
    private var lettersNeeded: [Double] = []
    private var letters: [Double] = []
    private var foundCount = 0

    /// Types every name once; each keystroke's time is the median of the rounds.
    init(_ queries: [LabelledQuery], in parties: inout IndexedParties, rounds: Int) {
        var samples: [[Double]] = []
        for round in 0..<max(1, rounds) {
            var key = 0
            for query in queries {
                let right = Set(query.right)
                var needed: Int?
                let text = Array(query.text)
                for length in 1..<text.count + 1 {
                    let typed = String(text.prefix(length))
                    let start = ProcessFigures.threadSeconds
                    let hits = parties.lookup.search(typed, count: 10, isTyping: true)
                    let time = (ProcessFigures.threadSeconds - start) * 1000
                    if round == 0 { samples.append([time]) } else { samples[key].append(time) }
                    key += 1
                    if needed == nil, hits.contains(where: { right.contains(parties.key(of: $0)) }) { needed = length }
                }
                guard round == 0 else { continue }
                if let needed {
                    foundCount += 1
                    lettersNeeded.append(Double(needed))
                    letters.append(Double(text.count))
                }
            }
        }
        times = samples.map(\.median)
        queryCount = queries.count
    }

    private let queryCount: Int

    /// The figures.
    var figures: [Figure] {
        let typed = letters.reduce(0, +)
        return [
            Figure(subject: "typing", measure: "names", value: Double(queryCount)),
            Figure(subject: "typing", measure: "keystrokes", value: Double(times.count)),
            Figure(subject: "typing", measure: "suggested", value: Double(foundCount) / Double(max(1, queryCount))),
            Figure(
                subject: "typing", measure: "share_of_letters_needed",
                value: typed == 0 ? 0 : lettersNeeded.reduce(0, +) / typed),
            Figure(subject: "typing", measure: "processor_p50_ms", value: times.quantile(0.5)),
            Figure(subject: "typing", measure: "processor_p95_ms", value: times.quantile(0.95)),
            Figure(subject: "typing", measure: "processor_p99_ms", value: times.quantile(0.99)),
            Figure(subject: "typing", measure: "processor_max_ms", value: times.max() ?? 0),
        ]
    }
}
