internal import FilingModel

/// Finds times when several insiders of a company bought its shares on the open market.
enum BuyingClusters {
    /// Days from the first to the last purchase of a cluster, at most.
    static let dayCountMax = 30
    /// Different buyers, at least.
    static let buyerCountMin = 2

    /// Clusters, the latest first.
    ///
    /// A cluster begins with a purchase and takes in all purchases of the 30 days behind it; the next begins after its
    /// last. Owners of a joint filing are one buyer.
    ///
    /// - Parameter purchases: of one company, in any order, each told once.
    /// - Returns: those with at least two buyers.
    static func clusters(of purchases: [Trade]) -> [BuyingCluster] {
        let dated = purchases.compactMap { trade in trade.date.map { (date: $0, trade: trade) } }
            .sorted { $0.date != $1.date ? $0.date < $1.date : $0.trade.filing.sortKey < $1.trade.filing.sortKey }
        var clusters: [BuyingCluster] = []
        var start = 0
        while start < dated.count {
            let first = dated[start].date
            var end = start
            while end < dated.count, dated[end].date.dayNumber - first.dayNumber <= dayCountMax { end += 1 }
            if let cluster = cluster(dated[start..<end].map(\.trade), from: first, to: dated[end - 1].date) {
                clusters.append(cluster)
                start = end
            } else {
                start += 1
            }
        }
        return clusters.reversed()
    }

    private static func cluster(
        _ trades: [Trade], from first: CalendarDate, to last: CalendarDate
    ) -> BuyingCluster? {
        var buyers: [BuyingCluster.Buyer] = []
        var cluster = BuyingCluster(first: first, last: last, buyers: [], shares: .zero, value: .zero)
        for trade in trades {
            guard let owner = trade.owners.first, let shares = trade.row.shares.value else { continue }
            cluster.shares = cluster.shares.plus(shares)
            if let value = trade.value { cluster.value = cluster.value.plus(value) }
            let key = PartyKey(cik: owner.cik, name: owner.name).term
            if let place = buyers.firstIndex(where: { $0.key == key }) {
                buyers[place].shares = buyers[place].shares.plus(shares)
            } else {
                buyers.append(
                    BuyingCluster.Buyer(
                        key: key, name: owner.name, role: owner.relationship.summary, shares: shares))
            }
        }
        guard buyers.count >= buyerCountMin else { return nil }
        cluster.buyers = buyers
        return cluster
    }
}

extension CalendarDate {
    /// Days since 1 March of the year 0, so that differences are days.
    package var dayNumber: Int {
        // Years that begin in March have their leap day at the end.
        let (years, months) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
        return years * 365 + years / 4 - years / 100 + years / 400 + (153 * months + 2) / 5 + day - 1
    }
}
