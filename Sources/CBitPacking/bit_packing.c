#include "CBitPacking.h"

#include <string.h>

typedef uint32_t row __attribute__((vector_size(16)));

static inline __attribute__((always_inline)) row load(const uint8_t *bytes) {
    row value;
    memcpy(&value, bytes, sizeof value);
    return value;
}

/* Row `index` of a block; both numbers are constants where the loops below are unrolled, and shifts become immediate. */
static inline __attribute__((always_inline)) row unpack_row(const uint8_t *bytes, const int width, const int index) {
    const row none = {0};
    if (width == 0) return none;
    const int word = index * width >> 5;
    const int shift = index * width & 31;
    row value = load(bytes + 16 * word) >> shift;
    if (shift + width > 32) value |= load(bytes + 16 * word + 16) << (32 - shift);
    return shift + width == 32 ? value : value & (none + (width == 32 ? ~0u : (1u << width) - 1));
}

static inline __attribute__((always_inline)) void unpack(
    const uint8_t *bytes, const int width, const uint32_t raise, uint32_t *output) {
#pragma clang loop unroll(full)
    for (int index = 0; index < 32; index++) {
        const row value = unpack_row(bytes, width, index) + raise;
        memcpy(output + 4 * index, &value, sizeof value);
    }
}

/* a, b, c, d becomes a, a+b, a+b+c, a+b+c+d. */
static inline __attribute__((always_inline)) row sums(row value) {
    const row none = {0};
    value += __builtin_shufflevector(none, value, 0, 4, 5, 6);
    return value + __builtin_shufflevector(none, value, 0, 1, 4, 5);
}

static inline __attribute__((always_inline)) void unpack_gaps(
    const uint8_t *bytes, const int width, uint32_t start, uint32_t *output) {
    row carry = (row){0} + start;
#pragma clang loop unroll(full)
    for (int index = 0; index < 32; index++) {
        const row value = sums(unpack_row(bytes, width, index) + 1) + carry;
        carry = __builtin_shufflevector(value, value, 3, 3, 3, 3);
        memcpy(output + 4 * index, &value, sizeof value);
    }
}

#define WIDTHS(X) \
    X(0) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(14) X(15) X(16) \
    X(17) X(18) X(19) X(20) X(21) X(22) X(23) X(24) X(25) X(26) X(27) X(28) X(29) X(30) X(31) X(32)

void filings_unpack_block(const void *bytes, int width, uint32_t *output) {
    switch (width) {
#define CASE(width) case width: unpack(bytes, width, 0, output); break;
        WIDTHS(CASE)
#undef CASE
    }
}

void filings_unpack_block_plus_one(const void *bytes, int width, uint32_t *output) {
    switch (width) {
#define CASE(width) case width: unpack(bytes, width, 1, output); break;
        WIDTHS(CASE)
#undef CASE
    }
}

void filings_unpack_block_of_gaps(const void *bytes, int width, uint32_t start, uint32_t *output) {
    switch (width) {
#define CASE(width) case width: unpack_gaps(bytes, width, start, output); break;
        WIDTHS(CASE)
#undef CASE
    }
}

/* For each byte the places of its set bits, a byte each. */
static uint64_t places[256];

__attribute__((constructor)) static void fill_places(void) {
    for (int byte = 0; byte < 256; byte++) {
        int count = 0;
        for (uint64_t bit = 0; bit < 8; bit++)
            if (byte >> bit & 1) places[byte] |= bit << 8 * count++;
    }
}

typedef uint8_t octet __attribute__((vector_size(8)));
typedef uint32_t eight __attribute__((vector_size(32)));

/* Eight numbers at a time take half as long where the processor has registers as wide. */
#if defined(__x86_64__) && defined(__linux__)
__attribute__((target_clones("avx2", "default")))
#endif
int filings_places_of_bits(const void *bits, int word_count, uint32_t start, uint32_t *output, int limit) {
    const uint8_t *bytes = bits;
    int count = 0;
    for (int index = 0; index < 8 * word_count && count <= limit; index++) {
        octet lanes;
        memcpy(&lanes, &places[bytes[index]], sizeof lanes);
        const eight value = __builtin_convertvector(lanes, eight) + (start + 8 * (uint32_t)index);
        memcpy(output + count, &value, sizeof value);
        count += __builtin_popcount(bytes[index]);
    }
    return count;
}

#if defined(__x86_64__) && defined(__linux__)
__attribute__((target_clones("popcnt", "default")))
#endif
int filings_count_of_bits(const uint64_t *words, int word_count) {
    int count = 0;
    for (int index = 0; index < word_count; index++) count += __builtin_popcountll(words[index]);
    return count;
}
