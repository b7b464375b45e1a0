/// What figures must not fall below, read from a file with rows of: set, subject, measure, floor.
struct Floors {
    private let floors: [Figure]

    /// The floors of one set of queries.
    init(_ lines: some Sequence<Substring>, set: String) throws {
        var floors: [Figure] = []
        for line in lines where !line.hasPrefix("#") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count == 4, let value = Double(fields[3]) else {
                throw Failure("a floor is: set, subject, measure, number; found \(line)")
            }
            if fields[0] == set {
                floors.append(Figure(subject: String(fields[1]), measure: String(fields[2]), value: value))
            }
        }
        self.floors = floors
    }

    /// What is wrong with some figures, a sentence each; none if all hold.
    ///
    /// A figure that was not measured is wrong, and so is a class without a floor: none may be dropped.
    func faults(in figures: [Figure], classes: [String]) -> [String] {
        var faults: [String] = []
        for floor in floors {
            guard let figure = figures.first(where: { $0.subject == floor.subject && $0.measure == floor.measure })
            else {
                faults.append(
                    "\(floor.subject): \(floor.measure) was not measured, its floor is \(Figure.text(floor.value))")
                continue
            }
            // A figure that is no number is below every floor.
            if !(figure.value >= floor.value - 1e-9) {
                faults.append(
                    "\(floor.subject): \(floor.measure) is \(Figure.text(figure.value)), below the floor of \(Figure.text(floor.value))"
                )
            }
        }
        for name in classes where !floors.contains(where: { $0.subject == name && $0.measure == "first" }) {
            faults.append("\(name): there is no floor for it")
        }
        return faults
    }

    /// Floors for later runs from the figures of this one: each class may lose one query, the figures over all classes a
    /// thousandth, so that a change that finds more here and less there is not held up.
    static func rows(for figures: [Figure], set: String) -> [String] {
        figures.compactMap { figure in
            guard guarded.contains(figure.measure) else { return nil }
            let count = figures.first { $0.subject == figure.subject && $0.measure == "queries" }?.value ?? 1000
            let value = max(0, figure.value - 1 / min(1000, max(1, count)))
            // Rounded down, so that a floor is never above what was measured.
            let floor = (value * 1000).rounded(.down) / 1000
            return "\(set)\t\(Figure(subject: figure.subject, measure: figure.measure, value: floor).row)"
        }
    }

    /// Times and sizes vary with the machine and have no floor.
    private static let guarded: Set<String> = ["first", "among_ten", "mrr", "rejected", "recall_kept", "precision"]
}
