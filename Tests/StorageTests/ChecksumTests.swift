import Storage
import TestSupport
import Testing

@Suite struct `CRC-32C` {
    /// RFC 3720, appendix B.4; the last is the usual check value.
    private static let published: [(bytes: [UInt8], checksum: UInt32)] = [
        ([UInt8](repeating: 0, count: 32), 0x8a91_36aa),
        ([UInt8](repeating: 0xff, count: 32), 0x62a8_ab43),
        (Array(0..<32), 0x46dd_794e),
        (Array((0..<32).reversed()), 0x113f_db5c),
        (
            [
                0x01, 0xc0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x14, 0, 0, 0, 0, 0, 0x04, 0, 0, 0, 0, 0x14, 0, 0,
                0, 0x18, 0x28, 0, 0, 0, 0, 0, 0, 0, 0x02, 0, 0, 0, 0, 0, 0, 0,
            ], 0xd996_3a56
        ),
        (Array("123456789".utf8), 0xe306_9283),
        ([], 0),
    ]

    @Test(arguments: published)
    func `gives the published values`(bytes: [UInt8], checksum: UInt32) {
        #expect(CRC32C.of(bytes.span) == checksum)
        #expect(CRC32C.portable(of: bytes.span) == checksum)
    }

    @Test func `is the same by instruction, by table and in pieces, whatever the length`() {
        var generator = SeededGenerator(seed: 7)
        let bytes = (0..<5000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        for length in Array(0...200) + (0..<100).map({ _ in Int.random(in: 200...4900, using: &generator) }) {
            let start = Int.random(in: 0...(bytes.count - length), using: &generator)
            let run = bytes.span.extracting(start..<start + length)
            let whole = CRC32C.of(run)
            #expect(whole == CRC32C.portable(of: run))
            let cut = Int.random(in: 0...length, using: &generator)
            var pieces = CRC32C()
            pieces.update(run.extracting(0..<cut))
            pieces.update(run.extracting(cut..<length))
            #expect(pieces.value == whole)
        }
    }
}

@Suite struct `SHA-256` {
    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// FIPS 180-2, appendix B, and the digest of nothing.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `gives the published values`(text: String, expected: String) {
        let bytes = Array(text.utf8)
        #expect(Self.hexadecimal(SHA256.digest(of: bytes.span)) == expected)
    }

    @Test func `of a million letters is the published value`() {
        let stream = SHA256Stream()
        for _ in 0..<1000 { stream.update([UInt8](repeating: UInt8(ascii: "a"), count: 1000)) }
        let expected = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        #expect(Self.hexadecimal(stream.finish()) == expected)
    }

    @Test func `in pieces is that of the whole`() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<50 {
            let bytes = (0..<Int.random(in: 0...500, using: &generator)).map { UInt8(truncatingIfNeeded: $0 * 7) }
            let stream = SHA256Stream()
            var start = 0
            while start < bytes.count {
                let end = Int.random(in: start...bytes.count, using: &generator)
                stream.update(Array(bytes[start..<end]))
                start = max(end, start)
                if end == bytes.count { break }
            }
            #expect(stream.finish() == SHA256.digest(of: bytes.span))
        }
    }
}
