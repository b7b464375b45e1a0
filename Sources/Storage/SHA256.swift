internal import CLibCrypto

/// SHA-256 through the system's libcrypto, which uses the processor's instructions where it has them.
package enum SHA256 {
    // Asked for once: the library looks it up under a lock, and a digest of a filing takes only ten times as long.
    // Safe: never freed, never changed; the library's own constant where it cannot be fetched.
    private nonisolated(unsafe) static let algorithm = unsafe EVP_MD_fetch(nil, "SHA256", nil) ?? EVP_sha256()

    /// The digest of a run of bytes.
    ///
    /// - Parameter bytes: any number of them.
    /// - Returns: 32 bytes.
    package static func digest(of bytes: Span<UInt8>) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: 32)
        var written: UInt32 = 0
        let status = unsafe bytes.withUnsafeBufferPointer { input in
            unsafe result.withUnsafeMutableBufferPointer { output in
                // Safe: SHA-256 writes 32 bytes, which the output holds; the input is read for its own count.
                unsafe EVP_Digest(input.baseAddress, input.count, output.baseAddress, &written, algorithm, nil)
            }
        }
        precondition(status == 1 && written == 32, "libcrypto cannot compute SHA-256")
        return result
    }
}
