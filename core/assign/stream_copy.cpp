// SPDX-License-Identifier: MIT
#include "core/assign/stream_copy.h"

#include <algorithm>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace frisket::assign {

namespace {
/// Larger than the last-level cache of most machines; smaller arrays may still be in it.
constexpr std::int64_t kStreamFrom = std::int64_t{32} << 20;
/// Shorter runs gain nothing: their first and last cache lines are partial.
constexpr std::int64_t kStreamRun = 1024;
constexpr std::int64_t kLine = 64;

#if defined(__SSE2__)
void streamLines(std::byte* to, const std::byte* from, std::int64_t lines) {
    for (std::int64_t i = 0; i < lines; ++i, to += kLine, from += kLine) {
        const auto* in = reinterpret_cast<const __m128i*>(from);
        auto* out = reinterpret_cast<__m128i*>(to);
        const __m128i a = _mm_loadu_si128(in);
        const __m128i b = _mm_loadu_si128(in + 1);
        const __m128i c = _mm_loadu_si128(in + 2);
        const __m128i d = _mm_loadu_si128(in + 3);
        _mm_stream_si128(out, a);
        _mm_stream_si128(out + 1, b);
        _mm_stream_si128(out + 2, c);
        _mm_stream_si128(out + 3, d);
    }
}

void streamPattern(std::byte* to, const std::byte* pattern, std::int64_t lines) {
    const __m128i value = _mm_loadu_si128(reinterpret_cast<const __m128i*>(pattern));
    for (std::int64_t i = 0; i < lines * 4; ++i) {
        _mm_stream_si128(reinterpret_cast<__m128i*>(to) + i, value);
    }
}

/// Bytes before the first whole cache line at or after `to`.
std::int64_t bytesToLine(const std::byte* to) {
    const auto address = reinterpret_cast<std::uintptr_t>(to);
    return static_cast<std::int64_t>((kLine - address % kLine) % kLine);
}
#endif

template <class Lane>
void fillLanes(std::byte* to, const std::byte* lane, std::int64_t bytes) {
    Lane value;
    std::memcpy(&value, lane, sizeof(Lane));
    for (std::int64_t i = 0; i < bytes; i += std::int64_t{sizeof(Lane)}) {
        std::memcpy(to + i, &value, sizeof(Lane));
    }
}

void fillCached(std::byte* to, const std::byte* lane, std::int64_t laneBytes, std::int64_t bytes) {
    switch (laneBytes) {
        case 1:
            return fillLanes<std::uint8_t>(to, lane, bytes);
        case 2:
            return fillLanes<std::uint16_t>(to, lane, bytes);
        case 4:
            return fillLanes<std::uint32_t>(to, lane, bytes);
        default:
            return fillLanes<std::uint64_t>(to, lane, bytes);
    }
}
}  // namespace

Stores storesFor(std::int64_t destinationBytes) {
    return destinationBytes >= kStreamFrom ? Stores::Streaming : Stores::Cached;
}

void copyBytes(std::byte* to, const std::byte* from, std::int64_t bytes, Stores stores) {
    if (to == from) {
        return;
    }
#if defined(__SSE2__)
    if (stores == Stores::Streaming && bytes >= kStreamRun) {
        const std::int64_t head = bytesToLine(to);
        const std::int64_t lines = (bytes - head) / kLine;
        std::memmove(to, from, static_cast<std::size_t>(head));
        streamLines(to + head, from + head, lines);
        to += head + lines * kLine;
        from += head + lines * kLine;
        bytes -= head + lines * kLine;
    }
#else
    static_cast<void>(stores);
#endif
    std::memmove(to, from, static_cast<std::size_t>(bytes));
}

void fillBytes(std::byte* to, const std::byte* lane, std::int64_t laneBytes, std::int64_t bytes,
               Stores stores) {
#if defined(__SSE2__)
    const std::int64_t head = bytesToLine(to);
    // Lanes that straddle cache lines are left to the cached stores.
    if (stores == Stores::Streaming && bytes >= kStreamRun && head % laneBytes == 0) {
        alignas(16) std::byte pattern[16];
        fillCached(pattern, lane, laneBytes, 16);
        const std::int64_t lines = (bytes - head) / kLine;
        fillCached(to, lane, laneBytes, head);
        streamPattern(to + head, pattern, lines);
        to += head + lines * kLine;
        bytes -= head + lines * kLine;
    }
#else
    static_cast<void>(stores);
#endif
    fillCached(to, lane, laneBytes, bytes);
}

void finishStreaming() {
#if defined(__SSE2__)
    _mm_sfence();
#endif
}

}  // namespace frisket::assign
