internal import Synchronization
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

@Suite struct `Answers to many questions` {
    private struct Refusal: Error, Equatable {
        var place: Int
    }

    /// Hands out numbers from 0 on, at most so many at a time, and refuses behind the last if told to.
    private final class Questions: Sendable {
        private let state: Mutex<(next: Int, maxTogether: Int)>
        private let count: Int
        private let burst: Int
        private let refuses: Bool

        init(count: Int, burst: Int, refuses: Bool = false) {
            (self.count, self.burst, self.refuses) = (count, burst, refuses)
            state = Mutex((0, 0))
        }

        func next(_ wanted: Int, _ isWaiting: Bool) throws(Refusal) -> [Int] {
            try state.withLock { state throws(Refusal) in
                if state.next == count, refuses { throw Refusal(place: count) }
                // Between bursts nothing is there unless somebody waits.
                if !isWaiting, state.next % burst == 0 { return [] }
                let end = min(count, state.next + min(wanted, burst - state.next % burst))
                defer { state.next = end }
                return Array(state.next..<end)
            }
        }
    }

    private func index() throws -> FilingIndex {
        try FilingIndex(path: String(SampleFilings.tests.dropLast("/Tests".count)) + "/Index/Sample/index")
    }

    private func answers(
        to questions: Questions, threads: Int, refusingAt place: Int = -1
    ) throws -> (answers: [Int], failure: Refusal?) {
        let delivered = Mutex<[Int]>([])
        let matching = BatchMatching(try index(), threadCount: threads)
        do throws(Refusal) {
            try matching.run(
                next: { (count, isWaiting) throws(Refusal) in try questions.next(count, isWaiting) },
                answer: { piece, _ in
                    // Some pieces take much longer than others.
                    var sum = 0
                    for number in piece where number % 97 == 0 { for step in 0..<20_000 { sum &+= step ^ number } }
                    return piece.map { sum == .min ? 0 : $0 * 2 }
                },
                deliver: { (piece) throws(Refusal) in
                    if piece.contains(place * 2) { throw Refusal(place: place) }
                    delivered.withLock { $0 += piece }
                })
            return (delivered.withLock { $0 }, nil)
        } catch {
            return (delivered.withLock { $0 }, error)
        }
    }

    @Test(arguments: [1, 2, 3, 4], [1, 2, 7, 300, 5_000])
    func `come in the order of the questions, however many come together`(threads: Int, burst: Int) throws {
        let (found, failure) = try answers(to: Questions(count: 6_000, burst: burst), threads: threads)
        #expect(found == (0..<6_000).map { $0 * 2 })
        #expect(failure == nil)
    }

    @Test(arguments: [1, 2, 4])
    func `are delivered up to where reading fails`(threads: Int) throws {
        let (found, failure) = try answers(to: Questions(count: 2_000, burst: 700, refuses: true), threads: threads)
        #expect(found == (0..<2_000).map { $0 * 2 })
        #expect(failure == Refusal(place: 2_000))
    }

    @Test(arguments: [1, 2, 4])
    func `stop where they cannot be delivered`(threads: Int) throws {
        let (found, failure) = try answers(
            to: Questions(count: 9_000, burst: 4_000), threads: threads, refusingAt: 1_500)
        #expect(found == (0..<found.count).map { $0 * 2 })
        #expect(found.count <= 1_500)
        #expect(failure == Refusal(place: 1_500))
    }

    @Test func `are those of a single look-up`() throws {
        let index = try index()
        let names = (0..<200).map {
            ["robert panora", "tecogen", "nahmad a", "qqqq"][$0 % 4] + ($0 % 3 == 0 ? " inc" : "")
        }
        var session = index.nameSession()
        let expected = names.map { session.hits(like: $0).map(\.name) }
        let next = Mutex(0)
        let found = Mutex<[[String]]>([])
        try BatchMatching(index, threadCount: 3).run(
            next: { (count, _) throws(Refusal) in
                next.withLock { next in
                    defer { next = min(names.count, next + count) }
                    return Array(names[next..<min(names.count, next + count)])
                }
            },
            answer: { names, session in names.map { session.hits(like: $0).map(\.name) } },
            deliver: { (answers) throws(Refusal) in found.withLock { $0 += answers } })
        #expect(found.withLock { $0 } == expected)
    }
}
