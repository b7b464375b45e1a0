internal import FilingModel

/// Gathers a party's history from its filings, which come newest first.
struct HistoryGatherer {
    private let record: PartyRecord
    private let isIssuer: Bool
    private let tradeLimit: Int

    private var holdings: [HoldingKey: HoldingSeries] = [:]
    private var trades: [Trade] = []
    private var tradeCount = 0
    private var marketTrades: [Trade] = []
    private var companions: [PartyKey: Companion] = [:]
    private var names: [String: FiledText] = [:]
    private var addresses: [String: FiledText] = [:]
    private var amendments: [Filing] = []

    private struct HoldingKey: Hashable {
        var issuer: PartyKey
        var security: String
        var ownership: String
        var nature: String
    }

    /// Companions, names, addresses and amendments that are kept: a page shows no more.
    private static let listMax = 200

    /// A gatherer for a party.
    init(of record: PartyRecord, isIssuer: Bool, tradeLimit: Int) {
        (self.record, self.isIssuer, self.tradeLimit) = (record, isIssuer, tradeLimit)
    }

    /// Adds a filing that names the party.
    mutating func add(_ filing: Filing) {
        let day = filing.effectiveDate
        if filing.form.isAmendment, amendments.count < Self.listMax { amendments.append(filing) }
        let cast = FilingCast(filing).members
        let isOwner = cast.contains { $0.isPrincipal && record.keys.contains($0.key) }
        if isIssuer {
            if let issuer = filing.issuer { Self.note(issuer.name, day, in: &names) }
        } else {
            for member in cast where record.keys.contains(member.key) {
                Self.note(member.name, day, in: &names)
                if !member.address.isEmpty { Self.note(member.address.singleLine, day, in: &addresses) }
            }
            // Whom a filing only names has nothing in common with its owners.
            if isOwner {
                for member in cast where member.isPrincipal && !record.keys.contains(member.key) {
                    var companion =
                        companions[member.key]
                        ?? Companion(key: member.key.term, name: member.name, filingCount: 0, last: day)
                    companion.filingCount += 1
                    companions[member.key] = companion
                }
                addHoldings(of: filing)
            }
        }
        guard isIssuer || isOwner else { return }
        for trade in Trade.trades(of: filing) {
            tradeCount += 1
            if trades.count < tradeLimit { trades.append(trade) }
            if trade.row.table == .nonDerivative, let code = trade.row.transactionCode.value?.uppercased(),
                code == "P" || code == "S"
            {
                marketTrades.append(trade)
            }
        }
    }

    /// What was gathered, around a page.
    func history(_ page: PartyPage) -> PartyHistory {
        var history = PartyHistory(page: page)
        history.holdings = holdings.values.map { series in
            var series = series
            series.points = Self.inOrder(series.points)
            return series
        }.sorted { left, right in
            let (first, second) = (left.points.last?.date, right.points.last?.date)
            if first != second { return (first?.ordinal ?? 0) > (second?.ordinal ?? 0) }
            if left.points.count != right.points.count { return left.points.count > right.points.count }
            return (left.issuer, left.security, left.nature ?? "") < (right.issuer, right.security, right.nature ?? "")
        }
        (history.trades, history.tradeCount) = (trades, tradeCount)
        let market = TradedMonths.withoutRetold(marketTrades)
        history.months = TradedMonths.months(of: market)
        history.companions = companions.values.sorted {
            $0.filingCount != $1.filingCount ? $0.filingCount > $1.filingCount : $0.key < $1.key
        }
        history.companions.removeLast(max(0, history.companions.count - Self.listMax))
        history.names = names.values.sorted {
            $0.filingCount != $1.filingCount ? $0.filingCount > $1.filingCount : $0.text < $1.text
        }
        history.addresses = addresses.values.sorted {
            let (first, second) = ($0.last?.ordinal ?? 0, $1.last?.ordinal ?? 0)
            return first != second ? first > second : $0.text < $1.text
        }
        history.amendments = amendments
        if isIssuer { history.clusters = BuyingClusters.clusters(of: market.filter(\.isPurchase)) }
        return history
    }

    private mutating func addHoldings(of filing: Filing) {
        guard filing.form.isOwnership else { return }
        let issuer = PartyKey(cik: filing.issuer?.cik, name: filing.issuer?.name ?? "")
        for row in filing.rows where row.table == .nonDerivative {
            guard let shares = row.sharesOwnedAfter.value, let title = row.securityTitle.value,
                let date = row.transactionDate.value ?? filing.period ?? filing.effectiveDate
            else { continue }
            let ownership = row.directOrIndirect.value?.uppercased()
            let nature = row.natureOfOwnership.value
            let key = HoldingKey(
                issuer: issuer, security: title.lowercased(), ownership: ownership ?? "",
                nature: nature?.lowercased() ?? "")
            let point = HoldingSeries.Point(
                date: date, shares: shares, filing: filing.identity, form: filing.form)
            // Filings come newest first: the first one gives the words.
            var series =
                holdings[key]
                ?? HoldingSeries(
                    issuer: filing.issuer?.name ?? "", issuerCIK: filing.issuer?.cik, security: title,
                    ownership: ownership, nature: nature, points: [])
            series.points.append(point)
            holdings[key] = series
        }
    }

    /// In the order of days; of several on a day, what the last row of the last filing says.
    ///
    /// Points come with filings newest first and rows in their order.
    private static func inOrder(_ points: [HoldingSeries.Point]) -> [HoldingSeries.Point] {
        var days: [Int32: (point: HoldingSeries.Point, filing: FilingIdentity)] = [:]
        for point in points {
            if let known = days[point.date.ordinal], known.filing != point.filing { continue }
            days[point.date.ordinal] = (point, point.filing)
        }
        return days.values.map(\.point).sorted { $0.date < $1.date }
    }

    private static func note(_ text: String, _ day: CalendarDate?, in texts: inout [String: FiledText]) {
        guard var known = texts[text] else {
            if texts.count < listMax { texts[text] = FiledText(text: text, filingCount: 1, first: day, last: day) }
            return
        }
        known.filingCount += 1
        if let day {
            known.first = known.first.map { min($0, day) } ?? day
            known.last = known.last.map { max($0, day) } ?? day
        }
        texts[text] = known
    }
}
