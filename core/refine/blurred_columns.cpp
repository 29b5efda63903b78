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
    bool set = condition::readBits(bits, m_first, 1) != 0;
    Word before = set ? 1 : 0;
    std::array<Floats, kVectors> sums;
    sums.fill(Floats{} + (set ? 1.0F : 0.0F));
    for (std::int64_t i = 0; i < seen; i += kWordBits) {
        const std::int64_t count = std::min(kWordBits, seen - i);
        const Word word = condition::readBits(bits, m_first + i, count);
        Word edges = (word ^ (word << 1U | before)) & condition::lowBits(count);
        before = word >> (kWordBits - 1);
        for (; edges != 0; edges &= edges - 1) {
            const float* step = m_weights.behindEdge(m_weights.reach - i - std::countr_zero(edges));
            const Floats sign = Floats{} + (set ? -1.0F : 1.0F);
            for (std::size_t k = 0; k < kVectors; ++k) {
                sums[k] += sign * loaded(step + k * kFloats);
            }
            set = !set;
        }
    }
    std::memcpy(out, sums.data(), sizeof(sums));
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
