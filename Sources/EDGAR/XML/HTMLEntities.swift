/// The character references of HTML that filings use.
package enum HTMLEntities {
    /// A character reference found in text.
    package struct Reference {
        /// The character meant.
        package let scalar: UInt32
        /// Offset behind the reference.
        package let end: Int
        /// Whether XML knows it without a declaration.
        package let isXML: Bool
    }

    // ISO 8859-1 from U+00A0 on, in order, as HTML 4.01 section 24.2 lists them.
    private static let latin = """
        nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute \
        micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring \
        AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
        times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil \
        egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash \
        ugrave uacute ucirc uuml yacute thorn yuml
        """

    private static let scalars: [String: UInt32] = {
        var table: [String: UInt32] = [
            "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "euro": 0x20AC, "sbquo": 0x201A,
            "bdquo": 0x201E, "hellip": 0x2026, "dagger": 0x2020, "Dagger": 0x2021, "permil": 0x2030, "lsaquo": 0x2039,
            "rsaquo": 0x203A, "lsquo": 0x2018, "rsquo": 0x2019, "ldquo": 0x201C, "rdquo": 0x201D, "bull": 0x2022,
            "ndash": 0x2013, "mdash": 0x2014, "trade": 0x2122, "OElig": 0x0152, "oelig": 0x0153, "Scaron": 0x0160,
            "scaron": 0x0161, "Yuml": 0x0178, "fnof": 0x0192, "circ": 0x02C6, "tilde": 0x02DC, "ensp": 0x2002,
            "emsp": 0x2003, "thinsp": 0x2009, "zwnj": 0x200C, "zwj": 0x200D, "minus": 0x2212, "le": 0x2264,
            "ge": 0x2265, "ne": 0x2260, "prime": 0x2032, "Prime": 0x2033,
        ]
        for (index, name) in latin.split(separator: " ").enumerated() { table[String(name)] = 0xA0 + UInt32(index) }
        return table
    }()

    private static let predefined: Set<String> = ["amp", "lt", "gt", "quot", "apos"]

    /// The reference that begins at an ampersand.
    ///
    /// - Parameters:
    ///   - bytes: text.
    ///   - offset: of the `&`.
    ///   - end: where the text ends.
    /// - Returns: `nil` if none with a known meaning stands there.
    package static func reference(in bytes: [UInt8], at offset: Int, upTo end: Int) -> Reference? {
        var stop = offset + 1
        // The longest name has 8 letters, the longest number 8 digits and two marks.
        let last = min(end, offset + 12)
        while stop < last, bytes[stop] != UInt8(ascii: ";") { stop += 1 }
        guard stop < last, bytes[stop] == UInt8(ascii: ";"), stop > offset + 1 else { return nil }
        if bytes[offset + 1] == UInt8(ascii: "#") {
            let isHexadecimal = bytes[offset + 2] == UInt8(ascii: "x") || bytes[offset + 2] == UInt8(ascii: "X")
            let digits = String(decoding: bytes[(offset + (isHexadecimal ? 3 : 2))..<stop], as: UTF8.self)
            guard let number = UInt32(digits, radix: isHexadecimal ? 16 : 10), digits.utf8.first != UInt8(ascii: "+")
            else { return nil }
            // Characters that XML does not allow are left out as a space.
            let isAllowed = number >= 0x20 || number == 0x09 || number == 0x0A || number == 0x0D
            guard isAllowed, Unicode.Scalar(number) != nil, number != 0xFFFE, number != 0xFFFF else {
                return Reference(scalar: 0x20, end: stop + 1, isXML: false)
            }
            // `&#150;` means byte 0x96 of Windows-1252 wherever people wrote it.
            let isControl = number >= 0x80 && number < 0xA0
            return Reference(
                scalar: isControl ? Windows1252.scalar(UInt8(number)) : number, end: stop + 1,
                isXML: !isControl && bytes[offset + 2] != UInt8(ascii: "X"))
        }
        let name = String(decoding: bytes[(offset + 1)..<stop], as: UTF8.self)
        guard let scalar = scalars[name] else { return nil }
        return Reference(scalar: scalar, end: stop + 1, isXML: predefined.contains(name))
    }

    /// Text with its references resolved.
    ///
    /// - Parameters:
    ///   - bytes: where the text stands.
    ///   - range: the text.
    /// - Returns: the same in UTF-8; what is no reference stays as it is.
    static func resolved(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == UInt8(ascii: "&"),
                let reference = reference(in: bytes, at: index, upTo: range.upperBound)
            {
                Windows1252.append(reference.scalar, to: &output)
                index = reference.end
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return output
    }
}
