/// A universe file in memory, read line by line.
struct PartyList {
    private let bytes: [UInt8]
    private let starts: [Int]

    /// Number of parties.
    var count: Int { starts.count - 1 }

    init(_ bytes: [UInt8]) {
        var starts: [Int] = [0]
        for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
        if let last = starts.last, last < bytes.count { starts.append(bytes.count + 1) }
        self.bytes = bytes
        self.starts = starts
    }

    /// The bytes of a party's line.
    func line(_ row: Int) -> ArraySlice<UInt8> { bytes[starts[row]..<starts[row + 1] - 1] }

    /// The party of a line; `nil` if the line is none.
    subscript(row: Int) -> Party? { Party(parsing: line(row)) }
}
