/// The words of a filing as of one stage, in the fields that a part of a query looks at.
struct StageView {
    let words: CutWords
    let stage: CutWords.Stage
    let pieces: [FilingTexts.Piece]
    let fields: Set<Int>

    /// The places of a word, ascending.
    func places(of word: [UInt8]) -> [UInt32] { words.table.word(word).map { places(of: $0) } ?? [] }

    /// The places of a word by its number, ascending.
    func places(of word: Int) -> [UInt32] {
        var piece = 0..<0
        var isMeant = false
        return words.table.places(of: word, below: stage.wordCount).filter { place in
            if !piece.contains(Int(place)) {
                let number = words.piece(of: Int(place))
                piece = words.places(of: number, in: stage)
                isMeant = fields.contains(pieces[number].field.rawValue)
            }
            return isMeant
        }
    }

    /// The places at which words follow one another in one piece, ascending.
    func runs(of phrase: [[UInt8]]) -> [UInt32] {
        var numbers: [Int] = []
        for word in phrase {
            guard let number = words.table.word(word) else { return [] }
            numbers.append(number)
        }
        guard let first = numbers.first else { return [] }
        return places(of: first).filter { start in
            let end = Int(start) + numbers.count
            guard end <= stage.wordCount else { return false }
            for index in numbers.indices.dropFirst() where words.table[Int(start) + index] != numbers[index] {
                return false
            }
            return words.piece(of: Int(start)) == words.piece(of: end - 1)
        }
    }

    /// Ascending places of several things, piece by piece: those of the pieces that hold the first.
    func byPiece(_ starts: [[UInt32]]) -> [[[UInt32]]] {
        guard starts.count > 1, let first = starts.first else { return [starts] }
        var groups: [[[UInt32]]] = []
        var next = [Int](repeating: 0, count: starts.count)
        var place = 0
        while place < first.count {
            let own = words.places(of: words.piece(of: Int(first[place])), in: stage)
            var group: [[UInt32]] = []
            for (number, list) in starts.enumerated() {
                while next[number] < list.count, Int(list[next[number]]) < own.lowerBound { next[number] += 1 }
                let begin = next[number]
                while next[number] < list.count, Int(list[next[number]]) < own.upperBound { next[number] += 1 }
                group.append(Array(list[begin..<next[number]]))
            }
            groups.append(group)
            place = next[0]
        }
        return groups
    }
}
