internal import FilingModel

extension SubmissionHeader {
    /// Adds what the header knows to a filing.
    ///
    /// - Parameters:
    ///   - filing: as the documents tell it.
    ///   - facts: what XML of other forms tells about issuer, period and version.
    ///   - isFromXML: whether the filing was read from an ownership document.
    ///   - place: names the input in issues.
    ///   - emit: called for what is odd.
    func complete(
        _ filing: inout Filing, facts: Filing?, isFromXML: Bool, place: ImportPlace, emit: (ImportEvent) -> Void
    ) {
        if isFromXML, let form, form != filing.form {
            emit(
                .issue(
                    place.issue(
                        "form differs", .note,
                        message: "the header says form \(form), the document \(filing.form); "
                            + "the \(form.isOwnership ? "header" : "document") was believed")))
            if form.isOwnership { filing.form = form }
        }
        filing.filed = filing.filed ?? filed
        filing.period = filing.period ?? period ?? facts?.period
        filing.schemaVersion = filing.schemaVersion ?? facts?.schemaVersion
        if isFromXML {
            completeFromParties(&filing)
        } else if filing.form.isOwnership {
            takeOwners(&filing)
        } else {
            combine(&filing, with: facts)
        }
    }

    /// Former names, and parties that the document does not name.
    private func completeFromParties(_ filing: inout Filing) {
        for party in parties {
            guard let cik = party.cik else { continue }
            var isKnown = false
            if filing.issuer?.cik == cik {
                isKnown = true
                if filing.issuer?.formerNames.isEmpty == true { filing.issuer?.formerNames = party.formerNames }
            }
            for index in filing.owners.indices where filing.owners[index].cik == cik {
                isKnown = true
                if filing.owners[index].formerNames.isEmpty { filing.owners[index].formerNames = party.formerNames }
            }
            if !isKnown { filing.otherParties.append(Self.party(party)) }
        }
    }

    /// Owners and issuer of an ownership form that was filed as text.
    private func takeOwners(_ filing: inout Filing) {
        var owners = parties.filter { $0.role == "reporting owner" }
        if owners.isEmpty { owners = parties.filter { $0.role == "filed by" } }
        filing.owners = owners.map { party in
            ReportingOwner(
                cik: party.cik, name: party.name, address: party.address,
                relationship: Self.relationship(party.relationship), formerNames: party.formerNames)
        }
        let ownerRole = owners.first?.role
        let company = parties.first { $0.role == "issuer" } ?? parties.first { $0.role == "subject company" }
        filing.issuer = company.map { Issuer(cik: $0.cik, name: $0.name, formerNames: $0.formerNames) }
        filing.otherParties = parties.filter { $0.role != ownerRole && $0.role != company?.role }.map(Self.party)
    }

    /// `DIRECTOR`, `OFFICER`, `10% OWNER`; words besides them are kept.
    private static func relationship(_ text: String?) -> OwnerRelationship {
        var relationship = OwnerRelationship()
        guard let text, !text.isEmpty else { return relationship }
        let words = text.uppercased()
        relationship.isDirector = words.contains("DIRECTOR")
        relationship.isOfficer = words.contains("OFFICER")
        relationship.isTenPercentOwner = words.contains("10%") || words.contains("TEN PERCENT")
        if relationship == OwnerRelationship() {
            relationship.isOther = true
            relationship.otherText = text
        }
        return relationship
    }

    // Filers of these forms report on other companies.
    private static let formsAboutOthers = ["13F", "SC 13", "SCHEDULE 13", "N-PX", "144", "ADV", "TA-", "X-17A", "MA"]

    /// The company the filing is about, if just one can be meant: the subject company, else a sole filer.
    func issuer(of form: FormType) -> Issuer? {
        for role in ["subject company", "issuer", "filed for", "filer"] {
            let candidates = parties.filter { $0.role == role }
            guard !candidates.isEmpty else { continue }
            let isAboutOthers = Self.formsAboutOthers.contains { form.base.hasPrefix($0) }
            if role == "filer", isAboutOthers { return nil }
            let keys = Set(candidates.map(\.cik))
            guard keys.count == 1, let only = candidates.first else { return nil }
            return Issuer(cik: only.cik, name: only.name, formerNames: only.formerNames)
        }
        return nil
    }
}
