// SPDX-License-Identifier: MIT
#include "core/refine/blurred_columns.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace frisket::refine {

using condition::kWordBits;
using condition::Word;

namespace {
using Floats = float __attribute__((vector_size(16)));
using Lanes = std::int32_t __attribute__((vector_size(16)));
constexpr std::size_t kFloats = sizeof(Floats) / sizeof(float);
constexpr std::size_t kVectors = kBlurColumns / kFloats;
static_assert(kVectors == 4);

Floats loaded(const float* from) {
    Floats out;
    std::memcpy(&out, from, sizeof(out));
    return out;
}

/// One bit for each number that is at least one half.
Word bitsOf(const std::array<Floats, kVectors>& numbers) {
    Lanes bits{};
    Lanes place{1, 2, 4, 8};
    for (const Floats& each : numbers) {
        bits |= (each >= 0.5F) & place;
        place = place << 4;
    }
    return static_cast<Word>(static_cast<std::uint32_t>(bits[0] | bits[1] | bits[2] | bits[3]));
}
}  // namespace

BlurredColumns::BlurredColumns(const PieceRows& rows, const BlurWeights& weights, std::int64_t y0,
                               std::int64_t y1)
    : m_rows(rows),
      m_weights(weights),
      m_top(y0 - weights.reach),
      m_numbers(static_cast<std::size_t>((y1 - y0 + 2 * weights.reach) * kBlurColumns)) {}

void BlurredColumns::begin(std::int64_t x) {
    m_first = m_rows.pad() * kWordBits + x - m_weights.reach;
    m_blurred = 0;
}

void BlurredColumns::blurRow(const Word* bits, float* out) const {
    // What all begin with is the value of the first pixel that is seen; each edge then adds a step.
    const std::int64_t seen = kBlurColumns + 2 * m_weights.reach;
    const Word* from = bits + m_first / kWordBits;
    const auto shift = static_cast<unsigned>(m_first % kWordBits);
    const auto wordAt = [&](std::int64_t k) {
        return from[k] >> shift | from[k + 1] << 1U << (kWordBits - 1 - shift);
    };
    constexpr Floats kOnes{1, 1, 1, 1};
    Word word = wordAt(0);
    Word before = word & 1U;
    Floats a = before != 0 ? kOnes : Floats{};
    Floats b = a;
    Floats c = a;
    Floats d = a;
    Floats sign = before != 0 ? -kOnes : kOnes;
    for (std::int64_t k = 0;;) {
        const std::int64_t left = seen - k * kWordBits;
        Word edges = (word ^ (word << 1U | before)) & condition::lowBits(left);
        for (; edges != 0; edges &= edges - 1) {
            const float* step =
                m_weights.behindEdge(m_weights.reach - k * kWordBits - std::countr_zero(edges));
            a += sign * loaded(step);
            b += sign * loaded(step + kFloats);
            c += sign * loaded(step + 2 * kFloats);
            d += sign * loaded(step + 3 * kFloats);
            sign = -sign;
        }
        if (left <= kWordBits) {
            break;
        }
        before = word >> (kWordBits - 1);
        word = wordAt(++k);
    }
    const std::array<Floats, kVectors> all{a, b, c, d};
    std::memcpy(out, all.data(), sizeof(all));
}

Word BlurredColumns::atLeastHalf(std::int64_t y) {
    const std::int64_t reach = m_weights.reach;
    const std::int64_t row = y - m_top;
    m_blurred = std::max(m_blurred, row - reach);
    for (; m_blurred <= row + reach; ++m_blurred) {
        blurRow(m_rows.row(m_top + m_blurred) - m_rows.pad(),
                m_numbers.data() + m_blurred * kBlurColumns);
    }
    const float* middle = m_numbers.data() + row * kBlurColumns;
    const float* weights = m_weights.single.data() + reach;
    std::array<Floats, kVectors> sums{};
    for (std::int64_t d = reach; d > 0; --d) {
        const float* above = middle - d * kBlurColumns;
        const float* below = middle + d * kBlurColumns;
        for (std::size_t k = 0; k < kVectors; ++k) {
            sums[k] += weights[d] * (loaded(above + k * kFloats) + loaded(below + k * kFloats));
        }
    }
    for (std::size_t k = 0; k < kVectors; ++k) {
        sums[k] += weights[0] * loaded(middle + k * kFloats);
    }
    return bitsOf(sums);
}

}  // namespace frisket::refine
