internal import ArgumentParser
internal import FilingSearch

/// How commands end, so that scripts can tell; the numbers from 64 on are those of sysexits.h.
enum ExitStatus {
    /// Nothing found.
    static let nothingFound = ExitCode(1)
    /// Some inputs were rejected, some lines could not be read; the others were taken.
    static let partial = ExitCode(2)
    /// The command line does not fit what was found.
    static let usage = ExitCode(64)
    /// What was given is damaged.
    static let badData = ExitCode(65)
    /// What was named is not there.
    static let noInput = ExitCode(66)
    /// The system gives no place to serve at.
    static let unavailable = ExitCode(69)
    /// The disk refused.
    static let inputOutput = ExitCode(74)
    /// Another process is writing: try later.
    static let tryLater = ExitCode(75)

    /// Says what went wrong and ends with the number for it.
    static func failure(_ error: FilingIndexError) -> ExitCode {
        Output.note("filings: " + error.description)
        switch error.kind {
        case .missing: return noInput
        case .damaged: return badData
        case .locked: return tryLater
        case .storage: return inputOutput
        case .question: return usage
        }
    }
}
