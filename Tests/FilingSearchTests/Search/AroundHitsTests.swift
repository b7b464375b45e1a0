internal import FilingModel
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

@Suite struct `Around the hits` {
    private let index: FilingIndex

    init() throws { index = try FixtureIndex.shared.get().index }

    /// What is marked in passages, as filed.
    private func marked(_ query: String) throws -> Set<String> {
        let results = try index.search(query) { $0.wantsPassages = true }
        var found: Set<String> = []
        for passage in results.hits.flatMap(\.passages) {
            let scalars = Array(passage.text.unicodeScalars)
            for range in passage.ranges { found.insert(String(String.UnicodeScalarView(scalars[range]))) }
        }
        return found
    }

    // MARK: - Passages

    @Test func `passages mark what was found and nothing else`() throws {
        #expect(try marked("owner:panora") == ["PANORA"])
        #expect(try marked("security:\"right to buy\" ticker:tgen").contains("Right to Buy"))
        #expect(try marked("owner:panorra~1") == ["PANORA"])
        #expect(try marked("owner:pan?ra") == ["PANORA"])
        #expect(try marked("owner:/pan.*a/") == ["PANORA"])
        #expect(try marked("owner:(robert NEAR/3 panora)") == ["ROBERT", "PANORA"])
        #expect(try marked("footnote:exercis* ticker:tgen").contains("exercisable"))
        #expect(try marked("ticker:tgen security:options~s").isSuperset(of: ["TGEN", "Option"]))
        #expect(try marked("form:3").isEmpty)
        #expect(try marked("ticker:tgen -owner:smith") == ["TGEN"])
    }

    @Test func `every range lies in its passage and every hit of words has one`() throws {
        for query in [
            "stock", "common stock", "\"common stock\"", "opt*n~1 OR shar*", "sto?k NEAR/4 common", "of^2 the",
        ] {
            for hit in try index.search(query, { $0.wantsPassages = true }).hits {
                #expect(!hit.passages.isEmpty, "\(query) \(hit.filing.identity)")
                for passage in hit.passages {
                    #expect(!passage.ranges.isEmpty)
                    #expect(passage.ranges.allSatisfy { $0.upperBound <= passage.text.unicodeScalars.count })
                    #expect(
                        zip(passage.ranges, passage.ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
                    #expect(passage.text.utf8.count < 2_000)
                }
            }
        }
    }

    // MARK: - Explanations

    @Test(arguments: [
        "stock option", "panora^3 OR tecogen", "\"common stock\"~3 shar*", "robert~2 OR /pan.*/",
        "form:4 common^0.3 stock",
        "(a OR of) the -director", "-form:3", "options~s granted~s^2", "stock NEAR/9 shares~s",
    ])
    func `shares add up to the score`(query: String) throws {
        for hit in try index.search(query, { $0.wantsExplanations = true }).hits {
            let sum = hit.explanation.reduce(0) { $0 + $1.tenThousandths }
            #expect(sum == Int((Double(hit.score) * 10_000).rounded()), "\(query)")
            #expect(hit.explanation.allSatisfy { !$0.part.isEmpty && !$0.reason.isEmpty })
        }
    }

    // MARK: - Order and pages

    @Test(arguments: SearchRequest.Order.allCases)
    func `pages put together are the whole list`(order: SearchRequest.Order) throws {
        for query in ["stock OR the", "-qqqq", "form:4"] {
            for collapse in [nil, SearchRequest.Collapse.issuer, .owner] {
                let whole = try index.search(query) {
                    $0.order = order
                    $0.collapse = collapse
                }
                var paged: [FilingIdentity] = []
                var after: String?
                repeat {
                    let page = try index.search(query) {
                        $0.order = order
                        $0.collapse = collapse
                        $0.limit = 3
                        $0.after = after
                    }
                    #expect(page.total == whole.total)
                    paged += page.hits.map(\.filing.identity)
                    after = page.next
                } while after != nil && paged.count < 1_000
                #expect(paged == whole.hits.map(\.filing.identity), "\(query) \(order)")
                #expect(whole.next == nil)
            }
        }
    }

    @Test func `orders are what they are called`() throws {
        let filed = try index.search("-qqqq") { $0.order = .filed }.hits.map { $0.filing.effectiveDate?.ordinal ?? 0 }
        #expect(filed == filed.sorted(by: >))
        let period = try index.search("-qqqq") { $0.order = .period }.hits.map { $0.filing.period?.ordinal ?? 0 }
        #expect(period == period.sorted(by: >))
        let value = try index.search("-qqqq") { $0.order = .value }.hits.map {
            $0.filing.rows.compactMap(RowNumbers.value).max() ?? .min
        }
        #expect(value == value.sorted(by: >))
    }

    @Test func `cursors of other questions are refused`() throws {
        let next = try #require(try index.search("form:4", { $0.limit = 1 }).next)
        for change in ["form:3", "form:4 "] {
            #expect(throws: FilingIndexError.self) { try index.search(change) { $0.after = next } }
        }
        #expect(throws: FilingIndexError.self) {
            try index.search("form:4") {
                $0.after = next
                $0.order = .filed
            }
        }
        #expect(throws: FilingIndexError.self) { try index.search("form:4") { $0.after = "x" } }
        let spoilt = next.dropLast() + (next.hasSuffix("0") ? "1" : "0")
        #expect(throws: FilingIndexError.self) { try index.search("form:4") { $0.after = String(spoilt) } }
    }

    // MARK: - Facets and collapse

