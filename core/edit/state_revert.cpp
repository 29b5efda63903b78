// SPDX-License-Identifier: MIT
// What brings back what core/edit/state_difference.h has found.
#include <algorithm>
#include <cstring>

#include "core/edit/packed_bytes.h"
#include "core/edit/state_difference.h"

namespace frisket::edit {

namespace {
using array::BandedArray;
using condition::BitRegion;
using condition::Plane;
using condition::Word;

/// Elements that are compressed together.
constexpr std::int64_t kBlockElements = std::int64_t{1} << 18U;

/// Makes `then` what turns `now` into it where a bit is set, of bits [first, first + count) of
/// `words`, and nothing elsewhere. How many lanes change.
template <class Lane>
std::int64_t flipRow(const Word* words, std::int64_t first, std::int64_t count,
                     const std::byte* now, std::byte* then) {
    std::int64_t changed = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        const Word bit = words[(first + i) / condition::kWordBits] >>
                             static_cast<unsigned>((first + i) % condition::kWordBits) &
                         1U;
        Lane before;
        Lane after;
        std::memcpy(&before, now + i * std::int64_t{sizeof(Lane)}, sizeof(Lane));
        std::memcpy(&after, then + i * std::int64_t{sizeof(Lane)}, sizeof(Lane));
        after = bit != 0 ? static_cast<Lane>(after ^ before) : Lane{0};
        changed += after != 0 ? 1 : 0;
        std::memcpy(then + i * std::int64_t{sizeof(Lane)}, &after, sizeof(Lane));
    }
    return changed;
}

std::int64_t flipRow(std::int64_t size, const Word* words, std::int64_t first, std::int64_t count,
                     const std::byte* now, std::byte* then) {
    switch (size) {
        case 1:
            return flipRow<std::uint8_t>(words, first, count, now, then);
        case 2:
            return flipRow<std::uint16_t>(words, first, count, now, then);
        case 4:
            return flipRow<std::uint32_t>(words, first, count, now, then);
        default:
            return flipRow<std::uint64_t>(words, first, count, now, then);
    }
}

}  // namespace

base::Result<std::int64_t> countDiffering(const condition::ConditionMask& a,
                                          const condition::ConditionMask& b, const Plane& plane,
                                          base::Progress* progress) {
    const auto words = static_cast<std::size_t>(condition::wordsFor(plane.width));
    std::vector<Word> mine(words);
    std::vector<Word> other(words);
    std::int64_t differing = 0;
    for (std::int64_t y = 0; y < plane.height; ++y) {
        const std::int64_t flat = plane.origin + y * plane.strideY;
        a.gather(flat, plane.strideX, plane.width, mine.data());
        b.gather(flat, plane.strideX, plane.width, other.data());
        for (std::size_t w = 0; w < words; ++w) {
            differing += condition::popCount(mine[w] ^ other[w]);
        }
        if (const auto goOn = base::proceed(progress, plane.width); !goOn) {
            return base::passOn(goOn);
        }
    }
    return differing;
}

bool shareAll(const BandedArray& a, const BandedArray& b) {
    for (std::int64_t band = 0; band < a.bandCount(); ++band) {
        if (a.read(band) != b.read(band)) {
            return false;
        }
    }
    return true;
}

void keepSelected(const StatePlanes& planes, BitRegion& region) {
    const Plane& plane = planes.condition;
    std::vector<Word> selected(static_cast<std::size_t>(region.wordsPerRow()));
    for (std::int64_t y = region.box().y0; y < region.box().y1; ++y) {
        std::fill(selected.begin(), selected.end(), 0);
        if (planes.conditionNow != nullptr) {
            planes.conditionNow->gather(
                plane.origin + y * plane.strideY + region.originX() * plane.strideX, plane.strideX,
                region.box().x1 - region.originX(), selected.data());
        }
        Word* const row = region.row(y);
        for (std::size_t w = 0; w < selected.size(); ++w) {
            row[w] &= selected[w];
        }
    }
}

base::Rect boundsOf(const BitRegion& region) {
    const base::Rect& box = region.box();
    std::int64_t first = region.wordsPerRow();
    std::int64_t last = -1;
    base::Rect bounds{box.x0, 0, box.x1, 0};
    for (std::int64_t y = box.y0; y < box.y1; ++y) {
        const Word* const row = region.row(y);
        std::int64_t w = 0;
        while (w < region.wordsPerRow() && row[w] == 0) {
            ++w;
        }
        if (w == region.wordsPerRow()) {
            continue;
        }
        bounds.y0 = last < 0 ? y : bounds.y0;
        bounds.y1 = y + 1;
        first = std::min(first, w);
        for (w = region.wordsPerRow() - 1; row[w] == 0;) {
            --w;
        }
        last = std::max(last, w);
    }
    if (last < 0) {
        return {};
    }
    bounds.x0 = std::max(box.x0, region.originX() + first * condition::kWordBits);
    bounds.x1 = std::min(box.x1, region.originX() + (last + 1) * condition::kWordBits);
    return bounds;
}

base::Result<ValuePatch> findRevert(const StatePlanes& planes, const BitRegion& where,
                                    base::Progress* progress) {
    const Plane& plane = planes.values;
    const array::DType dtype = planes.valuesNow->dtype();
    const std::int64_t size = array::itemSize(dtype);
    const base::Rect box = boundsOf(where);
    ValuePatch patch(dtype);
    if (box.empty()) {
        return patch;
    }
    BytePacker packer;
    std::vector<std::byte> now(static_cast<std::size_t>(box.width() * size));
    const std::int64_t most = std::max<std::int64_t>(1, kBlockElements / box.width());
    for (std::int64_t first = box.y0; first < box.y1; first += most) {
        const std::int64_t rows = std::min(most, box.y1 - first);
        std::vector<std::byte> flips(static_cast<std::size_t>(rows * box.width() * size));
        std::int64_t changed = 0;
        for (std::int64_t y = first; y < first + rows; ++y) {
            const Word* const words = where.row(y);
            if (condition::noBits(words, box.x0 - where.originX(), box.width())) {
                continue;
            }
            const std::int64_t flat = plane.origin + y * plane.strideY + box.x0 * plane.strideX;
            std::byte* const then = flips.data() + (y - first) * box.width() * size;
            planes.valuesNow->gather(flat, plane.strideX, box.width(), now.data());
            planes.valuesThen->gather(flat, plane.strideX, box.width(), then);
            changed +=
                flipRow(size, words, box.x0 - where.originX(), box.width(), now.data(), then);
        }
        if (changed > 0) {
            const Plane piece{plane.origin + first * plane.strideY + box.x0 * plane.strideX,
                              plane.strideY, plane.strideX, rows, box.width()};
            patch.append({{piece}, packer.pack(flips), rows * box.width()}, changed);
        }
        if (const auto goOn = base::proceed(progress, rows * box.width()); !goOn) {
            return base::passOn(goOn);
        }
    }
    return patch;
}

}  // namespace frisket::edit
