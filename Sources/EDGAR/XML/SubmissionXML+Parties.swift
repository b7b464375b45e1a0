internal import FilingModel

extension SubmissionXML {
    /// Forms whose lines each name an issuer, none of them the filing's own.
    private static let formsOfLists = ["13F", "INFORMATIONTABLE", "N-PX", "NPORT", "N-CEN", "N-MFP"]

    /// Takes a record of a party.
    mutating func takeParty(_ record: FormRecord) {
        switch record.element {
        case .filer, .filerId, .coFiler:
            if let cik = record.key(.cik, .filerCik) {
                addFiler(FilingParty(.filer, cik: cik, name: record.text(.entityName) ?? ""))
            }
        case .primaryIssuer, .issuerInfo, .employeesInfo, .item1, .item1Info: takeIssuer(record)
        case .issuer, .coIssuerInfo: takeCoIssuer(record)
        case .contact, .notificationInfo:
            add(.contact, record.text(.contactName, .personName, .name), record)
        case .coverPageHeader:
            filing.period = filing.period ?? record.day(.dateOfEvent, .eventDateRequiresFilingThisStatement)
            classTitle = classTitle ?? record.text(.securitiesClassTitle)
        case .relatedPersonInfo: takeRelatedPerson(record)
        case .recipient: add(.recipient, record.text(.recipientName), record)
        case .filingManager, .reportingPerson: add(.manager, record.text(.name), record)
        case .otherManager, .otherManager2: add(.manager, record.text(.name), record, note: "other manager")
        case .genInfo: takeFund(record)
        case .director: takeOfficer(record.text(.directorName), "Director")
        case .chiefComplianceOfficer: takeOfficer(record.text(.ccoName), "Chief Compliance Officer")
        case .issuerInformation:
            if let name = FormRecord.name(record.text(.companyName)) {
                persons.append(FilingParty(.intermediary, cik: record.key(.commissionCik), name: name, kind: .company))
            }
        case .summaryInfo, .summaryInfoOffering:
            takeProviders(record)
            takeRow(record)
        case .signatureInformation: break
        default: break
        }
    }

    private mutating func takeIssuer(_ record: FormRecord) {
        issuerCIK = issuerCIK ?? record.key(.issuerCik, .cik)
        issuerName = issuerName ?? FormRecord.name(record.text(.issuerName, .entityName, .nameOfIssuer))
        for code in record.texts(.issuerCusip) + record.texts(.issuerCusipNumber) where !classCUSIPs.contains(code) {
            classCUSIPs.append(code)
        }
        for name in record.texts(.previousName) where FormRecord.name(name) != nil {
            let former = FormerName(name: name)
            if !issuerFormerNames.suffix(Self.nearCount).contains(former) { issuerFormerNames.append(former) }
        }
        add(.contact, record.text(.connectionName), nil)
        add(.provider, record.text(.nameAuditor), nil, note: "auditor")
        if let seller = FormRecord.name(record.text(.nameOfPersonForWhoseAccountTheSecuritiesAreToBeSold)) {
            var relationship = OwnerRelationship()
            for word in record.texts(.relationshipToIssuer) { relationship.add(word) }
            persons.append(FilingParty(.seller, name: seller, relationship: relationship))
        }
    }

    private mutating func takeCoIssuer(_ record: FormRecord) {
        guard let name = FormRecord.name(record.text(.entityName, .nameOfCoIssuer)) else { return }
        persons.append(
            FilingParty(
                role: PartyRole.coIssuer.rawValue, cik: record.key(.cik), name: name, address: record.address,
                formerNames: record.texts(.previousName).map { FormerName(name: $0) }, kind: .company))
    }

