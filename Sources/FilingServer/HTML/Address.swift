internal import FilingModel
internal import FilingSearch

/// An address on this server, percent-encoded by construction.
struct Address: CustomStringConvertible, Sendable {
    /// As it stands in a link, before HTML's own escapes.
    private(set) var description: String
    private var hasQuery = false

    /// A path of segments that may hold anything.
    ///
    /// - Parameter segments: of the path, without slashes between them.
    init(_ segments: String...) { self.init(segments) }

    /// A path of segments that may hold anything.
    init(_ segments: [String]) {
        description = segments.map { "/" + Self.encoded($0) }.joined()
        if description.isEmpty { description = "/" }
    }

    /// The address with a parameter more; one without a value is left out.
    ///
    /// - Parameters:
    ///   - name: of the parameter.
    ///   - value: any text.
    /// - Returns: a longer address.
    func with(_ name: String, _ value: String?) -> Address {
        guard let value, !value.isEmpty else { return self }
        var address = self
        address.description += (hasQuery ? "&" : "?") + Self.encoded(name) + "=" + Self.encoded(value)
        address.hasQuery = true
        return address
    }

    /// The page of a filing.
    static func filing(_ identity: FilingIdentity) -> Address { Address("filings", identity.description) }

    /// The page of a person or other owner.
    static func person(_ key: String) -> Address { Address("people", key) }

    /// The page of an issuer.
    static func issuer(_ key: String) -> Address { Address("issuers", key) }

    /// The page that tells most of a party.
    static func party(_ match: PartyMatch) -> Address {
        match.issuerCount > match.ownerCount ? issuer(match.key) : person(match.key)
    }

    /// The page of an issuer that a filing is about, if it can be told.
    static func issuer(_ issuer: Issuer?) -> Address? {
        guard let issuer else { return nil }
        return Self.issuer(PartyMatch.key(cik: issuer.cik, name: issuer.name))
    }

    private static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
            }
        }
        return encoded
    }
}
