internal import FilingModel

/// What stands together in an XML form: a person, a row, a signature, with the texts of the elements inside.
struct FormRecord {
    /// The element that holds it all.
    let element: ElementName
    /// Texts of the elements inside that mean something, in document order.
    private(set) var fields: [(element: ElementName, text: String)] = []

    /// Elements that are open inside it and at it.
    let depth: Int

    init(_ element: ElementName, depth: Int) { (self.element, self.depth) = (element, depth) }

    /// Whether it is a row that keeps the words of its elements.
    var isRow: Bool { element == .infoTable || element == .invstOrSec || element == .proxyTable }

    /// Whether it takes the elements of its elements too: a fund's holding has names and amounts of others deep inside.
    var takesAll: Bool { element != .invstOrSec }

    /// Takes an attribute of an element inside: codes of a security, and what stands in attributes where a condition
    /// goes with it.
    mutating func addAttribute(_ attribute: ElementName?, of owner: ElementName?, _ text: String) {
        guard !text.isEmpty else { return }
        switch (owner, attribute) {
        case (.isin?, .value?): add(.isin, text)
        case (.ticker?, .value?): add(.ticker, text)
        case (_, .assetCat?): add(.assetCat, text)
        case (_, .issuerCat?): add(.issuerCat, text)
        case (_, .curCd?): add(.curCd, text)
        default: break
        }
    }

    /// Takes the text of an element inside.
    mutating func add(_ element: ElementName, _ text: String) { fields.append((element, text)) }

    /// The first text of an element, or of the first of several that has one.
    func text(_ names: ElementName...) -> String? {
        for name in names {
            if let field = fields.first(where: { $0.element == name }) { return field.text }
        }
        return nil
    }

    /// All texts of an element.
    func texts(_ name: ElementName) -> [String] { fields.filter { $0.element == name }.map(\.text) }

    func key(_ names: ElementName...) -> CentralIndexKey? {
        for name in names {
            if let text = text(name), let key = CentralIndexKey(parsing: text) { return key }
        }
        return nil
    }

    func day(_ names: ElementName...) -> CalendarDate? {
        for name in names {
            if let text = text(name), let day = CalendarDate(parsing: text) { return day }
        }
        return nil
    }

    /// A day that keeps its text when it cannot be read.
    func reportedDay(_ name: ElementName) -> Reported<CalendarDate> {
        guard let text = text(name) else { return Reported() }
        let day = CalendarDate(parsing: text)
        return Reported(day, unreadText: day == nil ? text : nil)
    }

    /// A number that keeps its text when it cannot be read.
    func number(_ names: ElementName...) -> Reported<ExactDecimal> {
        for name in names {
            guard let text = text(name) else { continue }
            let number = ExactDecimal(parsing: text)
            return Reported(number, unreadText: number == nil ? text : nil)
        }
        return Reported()
    }

    func words(_ names: ElementName...) -> Reported<String> {
        for name in names {
            if let text = text(name) { return Reported(text) }
        }
        return Reported()
    }

    /// The address inside.
    var address: PostalAddress {
        var address = PostalAddress()
        address.street1 = text(.street1, .regStreet1)
        address.street2 = text(.street2, .regStreet2)
        address.city = text(.city, .regCity)
        address.state = text(.stateOrCountry)
        address.stateDescription = text(.stateOrCountryDescription)
        address.zip = text(.zipCode, .regZipOrPostalCode)
        return address
    }

    /// Words that stand where a name is asked for and there is none.
    private static let placeholders: Set<String> = [
        "none", "n/a", "na", "n.a.", "not applicable", "estimated", "various", "tbd", "-", "--", ".", "x", "nil",
        "unknown",
    ]

    /// A name, unless what stands there says that there is none.
    static func name(_ text: String?) -> String? {
        guard let text, !text.isEmpty, !placeholders.contains(text.lowercased()) else { return nil }
        return text
    }
}
