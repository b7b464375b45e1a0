import EDGAR
import TestSupport
import Testing

/// Archives that lie about what is in them: the rest is read, and the fault told with its place.
@Suite struct `Archives with wrong sums and headers` {
    private let text = String(repeating: "words of a filing ", count: 200)

    @Test func `gzip's checksum is held against what came out`() {
        let whole = TestArchive.bytes([.file("x", text)], .single, .gzip)
        #expect(Reading(whole).issues == [])
        var bent = whole
        bent[bent.count - 6] ^= 0x55
        let reading = Reading(bent)
        #expect(reading.texts == [text])
        #expect(reading.issues.map(\.kind) == ["damaged archive"])
        #expect(reading.issues.first?.severity == .warning)
        // Of files packed one behind the other only the last one's sum is known.
        let two = Reading(whole + whole)
        #expect(two.texts == [text + text])
        #expect(two.issues == [])
    }

    @Test func `gzip's checksum is held against what came out of a large file and of a member`() {
        var noise = SeededGenerator(seed: 5)
        let bytes = (0..<3_000_000).map { _ in UInt8.random(in: 0x20...0x7E, using: &noise) }
        var packed = TestArchive.bytes([.file("x", bytes)], .single, .gzip)
        #expect(Reading(packed).issues == [])
        packed[packed.count - 5] ^= 1
        #expect(Reading(packed).issues.map(\.kind) == ["damaged archive"])
        let reading = Reading(TestArchive.bytes([.file("a.nc.gz", packed), .file("b.nc", "beside")]))
        #expect(reading.texts.last == "beside")
        #expect(reading.issues.map(\.member) == ["a.nc.gz"])
    }

    @Test func `a zip's member with a wrong checksum is left out and told`() throws {
        var zip = TestArchive.bytes([.file("a", "A" + text), .file("b", "B" + text), .file("c", "C" + text)], .zip)
        // The sum stands in the list at the end and, in some zips, in front of the member or behind it.
        var isBent = false
        for (mark, place) in [
            ([UInt8](arrayLiteral: 0x50, 0x4B, 1, 2), 16), ([0x50, 0x4B, 3, 4], 14), ([0x50, 0x4B, 7, 8], 4),
        ] {
            let places = zip.indices.filter { zip[$0...].starts(with: mark) }
            guard places.count == 3 else { continue }
            zip[places[1] + place] ^= 0x55
            isBent = true
        }
        try #require(isBent)
        let reading = Reading(zip)
        #expect(reading.places == ["a", "c"])
        #expect(reading.issues.map(\.member) == ["b"])
        #expect(reading.issues.map(\.severity) == [.rejected])
    }

    @Test func `a tar goes on behind a header that is damaged`() {
        var tar = TestArchive.bytes((0..<4).map { .file("m\($0)", String(repeating: "\($0)", count: 300)) })
        // Each member takes a header and one block.
        tar[1_024 + 3] ^= 1
        let reading = Reading(tar)
        #expect(reading.places == ["m0", "m2", "m3"])
        #expect(reading.issues.map(\.kind) == ["damaged archive"])
        #expect(reading.issues.first?.severity == .rejected)
        #expect(reading.issues.first?.message.contains("behind m0, member 1") == true)
        #expect(reading.issues.first?.message.contains("INTERNAL") == false)
    }

    @Test func `a zip without its list gives what is whole and says that there is more`() {
        let zip = TestArchive.bytes([.file("a", text), .file("b", text)], .zip)
        let list = zip.indices.first { zip[$0...].starts(with: [0x50, 0x4B, 1, 2]) } ?? zip.endIndex
        let reading = Reading(Array(zip[..<list]))
        #expect(reading.texts.first == text)
        #expect(!reading.issues.isEmpty)
        #expect(reading.issues.allSatisfy { $0.kind == "damaged archive" && $0.severity == .rejected })
    }
}
