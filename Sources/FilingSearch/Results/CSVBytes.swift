/// Writes comma-separated values as bytes, as RFC 4180 has them, with LF at the end of a row.
package enum CSVBytes {
    /// Appends a cell, in quotation marks if it needs them.
    ///
    /// - Parameters:
    ///   - cell: UTF-8.
    ///   - output: where it goes.
    package static func append(_ cell: some Collection<UInt8>, to output: inout [UInt8]) {
        let needsQuotes = cell.contains {
            $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
        }
        guard needsQuotes else {
            output.append(contentsOf: cell)
            return
        }
        output.append(UInt8(ascii: "\""))
        for byte in cell {
            if byte == UInt8(ascii: "\"") { output.append(byte) }
            output.append(byte)
        }
        output.append(UInt8(ascii: "\""))
    }

    /// Appends a row without its end.
    ///
    /// - Parameters:
    ///   - cells: as text.
    ///   - output: where it goes.
    package static func append(row cells: [String], to output: inout [UInt8]) {
        for (place, cell) in cells.enumerated() {
            if place > 0 { output.append(UInt8(ascii: ",")) }
            append(cell.utf8, to: &output)
        }
    }
}
