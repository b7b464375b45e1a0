internal import FilingModel

/// The parameters of a request, each looked at and found to be what it should be.
struct Arguments: Sendable {
    private let parameters: [Parameter]
    private var values: [String: String] = [:]

    /// Reads the parameters of an API: what is unknown, twice there, missing or out of range is refused.
    ///
    /// - Parameters:
    ///   - items: as they came.
    ///   - parameters: that the endpoint takes.
    ///   - isStrict: whether unknown ones are refused; pages pass over them, and over values that do not fit.
    ///   - passesOthers: whether unknown ones are passed over even if it is strict.
    /// - Throws: `Problem` that names the parameter.
    init(
        _ items: [(name: String, value: String)], _ parameters: [Parameter], isStrict: Bool,
        passesOthers: Bool = false
    ) throws(Problem) {
        self.parameters = parameters
        for item in items {
            guard let parameter = parameters.first(where: { $0.name == item.name }) else {
                guard isStrict, !passesOthers else { continue }
                let known = parameters.map(\.name).joined(separator: ", ")
                throw Problem(
                    .badRequest, "parameter",
                    "there is no parameter '\(item.name)' here; there are \(known.isEmpty ? "none" : known)")
            }
            if isStrict, values[item.name] != nil {
                throw Problem(.badRequest, "parameter", "'\(item.name)' is there twice")
            }
            // A form sends what was not filled in as an empty text.
            if !isStrict, item.value.isEmpty { continue }
            if let fault = parameter.fault(item.value) {
                guard isStrict else {
                    // A page forgives all but what would make it another page.
                    if case .text = parameter.kind { throw Problem(.badRequest, "parameter", fault) }
                    continue
                }
                throw Problem(.badRequest, "parameter", fault)
            }
            values[item.name] = item.value
        }
        for parameter in parameters where parameter.isRequired && values[parameter.name] == nil {
            if isStrict { throw Problem(.badRequest, "parameter", "'\(parameter.name)' is missing") }
        }
    }

    private func value(_ name: String) -> String? {
        values[name] ?? parameters.first { $0.name == name }?.standard
    }

    /// A text or word, if given.
    func text(_ name: String) -> String? { value(name) }

    /// A text; empty when it is not given.
    func words(_ name: String) -> String { value(name) ?? "" }

    /// A whole number; 0 when it is not given and has no standard.
    func integer(_ name: String) -> Int { value(name).flatMap(Int.init) ?? 0 }

    /// A number from 0 to 1, if given.
    func share(_ name: String) -> Float? { value(name).flatMap(Float.init) }

    /// An amount, if given.
    func amount(_ name: String) -> ExactDecimal? { value(name).flatMap { ExactDecimal(parsing: $0) } }

    /// A stretch of days, if given.
    func day(_ name: String) -> DayStretch? { value(name).flatMap(DayStretch.init) }

    /// Whether it is true.
    func flag(_ name: String) -> Bool { value(name) == "true" }

    /// True, false, or not given.
    func choice(_ name: String) -> Bool? { value(name).map { $0 == "true" } }

    /// Values separated by commas.
    func list(_ name: String) -> [String] { value(name)?.split(separator: ",").map(String.init) ?? [] }
}
