internal import Glibc

/// What this process has used.
enum ProcessFigures {
    /// Seconds of processor time of this thread.
    static var threadSeconds: Double {
        var time = timespec()
        // Safe: the kernel fills in the struct.
        _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// The most memory this process has held, and what it holds now.
    static var peakMegabytes: Double { kilobytes("VmHWM") / 1024 }
    static var residentMegabytes: Double { kilobytes("VmRSS") / 1024 }

    private static func kilobytes(_ field: String) -> Double {
        for line in (try? Files.lines(of: "/proc/self/status")) ?? [] where line.hasPrefix(field) {
            return Double(line.filter { $0.isNumber && $0.isASCII }) ?? 0
        }
        return 0
    }
}

extension Duration {
    /// As milliseconds.
    var milliseconds: Double { Double(components.seconds) * 1e3 + Double(components.attoseconds) * 1e-15 }
}

extension [Double] {
    /// The value that a share of the others does not exceed.
    func quantile(_ share: Double) -> Double {
        let sorted = self.sorted()
        return sorted.isEmpty ? 0 : sorted[Swift.min(sorted.count - 1, Int(share * Double(sorted.count)))]
    }

    /// The middle value.
    var median: Double { quantile(0.5) }
}
