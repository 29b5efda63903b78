// SPDX-License-Identifier: MIT
#include "core/condition/layers.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <mutex>

#include "core/condition/bits.h"

namespace frisket::condition {

namespace {
/// Words that one piece of work writes at least: what a thread is worth.
constexpr std::int64_t kWordsAtATime = std::int64_t{1} << 15U;

constexpr std::array<std::string_view, kAllCombines.size()> kNames{"or", "and", "and not",
                                                                   "replace"};

/// The first and last element that changed.
struct Changed {
    std::int64_t more = 0;
    std::int64_t first = -1;
    std::int64_t last = -1;

    void add(const Changed& other) {
        more += other.more;
        if (other.first >= 0) {
            first = first < 0 ? other.first : std::min(first, other.first);
            last = std::max(last, other.last);
        }
    }
};

/// Bits [begin, end) of a packed row.
Changed foldRow(std::span<const LayerPart> parts, std::int64_t row, std::int64_t begin,
                std::int64_t end, ConditionMask& result) {
    Changed changed;
    Word* to = result.row(row);
    const std::int64_t firstPlace = row * result.rowBits();
    for (std::int64_t word = begin / kWordBits; word * kWordBits < end; ++word) {
        Word bits = 0;
        for (const LayerPart& part : parts) {
            bits = combined(part.combine, bits, part.mask->row(row)[word]);
        }
        Word within = ~Word{0};
        const std::int64_t firstBit = word * kWordBits;
        if (begin > firstBit) {
            within &= ~Word{0} << static_cast<unsigned>(begin - firstBit);
        }
        if (end < firstBit + kWordBits) {
            within &= ~Word{0} >> static_cast<unsigned>(firstBit + kWordBits - end);
        }
        const Word differs = (to[word] ^ bits) & within;
        if (differs == 0) {
            continue;
        }
        to[word] ^= differs;
        const int gained = popCount(differs & bits);
        changed.more += 2 * gained - popCount(differs);
        const std::int64_t first = firstPlace + firstBit + std::countr_zero(differs);
        const std::int64_t last = firstPlace + firstBit + kWordBits - 1 - std::countl_zero(differs);
        changed.first = changed.first < 0 ? first : changed.first;
        changed.last = last;
    }
    return changed;
}

Changed foldRange(std::span<const LayerPart> parts, const array::ElementRange& range,
                  ConditionMask& result) {
    Changed changed;
    for (std::int64_t at = range.begin; at < range.end;) {
        const std::int64_t row = at / result.rowBits();
        const std::int64_t rowBegin = row * result.rowBits();
        const std::int64_t end = std::min(range.end, rowBegin + result.rowBits());
        changed.add(foldRow(parts, row, at - rowBegin, end - rowBegin, result));
        at = end;
    }
    return changed;
}
}  // namespace

std::string_view name(Combine combine) { return kNames[static_cast<std::size_t>(combine)]; }

std::optional<Combine> combineNamed(std::string_view name) {
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    return found == kNames.end()
               ? std::nullopt
               : std::optional(kAllCombines[static_cast<std::size_t>(found - kNames.begin())]);
}

Folded foldLayers(std::span<const LayerPart> parts, const array::Box& box, ConditionMask& result,
                  base::ThreadPool* pool) {
    const array::Shape& shape = result.shape();
    const array::Box none{array::Dims::filled(shape.rank(), 0),
                          array::Dims::filled(shape.rank(), 0)};
    if (box.empty() || result.size() == 0) {
        return {0, none};
    }
    Changed all;
    const std::vector<array::ElementRange> ranges = box.ranges(shape, kWordBits);
    const std::int64_t elements = ranges.back().end - ranges.front().begin;
    if (pool == nullptr || elements < 2 * kWordsAtATime * kWordBits || ranges.size() > 1) {
        for (const array::ElementRange& range : ranges) {
            all.add(foldRange(parts, range, result));
        }
    } else {
        // Threads take whole packed rows, so that none writes another one's words.
        const array::ElementRange range = ranges.front();
        const std::int64_t firstRow = range.begin / result.rowBits();
        const std::int64_t endRow = (range.end - 1) / result.rowBits() + 1;
        const std::int64_t rows = std::max<std::int64_t>(
            1, kWordsAtATime / std::max<std::int64_t>(1, result.wordsPerRow()));
        std::mutex mutex;
        pool->forRange(endRow - firstRow, rows, [&](std::int64_t begin, std::int64_t end) {
            const array::ElementRange mine{
                std::max(range.begin, (firstRow + begin) * result.rowBits()),
                std::min(range.end, (firstRow + end) * result.rowBits())};
            const Changed changed = foldRange(parts, mine, result);
            const std::scoped_lock lock(mutex);
            all.add(changed);
        });
    }
    return {all.more, all.first < 0 ? none : array::Box::around(all.first, all.last, shape)};
}

void joinLayer(Combine combine, const ConditionMask& layer, ConditionMask& below,
               base::ThreadPool* pool) {
    assert(layer.shape() == below.shape() && &layer != &below);
    const std::int64_t words = below.wordsPerRow();
    const auto join = [&](std::int64_t first, std::int64_t end) {
        for (std::int64_t row = first; row < end; ++row) {
            std::transform(below.row(row), below.row(row) + words, layer.row(row), below.row(row),
                           [combine](Word a, Word b) { return combined(combine, a, b); });
        }
    };
    const std::int64_t atATime =
        std::max<std::int64_t>(1, kWordsAtATime / std::max<std::int64_t>(1, words));
    if (pool == nullptr) {
        join(0, below.rows());
    } else {
        pool->forRange(below.rows(), atATime, join);
    }
}

}  // namespace frisket::condition
