import TestSupport
import Testing

@testable import InvertedIndex

@Suite struct `Manifests` {
    private static let sample = Manifest(
        generation: 12,
        segments: [
            .init(
                collection: "filings",
                name: SegmentName(
                    digest: "00112233445566778899aabbccddeeff", lengthBytes: 4_000_000_000, footerChecksum: .max),
                documentCount: 17),
            .init(
                collection: "names",
                name: SegmentName(digest: "ffeeddccbbaa99887766554433221100", lengthBytes: 128, footerChecksum: 0),
                documentCount: 0),
        ])

    @Test func `come back as they were`() throws {
        #expect(try Manifest(parsing: Self.sample.serialized, path: "m") == Self.sample)
        let empty = Manifest(generation: 1, segments: [])
        #expect(try Manifest(parsing: empty.serialized, path: "m") == empty)
    }

    @Test func `with any bit changed are refused`() {
        let bytes = Self.sample.serialized
        for place in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[place] ^= 1 << UInt8(bit)
                #expect(throws: IndexError.self, "byte \(place), bit \(bit)") {
                    try Manifest(parsing: changed, path: "m")
                }
            }
        }
    }

    @Test func `cut short anywhere or with more behind are refused`() {
        let bytes = Self.sample.serialized
        for length in bytes.indices {
            #expect(throws: IndexError.self) { try Manifest(parsing: Array(bytes.prefix(length)), path: "m") }
        }
        #expect(throws: IndexError.self) { try Manifest(parsing: bytes + [0x0a], path: "m") }
        #expect(throws: IndexError.self) { try Manifest(parsing: bytes + bytes, path: "m") }
    }

    @Test func `of another version are told apart from damage`() {
        let text = String(decoding: Self.sample.serialized, as: UTF8.self)
            .replacing("filings manifest 1", with: "filings manifest 9")
        #expect(throws: IndexError.version(file: "m", found: 9, readable: 1...2)) {
            try Manifest(parsing: Array(text.utf8), path: "m")
        }
    }

    @Test(arguments: ["manifest-", "manifest-0", "manifest-01", "manifest-+1", "manifest--1", "manifest-1.tmp", "x-1"])
    func `have one name a generation`(name: String) {
        #expect(Manifest.generation(ofFileName: name) == nil)
        #expect(Manifest.generation(ofFileName: "manifest-\(UInt64.max)") == .max)
    }
}
