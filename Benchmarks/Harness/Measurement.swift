internal import Glibc

/// Clocks and counters.
enum Measurement {
    /// Wall-clock seconds that some work takes.
    static func seconds<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        try body()
        let time = clock.now - start
        return Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
    }

    /// The most memory this process has held.
    static var peakMegabytes: Int {
        var usage = rusage()
        // Safe: the kernel fills in the struct.
        _ = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Int(usage.ru_maxrss) / 1024
    }
}

extension [Double] {
    /// The middle value.
    var median: Double { quantile(0.5) }

    /// The value that a share of the others does not exceed.
    func quantile(_ share: Double) -> Double {
        let sorted = self.sorted()
        return sorted.isEmpty ? 0 : sorted[Swift.min(sorted.count - 1, Int(share * Double(sorted.count)))]
    }
}

/// Rows of figures, printed together at the end.
struct Report {
    private var rows: [(area: String, kind: String, unit: String, values: [Double])] = []
    private var notes: [(String, String)] = []

    mutating func add(_ area: String, _ kind: String, _ unit: String, _ values: [Double]) {
        rows.append((area, kind, unit, values))
    }

    mutating func note(_ title: String, _ text: String) { notes.append((title, text)) }

    /// Says what machine this is.
    mutating func machine() {
        let text = (try? WorkingDirectory.text(of: "/proc/cpuinfo")) ?? ""
        let model = text.split(separator: "\n").first { $0.hasPrefix("model name") }?.split(separator: ":").last
        let cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
        let memory = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE)) / 1_073_741_824
        note("machine", "\(model.map { $0.drop { $0 == " " } } ?? "unknown processor"), \(cores) cores, \(memory) GiB")
    }

    /// Prints notes and, where there are rows, medians and every raw value, parted by tabs.
    func print() {
        for (title, text) in notes { Swift.print("# \(title): \(text)") }
        guard !rows.isEmpty else { return }
        Swift.print("area\tkind\tunit\tcount\tmedian\tp95\tp99\tmin\tmax")
        for row in rows {
            let figures =
                [row.values.median, row.values.quantile(0.95), row.values.quantile(0.99)]
                + [row.values.min() ?? 0, row.values.max() ?? 0]
            let cells = [row.area, row.kind, row.unit, "\(row.values.count)"] + figures.map(Self.short)
            Swift.print(cells.joined(separator: "\t"))
        }
        Swift.print("# raw")
        for row in rows {
            Swift.print(([row.area, row.kind, row.unit] + row.values.map(Self.short)).joined(separator: "\t"))
        }
    }

    private static func short(_ value: Double) -> String {
        let scale: Double = value.magnitude < 10 ? 100 : value.magnitude < 1000 ? 10 : 1
        let rounded = (value * scale).rounded() / scale
        return scale == 1 ? "\(Int(rounded))" : "\(rounded)"
    }
}
