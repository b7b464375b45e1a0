/// What stands behind the name of a subcommand: files, and flags with a value each.
struct Arguments {
    private(set) var files: [String] = []
    private var flags: [String: String] = [:]

    /// Reads arguments; a flag that is not among the known ones is refused.
    init(_ arguments: some Sequence<String>, flags known: Set<String>) throws {
        var flag: String?
        for argument in arguments {
            if let name = flag {
                flags[name] = argument
                flag = nil
            } else if argument.hasPrefix("--") {
                let name = String(argument.dropFirst(2))
                guard known.contains(name) else {
                    throw Failure(
                        "there is no flag --\(name); there are \(known.sorted().map { "--" + $0 }.joined(separator: ", "))"
                    )
                }
                flag = name
            } else {
                files.append(argument)
            }
        }
        if let flag { throw Failure("--\(flag) wants a value behind it") }
    }

    /// The value of a flag.
    subscript(flag: String) -> String? { flags[flag] }

    /// The number given for a flag, or the usual one.
    func number(_ flag: String, usually usual: Int) throws -> Int {
        guard let text = flags[flag] else { return usual }
        guard let number = Int(text), number >= 0 else { throw Failure("--\(flag) wants a number, not \(text)") }
        return number
    }
}
