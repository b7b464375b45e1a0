internal import CZstd

/// Compresses blocks with one context and, if there is one, one dictionary.
@safe final class ZstandardCompressor {
    private let context: OpaquePointer
    private let level: Int32
    private let dictionary: [UInt8]

    /// A compressor.
    ///
    /// - Parameters:
    ///   - dictionary: as `trainedDictionary` gives it; may be empty.
    ///   - level: 1 … 19, or below 1 for haste.
    init(dictionary: [UInt8], level: Int32 = 3) {
        guard let context = unsafe ZSTD_createCCtx() else { preconditionFailure("no memory for a compressor") }
        unsafe self.context = context
        self.dictionary = dictionary
        self.level = level
        unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level)
        // The dictionary's id says nothing here and costs four bytes a block; our own checksums cover the bytes.
        unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_dictIDFlag, 0)
        // Safe: the library copies the dictionary.
        _ = unsafe dictionary.withUnsafeBytes { unsafe ZSTD_CCtx_loadDictionary(context, $0.baseAddress, $0.count) }
    }

    deinit { unsafe ZSTD_freeCCtx(context) }

    /// The compressed form of a block.
    func compress(_ bytes: [UInt8]) -> [UInt8] {
        let bound = ZSTD_compressBound(bytes.count)
        return unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            // Safe: the output holds the bound that the library names for this input.
            let written = unsafe bytes.withUnsafeBytes { input in
                unsafe ZSTD_compress2(context, output.baseAddress, bound, input.baseAddress, input.count)
            }
            precondition(ZSTD_isError(written) == 0, "compression into a large enough buffer cannot fail")
            count = written
        }
    }

    /// A dictionary trained on samples, or nothing when they are too few or too alike to learn from.
    ///
    /// - Parameters:
    ///   - samples: typical documents.
    ///   - capacity: the most bytes it may have.
    /// - Returns: the dictionary; empty for none.
    static func trainedDictionary(from samples: [[UInt8]], capacity: Int) -> [UInt8] {
        let sizes = samples.map(\.count)
        let all = samples.flatMap(\.self)
        guard samples.count >= 16, all.count >= 8 * capacity / 4 else { return [] }
        return unsafe [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
            // Safe: sizes add up to the bytes given, the output holds `capacity`.
            let written = unsafe all.withUnsafeBytes { input in
                unsafe sizes.withUnsafeBufferPointer { sizes in
                    unsafe ZDICT_trainFromBuffer(
                        output.baseAddress, capacity, input.baseAddress, sizes.baseAddress, UInt32(sizes.count))
                }
            }
            count = ZDICT_isError(written) == 0 ? written : 0
        }
    }
}

/// Decompresses blocks with one context and one dictionary.
@safe final class ZstandardDecompressor: @unchecked Sendable {
    // Sendable: the owner lets one thread in at a time.
    private let context: OpaquePointer

    /// A decompressor.
    ///
    /// - Parameter dictionary: the one compressed with; may be empty.
    init(dictionary: [UInt8]) {
        guard let context = unsafe ZSTD_createDCtx() else { preconditionFailure("no memory for a decompressor") }
        unsafe self.context = context
        // Safe: the library copies the dictionary.
        _ = unsafe dictionary.withUnsafeBytes { unsafe ZSTD_DCtx_loadDictionary(context, $0.baseAddress, $0.count) }
    }

    deinit { unsafe ZSTD_freeDCtx(context) }

    /// The original bytes, or `nil` when the compressed ones are not a block of exactly `count` bytes.
    func decompress(_ bytes: [UInt8], count: Int) -> [UInt8]? {
        var isWhole = false
        let result = unsafe [UInt8](unsafeUninitializedCapacity: count) { output, written in
            // Safe: the library writes at most `count` bytes and reads only the input.
            let size = unsafe bytes.withUnsafeBytes { input in
                unsafe ZSTD_decompressDCtx(context, output.baseAddress, count, input.baseAddress, input.count)
            }
            isWhole = ZSTD_isError(size) == 0 && size == count
            written = isWhole ? count : 0
        }
        return isWhole ? result : nil
    }
}
