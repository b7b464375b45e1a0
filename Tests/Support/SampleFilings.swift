/// The real filings kept in `Tests/EDGARTests/Fixtures`, known by their paths.
package enum SampleFilings {
    /// The folder of tests.
    package static let tests = String("\(#filePath)".dropLast("/Support/SampleFilings.swift".utf8.count))

    /// The folder they lie in.
    package static let folder = tests + "/EDGARTests/Fixtures"

    /// Their paths, in byte order.
    package static var paths: [String] { TestFile.names(in: folder).map { folder + "/" + $0 } }

    /// The paper by which the president of Tecogen reports his holdings, as people read it.
    package static let tecogen = folder + "/tecogen-form3.txt"

    /// A filing's bytes; empty when it is missing.
    package static func bytes(_ name: String) -> [UInt8] { TestFile.read(folder + "/" + name) ?? [] }

    /// A filing's text.
    package static func text(_ name: String) -> String { String(decoding: bytes(name), as: UTF8.self) }
}
