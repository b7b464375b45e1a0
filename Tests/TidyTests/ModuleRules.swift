internal import Testing

@Suite struct `Rules about modules` {
    /// Modules of others, and the modules of ours that may import them.
    static let foreign: [String: Set<String>] = [
        "ArgumentParser": ["filings"],
        // The engine has one thread of its own: documents are compressed while terms are merged.
        "Dispatch": ["FilingSearch", "FilingServer", "InvertedIndex"],
        // Plain Foundation only stands in for FoundationEssentials on systems that lack it.
        "Foundation": ["EDGAR"],
        "FoundationEssentials": ["EDGAR", "FilingSearch", "FilingServer", "filings"],
        "Glibc": ["EDGAR", "InvertedIndex", "Storage", "filings"],
        // The server's protocol stays in the server.
        "HTTPTypes": ["FilingServer"], "Hummingbird": ["FilingServer"], "HummingbirdCore": ["FilingServer"],
        "Logging": ["FilingServer"], "NIOCore": ["FilingServer"], "NIOPosix": ["FilingServer"],
        "ServiceLifecycle": ["FilingServer"],
        "Synchronization": ["FilingSearch", "FilingServer", "InvertedIndex", "Storage", "filings"],
    ]

    /// Modules by row of the drawing in ARCHITECTURE.md, 0 on top.
    static let rows: [String: Int] = {
        var rows: [String: Int] = [:]
        var isDrawing = false
        var row = 0
        for line in Repository.lines("ARCHITECTURE.md") {
            if line.hasPrefix("```") {
                if isDrawing, !rows.isEmpty { break }
                isDrawing.toggle()
                continue
            }
            guard isDrawing else { continue }
            let modules = line.split(separator: " ").map(String.init).filter { Repository.exists("Sources/\($0)") }
            for module in modules { rows[module] = row }
            if !modules.isEmpty { row += 1 }
        }
        return rows
    }()

    /// The folders of `Sources`.
    static let modules: Set<String> = Set(
        Repository.files.compactMap { file in
            let parts = file.split(separator: "/")
            return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
        })

    @Test func `the drawing in ARCHITECTURE.md shows every module`() {
        #expect(Self.modules.subtracting(Self.rows.keys) == [])
    }

    @Test func `a module imports only from rows below its own`() {
        var found: [String] = []
        for file in Repository.swiftFiles(in: "Sources") {
            let module = String(file.split(separator: "/")[1])
            for name in Self.imports(of: file) {
                if let row = Self.rows[name] {
                    if row <= Self.rows[module] ?? 0 { found.append("\(file): \(name) is not below \(module)") }
                } else if Self.foreign[name]?.contains(module) != true {
                    found.append("\(file): \(module) has no leave to import \(name)")
                }
            }
        }
        #expect(found == [])
    }

    private static func imports(of file: String) -> [String] {
        SwiftCode(Repository.text(file)).lines.compactMap { _, line in
            var words = line.split(separator: " ")[...]
            while let first = words.first, first.hasPrefix("@") || levels.contains(String(first)) {
                words = words.dropFirst()
            }
            guard words.first == "import", let name = words.dropFirst().last else { return nil }
            return name.split(separator: ".").first.map(String.init)
        }
    }

    private static let levels = ["public", "package", "internal", "fileprivate", "private"]
}
