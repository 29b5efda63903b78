// SPDX-License-Identifier: MIT
#include "core/edit/label_writer.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <new>

namespace frisket::edit {

namespace {
using base::Rect;
using condition::BitRegion;
using condition::kWordBits;
using condition::Plane;
using condition::Word;

constexpr std::int64_t kSide = ValueRecorder::kTileSide;
static_assert(kSide == kWordBits);

template <class Lane>
Lane load(const std::byte* at, std::int64_t i) {
    Lane lane;
    std::memcpy(&lane, at + i * static_cast<std::int64_t>(sizeof lane), sizeof lane);
    return lane;
}

template <class Lane>
void store(std::byte* at, std::int64_t i, Lane lane) {
    std::memcpy(at + i * static_cast<std::int64_t>(sizeof lane), &lane, sizeof lane);
}

/// Which of `wanted` of 64 elements, `stride` apart, are not `value`; `at` is element `first`.
template <class Lane>
Word differing(const std::byte* at, int first, std::int64_t stride, Word wanted, Lane value) {
    Word changed = 0;
    for (Word bits = wanted; bits != 0; bits &= bits - 1) {
        const int i = std::countr_zero(bits);
        const bool differs = load<Lane>(at, (i - first) * stride) != value;
        changed |= Word{differs} << static_cast<unsigned>(i);
    }
    return changed;
}

/// How many of 64 packed elements are not `value`.
template <class Lane>
int countDiffering(const std::byte* at, Lane value) {
    int count = 0;
    for (std::int64_t i = 0; i < kWordBits; ++i) {
        count += load<Lane>(at, i) != value ? 1 : 0;
    }
    return count;
}

/// Makes 64 packed elements `value` and adds by which bits they differed to `flips`, which lies
/// elsewhere.
template <class Lane>
void writeAll(std::byte* __restrict at, std::byte* __restrict flips, Lane value) {
    for (std::int64_t i = 0; i < kWordBits; ++i) {
        const Lane old = load<Lane>(at, i);
        store<Lane>(flips, i, static_cast<Lane>(load<Lane>(flips, i) ^ old ^ value));
        store<Lane>(at, i, value);
    }
}

/// The same for those of `changed`; `at` is element `first`.
template <class Lane>
void writeSome(std::byte* at, int first, std::int64_t stride, Word changed, std::byte* flips,
               Lane value) {
    for (Word bits = changed; bits != 0; bits &= bits - 1) {
        const int i = std::countr_zero(bits);
        const std::int64_t place = (i - first) * stride;
        const Lane old = load<Lane>(at, place);
        store<Lane>(flips, i, static_cast<Lane>(load<Lane>(flips, i) ^ old ^ value));
        store<Lane>(at, place, value);
    }
}
}  // namespace

LabelWriter::LabelWriter(array::BandedArray& destination)
    : m_destination(destination), m_recorder(array::itemSize(destination.dtype())) {}

void LabelWriter::begin() {
    assert(!m_active);
    m_active = true;
}

std::byte* LabelWriter::place(std::int64_t flat, std::int64_t& end) {
    const std::int64_t band = m_destination.bandOf(flat);
    if (m_bands.empty()) {
        m_bands.resize(static_cast<std::size_t>(m_destination.bandCount()));
    }
    std::byte*& memory = m_bands[static_cast<std::size_t>(band)];
    if (memory == nullptr) {
        const auto written = m_destination.write(band);
        if (!written) {
            throw std::bad_alloc();
        }
        memory = *written;
    }
    end = m_destination.bandBegin(band + 1);
    return memory + (flat - m_destination.bandBegin(band)) * array::itemSize(m_destination.dtype());
}

Dirty LabelWriter::extend(const BitRegion& region, const Plane& plane, const std::byte* value) {
    assert(m_active);
    const auto size = static_cast<std::size_t>(array::itemSize(m_destination.dtype()));
    if (std::memcmp(m_value.data(), value, size) != 0) {
        m_recorder.forgetDone();
        std::memcpy(m_value.data(), value, size);
    }
    m_recorder.choosePlane(plane);
    switch (size) {
        case 1:
            return write(region, plane, load<std::uint8_t>(value, 0));
        case 2:
            return write(region, plane, load<std::uint16_t>(value, 0));
        case 4:
            return write(region, plane, load<std::uint32_t>(value, 0));
        default:
            return write(region, plane, load<std::uint64_t>(value, 0));
    }
}

/// A word of a row of the region: 64 pixels from `x` on, of which `wanted` are painted.
template <class Lane>
struct LabelWriter::Row {
    LabelWriter& writer;
    Lane value;
    std::int64_t flat;  ///< of the plane's pixel 0 in this row
    std::int64_t stride;
    std::int64_t y;

