// SPDX-License-Identifier: MIT
#include "core/refine/column_distance.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace frisket::refine {

using condition::kWordBits;
using condition::Word;

namespace {
using Quad = std::int32_t __attribute__((vector_size(16)));

/// Four lanes for each value of four bits, all ones where the bit is clear.
constexpr std::array<std::array<std::int32_t, 4>, 16> makeKeeping() {
    std::array<std::array<std::int32_t, 4>, 16> keeping{};
    for (unsigned bits = 0; bits < 16; ++bits) {
        for (unsigned lane = 0; lane < 4; ++lane) {
            keeping[bits][lane] = ((bits >> lane) & 1U) != 0 ? 0 : -1;
        }
    }
    return keeping;
}
constexpr auto kKeeping = makeKeeping();

/// One row on: 0 where a bit is set, else one more than before.
void advance(const Word* bits, std::int64_t words, std::int32_t* distances) {
    for (std::int64_t word = 0; word < words; ++word) {
        Word rest = bits[word];
        std::int32_t* lanes = distances + word * kWordBits;
        if (rest == ~Word{0}) {
            std::fill(lanes, lanes + kWordBits, 0);
            continue;
        }
        for (std::int64_t lane = 0; lane < kWordBits; lane += 4, rest >>= 4U) {
            Quad keep;
            Quad values;
            std::memcpy(&keep, kKeeping[rest & 15U].data(), sizeof(keep));
            std::memcpy(&values, lanes + lane, sizeof(values));
            values = (values + 1) & keep;
            std::memcpy(lanes + lane, &values, sizeof(values));
        }
    }
}
}  // namespace

ColumnDistances::ColumnDistances(const RowSource& source, const base::Rect& window)
    : m_source(source),
      m_window(window),
      m_firstWord(window.x0 / kWordBits),
      m_words(condition::wordsFor(window.x1) - m_firstWord),
      m_bands((window.height() + kBandRows - 1) / kBandRows) {}

std::pair<std::int64_t, std::int64_t> ColumnDistances::rowsOf(std::int64_t band) const {
    const std::int64_t y0 = m_window.y0 + band * kBandRows;
    return {y0, std::min(y0 + kBandRows, m_window.y1)};
}

base::Status ColumnDistances::prepare(base::Progress* progress, base::ThreadPool* pool) {
    m_above.assign(static_cast<std::size_t>(m_bands * columns()), kNone);
    m_below.assign(static_cast<std::size_t>(m_bands * columns()), kNone);
    constexpr std::int64_t kStrip = 16;  // 4 KiB of distances
    const std::int64_t strips = (m_words + kStrip - 1) / kStrip;
    return forEachPiece(2 * strips, progress, pool, [&](std::int64_t i) {
        const std::int64_t first = i / 2 * kStrip;
        pass(first, std::min(kStrip, m_words - first), i % 2 == 0);
    });
}

void ColumnDistances::pass(std::int64_t first, std::int64_t count, bool down) {
    std::vector<Word> bits(static_cast<std::size_t>(count));
    std::vector<std::int32_t> distances(static_cast<std::size_t>(count * kWordBits), kNone);
    std::vector<std::int32_t>& kept = down ? m_above : m_below;
    for (std::int64_t i = 0; i < m_bands; ++i) {
        const std::int64_t band = down ? i : m_bands - 1 - i;
        std::copy(distances.begin(), distances.end(),
                  kept.begin() + band * columns() + first * kWordBits);
        const auto rows = rowsOf(band);
        for (std::int64_t k = 0; k < rows.second - rows.first; ++k) {
            const std::int64_t y = down ? rows.first + k : rows.second - 1 - k;
            m_source.load(y, m_firstWord + first, count, bits.data());
            advance(bits.data(), count, distances.data());
        }
    }
}

void ColumnDistances::Reader::enter(std::int64_t band) {
    const std::int64_t columns = m_distances.columns();
    const auto size = static_cast<std::size_t>(columns);
    m_bits.resize(static_cast<std::size_t>(m_distances.m_words));
    m_above.assign(m_distances.m_above.begin() + band * columns,
                   m_distances.m_above.begin() + (band + 1) * columns);
    m_nearest.resize(size);
    m_below.resize(size * static_cast<std::size_t>(kBandRows));
    const auto rows = m_distances.rowsOf(band);
    const std::int32_t* after = m_distances.m_below.data() + band * columns;
    for (std::int64_t y = rows.second - 1; y >= rows.first; --y) {
        std::int32_t* here = m_below.data() + (y - rows.first) * columns;
        std::copy(after, after + columns, here);
        m_distances.m_source.load(y, m_distances.m_firstWord, m_distances.m_words, m_bits.data());
        advance(m_bits.data(), m_distances.m_words, here);
        after = here;
    }
}

const std::int32_t* ColumnDistances::Reader::row(std::int64_t y) {
    const std::int64_t place = (y - m_distances.m_window.y0) % kBandRows;
    if (place == 0) {
        enter((y - m_distances.m_window.y0) / kBandRows);
    }
    m_distances.m_source.load(y, m_distances.m_firstWord, m_distances.m_words, m_bits.data());
    advance(m_bits.data(), m_distances.m_words, m_above.data());
    const std::int32_t* below = m_below.data() + place * m_distances.columns();
    for (std::size_t i = 0; i < m_nearest.size(); ++i) {
        m_nearest[i] = std::min(m_above[i], below[i]);
    }
    return m_nearest.data();
}

}  // namespace frisket::refine
