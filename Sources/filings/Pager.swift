internal import Glibc

/// Shows long results page by page on a terminal, as `git` does.
enum Pager {
    /// Begins to send results through the pager, if they go to a terminal and are for people.
    ///
    /// `PAGER` names another program; empty, or `cat`, means none. Without `less` results are written as they are.
    ///
    /// - Parameter format: of the results.
    static func begin(_ format: OutputFormat) {
        guard format == .table, isatty(STDOUT_FILENO) == 1, isatty(STDIN_FILENO) == 1,
            Output.environment("TERM") != "dumb"
        else { return }
        let wanted = Output.environment("PAGER") ?? "less"
        guard !wanted.isEmpty, wanted != "cat" else { return }
        // What is asked of the terminal must be asked while results still go there.
        _ = (Output.isColoured, Output.width)
        if Output.environment("LESS") == nil {
            // Quit if one page is enough, show colours, leave the text on the screen. Safe: both texts are copied.
            unsafe _ = setenv("LESS", "FRX", 0)
        }
        var ends: [Int32] = [-1, -1]
        // Safe: the kernel writes two numbers.
        guard unsafe pipe(&ends) == 0 else { return }
        guard let process = start(wanted, reading: ends[0], closing: ends[1]) else {
            _ = close(ends[0])
            _ = close(ends[1])
            return
        }
        _ = close(ends[0])
        _ = dup2(ends[1], STDOUT_FILENO)
        _ = close(ends[1])
        // Safe: nothing else runs yet.
        unsafe running = process
        // The command ends by `exit`: what was written is read to the end before.
        _ = atexit { Pager.end() }
    }

    nonisolated(unsafe) private static var running: pid_t = 0

    private static func end() {
        // Safe: set once, before anything else runs.
        let process = unsafe running
        guard process > 0 else { return }
        _ = close(STDOUT_FILENO)
        var status: Int32 = 0
        // Safe: the value is ours.
        while unsafe waitpid(process, &status, 0) == -1, errno == EINTR {}
    }

    private static func start(_ command: String, reading: Int32, closing: Int32) -> pid_t? {
        var actions = unsafe posix_spawn_file_actions_t()
        // Safe: initialised here, destroyed below, used by this thread only; numbers are copied.
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe _ = posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, reading, STDIN_FILENO)
        unsafe posix_spawn_file_actions_addclose(&actions, closing)
        unsafe posix_spawn_file_actions_addclose(&actions, reading)
        let words: [String] = ["sh", "-c", command]
        // Safe: copies of the texts live until they are freed below; the list ends in nil.
        var arguments: [UnsafeMutablePointer<CChar>?] =
            unsafe words.map { unsafe strdup($0) } + [nil]
        defer { for index in unsafe arguments.indices { unsafe free(arguments[index]) } }
        var process: pid_t = 0
        guard unsafe posix_spawn(&process, "/bin/sh", &actions, nil, &arguments, environ) == 0 else { return nil }
        return process
    }
}
