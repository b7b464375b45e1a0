/// Finds the right answers to queries in one pass over a universe.
enum AnswerKey {
    private struct Place {
        let draft: Int32
        let expectation: Int32
    }

    /// The keys of the parties that answer each draft, ascending by place in the universe.
    static func rightKeys(for drafts: [Draft], in parties: PartyList) -> [[Int]] {
        var places: [UInt64: [Place]] = [:]
        for (index, draft) in drafts.enumerated() {
            for (number, expectation) in draft.expectations.enumerated() {
                for mark in Set(expectation.marks) {
                    places[mark, default: []].append(Place(draft: Int32(index), expectation: Int32(number)))
                }
            }
        }
        var right = [[Int]](repeating: [], count: drafts.count)
        var lastRow = [Int](repeating: -1, count: drafts.count)
        for row in 0..<parties.count {
            guard let party = parties[row] else { continue }
            PartyMarks.forEach(of: party, beginnings: QueryMaker.beginnings) { mark in
                for place in places[mark] ?? [] where lastRow[Int(place.draft)] != row {
                    let draft = Int(place.draft)
                    guard drafts[draft].expectations[Int(place.expectation)].accepts(party) else { continue }
                    lastRow[draft] = row
                    right[draft].append(party.key)
                }
            }
        }
        return right
    }
}
