// SPDX-License-Identifier: MIT
#include "core/refine/frame.h"

#include <algorithm>
#include <atomic>

#include "core/condition/row_edges.h"

namespace frisket::refine {

using base::Rect;
using condition::BitRegion;
using condition::columnMask;
using condition::kWordBits;
using condition::Word;

Rect leastBox(const BitRegion& region) {
    Rect box = region.box();
    const std::int64_t words = region.wordsPerRow();
    const auto isClear = [&](std::int64_t y) {
        return std::all_of(region.row(y), region.row(y) + words,
                           [](Word word) { return word == 0; });
    };
    while (!box.empty() && isClear(box.y0)) {
        ++box.y0;
    }
    while (!box.empty() && isClear(box.y1 - 1)) {
        --box.y1;
    }
    if (box.empty()) {
        return {};
    }
    // Only what is outside of the columns found so far is looked at.
    std::int64_t x0 = box.x1;
    std::int64_t x1 = box.x0;
    for (std::int64_t y = box.y0; y < box.y1 && (x0 > box.x0 || x1 < box.x1); ++y) {
        const Word* row = region.row(y);
        for (std::int64_t word = 0; word * kWordBits + region.originX() < x0 && word < words;
             ++word) {
            if (row[word] != 0) {
                x0 =
                    std::min(x0, region.originX() + word * kWordBits + std::countr_zero(row[word]));
                break;
            }
        }
        for (std::int64_t word = words - 1;
             word >= 0 && (word + 1) * kWordBits + region.originX() > x1; --word) {
            if (row[word] != 0) {
                x1 = std::max(
                    x1, region.originX() + (word + 1) * kWordBits - std::countl_zero(row[word]));
                break;
            }
        }
    }
    return {x0, box.y0, x1, box.y1};
}

BitRegion cropped(const BitRegion& region, const Rect& box) {
    BitRegion out(box);
    const RowSource source(region, region.box().intersected(box), false);
    for (std::int64_t y = box.y0; y < box.y1; ++y) {
        source.load(y, out.originX() / kWordBits, out.wordsPerRow(), out.row(y));
    }
    return out;
}

void flipSpan(BitRegion& region, std::int64_t y, std::int64_t x0, std::int64_t x1) {
    const std::int64_t origin = region.originX() / kWordBits;
    const std::int64_t last = (x1 - 1) / kWordBits;
    Word* row = region.row(y) - origin;
    for (std::int64_t word = x0 / kWordBits; word <= last; ++word) {
        row[word] ^= columnMask(word, x0, x1);
    }
}

bool RowSource::load(std::int64_t y, std::int64_t first, std::int64_t count, Word* out) const {
    if (y < m_frame.y0 || y >= m_frame.y1) {
        std::fill(out, out + count, Word{0});
        return false;
    }
    // The words of the frame that are asked for, and of those the ones that the region has.
    const std::int64_t begin = std::max(first, m_frame.x0 / kWordBits);
    const std::int64_t end = std::min(first + count, condition::wordsFor(m_frame.x1));
    if (begin >= end) {
        std::fill(out, out + count, Word{0});
        return false;
    }
    const Rect& box = m_region.box();
    const std::int64_t origin = m_region.originX() / kWordBits;
    const bool has = y >= box.y0 && y < box.y1;
    const std::int64_t from = has ? std::clamp(origin, begin, end) : end;
    const std::int64_t to = has ? std::clamp(origin + m_region.wordsPerRow(), from, end) : end;
    const Word flip = m_clearOnes ? ~Word{0} : 0;
    std::fill(out, out + (begin - first), Word{0});
    std::fill(out + (begin - first), out + (from - first), flip);
    Word any = from > begin || to < end ? flip : 0;
    if (from < to) {
        const Word* words = m_region.row(y) + (from - origin);
        Word* target = out + (from - first);
        for (std::int64_t i = 0; i < to - from; ++i) {
            const Word word = words[i] ^ flip;
            any |= word;
            target[i] = word;
        }
    }
    std::fill(out + (to - first), out + (end - first), flip);
    std::fill(out + (end - first), out + count, Word{0});
    out[begin - first] &= columnMask(begin, m_frame.x0, m_frame.x1);
    out[end - 1 - first] &= columnMask(end - 1, m_frame.x0, m_frame.x1);
    return any != 0;
}

void RowTarget::store(std::int64_t y, std::int64_t first, std::int64_t count, const Word* words) {
    const Rect& box = m_region.box();
    const Word flip = m_clearOnes ? ~Word{0} : 0;
    Word* target = m_region.row(y) + (first - m_region.originX() / kWordBits);
    for (std::int64_t i = 0; i < count; ++i) {
        target[i] = words[i] ^ flip;
    }
    target[0] &= columnMask(first, box.x0, box.x1);
    target[count - 1] &= columnMask(first + count - 1, box.x0, box.x1);
}

base::Status forEachPiece(std::int64_t count, base::Progress* progress, base::ThreadPool* pool,
                          const std::function<void(std::int64_t)>& body) {
    if (progress != nullptr) {
        progress->expect(count);
    }
    std::atomic<bool> ended{false};
    const auto some = [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end && !ended; ++i) {
            if (!base::proceed(progress)) {
                ended = true;
                return;
            }
            body(i);
            if (progress != nullptr) {
                progress->advance(1);
            }
        }
    };
    if (pool != nullptr && count > 1) {
        pool->forRange(count, 1, some);
    } else {
        some(0, count);
    }
    if (ended) {
        return base::cancelledError();
    }
    return {};
}

}  // namespace frisket::refine
