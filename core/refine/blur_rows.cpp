// SPDX-License-Identifier: MIT
#include "core/refine/blur_rows.h"

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

BlurredRows::BlurredRows(const BlurWeights& weights, std::int64_t words, std::int64_t rows)
    : m_weights(weights),
      m_columns(words * kWordBits),
      m_rows(rows),
      m_pad(condition::wordsFor(weights.reach)),
      m_bits(static_cast<std::size_t>(words + 2 * m_pad)),
      m_row(static_cast<std::size_t>(m_columns)),
      m_numbers(static_cast<std::size_t>(rows * m_columns)) {}

void BlurredRows::read(const NearestRows& source, std::int64_t first, std::int64_t y0,
                       std::int64_t y1) {
    m_y0 = y0;
    for (std::int64_t y = y0; y < y1; ++y) {
        source.load(y, first - m_pad, static_cast<std::int64_t>(m_bits.size()), m_bits.data());
        blurRow(m_bits.data());
        float* to = m_numbers.data() + (y - y0) * kBlurColumns;
        for (std::int64_t x = 0; x < m_columns; x += kBlurColumns) {
            std::copy_n(m_row.data() + x, kBlurColumns, to);
            to += m_rows * kBlurColumns;
        }
    }
}

void BlurredRows::blurRow(const Word* bits) {
    // An edge at column e changes what is to the right of e - reach: by a step up to e + reach, and
    // from there on by all, which is the value that the row begins with where its window begins.
    const std::int64_t reach = m_weights.reach;
    const auto words = static_cast<std::int64_t>(m_bits.size());
    Word before = bits[0] & 1U;
    bool set = before != 0;
    std::int64_t filled = 0;
    for (std::int64_t i = 0; i < words; ++i) {
        Word edges = bits[i] ^ (bits[i] << 1U | before);
        before = bits[i] >> (kWordBits - 1);
        for (; edges != 0; edges &= edges - 1) {
            const std::int64_t edge = (i - m_pad) * kWordBits + std::countr_zero(edges);
            const std::int64_t first = edge - reach;
            const std::int64_t end = std::min(edge + reach, m_columns);
            for (; filled < end; ++filled) {
                m_row[static_cast<std::size_t>(filled)] = set ? 1.0F : 0.0F;
            }
            const float sign = set ? -1.0F : 1.0F;
            const float* steps = m_weights.steps.data();
            float* row = m_row.data();
            for (std::int64_t x = std::max<std::int64_t>(first, 0); x < end; ++x) {
                row[x] += sign * steps[x - first];
            }
            set = !set;
        }
    }
    for (; filled < m_columns; ++filled) {
        m_row[static_cast<std::size_t>(filled)] = set ? 1.0F : 0.0F;
    }
}

Word BlurredRows::atLeastHalf(std::int64_t column, std::int64_t y) const {
    const float* middle = m_numbers.data() + (column * m_rows + y - m_y0) * kBlurColumns;
    const float* weights = m_weights.single.data() + m_weights.reach;
    std::array<Floats, kVectors> sums{};
    for (std::int64_t d = m_weights.reach; d > 0; --d) {
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
