/// A piece of a page, safe by construction.
///
/// It is written as a string with interpolations. What stands in the source is taken as it is, for the compiler lets
/// only literals there; everything put in between is escaped, whatever it holds:
///
/// ```swift
/// let line: HTML = "<p class=\"name\">\(name)</p>"
/// ```
///
/// Attributes stand in double quotation marks, which are escaped as well. Addresses of our own are made by `Address`.
struct HTML: ExpressibleByStringInterpolation, Sendable {
    /// The page as UTF-8.
    private(set) var bytes: [UInt8] = []

    /// Nothing.
    init() {}

    init(stringLiteral value: StaticString) { bytes = Array(value.description.utf8) }

    init(stringInterpolation: Interpolation) { bytes = stringInterpolation.bytes }

    /// Whether it holds nothing.
    var isEmpty: Bool { bytes.isEmpty }

    /// Appends a piece.
    static func += (left: inout HTML, right: HTML) { left.bytes += right.bytes }

    /// A text, escaped.
    init(text: String) { Self.append(text, to: &bytes) }

    /// What an interpolation gathers.
    struct Interpolation: StringInterpolationProtocol {
        typealias StringLiteralType = StaticString

        fileprivate var bytes: [UInt8] = []

        init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        mutating func appendLiteral(_ literal: StaticString) { bytes += literal.description.utf8 }

        /// A piece that is safe already.
        mutating func appendInterpolation(_ piece: HTML) { bytes += piece.bytes }

        /// Pieces one behind the other.
        mutating func appendInterpolation(_ pieces: [HTML]) { for piece in pieces { bytes += piece.bytes } }

        /// A piece, or nothing.
        mutating func appendInterpolation(_ piece: HTML?) { if let piece { bytes += piece.bytes } }

        /// A text, escaped.
        mutating func appendInterpolation(_ text: String) { HTML.append(text, to: &bytes) }

        /// A text if there is one, escaped.
        mutating func appendInterpolation(_ text: String?) { if let text { HTML.append(text, to: &bytes) } }

        /// A value in its words, escaped.
        mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            HTML.append(value.description, to: &bytes)
        }
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            // Characters that HTML has no place for; tab and the ends of lines stay.
            case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F: bytes += [0xEF, 0xBF, 0xBD]
            default: bytes.append(byte)
            }
        }
    }
}

extension Sequence<HTML> {
    /// Pieces with another between them.
    func joined(_ separator: HTML) -> HTML {
        var all = HTML()
        for (number, piece) in enumerated() {
            if number > 0 { all += separator }
            all += piece
        }
        return all
    }
}
