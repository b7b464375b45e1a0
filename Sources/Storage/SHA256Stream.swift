internal import CLibCrypto

/// SHA-256 over bytes that come in pieces.
@safe package final class SHA256Stream {
    private let context: OpaquePointer

    /// A digest over nothing so far.
    package init() {
        guard let context = unsafe EVP_MD_CTX_new(), unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            preconditionFailure("libcrypto cannot compute SHA-256")
        }
        unsafe self.context = context
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    /// Takes more bytes.
    package func update(_ bytes: [UInt8]) {
        // Safe: libcrypto reads exactly the bytes of the array; the context lives as long as this object.
        let status = unsafe bytes.withUnsafeBytes { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
        precondition(status == 1, "libcrypto cannot compute SHA-256")
    }

    /// The 32 bytes of the digest; ends the stream.
    package func finish() -> [UInt8] {
        var result = [UInt8](repeating: 0, count: 32)
        // Safe: SHA-256 writes 32 bytes.
        let status = unsafe result.withUnsafeMutableBufferPointer {
            unsafe EVP_DigestFinal_ex(context, $0.baseAddress, nil)
        }
        precondition(status == 1, "libcrypto cannot compute SHA-256")
        return result
    }
}
