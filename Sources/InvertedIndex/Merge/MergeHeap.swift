/// Which of several sorted inputs comes next: a binary heap of their numbers.
///
/// The order is the caller's to know, for what an input stands at changes as it moves on.
struct MergeHeap {
    private var inputs: [Int] = []

    /// The input that comes next; `nil` when none is left.
    var first: Int? { inputs.first }

    /// Adds an input.
    ///
    /// - Complexity: O(log *n*) comparisons, as the others.
    @inline(__always)
    mutating func insert(_ input: Int, _ isBefore: (Int, Int) -> Bool) {
        inputs.append(input)
        var place = inputs.count - 1
        while place > 0 {
            let parent = (place - 1) / 2
            guard isBefore(inputs[place], inputs[parent]) else { return }
            inputs.swapAt(place, parent)
            place = parent
        }
    }

    /// Takes the first input out.
    @inline(__always)
    mutating func removeFirst(_ isBefore: (Int, Int) -> Bool) {
        guard let last = inputs.popLast(), !inputs.isEmpty else { return }
        inputs[0] = last
        sink(isBefore)
    }

    /// Puts the first input, which has moved on, where it belongs now.
    @inline(__always)
    mutating func sink(_ isBefore: (Int, Int) -> Bool) {
        var place = 0
        let moved = inputs[0]
        while true {
            var child = 2 * place + 1
            guard child < inputs.count else { break }
            if child + 1 < inputs.count, isBefore(inputs[child + 1], inputs[child]) { child += 1 }
            guard isBefore(inputs[child], moved) else { break }
            inputs[place] = inputs[child]
            place = child
        }
        inputs[place] = moved
    }
}
