// SPDX-License-Identifier: MIT
#include "core/condition/condition_mask.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "core/base/checked.h"
#include "core/base/text.h"

namespace frisket::condition {

namespace {
using array::Shape;

/// Number of trailing axes that one packed row holds.
int mergedAxes(const Shape& shape) {
    std::int64_t bits = 1;
    int merged = 0;
    while (merged < shape.rank() && bits < kWordBits) {
        // Sizes are capped, since their product may leave 64 bits; `create` refuses such shapes.
        bits *= std::clamp<std::int64_t>(shape[shape.rank() - 1 - merged], 1, kWordBits);
        ++merged;
    }
    return merged;
}

/// Bit `bit` >= 0 of the run of words at `words`, as 0 or 1.
Word bitAt(const Word* words, std::int64_t bit) {
    const auto place = static_cast<std::uint64_t>(bit);
    return (words[place / 64] >> (place % 64)) & 1U;
}

/// Calls `next` for `count` bits, one after the other, and puts them to bits [0, count) of `to`.
template <class Next>
void packBits(std::int64_t count, Next&& next, Word* to) {
    for (std::int64_t done = 0; done < count; done += kWordBits) {
        const std::int64_t part = std::min(kWordBits, count - done);
        Word word = 0;
        for (std::int64_t i = 0; i < part; ++i) {
            word |= next() << static_cast<unsigned>(i);
        }
        to[done / kWordBits] = word;
    }
}

/// The same for bits that all lie in the run of words at `from`, `stride` apart from `bit` on.
void gatherInRow(const Word* from, std::int64_t bit, std::int64_t stride, std::int64_t count,
                 Word* to) {
    const auto next = [&] {
        const Word found = bitAt(from, bit);
        bit += stride;
        return found;
    };
    packBits(count, next, to);
}
}  // namespace

ConditionMask::ConditionMask(const Shape& shape, std::int64_t rows, std::int64_t rowBits,
                             std::shared_ptr<array::Buffer> storage)
    : m_shape(shape),
      m_rows(rows),
      m_rowBits(rowBits),
      m_wordsPerRow(wordsFor(rowBits)),
      m_storage(std::move(storage)),
      m_words(reinterpret_cast<Word*>(m_storage->data())) {}

base::Result<ConditionMask> ConditionMask::create(const Shape& shape) {
    const int merged = mergedAxes(shape);
    const int leading = shape.rank() - merged;
    const auto rows = array::elementCount(Shape(std::span(shape.begin(), shape.begin() + leading)));
    const auto rowBits =
        array::elementCount(Shape(std::span(shape.begin() + leading, shape.end())));
    const auto words =
        rows && rowBits ? base::checkedMultiply(*rows, wordsFor(*rowBits)) : std::nullopt;
    const auto bytes = words ? base::checkedMultiply(*words, sizeof(Word)) : std::nullopt;
    if (!bytes || !array::elementCount(shape)) {
        return base::fail(base::ErrorCode::TooLarge,
                          base::joined("A condition of shape ", array::toString(shape),
                                       " is larger than any memory."));
    }
    auto storage = array::Buffer::zeroed(*bytes);
    if (!storage) {
        return base::passOn(storage);
    }
    return ConditionMask(shape, *rows, *rowBits, *std::move(storage));
}

base::Result<ConditionMask> ConditionMask::clone() const {
    auto copy = create(m_shape);
    if (copy && wordCount() > 0) {
        std::memcpy(copy->m_words, m_words, static_cast<std::size_t>(wordCount()) * sizeof(Word));
    }
    return copy;
}

bool ConditionMask::at(std::int64_t flat) const {
    const std::int64_t bit = flat % m_rowBits;
    return ((row(flat / m_rowBits)[bit / kWordBits] >> static_cast<unsigned>(bit % kWordBits)) &
            1U) != 0;
}

void ConditionMask::set(std::int64_t flat, bool value) {
    const std::int64_t bit = flat % m_rowBits;
    const Word single = Word{1} << static_cast<unsigned>(bit % kWordBits);
    Word& word = row(flat / m_rowBits)[bit / kWordBits];
    word = value ? word | single : word & ~single;
}

std::int64_t ConditionMask::count() const { return countBits(m_words, 0, wordCount() * kWordBits); }

bool ConditionMask::none() const {
    return std::all_of(m_words, m_words + wordCount(), [](Word word) { return word == 0; });
}

void ConditionMask::invert() {
    for (std::int64_t r = 0; r < m_rows; ++r) {
        Word* words = row(r);
        for (std::int64_t w = 0; w < m_wordsPerRow; ++w) {
            words[w] = ~words[w] & lowBits(m_rowBits - w * kWordBits);
        }
    }
}

void ConditionMask::fill(bool value) {
    std::fill(m_words, m_words + wordCount(), Word{0});
    if (value) {
        invert();
    }
}

void ConditionMask::combine(SetOperation operation, const ConditionMask& other) {
    assert(m_shape == other.m_shape);
    const auto each = [&](auto change) {
        for (std::int64_t i = 0; i < wordCount(); ++i) {
            m_words[i] = change(m_words[i], other.m_words[i]);
        }
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
}

bool ConditionMask::operator==(const ConditionMask& other) const {
    return m_shape == other.m_shape && std::equal(m_words, m_words + wordCount(), other.m_words);
}

void ConditionMask::gather(std::int64_t first, std::int64_t stride, std::int64_t count,
                           Word* to) const {
    if (count <= 0) {
        return;
    }
    const std::int64_t row = first / m_rowBits;
    const std::int64_t bit = first % m_rowBits;
    if (stride == 1 && bit + count <= m_rowBits) {
        copyBits(this->row(row), bit, count, to);
        return;
    }
    if (stride == 0) {
        const Word all = at(first) ? ~Word{0} : 0;
        for (std::int64_t done = 0; done < count; done += kWordBits) {
            to[done / kWordBits] = all & lowBits(count - done);
        }
        return;
    }
    const std::int64_t last = bit + (count - 1) * stride;
    if (last >= 0 && last < m_rowBits) {
        gatherInRow(this->row(row), bit, stride, count, to);
    } else {
        gatherAcrossRows(row, bit, stride, count, to);
    }
}

void ConditionMask::gatherAcrossRows(std::int64_t row, std::int64_t bit, std::int64_t stride,
                                     std::int64_t count, Word* to) const {
    // Whole rows and the rest, which is shorter than a row: a step then is two additions.
    const std::int64_t wordStep = stride / m_rowBits * m_wordsPerRow;
    const std::int64_t bitStep = stride % m_rowBits;
    std::int64_t firstWord = row * m_wordsPerRow;
    const auto next = [&] {
        const Word found = bitAt(m_words + firstWord, bit);
        firstWord += wordStep;
        bit += bitStep;
        if (bit >= m_rowBits) {
            bit -= m_rowBits;
            firstWord += m_wordsPerRow;
        } else if (bit < 0) {
            bit += m_rowBits;
            firstWord -= m_wordsPerRow;
        }
        return found;
    };
    packBits(count, next, to);
}

void ConditionMask::toBytes(const Plane& plane, const base::Rect& rect, std::uint8_t set,
                            std::uint8_t* bytes, std::int64_t bytesPerRow) const {
    std::vector<Word> line(static_cast<std::size_t>(wordsFor(rect.width())));
    for (std::int64_t y = rect.y0; y < rect.y1; ++y, bytes += bytesPerRow) {
        gather(plane.origin + y * plane.strideY + rect.x0 * plane.strideX, plane.strideX,
               rect.width(), line.data());
        bitsToBytes(line.data(), 0, rect.width(), set, bytes);
    }
}

void ConditionMask::fromBytes(const Plane& plane, const base::Rect& rect, const std::uint8_t* bytes,
                              std::int64_t bytesPerRow) {
    for (std::int64_t y = rect.y0; y < rect.y1; ++y, bytes += bytesPerRow) {
        const std::int64_t first = plane.origin + y * plane.strideY + rect.x0 * plane.strideX;
        for (std::int64_t i = 0; i < rect.width(); ++i) {
            set(first + i * plane.strideX, bytes[i] != 0);
        }
    }
}

base::Result<array::NdArray> ConditionMask::toArray() const {
    auto buffer = array::Buffer::allocate(size());
    if (!buffer) {
        return base::passOn(buffer);
    }
    auto* bytes = reinterpret_cast<std::uint8_t*>((*buffer)->data());
    for (std::int64_t r = 0; r < m_rows; ++r) {
        bitsToBytes(row(r), 0, m_rowBits, 1, bytes + r * m_rowBits);
    }
    return array::NdArray(array::DType::Bool, array::Layout::rowMajor(m_shape), *std::move(buffer));
}

}  // namespace frisket::condition
