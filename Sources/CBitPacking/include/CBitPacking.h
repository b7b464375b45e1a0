#ifndef C_BIT_PACKING_H
#define C_BIT_PACKING_H

#include <stdint.h>

/// Unpacks a full block: 128 numbers of `width` bits, vertical in four lanes; see `Index/FORMAT.md`, *packed numbers*.
///
/// Reads 16 × `width` bytes, `width` 0 … 32, and writes 128 numbers. The two must not overlap.
void filings_unpack_block(const void *bytes, int width, uint32_t *output);

/// The same, each number raised by one.
void filings_unpack_block_plus_one(const void *bytes, int width, uint32_t *output);

/// The same, where the numbers are gaps: output *i* is `start` + Σ (gap + 1) over the gaps up to *i*, modulo 2³².
void filings_unpack_block_of_gaps(const void *bytes, int width, uint32_t start, uint32_t *output);

/// Writes `start` + the place of each set bit, in ascending order, and returns how many there are.
///
/// Reads `word_count` words of 64 bits, lowest first. `output` has room for `limit` + 8 numbers: where more than `limit` bits
/// are set it ends early and returns a number above `limit`.
int filings_places_of_bits(const void *bits, int word_count, uint32_t start, uint32_t *output, int limit);

/// How many bits are set in `word_count` words, by the processor's instruction where it has one.
int filings_count_of_bits(const uint64_t *words, int word_count);

/// Whether any of eight numbers reaches a limit: one branch for all, which a loop in Swift does not become.
static inline int filings_any_of_eight_reaches(const float *numbers, float limit) {
    int found = 0;
    for (int index = 0; index < 8; index++) found |= numbers[index] >= limit;
    return found;
}

#endif
