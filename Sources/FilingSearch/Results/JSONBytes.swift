/// Writes values of JSON as bytes: the text that `JSONEncoder` gives, slashes left as they are, without its price of tens
/// of microseconds a line.
package enum JSONBytes {
    /// Appends a text in quotation marks.
    ///
    /// - Parameters:
    ///   - text: any text.
    ///   - output: where it goes.
    package static func append(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                output.append(byte)
            } else {
                appendEscaped(byte, to: &output)
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    /// Appends a score with four places, zeros at the end left out: `0.9199`, `0.75`, `1`.
    ///
    /// - Parameters:
    ///   - score: 0 … 1.
    ///   - output: where it goes.
    package static func append(score: Double, to output: inout [UInt8]) {
        var places = Int((score * 10_000).rounded())
        output.append(contentsOf: String(places / 10_000).utf8)
        places %= 10_000
        guard places > 0 else { return }
        output.append(UInt8(ascii: "."))
        var unit = 1_000
        while places > 0 {
            output.append(UInt8(ascii: "0") + UInt8(places / unit))
            places %= unit
            unit /= 10
        }
    }

    private static func appendEscaped(_ byte: UInt8, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(byte)
        case 0x08: output.append(UInt8(ascii: "b"))
        case 0x09: output.append(UInt8(ascii: "t"))
        case 0x0A: output.append(UInt8(ascii: "n"))
        case 0x0C: output.append(UInt8(ascii: "f"))
        case 0x0D: output.append(UInt8(ascii: "r"))
        default:
            output.append(contentsOf: "u00".utf8)
            output.append(hexDigit(byte >> 4))
            output.append(hexDigit(byte & 0xF))
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}

extension Wire.BatchHit {
    /// Appends the fields of the hit, byte for byte what encoding it with sorted keys gives between the braces.
    ///
    /// - Parameter output: where they go.
    package func appendFields(to output: inout [UInt8]) {
        output.append(contentsOf: "\"cik\":".utf8)
        if let cik { output.append(contentsOf: String(cik).utf8) } else { output.append(contentsOf: "null".utf8) }
        output.append(contentsOf: ",\"kind\":".utf8)
        JSONBytes.append(kind, to: &output)
        output.append(contentsOf: ",\"name\":".utf8)
        JSONBytes.append(name, to: &output)
        if let reason {
            output.append(contentsOf: ",\"reason\":".utf8)
            JSONBytes.append(reason, to: &output)
        }
        output.append(contentsOf: ",\"score\":".utf8)
        JSONBytes.append(score: score, to: &output)
    }
}