    @Test(arguments: ["-qqqq", "form:4", "stock", "qqqq"])
    func `facets count the filings found`(query: String) throws {
        let results = try index.search(query) {
            $0.facets = SearchRequest.Facet.allCases
            $0.facetLimit = 10_000
        }
        let filings = results.hits.map(\.filing)
        for counts in results.facets {
            var expected: [String: Int] = [:]
            for filing in filings {
                let values: Set<String> =
                    switch counts.facet {
                    case .form: [filing.form.description]
                    case .year: Set([filing.effectiveDate].compactMap(\.self).map { String($0.year) })
                    case .issuer:
                        Set([filing.issuer].compactMap(\.self).map { PartyKey(cik: $0.cik, name: $0.name).term })
                    case .owner:
                        Set(
                            filing.owners.map { PartyKey(cik: $0.cik, name: $0.name).term }
                                + filing.otherParties.filter { $0.knownRole?.isPrincipal == true }.map {
                                    PartyKey(cik: $0.cik, name: $0.name).term
                                })
                    case .role: Self.roles(of: filing)
                    case .code: Set(filing.rows.compactMap { $0.transactionCode.value?.uppercased() })
                    }
                for value in values { expected[value, default: 0] += 1 }
            }
            let found = Dictionary(counts.values.map { ($0.value, $0.count) }, uniquingKeysWith: +)
            #expect(found == expected, "\(counts.facet) \(query)")
            #expect(counts.distinctCount == expected.count)
            #expect(counts.values.map(\.count) == counts.values.map(\.count).sorted(by: >))
        }
        let few = try index.search(query) {
            $0.facets = [.form]
            $0.facetLimit = 1
            $0.limit = 0
        }
        #expect(few.facets.first?.distinctCount == results.facets.first?.distinctCount)
        #expect(few.total == results.total)
    }

    private static func roles(of filing: Filing) -> Set<String> {
        let boxes = filing.owners.map(\.relationship) + filing.otherParties.map(\.relationship)
        var roles = Set(boxes.flatMap(\.roles).map { $0 == "10% owner" ? "ten" : $0 })
        roles.formUnion(filing.otherParties.map { PartyRole.key(of: $0.role) })
        if filing.issuer != nil { roles.insert("issuer") }
        if !filing.owners.isEmpty { roles.insert("owner") }
        if !filing.signatures.isEmpty { roles.insert("signer") }
        if filing.signatures.contains(where: { SignatureLine(parsing: $0.name)?.isForAnother == true }) {
            roles.insert("attorney-in-fact")
        }
        return roles
    }

    @Test func `collapsing keeps the best of each party`() throws {
        let whole = try index.search("stock OR common").hits
        let collapsed = try index.search("stock OR common") { $0.collapse = .issuer }
        var seen: Set<String> = []
        var expected: [FilingIdentity] = []
        for hit in whole {
            let key = hit.filing.issuer.map { PartyKey(cik: $0.cik, name: $0.name).term }
            if let key, !seen.insert(key).inserted { continue }
            expected.append(hit.filing.identity)
        }
        #expect(collapsed.hits.map(\.filing.identity) == expected)
        #expect(collapsed.groupCount == expected.count)
        #expect(collapsed.total == whole.count)
    }

    // MARK: - Words that nothing holds

    @Test func `the nearest words are suggested for those that nothing holds`() throws {
        let results = try index.search("tecogenn panorra robert")
        #expect(results.suggestions.map(\.word) == ["tecogenn", "panorra"])
        #expect(results.suggestions.map(\.nearest.first) == ["tecogen", "panora"])
        #expect(results.notes.contains("no filing holds 'tecogenn', did you mean 'tecogen'?"))
        #expect(try index.search("owner:tecogen").suggestions.first?.word == "tecogen")
        #expect(try index.search("tecogen -qqqqxyz").suggestions.isEmpty)
    }

    // MARK: - Limits

    @Test func `answers that were cut say so`() throws {
        let cut = try index.search("-qqqq") { $0.workMax = 1 }
        #expect(!cut.isComplete)
        #expect(cut.cutReason?.hasPrefix("the work allowed was done") == true)
        let late = try index.search("a* OR /.*/ OR the~2") { $0.timeout = .nanoseconds(1) }
        #expect(late.isComplete == (late.cutReason == nil))
        let enough = try index.search("sto* OR the~1") { $0.timeout = .seconds(60) }
        #expect(enough.isComplete)
        #expect(enough.hits.map(\.filing.identity) == (try index.search("sto* OR the~1")).hits.map(\.filing.identity))
    }

    @Test func `patterns that mean everything find everything that has words`() throws {
        let all = try index.search("*?").total
        #expect(all > 10)
        #expect(try index.search("/.*/").total == all)
        #expect(
            try index.search("owner:/.+/").total
                == ImportedFilings.all.filter { filing in
                    !filing.owners.isEmpty || filing.otherParties.contains { $0.knownRole?.isPrincipal == true }
                }.count(uniqueIn: index))
    }

    @Test func `thousands of patterns are answered`() throws {
        let words = (0..<300).map { "w\($0)x~1" }
        #expect(try index.search(words.joined(separator: " OR ") + " OR tecogen").total >= 1)
        let many = (0..<10_000).map { "w\($0)" }.joined(separator: " NEAR/2 ")
        #expect(try index.search(many).total == 0)
    }
}

extension [Filing] {
    /// How many of them an index has, the same counted once.
    fileprivate func count(uniqueIn index: FilingIndex) throws -> Int { Set(map(\.identity)).count }
}
