// SPDX-License-Identifier: MIT
#include "core/edit/condition_writer.h"

#include <algorithm>
#include <bit>
#include <cassert>

#include "core/edit/patch_builder.h"

namespace frisket::edit {

namespace {
using base::Rect;
using condition::BitRegion;
using condition::ConditionMask;
using condition::kWordBits;
using condition::Plane;
using condition::SetOperation;
using condition::Word;

std::optional<BitPatch> unlessEmpty(BitPatch patch) {
    return patch.empty() ? std::nullopt : std::optional(std::move(patch));
}

/// Whether the corners of `plane`, and so all of it, lie in `mask`.
[[maybe_unused]] bool liesIn(const Plane& plane, const ConditionMask& mask) {
    const auto holds = [&](std::int64_t y, std::int64_t x) {
        const std::int64_t flat = plane.origin + y * plane.strideY + x * plane.strideX;
        return flat >= 0 && flat < mask.size();
    };
    const std::int64_t bottom = plane.height - 1;
    const std::int64_t right = plane.width - 1;
    return plane.height <= 0 || plane.width <= 0 ||
           (holds(0, 0) && holds(0, right) && holds(bottom, 0) && holds(bottom, right));
}
}  // namespace

void ConditionWriter::begin() {
    assert(!m_active);
    m_active = true;
}

Dirty ConditionWriter::extend(const BitRegion& region, const Plane& plane, bool value) {
    assert(m_active && liesIn(plane, m_mask));
    const Rect rect = region.box().intersected({0, 0, plane.width, plane.height});
    Dirty dirty;
    ChangedRows rows(rect.y0, rect.height());
    for (std::int64_t y = rect.y0; y < rect.y1; ++y) {
        const std::int64_t sourceBit = rect.x0 - region.originX();
        const std::int64_t first = plane.origin + y * plane.strideY + rect.x0 * plane.strideX;
        const Changed changed =
            plane.strideX == 1
                ? writeRun(region.row(y), sourceBit, first, rect.width(), value)
                : writeStrided(region.row(y), sourceBit, first, plane.strideX, rect.width(), value);
        if (changed.count > 0) {
            dirty.count += changed.count;
            rows.add(y, rect.x0, changed.runs);
        }
    }
    dirty.area = rows.take();
    dirty.rect = dirty.area.bounds();
    if (dirty.count > 0 && plane.strideX == 0) {
        dirty.rect.x0 = 0;
        dirty.rect.x1 = plane.width;
    }
    if (dirty.count > 0 && plane.strideY == 0) {
        dirty.rect.y0 = 0;
        dirty.rect.y1 = plane.height;
    }
    if (plane.strideX == 0 || plane.strideY == 0) {
        dirty.area = dirty.rect;  // a row or a column is everywhere
    }
    return dirty;
}

ConditionWriter::Changed ConditionWriter::writeRun(const Word* source, std::int64_t sourceBit,
                                                   std::int64_t first, std::int64_t count,
                                                   bool value) {
    Changed all;
    for (std::int64_t done = 0; done < count;) {
        // Short axes share a packed row, so an image row may start anywhere in one and end in
        // another.
        const std::int64_t row = (first + done) / m_mask.rowBits();
        std::int64_t bit = (first + done) % m_mask.rowBits();
        const std::int64_t end = std::min(m_mask.rowBits(), bit + count - done);
        Word* words = m_mask.row(row);
        while (bit < end) {
            const std::int64_t index = bit / kWordBits;
            const std::int64_t part = std::min((index + 1) * kWordBits, end) - bit;
            const Word wanted = condition::readBits(source, sourceBit + done, part)
                                << static_cast<unsigned>(bit % kWordBits);
            const Word changed = wanted & (value ? ~words[index] : words[index]);
            if (changed != 0) {
                // The recorder may fail to find memory: it comes before the write.
                m_recorder.at(row, index) ^= changed;
                words[index] ^= changed;
                const std::int64_t origin = done - bit % kWordBits;
                all.runs.add(origin + std::countr_zero(changed),
                             origin + kWordBits - 1 - std::countl_zero(changed));
                all.count += condition::popCount(changed);
            }
            bit += part;
            done += part;
        }
    }
    return all;
}

ConditionWriter::Changed ConditionWriter::writeStrided(const Word* source, std::int64_t sourceBit,
                                                       std::int64_t first, std::int64_t stride,
                                                       std::int64_t count, bool value) {
    Changed all;
    const std::int64_t rowBits = m_mask.rowBits();
    std::int64_t row = 0;
    std::int64_t rowStart = -rowBits;  // flat place of the row's first bit; no row yet
    for (std::int64_t done = 0; done < count; done += kWordBits) {
        const std::int64_t part = std::min(kWordBits, count - done);
        for (Word bits = condition::readBits(source, sourceBit + done, part); bits != 0;
             bits &= bits - 1) {
            const std::int64_t place = done + std::countr_zero(bits);
            const std::int64_t flat = first + place * stride;
            if (flat < rowStart || flat >= rowStart + rowBits) {
                row = flat / rowBits;
                rowStart = row * rowBits;
            }
            const std::int64_t bit = flat - rowStart;
            const Word single = Word{1} << static_cast<unsigned>(bit % kWordBits);
            Word& word = m_mask.row(row)[bit / kWordBits];
            if (((word & single) != 0) != value) {
                m_recorder.at(row, bit / kWordBits) ^= single;
                word ^= single;
                all.runs.add(place, place);
                ++all.count;
            }
            if (stride == 0) {
                return all;  // every pixel of the row is this one element
            }
        }
    }
    return all;
}

void ConditionWriter::gatherBefore(std::int64_t first, std::int64_t stride, std::int64_t count,
                                   Word* to) const {
    m_mask.gather(first, stride, count, to);
    if (m_recorder.empty()) {
        return;
    }
    const std::int64_t rowBits = m_mask.rowBits();
    if (stride != 1) {
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t flat = first + i * stride;
            const std::int64_t bit = flat % rowBits;
            const Word changed = m_recorder.changed(flat / rowBits, bit / kWordBits);
            to[i / kWordBits] ^= (changed >> static_cast<unsigned>(bit % kWordBits) & 1U)
                                 << static_cast<unsigned>(i % kWordBits);
        }
        return;
    }
    for (std::int64_t done = 0; done < count;) {
        const std::int64_t row = (first + done) / rowBits;
        const std::int64_t bit = (first + done) % rowBits;
        const std::int64_t index = bit / kWordBits;
        const std::int64_t part =
            std::min({(index + 1) * kWordBits, rowBits, bit + count - done}) - bit;
        const Word changed =
            (m_recorder.changed(row, index) >> static_cast<unsigned>(bit % kWordBits)) &
            condition::lowBits(part);
        const auto shift = static_cast<unsigned>(done % kWordBits);
        to[done / kWordBits] ^= changed << shift;
        if (shift + part > kWordBits) {
            to[done / kWordBits + 1] ^= changed >> (64U - shift);
        }
        done += part;
    }
}

