/// One submission: what was filed, by whom, about whom, and where it was read.
///
/// Every importer gives this same value, whatever the bytes looked like; a field that the bytes don't hold is empty.
public struct Filing: Hashable, Sendable {
    /// Accession number, or a content hash for a paper without one.
    public var identity: FilingIdentity
    /// The form, amendment mark included.
    public var form: FormType
    /// Version of the ownership schema, such as `X0306`.
    public var schemaVersion: String?

    /// The day it was filed.
    public var filed: CalendarDate?
    /// The event or period it reports.
    public var period: CalendarDate?
    /// For an amendment, the day the original was filed.
    public var originalFiled: CalendarDate?
    /// For an amendment that names it, the filing before it: Form 144/A, Schedules 13D/A and 13G/A.
    public var amends: AccessionNumber?

    /// Whose securities it is about.
    public var issuer: Issuer?
    /// Who reports; several in a joint filing, in the order of the document.
    public var owners: [ReportingOwner] = []
    /// Everyone else that header or form names: filers, sellers, related persons, contacts, attorneys-in-fact.
    public var otherParties: [FilingParty] = []

    /// Form 3: the box *no securities are beneficially owned*.
    public var noSecuritiesOwned = false
    /// Forms 4 and 5: the box *no longer subject to Section 16*.
    public var notSubjectToSection16 = false
    /// Form 5: holdings that a Form 3 should have told.
    public var form3HoldingsReported = false
    /// Form 5: transactions that a Form 4 should have told.
    public var form4TransactionsReported = false
    /// The Rule 10b5-1 box; `nil` where the form has none.
    public var isUnderTradingPlan: Bool?

    /// Rows of Table I, then of Table II, each in document order; of other forms as `SecurityRow.Table` has them.
    public var rows: [SecurityRow] = []
    /// Footnotes in document order.
    public var footnotes: [Footnote] = []
    /// The remarks box.
    public var remarks: String?
    /// Signatures in document order; they are not tied to owners.
    public var signatures: [Signature] = []
    /// Text of the documents that are not read into fields: exhibits, reports, letters.
    public var documents: [FilingDocumentText] = []

    /// Where the bytes came from; of several papers that tell the filing, the fullest.
    public var source: FilingSource
    /// All papers that tell this filing, the fullest first, where there are several; else none.
    public var tellings: [FilingTelling] = []

    /// Where everything came from: one paper, or all that tell the filing, the fullest first.
    public var sources: [FilingSource] { tellings.isEmpty ? [source] : tellings.map(\.source) }

    /// A filing with nothing but its identity, form and source.
    ///
    /// - Parameters:
    ///   - identity: accession number or content hash.
    ///   - form: the form.
    ///   - source: where it was read.
    public init(identity: FilingIdentity, form: FormType, source: FilingSource) {
        self.identity = identity
        self.form = form
        self.source = source
    }

    /// The day to sort by: filed, else the period, else the first signature.
    public var effectiveDate: CalendarDate? { filed ?? period ?? signatures.lazy.compactMap(\.date).first }
}

/// A numbered note to values of the form.
public struct Footnote: Hashable, Sendable {
    /// Its identifier, `F1` … `F99`.
    public var id: String
    /// Its words.
    public var text: String

    /// A footnote.
    ///
    /// - Parameters:
    ///   - id: such as `F1`.
    ///   - text: its words.
    public init(id: String, text: String) {
        self.id = id
        self.text = text
    }
}
