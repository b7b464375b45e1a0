internal import FilingModel

/// Reads the tables of an Insider Transactions Data Set, wherever they lie side by side: in a folder or in an archive.
///
/// In a folder the table of submissions is read together with its neighbours, and these are passed over when their turn
/// comes. Members of an archive come one after another, so the session keeps them until the set is whole.
package struct InsiderTablesImporter: SessionImporter {
    /// The name in reports.
    package static let name = "insider transactions tables"

    /// An importer.
    package init() {}

    /// Whether the first bytes are the heading of such a table.
    ///
    /// - Parameter head: the first bytes of the input.
    /// - Returns: whether this importer should read the input.
    package static func recognises(_ head: ArraySlice<UInt8>) -> Bool { InsiderTables.Name(of: head) != nil }

    package func read(_ input: ImportInput, session: ImportSession, emit: (ImportEvent) -> Void) {
        guard let name = InsiderTables.Name(of: input.bytes[...].prefix(Importers.headBytes)) else { return }
        if input.member != nil {
            session.tables.take(input, name, emit: emit)
            return
        }
        let folder = FolderOfTables(of: input.file)
        if name == .submission {
            var members = folder.members(besides: name)
            members[name] = input.bytes
            PendingTables.read(members, submissions: input, emit: emit)
        } else {
            let isRead = folder.holds(.submission)
            let place = ImportPlace(input)
            emit(
                .issue(
                    place.issue(
                        isRead ? "part of a data set" : "table without submissions", isRead ? .note : .rejected,
                        message: isRead
                            ? "\(name.rawValue) was read together with SUBMISSION beside it"
                            : "expected SUBMISSION.tsv beside \(name.rawValue), which says what its rows belong to; "
                                + "nothing was imported")))
        }
    }
}

/// The tables of an archive that is being read, kept by a session until the set is whole.
struct PendingTables {
    private var members: [InsiderTables.Name: [UInt8]] = [:]
    private var submissions: ImportInput?
    /// The archive, and the folder in it.
    private var container = ""
    private var last: ImportInput?

    /// Takes a table; the set is read as soon as it is whole.
    mutating func take(_ input: ImportInput, _ name: InsiderTables.Name, emit: (ImportEvent) -> Void) {
        let own = Self.container(of: input)
        if own != container { finish(emit: emit) }
        container = own
        members[name] = input.bytes
        // Issues about a set that stays in pieces name the table met last, without its bytes.
        last = ImportInput(file: input.file, member: input.member, bytes: [])
        if name == .submission { submissions = input }
        if members.count == InsiderTables.Name.allCases.count { finish(emit: emit) }
    }

    /// Reads what has been kept, whole or not.
    mutating func finish(emit: (ImportEvent) -> Void) {
        guard let last else { return }
        if let submissions {
            Self.read(members, submissions: submissions, emit: emit)
        } else {
            emit(
                .issue(
                    ImportPlace(last).issue(
                        "table without submissions", .rejected,
                        message: "expected SUBMISSION.tsv beside \(members.count) tables of an insider transactions "
                            + "data set, found none; nothing was imported")))
        }
        self = PendingTables()
    }

    /// Whether a member belongs to another archive than the tables kept, so that no more of them will come.
    func isBehind(_ input: ImportInput) -> Bool { last.map { $0.file != input.file } ?? false }

    static func read(
        _ members: [InsiderTables.Name: [UInt8]], submissions: ImportInput, emit: (ImportEvent) -> Void
    ) {
        let place = ImportPlace(submissions)
        guard let tables = InsiderTables(members) else {
            emit(
                .issue(
                    place.issue(
                        "unread table", .rejected,
                        message: "expected lines with tabs below ACCESSION_NUMBER, found none; nothing was imported")))
            return
        }
        tables.read(submissions, place: place, emit: emit)
    }

    private static func container(of input: ImportInput) -> String {
        let member = input.member ?? ""
        return input.file + "\0" + (member.lastIndex(of: "/").map { String(member[...$0]) } ?? "")
    }
}

/// A folder that holds the tables as files, packed or not.
private struct FolderOfTables {
    private let folder: String
    private let suffix: String
    private let isUpper: Bool

    /// The folder of a table's file; neighbours are named in the same way.
    init(of file: String) {
        let slash = file.lastIndex(of: "/")
        folder = slash.map { String(file[...$0]) } ?? ""
        let name = slash.map { file[file.index(after: $0)...] } ?? file[...]
        suffix = name.firstIndex(of: ".").map { String(name[$0...]) } ?? ""
        isUpper = name.contains { $0.isUppercase }
    }

    private func path(of name: InsiderTables.Name) -> String {
        folder + (isUpper ? name.rawValue : name.rawValue.lowercased()) + suffix
    }

    func holds(_ name: InsiderTables.Name) -> Bool { !InputSource().files(at: [path(of: name)]).files.isEmpty }

    /// The other tables that are there.
    func members(besides own: InsiderTables.Name) -> [InsiderTables.Name: [UInt8]] {
        var members: [InsiderTables.Name: [UInt8]] = [:]
        let source = InputSource()
        for name in InsiderTables.Name.allCases where name != own {
            guard let file = source.files(at: [path(of: name)]).files.first, let input = source.load(file).input else {
                continue
            }
            members[name] = input.bytes
        }
        return members
    }
}
