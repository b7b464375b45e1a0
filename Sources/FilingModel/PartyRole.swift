/// What a party is in a filing, by the words of headers and forms.
///
/// `FilingParty.role` holds the raw value, or the header's own word where that is none of these. In an index each is a key
/// that `role:` asks for.
public enum PartyRole: String, CaseIterable, Sendable {
    /// Reports its holdings on Form 3, 4 or 5.
    case owner
    /// Whose securities the filing is about.
    case issuer
    /// For whose account securities are to be sold: Form 144.
    case seller
    /// Reports a stake on Schedule 13D or 13G, alone or in a group.
    case reportingPerson = "reporting person"
    /// Officer, director or promoter of an issuer that sells without registration: Form D.
    case relatedPerson = "related person"
    /// Signed the filing.
    case signer
    /// Was given the power to sign: exhibit 24.
    case attorneyInFact = "attorney-in-fact"
    /// To be asked about the filing.
    case contact
    /// Manages the holdings that a 13F lists, or votes that an N-PX tells.
    case manager
    /// A fund, or the series of one, that reports its portfolio.
    case fund
    /// Executes a sale: Form 144.
    case broker
    /// Runs the platform of an offering: Form C.
    case intermediary
    /// Is paid for selling: Form D.
    case recipient
    /// Is named for its services to an offering: lawyers, auditors, underwriters.
    case provider
    /// Issues together with the issuer: Forms C and D.
    case coIssuer = "co-issuer"
    /// Filed it on its own behalf.
    case filer
    /// The company that others file about.
    case subjectCompany = "subject company"
    /// Files about a subject company.
    case filedBy = "filed by"
    /// For whom it was filed.
    case filedFor = "filed for"
    /// Further roles of headers.
    case serialCompany = "serial company", depositor, securitizer, underwriter
    /// Further roles of headers.
    case issuingEntity = "issuing entity", coRegistrant = "co-registrant"
    /// Named by an index, which doesn't say as what.
    case party

    /// Whether the filing is made by it, or about what it holds or runs: what people call an insider.
    public var isPrincipal: Bool {
        switch self {
        case .owner, .seller, .reportingPerson, .relatedPerson: true
        default: false
        }
    }

    /// Whether forms give it, not headers alone: who has such a part is known by name even without a key.
    public var isOfForms: Bool {
        switch self {
        case .seller, .reportingPerson, .relatedPerson, .signer, .attorneyInFact, .contact, .manager, .fund, .broker,
            .intermediary, .recipient, .provider, .coIssuer:
            true
        default: false
        }
    }

    /// Whether it is a human being unless its name or the form says otherwise.
    public var isHuman: Bool {
        switch self {
        case .relatedPerson, .signer, .attorneyInFact, .contact: true
        default: false
        }
    }

    /// The key of a role in an index: its words in lower case, joined by hyphens.
    ///
    /// - Parameter word: a raw value, or a header's own word.
    /// - Returns: such as `related-person`.
    public static func key(of word: String) -> String {
        String(word.lowercased().map { $0 == " " || $0 == "_" ? "-" : $0 })
    }

    /// Reads a role as people ask for it: in any case, with blanks, hyphens or low lines, and perhaps only its first word.
    ///
    /// - Parameter text: such as `related person`, `attorney`, `filed-by`.
    public init?(parsing text: String) {
        let key = Self.key(of: text)
        let named = Self.allCases.filter { Self.key(of: $0.rawValue) == key }
        let begun = Self.allCases.filter { Self.key(of: $0.rawValue).hasPrefix(key + "-") }
        guard let role = named.first ?? (begun.count == 1 ? begun.first : nil) else { return nil }
        self = role
    }
}