    /// Which pixels changed.
    Word write(std::int64_t x, Word wanted) {
        ValueRecorder::Tile& tile = writer.m_recorder.at(y / kSide, x / kSide);
        Word& done = tile.done[static_cast<std::size_t>(y % kSide)];
        wanted &= ~done;
        Word changed = 0;
        for (Word left = wanted; left != 0;) {
            // As many of them as lie in one band.
            const int first = std::countr_zero(left);
            const std::int64_t at = flat + (x + first) * stride;
            std::int64_t bandEnd = 0;
            std::byte* const memory = writer.place(at, bandEnd);
            const Word part = left & inBand(at, bandEnd, first);
            changed |= writePart(memory, part, first, tile);
            left &= ~part;
        }
        done |= wanted;
        return changed;
    }

    /// Pixels of the word whose elements lie in the band of element `at`, that of pixel `first`.
    [[nodiscard]] Word inBand(std::int64_t at, std::int64_t bandEnd, int first) const {
        std::int64_t count = kWordBits;
        if (stride > 0) {
            count = (bandEnd - at + stride - 1) / stride;
        } else if (stride < 0) {
            const std::int64_t begin =
                writer.m_destination.bandBegin(writer.m_destination.bandOf(at));
            count = (at - begin) / -stride + 1;
        }
        return condition::lowBits(std::min(first + count, kWordBits)) & ~condition::lowBits(first);
    }

    /// `memory` is the element of pixel `first`.
    Word writePart(std::byte* memory, Word part, int first, ValueRecorder::Tile& tile) {
        const bool whole = stride == 1 && part == ~Word{0};
        const int count = whole ? countDiffering(memory, value) : 0;
        if (whole && count == 0) {
            return 0;
        }
        const Word changed =
            whole && count == kWordBits ? part : differing(memory, first, stride, part, value);
        if (changed == 0) {
            return 0;
        }
        writer.m_recorder.makeFlips(tile);
        std::byte* const flips =
            tile.flips.get() + y % kSide * kSide * static_cast<std::int64_t>(sizeof(Lane));
        if (whole) {
            writeAll(memory, flips, value);
        } else {
            writeSome(memory, first, stride, changed, flips, value);
        }
        return changed;
    }
};

template <class Lane>
Dirty LabelWriter::write(const BitRegion& region, const Plane& plane, Lane value) {
    const Rect rect = region.box().intersected({0, 0, plane.width, plane.height});
    Dirty dirty;
    ChangedRows rows(rect.y0, rect.height());
    for (std::int64_t y = rect.y0; y < rect.y1; ++y) {
        const Word* words = region.row(y);
        Row<Lane> row{*this, value, plane.origin + y * plane.strideY, plane.strideX, y};
        ChangedRuns runs;
        // The region's rows begin at a multiple of 64, as the tiles do.
        for (std::int64_t x = rect.x0 / kSide * kSide; x < rect.x1; x += kSide) {
            const Word wanted =
                words[(x - region.originX()) / kSide] & condition::lowBits(rect.x1 - x);
            if (wanted == 0) {
                continue;
            }
            if (const Word changed = row.write(x, wanted); changed != 0) {
                dirty.count += condition::popCount(changed);
                runs.add(x + std::countr_zero(changed),
                         x + kWordBits - 1 - std::countl_zero(changed));
            }
        }
        rows.add(y, 0, runs);
    }
    dirty.area = rows.take();
    dirty.rect = dirty.area.bounds();
    return dirty;
}

std::optional<ValuePatch> LabelWriter::commit(base::ThreadPool* pool) {
    assert(m_active);
    ValuePatch patch = m_recorder.take(m_destination.dtype(), pool);
    m_active = false;
    m_bands.clear();
    return patch.empty() ? std::nullopt : std::optional(std::move(patch));
}

array::ElementRange LabelWriter::abort() {
    assert(m_active);
    const std::int64_t size = array::itemSize(m_destination.dtype());
    array::ElementRange range{m_destination.count(), 0};
    m_recorder.forEachFlip([&](std::int64_t flat, const std::byte* bits) {
        std::int64_t end = 0;
        std::byte* const element = place(flat, end);  // written before: takes no memory
        for (std::int64_t i = 0; i < size; ++i) {
            element[i] ^= bits[i];
        }
        range = {std::min(range.begin, flat), std::max(range.end, flat + 1)};
    });
    m_recorder.clear();
    m_bands.clear();
    m_active = false;
    return range.begin < range.end ? range : array::ElementRange{};
}

}  // namespace frisket::edit
