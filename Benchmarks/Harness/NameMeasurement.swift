internal import FilingSearch

/// Looks names up within the process, as the server does, for its times to be held against.
enum NameMeasurement {
    /// Asks each name as one that is still typed and as a whole one, and prints the middle and the 99th of a hundred times.
    ///
    /// Names come by standard input, a line each.
    ///
    /// - Parameter path: the index.
    /// - Throws: when the index does not open.
    static func run(index path: String) throws {
        let index = try FilingIndex(path: path)
        var names: [String] = []
        while let line = readLine() { names.append(line) }
        var session = index.nameSession()
        // The first round touches what is not in memory yet.
        for isMeasured in [false, true] {
            for isTyping in [true, false] {
                var times: [Double] = []
                for name in names {
                    times.append(
                        try Measurement.seconds {
                            _ = try session.parties(like: name, limit: isTyping ? 8 : 10, isTyping: isTyping)
                        })
                }
                times.sort()
                guard isMeasured, !times.isEmpty else { continue }
                let shown = [50, 90, 99].map { share -> String in
                    let time = times[min(times.count - 1, times.count * share / 100)]
                    return "p\(share)=\((time * 1e5).rounded() / 100)ms"
                }
                print(isTyping ? "suggestions" : "names", "within the process:", shown.joined(separator: " "))
            }
        }
    }
}
