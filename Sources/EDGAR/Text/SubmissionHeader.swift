package import FilingModel

/// The header of a submission: what was filed, when, and by whom.
///
/// Both shapes are read, line by line and mixed as they occur: `LABEL:<tabs>value` and `<TAG>value`. Indentation is not
/// relied on, for real headers get it wrong.
package struct SubmissionHeader: Sendable {
    /// A party of the submission.
    package struct Party: Sendable {
        /// The header's word for it, lower case: `filer`, `reporting owner`, `subject company`, `filed by`.
        package var role: String
        /// Its key.
        package var cik: CentralIndexKey?
        /// Its name in EDGAR's spelling.
        package var name = ""
        /// Where it does business.
        package var businessAddress = PostalAddress()
        /// Where it gets mail.
        package var mailAddress = PostalAddress()
        /// Earlier names.
        package var formerNames: [FormerName] = []
        /// What an owner is to the issuer, as pre-2003 headers tell it: `DIRECTOR`.
        package var relationship: String?

        /// The business address, else the mail address.
        package var address: PostalAddress { businessAddress.isEmpty ? mailAddress : businessAddress }
    }

    /// The number of the submission.
    package var accession: AccessionNumber?
    /// The form.
    package var form: FormType?
    /// The event or period reported.
    package var period: CalendarDate?
    /// The day of filing.
    package var filed: CalendarDate?
    /// Everyone named, in the order of the header.
    package var parties: [Party] = []
    /// Members of a group that files together, by name alone.
    package var groupMembers: [String] = []
    /// Labels whose value could not be read, with the value.
    package var unread: [(label: String, value: String)] = []

    private enum Block { case none, business, mail, former }

    private var isInParty = false
    private var block = Block.none
    private var pendingRole: String?

    /// Reads a header.
    ///
    /// - Parameters:
    ///   - bytes: where it is.
    ///   - range: its lines.
    package init(_ bytes: [UInt8], _ range: Range<Int>) {
        for line in TextLines(bytes, range) { read(bytes, line) }
    }

    private mutating func read(_ bytes: [UInt8], _ line: Range<Int>) {
        let line = TextBytes.trimmed(bytes, line)
        guard let first = line.first else { return }
        if bytes[first] == UInt8(ascii: "<") {
            guard let end = bytes[line].firstIndex(of: UInt8(ascii: ">")) else { return }
            if bytes[first + 1] == UInt8(ascii: "/") {
                close(key(bytes, first + 2..<end))
            } else {
                take(key(bytes, first + 1..<end), TextBytes.collapsed(bytes, end + 1..<line.upperBound))
            }
        } else if let colon = bytes[line].firstIndex(of: UInt8(ascii: ":")) {
            take(key(bytes, first..<colon), TextBytes.collapsed(bytes, colon + 1..<line.upperBound))
        }
    }

    /// A label in one spelling for both shapes: capitals, joined by hyphens.
    private func key(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        let range = TextBytes.trimmed(bytes, range)
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        for index in range {
            let byte = bytes[index]
            if byte == 0x20 || byte == UInt8(ascii: "_") {
                output.append(UInt8(ascii: "-"))
            } else {
                output.append(byte >= 0x61 && byte <= 0x7A ? byte & 0xDF : byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private mutating func close(_ key: String) {
        switch key {
        case "BUSINESS-ADDRESS", "MAIL-ADDRESS", "FORMER-COMPANY", "FORMER-NAME": block = .none
        default: if isInParty, parties.last?.role == Self.role(key) { isInParty = false }
        }
    }

    private static func role(_ key: String) -> String {
        String(key.map { $0 == "-" ? " " : $0 }).lowercased()
    }

    private static let roles: Set<String> = [
        "FILER", "ISSUER", "REPORTING-OWNER", "SUBJECT-COMPANY", "FILED-BY", "FILED-FOR", "SERIAL-COMPANY",
        "DEPOSITOR", "SECURITIZER", "UNDERWRITER", "ISSUING-ENTITY", "CO-REGISTRANT",
    ]

    private mutating func begin(role: String) {
        parties.append(Party(role: role))
        isInParty = true
        block = .none
        pendingRole = nil
    }

    private mutating func take(_ key: String, _ value: String) {
        if value.isEmpty { takeBlock(key) } else if !takeFact(key, value) { takePartyFact(key, value) }
    }

    private mutating func takeBlock(_ key: String) {
        switch key {
        case "BUSINESS-ADDRESS": block = .business
        case "MAIL-ADDRESS": block = .mail
        case "FORMER-COMPANY", "FORMER-NAME": block = .former
        case "FILING-VALUES": block = .none
        case "COMPANY-DATA", "OWNER-DATA":
            block = .none
            let isFresh = isInParty && parties.last?.name.isEmpty == true
            if !isFresh { begin(role: pendingRole ?? "company") }
        default:
            if Self.roles.contains(key) { begin(role: Self.role(key)) } else { pendingRole = Self.role(key) }
        }
    }

    /// Facts about the submission.
    private mutating func takeFact(_ key: String, _ value: String) -> Bool {
        switch key {
        case "ACCESSION-NUMBER":
            if accession == nil { accession = AccessionNumber(parsing: value) }
            if accession == nil { unread.append((key, value)) }
        case "CONFORMED-SUBMISSION-TYPE": form = form ?? FormType(parsing: value)
        case "TYPE" where !isInParty: form = form ?? FormType(parsing: value)
        case "CONFORMED-PERIOD-OF-REPORT", "PERIOD":
            period = period ?? CalendarDate(parsing: value)
            if period == nil { unread.append((key, value)) }
        case "FILED-AS-OF-DATE", "FILING-DATE":
            filed = filed ?? CalendarDate(parsing: value)
            if filed == nil { unread.append((key, value)) }
        case "GROUP-MEMBERS": groupMembers.append(value)
        default: return false
        }
        return true
    }

    /// Facts about the party the header is at.
    private mutating func takePartyFact(_ key: String, _ value: String) {
        guard isInParty, !parties.isEmpty else { return }
        let last = parties.count - 1
        switch key {
        case "COMPANY-CONFORMED-NAME", "CONFORMED-NAME":
            if parties[last].name.isEmpty { parties[last].name = value }
        case "CENTRAL-INDEX-KEY", "CIK":
            if parties[last].cik == nil { parties[last].cik = CentralIndexKey(parsing: value) }
            if parties[last].cik == nil { unread.append((key, value)) }
        case "RELATIONSHIP": parties[last].relationship = value
        case "FORMER-CONFORMED-NAME": parties[last].formerNames.append(FormerName(name: value))
        case "DATE-OF-NAME-CHANGE", "DATE-CHANGED":
            let count = parties[last].formerNames.count
            if count > 0 { parties[last].formerNames[count - 1].changed = CalendarDate(parsing: value) }
        case "FORM-TYPE": form = form ?? FormType(parsing: value)
        default:
            switch block {
            case .business: Self.set(key, value, in: &parties[last].businessAddress)
            case .mail: Self.set(key, value, in: &parties[last].mailAddress)
            case .none, .former: break
            }
        }
    }

    private static func set(_ key: String, _ value: String, in address: inout PostalAddress) {
        switch key {
        case "STREET-1", "STREET1": address.street1 = value
        case "STREET-2", "STREET2": address.street2 = value
        case "CITY": address.city = value
        case "STATE": address.state = value
        case "ZIP": address.zip = value
        case "COUNTRY": address.country = value
        default: break
        }
    }
}
