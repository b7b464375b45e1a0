internal import Testing

@testable import name_quality

@Suite struct `Floors of the name measurement` {
    private let figures = [
        Figure(subject: "typo_last", measure: "queries", value: 100),
        Figure(subject: "typo_last", measure: "first", value: 0.97),
        Figure(subject: "all", measure: "first", value: 0.98),
    ]

    private func faults(_ lines: [Substring], classes: [String] = []) throws -> [String] {
        try Floors(lines, set: "generated").faults(in: figures, classes: classes)
    }

    @Test func `a figure at its floor holds, one below it is named with its floor`() throws {
        #expect(try faults(["# words", "generated\ttypo_last\tfirst\t0.97"]) == [])
        #expect(
            try faults(["generated\ttypo_last\tfirst\t0.971"]) == ["typo_last: first is 0.97, below the floor of 0.971"]
        )
    }

    @Test func `floors of another set do not count`() throws {
        #expect(try faults(["open\ttypo_last\tfirst\t1"]) == [])
    }

    @Test func `a class that was not measured or has no floor is a fault`() throws {
        #expect(
            try faults(["generated\tocr\tfirst\t0.9"]) == ["ocr: first was not measured, its floor is 0.9"])
        #expect(try faults([], classes: ["ocr"]) == ["ocr: there is no floor for it"])
    }

    @Test func `a row that is no floor is refused`() {
        #expect(throws: Failure.self) { try Floors(["generated\ttypo_last\t0.9"], set: "generated") }
    }

    @Test func `floors set from figures let a class lose one query and hold for the figures themselves`() throws {
        let rows = Floors.rows(for: figures, set: "generated")
        #expect(rows == ["generated\ttypo_last\tfirst\t0.96", "generated\tall\tfirst\t0.979"])
        #expect(try faults(rows.map { $0[...] }) == [])
    }
}
