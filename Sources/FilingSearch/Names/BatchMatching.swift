internal import Dispatch
internal import Synchronization

/// Looks a stream of names up on all cores and gives the answers in the order of the questions.
///
/// What is at hand is taken in pieces by as many threads as there are; each has its own look-up. A question that comes
/// alone is answered at once on the thread that waits for it, so that a caller that sends the next only after the
/// answer pays for no hand-over between threads. Memory is bounded: a thread that is far ahead of the others waits.
public struct BatchMatching: Sendable {
    private let seats: [Seat]

    /// At most so many questions are answered before the answers of a thread are handed over: at some hundred
    /// microseconds each, handing over costs nothing then, and a slow one holds the others up little.
    static let pieceCountMax = 256

    /// Pieces that may be under way or done but not in turn, a thread.
    private static let piecesAhead = 4

    /// Makes ready; look-ups are made when first needed.
    ///
    /// - Parameters:
    ///   - index: where to look.
    ///   - threadCount: how many threads at most; more than there are cores changes nothing.
    public init(_ index: FilingIndex, threadCount: Int) {
        seats = (0..<max(1, threadCount)).map { _ in Seat(index) }
    }

    /// Answers until there are no more questions.
    ///
    /// The answers do not depend on the number of threads, only how many of them come in one piece does.
    ///
    /// - Parameters:
    ///   - next: gives at most so many questions, in order. If told to wait, it waits for at least one and gives none
    ///     only at the end; if not, it gives what is there without waiting, perhaps none. Never called twice at a time.
    ///   - answer: answers a piece of questions; called on several threads at a time.
    ///   - deliver: takes the answers to the pieces, in order; never called twice at a time.
    /// - Throws: what `next` and `deliver` throw. What was asked before `next` threw is answered and delivered; after
    ///   `deliver` threw, nothing more is delivered.
    public func run<Question: Sendable, Answer: Sendable, Failure: Error>(
        next: @Sendable (_ count: Int, _ isWaiting: Bool) throws(Failure) -> [Question],
        answer: @Sendable (_ piece: [Question], _ session: inout FilingIndex.NameSession) -> Answer,
        deliver: @Sendable (Answer) throws(Failure) -> Void
    ) throws(Failure) {
        while true {
            let questions = try next(seats.count * Self.pieceCountMax, true)
            if questions.isEmpty { return }
            if seats.count > 1, questions.count >= 2 * seats.count {
                try answerTogether(questions, next: next, answer: answer, deliver: deliver)
            } else {
                for question in questions { try deliver(seats[0].use { answer([question], &$0) }) }
            }
        }
    }

    /// Answers on all threads until nothing is at hand any more.
    private func answerTogether<Question: Sendable, Answer: Sendable, Failure: Error>(
        _ questions: [Question],
        next: @Sendable (_ count: Int, _ isWaiting: Bool) throws(Failure) -> [Question],
        answer: @Sendable (_ piece: [Question], _ session: inout FilingIndex.NameSession) -> Answer,
        deliver: @Sendable (Answer) throws(Failure) -> Void
    ) throws(Failure) {
        let reading = Mutex(Reading<Question, Failure>(pending: questions))
        let delivery = Mutex(Delivery<Answer, Failure>())
        let isStopped = Atomic(false)
        let room = DispatchSemaphore(value: seats.count * Self.piecesAhead)
        DispatchQueue.concurrentPerform(iterations: seats.count) { seat in
            while true {
                // Never waits for ever: the piece whose turn it is has its room already.
                room.wait()
                let piece = reading.withLock { reading in
                    isStopped.load(ordering: .relaxed) ? nil : reading.take(seatCount: seats.count, from: next)
                }
                guard let piece else {
                    room.signal()
                    return
                }
                let result = seats[seat].use { answer(piece.questions, &$0) }
                delivery.withLock { delivery in
                    let count = delivery.add(result, number: piece.number, to: deliver)
                    if delivery.failure != nil { isStopped.store(true, ordering: .relaxed) }
                    for _ in 0..<count { room.signal() }
                }
            }
        }
        if let failure = delivery.withLock({ $0.failure }) ?? reading.withLock({ $0.failure }) { throw failure }
    }

    /// A thread's place with its look-up.
    private final class Seat: Sendable {
        private let index: FilingIndex
        private let session = Mutex<FilingIndex.NameSession?>(nil)

        init(_ index: FilingIndex) { self.index = index }

        func use<Answer: Sendable>(_ body: @Sendable (inout FilingIndex.NameSession) -> Answer) -> Answer {
            session.withLock { session in
                // Taken out while in use, so that its arrays are not copied.
                var own = session ?? index.nameSession()
                session = nil
                defer { session = own }
                return body(&own)
            }
        }
    }

    /// Questions at hand, in order.
    private struct Reading<Question: Sendable, Failure: Error> {
        var pending: [Question]
        var pieceCount = 0
        var failure: Failure?

        /// Takes the next piece: a fair share of what is there, so that no thread is idle at the end.
        mutating func take(
            seatCount: Int, from next: @Sendable (_ count: Int, _ isWaiting: Bool) throws(Failure) -> [Question]
        ) -> (number: Int, questions: [Question])? {
            let wanted = seatCount * pieceCountMax
            if pending.count < wanted, failure == nil {
                do throws(Failure) {
                    pending += try next(wanted - pending.count, false)
                } catch {
                    failure = error
                }
            }
            if pending.isEmpty { return nil }
            let count = min(pieceCountMax, (pending.count + seatCount - 1) / seatCount)
            let questions = Array(pending.prefix(count))
            pending.removeFirst(count)
            pieceCount += 1
            return (pieceCount - 1, questions)
        }
    }

    /// Answers that wait for their turn.
    private struct Delivery<Answer: Sendable, Failure: Error> {
        var next = 0
        var waiting: [Int: Answer] = [:]
        var failure: Failure?

        /// Delivers all whose turn it is.
        ///
        /// - Returns: how many.
        mutating func add(_ answer: Answer, number: Int, to deliver: (Answer) throws(Failure) -> Void) -> Int {
            waiting[number] = answer
            let first = next
            while let answer = waiting.removeValue(forKey: next) {
                next += 1
                guard failure == nil else { continue }
                do throws(Failure) {
                    try deliver(answer)
                } catch {
                    failure = error
                }
            }
            return next - first
        }
    }
}