std::optional<BitPatch> ConditionWriter::commit(base::ThreadPool* pool) {
    assert(m_active);
    BitPatch patch = m_recorder.take(pool);
    m_active = false;
    return unlessEmpty(std::move(patch));
}

Rect ConditionWriter::abort() {
    assert(m_active);
    m_active = false;
    return m_recorder.revert(m_mask);
}

/// Makes each word `newWord(row, wordIndex, oldWord)`, whose bits past the row's end are zero.
template <class NewWord>
std::optional<BitPatch> ConditionWriter::rewrite(NewWord&& newWord) {
    assert(!m_active);
    PatchBuilder builder;
    for (std::int64_t row = 0; row < m_mask.rows(); ++row) {
        const Word* words = m_mask.row(row);
        for (std::int64_t index = 0; index < m_mask.wordsPerRow(); ++index) {
            builder.add(row, index, words[index] ^ newWord(row, index, words[index]));
        }
    }
    BitPatch patch = builder.take();
    patch.applyTo(m_mask);
    return unlessEmpty(std::move(patch));
}

std::optional<BitPatch> ConditionWriter::fill(bool value) {
    return rewrite([&](std::int64_t, std::int64_t index, Word) {
        return value ? condition::lowBits(m_mask.rowBits() - index * kWordBits) : Word{0};
    });
}

std::optional<BitPatch> ConditionWriter::invert() {
    return rewrite([&](std::int64_t, std::int64_t index, Word old) {
        return ~old & condition::lowBits(m_mask.rowBits() - index * kWordBits);
    });
}

std::optional<BitPatch> ConditionWriter::combine(SetOperation operation,
                                                 const ConditionMask& other) {
    assert(m_mask.shape() == other.shape());
    const auto each = [&](auto&& combined) {
        return rewrite([&](std::int64_t row, std::int64_t index, Word old) {
            return combined(old, other.row(row)[index]);
        });
    };
    switch (operation) {
        case SetOperation::Or:
            return each([](Word a, Word b) { return a | b; });
        case SetOperation::And:
            return each([](Word a, Word b) { return a & b; });
        case SetOperation::Xor:
            return each([](Word a, Word b) { return a ^ b; });
        case SetOperation::AndNot:
            return each([](Word a, Word b) { return a & ~b; });
    }
    __builtin_unreachable();
}

}  // namespace frisket::edit
