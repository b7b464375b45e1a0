/// One column of Table I or Table II, whatever number the form gives it.
enum TableColumn: Int, Hashable, CaseIterable {
    case title, exercisePrice, transactionDate, deemedDate, code, early, amount, amountAcquired, amountDisposed
    case acquiredOrDisposed, exerciseDate, expirationDate, underlyingTitle, underlyingAmount, price, owned
    case directOrIndirect, nature

    /// The columns of the official form, in its order.
    ///
    /// - Parameters:
    ///   - form: `3`, `4` or `5`.
    ///   - isDerivative: Table II.
    /// - Returns: from left to right.
    static func official(form: String, isDerivative: Bool) -> [TableColumn] {
        switch (form, isDerivative) {
        case ("3", false):
            [.title, .owned, .directOrIndirect, .nature]
        case ("3", true):
            [
                .title, .exerciseDate, .expirationDate, .underlyingTitle, .underlyingAmount, .exercisePrice,
                .directOrIndirect, .nature,
            ]
        case (_, false):
            [
                .title, .transactionDate, .deemedDate, .code, .early, .amount, .acquiredOrDisposed, .price, .owned,
                .directOrIndirect, .nature,
            ]
        case (_, true):
            [
                .title, .exercisePrice, .transactionDate, .deemedDate, .code, .early, .amountAcquired, .amountDisposed,
                .exerciseDate, .expirationDate, .underlyingTitle, .underlyingAmount, .price, .owned, .directOrIndirect,
                .nature,
            ]
        }
    }

    /// The columns that one cell of a table's head stands for; none if it is no head.
    ///
    /// - Parameters:
    ///   - head: the words, folded.
    ///   - isDerivative: Table II.
    /// - Returns: from left to right.
    static func columns(inHead head: String, isDerivative: Bool) -> [TableColumn] {
        if head.isEmpty { return [] }
        for (phrase, columns) in phrases where head.contains(phrase) { return columns }
        // The second line of a head, below a heading for two or three columns.
        switch head {
        case "code": return [.code]
        case "v": return [.early]
        case "amount": return isDerivative ? [.underlyingAmount] : [.amount]
        case "a or d": return [.acquiredOrDisposed]
        case "a": return [.amountAcquired]
        case "d": return [.amountDisposed]
        case "price": return [.price]
        case "title": return isDerivative ? [.underlyingTitle] : [.title]
        default: break
        }
        if head.hasPrefix("amount or number") || head == "number of shares" || head == "shares" {
            return [.underlyingAmount]
        }
        return []
    }

    /// Phrases that tell a column, the narrower before the wider.
    private static let phrases: [(String, [TableColumn])] = [
        ("title of derivative", [.title]), ("title of security", [.title]),
        ("title of underlying", [.underlyingTitle]), ("title and amount of", [.underlyingTitle, .underlyingAmount]),
        ("deemed execution", [.deemedDate]),
        ("number of derivative securities beneficially", [.owned]),
        ("number of derivative securities owned", [.owned]),
        ("amount of securities beneficially owned", [.owned]), ("owned following", [.owned]),
        ("owned at end", [.owned]),
        ("number of derivative securities", [.amountAcquired, .amountDisposed]),
        ("securities acquired", [.amount, .acquiredOrDisposed, .price]),
        ("transaction date", [.transactionDate]), ("transaction code", [.code, .early]),
        ("date exercisable and expiration", [.exerciseDate, .expirationDate]),
        ("date exercisable", [.exerciseDate]), ("expiration date", [.expirationDate]),
        ("conversion or exercise", [.exercisePrice]), ("price of derivative", [.price]),
        ("ownership form", [.directOrIndirect]), ("nature of indirect", [.nature]),
        ("nature of ownership", [.nature]), ("amount or number of", [.underlyingAmount]),
    ]

    /// The last words of the column's head, which a converter may leave at the front of the first value.
    var headTails: [String] {
        switch self {
        case .title: ["(instr. 3)", "(instr. 4)", "security (instr. 3)", "security (instr. 4)"]
        case .underlyingTitle: ["title", "(instr. 3 and 4)", "(instr. 4)"]
        case .nature: ["(instr. 4)", "(instr. 5)", "ownership (instr. 4)", "ownership (instr. 5)"]
        default: []
        }
    }

    /// How well a value fits the column: above zero if it may stand there, else nothing.
    func fit(_ reading: CellReading) -> Double? {
        if reading.text.isEmpty || reading.shape == .empty {
            if reading.footnotes.isEmpty { return 0.2 }
            return loneFootnoteFit
        }
        switch (self, reading.shape) {
        case (.title, .text), (.underlyingTitle, .text): return 3
        case (.title, .letter), (.underlyingTitle, .letter): return 0.3
        case (.nature, .text): return 2.6
        case (.transactionDate, .date): return 3
        // One date alone is the end of the option rather than its beginning, and no deemed date.
        case (.expirationDate, .date): return 3.1
        case (.exerciseDate, .date): return 3
        case (.deemedDate, .date): return 2.9
        case (.exerciseDate, .text), (.expirationDate, .text): return 0.6
        case (.code, .letter(let letters)): return letters == "V" ? 0.5 : 3
        case (.early, .letter("V")): return 3
        case (.acquiredOrDisposed, .letter("A")), (.acquiredOrDisposed, .letter("D")): return 3
        case (.directOrIndirect, .letter("D")), (.directOrIndirect, .letter("I")): return 3.8
        case (.owned, .number): return 3.6
        case (.amount, .number), (.amountAcquired, .number), (.amountDisposed, .number): return 3
        case (.underlyingAmount, .number): return 3.3
        case (.amount, .money), (.owned, .money), (.underlyingAmount, .money), (.amountAcquired, .money),
            (.amountDisposed, .money):
            return 1
        case (.price, .money), (.exercisePrice, .money): return 4
        case (.price, .number), (.exercisePrice, .number): return 2
        case (.exercisePrice, .text): return 0.4
        default: return nil
        }
    }

    /// How well a footnote may stand in place of the value; nearly always it is one of these four columns.
    private var loneFootnoteFit: Double? {
        switch self {
        case .exerciseDate, .expirationDate, .exercisePrice, .price: 1
        case .title, .code, .early, .acquiredOrDisposed, .directOrIndirect: nil
        case .nature, .transactionDate, .underlyingTitle, .underlyingAmount, .owned: 0.4
        default: 0.1
        }
    }
}
