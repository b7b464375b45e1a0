#ifndef C_CHECKSUM_H
#define C_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/// CRC-32C (Castagnoli) of `count` bytes, going on from `crc` (0 to begin).
/// Uses the SSE 4.2 instruction where the processor has it, else eight tables.
uint32_t filings_crc32c(uint32_t crc, const void *bytes, size_t count);

/// The portable path on its own, so that tests can compare the two.
uint32_t filings_crc32c_portable(uint32_t crc, const void *bytes, size_t count);

#endif