    private mutating func takeRelatedPerson(_ record: FormRecord) {
        guard
            let name = PersonName(
                first: record.text(.firstName), middle: record.text(.middleName), last: record.text(.lastName))
        else { return }
        var relationship = OwnerRelationship()
        for word in record.texts(.relationship) { relationship.add(word) }
        if let clarification = FormRecord.name(record.text(.relationshipClarification)) {
            if relationship.isOfficer {
                relationship.officerTitle = clarification
            } else {
                relationship.otherText = relationship.otherText.map { $0 + ", " + clarification } ?? clarification
            }
        }
        persons.append(
            FilingParty(
                .relatedPerson, name: name.name, address: record.address, kind: name.kind, relationship: relationship))
    }

    /// Takes a director or officer of a fund, with a title.
    private mutating func takeOfficer(_ name: String?, _ title: String) {
        guard let name = FormRecord.name(name) else { return }
        var relationship = OwnerRelationship()
        relationship.add(title)
        if relationship.isOfficer { relationship.officerTitle = title }
        addOnce(FilingParty(.relatedPerson, name: name, kind: .person, relationship: relationship))
    }

    private mutating func takeFund(_ record: FormRecord) {
        filing.period = filing.period ?? record.day(.repPdDate)
        guard let name = FormRecord.name(record.text(.regName)) else { return }
        persons.append(
            FilingParty(.fund, cik: record.key(.regCik), name: name, address: record.address, kind: .company))
        if let series = FormRecord.name(record.text(.seriesName)), series != name {
            persons.append(FilingParty(.fund, name: series, kind: .company))
        }
    }

    private mutating func takeProviders(_ record: FormRecord) {
        for (element, note) in [
            (ElementName.auditorServiceProviderName, "auditor"), (.auditorSpName, "auditor"),
            (.legalServiceProviderName, "counsel"), (.legalSpName, "counsel"),
            (.underwritersServiceProviderName, "underwriter"), (.underwrittenSpName, "underwriter"),
            (.promotersServiceProviderName, "promoter"), (.promoterSpName, "promoter"),
            (.salesCommissionsServiceProviderName, "sales commissions"), (.salesCommissionsSpName, "sales commissions"),
        ] {
            for name in record.texts(element) { add(.provider, name, nil, note: note) }
        }
    }

    /// Adds a party with nothing but its name, unless that says that there is none.
    private mutating func add(_ role: PartyRole, _ name: String?, _ record: FormRecord?, note: String? = nil) {
        guard let name = FormRecord.name(name) else { return }
        var party = FilingParty(
            role, cik: record?.key(.cik), name: name, address: record?.address ?? PostalAddress())
        party.relationship.otherText = note
        addOnce(party)
    }

    /// How many of a list are looked at for one that is there already: repetitions stand close together, and a document
    /// may hold a million entries.
    static let nearCount = 16

    /// Adds a party unless it has just been named in the same way.
    mutating func addOnce(_ party: FilingParty) {
        if !persons.suffix(Self.nearCount).contains(party) { persons.append(party) }
    }

    /// Adds a filer once, its name when it is told.
    mutating func addFiler(_ filer: FilingParty) {
        let near = filers.indices.suffix(Self.nearCount)
        if let known = near.first(where: { filers[$0].cik == filer.cik }) {
            if filers[known].name.isEmpty { filers[known].name = filer.name }
        } else {
            filers.append(filer)
        }
    }

    /// Puts together what records told in passing.
    mutating func finish() {
        let isList = Self.formsOfLists.contains { filing.form.base.hasPrefix($0) }
        if !isList, issuerCIK != nil || issuerName != nil {
            filing.issuer = Issuer(cik: issuerCIK, name: issuerName ?? "", formerNames: issuerFormerNames)
        }
        identifyIssuer()
        for index in filers.indices where filers[index].name.isEmpty && filers[index].cik == issuerCIK {
            filers[index].name = issuerName ?? ""
        }
        identifySoleFiler()
        // A filer without a name is nobody that those named with its key are not already.
        let named = Set(persons.compactMap(\.cik))
        filing.otherParties = filers.filter { filer in
            guard let cik = filer.cik else { return true }
            return !named.contains(cik)
        }
        filing.otherParties += persons
        addOfficersWhoSigned()
    }

