internal import Synchronization

/// What the server counts, in the text format that Prometheus reads.
final class Metrics: Sendable {
    /// Seconds up to which answers are counted together.
    static let bounds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10]

    private struct Route {
        var statuses: [Int: Int] = [:]
        var buckets = [Int](repeating: 0, count: Metrics.bounds.count)
        var count = 0
        var seconds = 0.0
        var bytes = 0
    }

    private struct State {
        var routes: [String: Route] = [:]
        var underWay = 0
        var refused = 0
        var reloads = 0
    }

    private let state = Mutex(State())

    /// Notes that a request has begun.
    func begin() { state.withLock { $0.underWay += 1 } }

    /// Notes that a request was turned away.
    func refuse() { state.withLock { $0.refused += 1 } }

    /// Notes that another commit is served.
    func reload() { state.withLock { $0.reloads += 1 } }

    /// Notes that an answer is made.
    ///
    /// - Parameters:
    ///   - route: the endpoint's path, not the one asked for, of which there are any number.
    ///   - status: the status.
    ///   - seconds: from head to answer.
    ///   - bytes: of the answer, as far as known.
    func end(route: String, status: Int, seconds: Double, bytes: Int) {
        state.withLock { state in
            state.underWay -= 1
            var entry = state.routes[route] ?? Route()
            entry.statuses[status, default: 0] += 1
            entry.count += 1
            entry.seconds += seconds
            entry.bytes += bytes
            if let bucket = Self.bounds.firstIndex(where: { seconds <= $0 }) { entry.buckets[bucket] += 1 }
            state.routes[route] = entry
        }
    }

    /// All of it.
    ///
    /// - Parameter commit: that is served.
    /// - Returns: text of version 0.0.4.
    func text(commit: UInt64) -> String {
        let state = self.state.withLock { $0 }
        var text = ""
        func head(_ name: String, _ kind: String, _ help: String) {
            text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
        }
        let routes = state.routes.sorted { $0.key < $1.key }
        head("filings_requests_total", "counter", "Requests by address and status.")
        for (name, route) in routes {
            for (status, count) in route.statuses.sorted(by: { $0.key < $1.key }) {
                text += "filings_requests_total{route=\"\(name)\",status=\"\(status)\"} \(count)\n"
            }
        }
        head("filings_request_seconds", "histogram", "Seconds from the head of a request to its answer.")
        for (name, route) in routes {
            var sum = 0
            for (bound, count) in zip(Self.bounds, route.buckets) {
                sum += count
                text += "filings_request_seconds_bucket{route=\"\(name)\",le=\"\(bound)\"} \(sum)\n"
            }
            text += "filings_request_seconds_bucket{route=\"\(name)\",le=\"+Inf\"} \(route.count)\n"
            text += "filings_request_seconds_sum{route=\"\(name)\"} \(route.seconds)\n"
            text += "filings_request_seconds_count{route=\"\(name)\"} \(route.count)\n"
        }
        head("filings_response_bytes_total", "counter", "Bytes of answers before packing, without streams.")
        for (name, route) in routes { text += "filings_response_bytes_total{route=\"\(name)\"} \(route.bytes)\n" }
        head("filings_requests_under_way", "gauge", "Requests that are being answered.")
        text += "filings_requests_under_way \(state.underWay)\n"
        head("filings_requests_refused_total", "counter", "Requests turned away because too many were waiting.")
        text += "filings_requests_refused_total \(state.refused)\n"
        head("filings_commit", "gauge", "The commit of the index that is served.")
        text += "filings_commit \(commit)\n"
        head("filings_reloads_total", "counter", "Times that a newer commit was taken up.")
        text += "filings_reloads_total \(state.reloads)\n"
        return text
    }
}
