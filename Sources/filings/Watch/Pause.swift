internal import Glibc
internal import Synchronization

/// Waiting, and being told to stop.
enum Pause {
    private static let isAsked = Atomic(false)

    /// Whether somebody has asked this process to stop, once `heedSignals` was called.
    static var isStopAsked: Bool { isAsked.load(ordering: .relaxed) }

    /// From now on SIGINT and SIGTERM ask to stop; the second of them ends the process as usual.
    static func heedSignals() {
        for number in [SIGINT, SIGTERM] {
            // Only a flag is set and a default restored: both may be done in a signal handler.
            _ = signal(number) { number in
                Pause.isAsked.store(true, ordering: .relaxed)
                _ = signal(number, SIG_DFL)
            }
        }
    }

    /// From now on this process lets others go first that want the same processor, so that searches are not held up by
    /// what is being added; with nobody else about it is as fast as before.
    static func giveWay() {
        // Threads begin with the priority of the one that starts them.
        _ = nice(10)
    }

    /// Waits; a signal ends it early.
    static func milliseconds(_ count: Int32) {
        _ = poll(nil, 0, count)
    }

    /// The time of day.
    static var nanosecondsSince1970: Int {
        var time = timespec()
        // Safe: the kernel writes one value, ours.
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