    /// Forms C, 1-Z and EFFECT give the issuer's key with the filer alone.
    private mutating func identifyIssuer() {
        let isOwn = ["C", "C-U", "C-AR", "C-TR", "C-W", "D", "EFFECT"].contains(filing.form.base)
        guard isOwn || filing.form.base.hasPrefix("1-"), filers.count == 1, let filer = filers.first else { return }
        if filing.issuer == nil, !filer.name.isEmpty { filing.issuer = Issuer(cik: nil, name: filer.name) }
        guard filing.issuer != nil, issuerCIK == nil else { return }
        issuerCIK = filer.cik
        filing.issuer?.cik = filer.cik
    }

    /// Forms 144 and 13F, and Schedule 13G, name the one who files without a key; where there is one filer and one such
    /// person, the key is that person's.
    private mutating func identifySoleFiler() {
        guard filers.count == 1, let cik = filers[0].cik, cik != issuerCIK else { return }
        let roles: Set<String> = [
            PartyRole.seller.rawValue, PartyRole.reportingPerson.rawValue, PartyRole.manager.rawValue,
        ]
        let isOther = { (party: FilingParty) in party.relationship.otherText == "other manager" }
        let candidates = persons.indices.filter { roles.contains(persons[$0].role) && !isOther(persons[$0]) }
        guard candidates.count == 1, persons[candidates[0]].cik == nil else { return }
        persons[candidates[0]].cik = cik
    }

    /// Form C and Regulation A name their officers and directors only where they sign.
    private mutating func addOfficersWhoSigned() {
        let isOffering = filing.form.base == "C" || filing.form.base.hasPrefix("C-") || filing.form.base.hasPrefix("1-")
        guard isOffering else { return }
        // As many as a board may have; more are no offering's.
        for signature in filing.signatures.prefix(200) {
            guard let line = SignatureLine(parsing: signature.name), let title = signature.title else { continue }
            var relationship = OwnerRelationship()
            relationship.add(title)
            guard relationship.isOfficer || relationship.isDirector else { continue }
            if relationship.isOfficer { relationship.officerTitle = title }
            if let known = filing.otherParties.firstIndex(where: {
                $0.knownRole == .relatedPerson && $0.name == line.name
            }) {
                let isDirector = filing.otherParties[known].relationship.isDirector || relationship.isDirector
                filing.otherParties[known].relationship.isDirector = isDirector
                continue
            }
            filing.otherParties.append(FilingParty(.relatedPerson, name: line.name, relationship: relationship))
        }
    }
}

extension OwnerRelationship {
    /// Ticks the box that a word or title stands for; words without a box are kept.
    ///
    /// - Parameter word: such as `Executive Officer`, `Director`, `10% Stockholder`, `Promoter`, `CEO`.
    mutating func add(_ word: String) {
        let words = word.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "%" }.map(String.init)
        func has(_ word: String) -> Bool { words.contains(word) }
        var isKnown = false
        let titles: Set<String> = [
            "officer", "president", "ceo", "cfo", "coo", "cto", "treasurer", "secretary", "chief", "controller",
            "comptroller", "principal",
        ]
        if words.contains(where: titles.contains) { (isOfficer, isKnown) = (true, true) }
        if has("director") || has("trustee") || has("directors") || has("chairman") || has("chairwoman") || has("chair")
        {
            // A managing director has a desk, not a seat.
            if !has("managing") { (isDirector, isKnown) = (true, true) }
        }
        if has("board"), has("member") || has("chair") { (isDirector, isKnown) = (true, true) }
        if has("10%") || has("ten") && has("percent") { (isTenPercentOwner, isKnown) = (true, true) }
        guard !isKnown else { return }
        isOther = true
        otherText = otherText.map { $0 + ", " + word } ?? word
    }
}
