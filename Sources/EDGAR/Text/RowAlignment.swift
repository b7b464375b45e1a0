/// Lays the cells of a line over the columns of a table, in order, so that the shapes fit best.
///
/// Converters drop empty cells, run columns together or repeat them, so the place of a cell counts less than what it
/// looks like. Where the cells are as many as the columns, or as the cells of the head, the place breaks ties.
///
/// - Complexity: O(cells × columns²).
struct RowAlignment {
    /// For each cell the column it fell to, and whether a new row starts there.
    struct Placement {
        /// The column, or none if the cell fits nowhere.
        var column: TableColumn?
        /// Whether the cell opens a row.
        var opensRow = false
        /// Whether the cell only holds footnote marks of the cell before it.
        var isMark = false
    }

    /// How well all of it fits; every cell that fits nowhere costs three.
    let score: Double
    /// One placement for each cell.
    let placements: [Placement]

    /// The best layout of some cells.
    ///
    /// - Parameters:
    ///   - cells: in order.
    ///   - columns: the table's columns in order.
    ///   - hints: for each place of a cell the columns its head names; empty where unknown.
    ///   - allowsManyRows: whether the cells run through several rows, one cell to a line.
    init(cells: [CellReading], columns: [TableColumn], hints: [[TableColumn]], allowsManyRows: Bool = false) {
        struct Step {
            var score = -Double.infinity
            /// Column (from 1) of the step before, and whether this step opened a row.
            var previous = 0
            var opensRow = false
            var isSkip = false
            var isMark = false
        }
        let width = columns.count + 1
        var table = [Step](repeating: Step(), count: (cells.count + 1) * width)
        table[0].score = 0
        // A row is over when its form of ownership was told; few rows leave that out.
        let lastNeeded = (columns.firstIndex(of: .directOrIndirect) ?? 0) + 1
        let isSameCount = cells.count == columns.count
        for (index, cell) in cells.enumerated() {
            let fits = columns.map { $0.fit(cell) }
            let skipCost = cell.isBlank ? 0.0 : 3.0
            for from in 0..<width {
                let base = table[index * width + from].score
                guard base > -Double.infinity else { continue }
                func offer(_ to: Int, _ score: Double, opensRow: Bool, isSkip: Bool, isMark: Bool = false) {
                    let place = (index + 1) * width + to
                    guard score > table[place].score else { return }
                    table[place] = Step(
                        score: score, previous: from, opensRow: opensRow, isSkip: isSkip, isMark: isMark)
                }
                // Where each cell has a line of its own, so has a mark behind a value.
                if allowsManyRows, from > 0, cell.text.isEmpty, !cell.footnotes.isEmpty {
                    offer(from, base + 0.95, opensRow: false, isSkip: false, isMark: true)
                }
                offer(from, base - skipCost, opensRow: false, isSkip: true)
                for to in 1..<max(width, 1) {
                    guard let fit = fits[to - 1] else { continue }
                    var score = base + fit
                    if isSameCount, index == to - 1 { score += 0.5 }
                    if index < hints.count, hints[index].contains(columns[to - 1]) { score += 0.6 }
                    if to > from {
                        offer(to, score, opensRow: from == 0, isSkip: false)
                    } else if allowsManyRows, to == 1, !cell.text.isEmpty {
                        offer(to, score - (from >= lastNeeded ? 0.5 : 6), opensRow: true, isSkip: false)
                    }
                }
            }
        }
        var placements = [Placement](repeating: Placement(), count: cells.count)
        var column = 0
        var best = -Double.infinity
        for candidate in 0..<width {
            let end = table[cells.count * width + candidate].score - (allowsManyRows && candidate < lastNeeded ? 6 : 0)
            if end > best { (best, column) = (end, candidate) }
        }
        score = best
        for index in stride(from: cells.count - 1, through: 0, by: -1) {
            let step = table[(index + 1) * width + column]
            if step.isMark {
                placements[index].isMark = true
            } else if !step.isSkip {
                placements[index] = Placement(column: columns[column - 1], opensRow: step.opensRow)
            }
            column = step.previous
        }
        self.placements = placements
    }
}
