public import FilingModel

/// Addresses of the originals on sec.gov.
public enum SourceLink {
    /// The index page of a filing; `nil` for a paper without an accession number, or one that names no party by CIK.
    ///
    /// - Parameter filing: any filing.
    /// - Returns: an address.
    public static func filing(_ filing: Filing) -> String? {
        guard case .accession(let accession) = filing.identity else { return nil }
        let cik =
            filing.issuer?.cik ?? filing.owners.lazy.compactMap(\.cik).first
            ?? filing.otherParties.lazy.compactMap(\.cik).first
        guard let cik else { return nil }
        let dashed = accession.description
        let folder = dashed.filter { $0 != "-" }
        return "https://www.sec.gov/Archives/edgar/data/\(cik)/\(folder)/\(dashed)-index.htm"
    }

    /// EDGAR's list of a party's filings.
    ///
    /// - Parameter cik: the party's key.
    /// - Returns: an address.
    public static func party(_ cik: CentralIndexKey) -> String {
        "https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=\(cik.padded)"
    }
}
