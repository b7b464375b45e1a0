// swift-tools-version: 6.2
import PackageDescription

// One list of settings for every Swift target: the compiler guards memory safety, existentials and imports,
// and a warning is an error.
let settings: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "filings",
    products: [
        .executable(name: "filings", targets: ["filings"]),
        .library(name: "FilingSearch", targets: ["FilingSearch"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        // For the server alone. Its traits would bring plain Foundation and swift-configuration.
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0", traits: []),
    ],
    targets: [
        // System libraries: found through pkg-config, installed by `make bootstrap`.
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CLibArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        // This one comes without a pkg-config file.
        .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
        // A kernel in C: CRC-32C by the processor's instruction, four to twelve times the speed of a table in Swift.
        .target(name: "CChecksum"),
        // Blocks of numbers, unpacked by a loop of its own for each width.
        .target(name: "CBitPacking"),

        .target(name: "FilingModel", swiftSettings: settings),
        .target(name: "TextAnalysis", dependencies: ["CStemmer"], swiftSettings: settings),
        .target(name: "Storage", dependencies: ["CChecksum", "CLibCrypto"], swiftSettings: settings),
        .target(name: "NameMatching", dependencies: ["TextAnalysis"], swiftSettings: settings),
        .target(
            name: "InvertedIndex", dependencies: ["Storage", "TextAnalysis", "CBitPacking", "CZstd"],
            swiftSettings: settings),
        .target(
            name: "EDGAR", dependencies: ["FilingModel", "Storage", "CLibXML2", "CLibArchive", "CZlib"],
            swiftSettings: settings),
        .target(
            name: "FilingSearch",
            dependencies: ["EDGAR", "FilingModel", "InvertedIndex", "NameMatching", "Storage", "TextAnalysis"],
            swiftSettings: settings),
        .target(
            name: "FilingServer",
            dependencies: [
                "CZlib", "FilingModel", "FilingSearch",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "filings",
            dependencies: [
                "EDGAR", "FilingModel", "FilingSearch", "FilingServer", "InvertedIndex", "Storage", "TextAnalysis",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),
        // Measure speed, and how well names are found on labelled queries; see Benchmarks/README.md.
        .executableTarget(
            name: "filings-bench", dependencies: ["EDGAR", "FilingModel", "FilingSearch"], path: "Benchmarks/Harness",
            swiftSettings: settings),
        .executableTarget(
            name: "name-quality", dependencies: ["NameMatching"], path: "Benchmarks/Names/Program",
            swiftSettings: settings),

        // What tests of several modules share: repeatable randomness, directories of their own, a disk that fails.
        .target(
            name: "TestSupport", dependencies: ["Storage", "CLibArchive"], path: "Tests/Support",
            swiftSettings: settings),
        // What fuzzers feed with bytes, the program that libFuzzer drives, and its finds, which tests replay.
        .target(
            name: "FuzzTargets",
            dependencies: ["EDGAR", "FilingModel", "FilingSearch", "InvertedIndex", "Storage", "TestSupport"],
            path: "Tests/Fuzz/Targets", swiftSettings: settings),
        .executableTarget(
            name: "filings-fuzz", dependencies: ["FuzzTargets", "TestSupport"], path: "Tests/Fuzz/Program",
            swiftSettings: settings),
        .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "FilingModelTests", dependencies: ["FilingModel", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "TextAnalysisTests", dependencies: ["TestSupport", "TextAnalysis"],
            exclude: ["generate_fold_table.py"],
            swiftSettings: settings),
        .testTarget(name: "StorageTests", dependencies: ["Storage", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "NameMatchingTests", dependencies: ["NameMatching", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "InvertedIndexTests", dependencies: ["InvertedIndex", "Storage", "TestSupport", "TextAnalysis"],
            swiftSettings: settings),
        .testTarget(
            name: "EDGARTests", dependencies: ["EDGAR", "FilingModel", "Storage", "CLibXML2", "TestSupport"],
            exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "FilingSearchTests",
            dependencies: [
                "EDGAR", "FilingModel", "FilingSearch", "InvertedIndex", "Storage", "TestSupport", "TextAnalysis",
            ],
            exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "FilingServerTests",
            dependencies: ["FilingModel", "FilingSearch", "FilingServer", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "CommandTests", dependencies: ["FilingSearch", "Storage", "TestSupport", "filings"],
            exclude: ["Snapshots"],
            swiftSettings: settings),
        .testTarget(
            name: "filingsTests",
            dependencies: [
                "FilingSearch", "Storage", "TestSupport", "filings",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),
        .testTarget(name: "NameQualityTests", dependencies: ["name-quality"], swiftSettings: settings),
        .testTarget(name: "TidyTests", swiftSettings: settings),
    ]
)
