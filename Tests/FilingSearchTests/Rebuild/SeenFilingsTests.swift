import TestSupport
import Testing

@testable import FilingSearch

@Suite struct `The table of filings that were met` {
    @Test func `says of each whether one with its identity came before, and which stands for both`() {
        var generator = SeededGenerator(seed: 5)
        var seen = SeenFilings()
        var identities: [Int64] = []
        var standing: [Int64: UInt32] = [:]
        for number in 0..<UInt32(30_000) {
            let identity = Int64.random(in: -9_000...9_000, using: &generator)
            identities.append(identity)
            let known = seen.take(identity, number: number) { identities[Int($0)] }
            #expect(known == standing[identity])
            guard let known else {
                standing[identity] = number
                continue
            }
            if Bool.random(using: &generator) {
                seen.replace(identity, known, by: number)
                standing[identity] = number
            }
        }
        #expect(standing.count > 14_000)
    }
}
