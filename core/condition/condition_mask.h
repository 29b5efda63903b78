// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include "core/array/nd_array.h"
#include "core/base/geometry.h"
#include "core/base/thread_pool.h"
#include "core/condition/bits.h"

namespace frisket::condition {

/// A plane of a condition: two of its axes, the others held at one index. Pixel (x, y) is the
/// element at flat C-order place `origin + y * strideY + x * strideX`. A stride of 0 stands for an
/// axis along which the condition is stretched.
struct Plane {
    std::int64_t origin = 0;
    std::int64_t strideY = 0;
    std::int64_t strideX = 1;
    std::int64_t height = 0;
    std::int64_t width = 0;
};

enum class SetOperation : std::uint8_t { Or, And, Xor, AndNot };

/// N-d boolean array, one bit an element. The elements lie in C order in packed rows: the last
/// axis, and where that is shorter than a word the axes before it too, until a row has 64 bits or
/// no axis is left; a shape of (8192, 8192, 1) or (H, W, 3) thus pays a bit for an element. Each
/// row starts at a word; the bits past its end are always zero.
class ConditionMask {
public:
    /// All clear; fails with TooLarge or OutOfMemory.
    [[nodiscard]] static base::Result<ConditionMask> create(const array::Shape& shape);
    /// True where the element is not zero, NaN included. Any dtype and any strides. On the threads
    /// of `pool` if there is one.
    [[nodiscard]] static base::Result<ConditionMask> nonzero(const array::ArrayView& view,
                                                             base::ThreadPool* pool = nullptr);

    ConditionMask(ConditionMask&&) = default;
    ConditionMask& operator=(ConditionMask&&) = default;
    /// A copy of the bits, for a job or a test.
    [[nodiscard]] base::Result<ConditionMask> clone() const;

    [[nodiscard]] const array::Shape& shape() const { return m_shape; }
    [[nodiscard]] std::int64_t size() const { return m_rows * m_rowBits; }
    [[nodiscard]] std::int64_t rows() const { return m_rows; }
    [[nodiscard]] std::int64_t rowBits() const { return m_rowBits; }
    [[nodiscard]] std::int64_t wordsPerRow() const { return m_wordsPerRow; }
    [[nodiscard]] const Word* row(std::int64_t row) const { return m_words + row * m_wordsPerRow; }
    /// To write; the caller keeps the bits past rowBits() zero.
    [[nodiscard]] Word* row(std::int64_t row) { return m_words + row * m_wordsPerRow; }

    /// The element at flat C-order place `flat`.
    [[nodiscard]] bool at(std::int64_t flat) const;
    void set(std::int64_t flat, bool value);

    [[nodiscard]] std::int64_t count() const;
    [[nodiscard]] bool none() const;
    void invert();
    void fill(bool value);
    /// `*this = *this OP other`; the shapes must be equal.
    void combine(SetOperation operation, const ConditionMask& other);
    [[nodiscard]] bool operator==(const ConditionMask& other) const;

    /// Copies `count` elements from flat place `first`, `stride` elements apart (any sign, 0
    /// repeats), to bits [0, count) of `to`; the rest of its last word becomes zero. Whole words at
    /// a time with a stride of 1 within a packed row, else a bit at a time, without a division.
    void gather(std::int64_t first, std::int64_t stride, std::int64_t count, Word* to) const;

    /// One byte (0 or `set`) for each pixel of `rect` of `plane`, rows `bytesPerRow` apart.
    void toBytes(const Plane& plane, const base::Rect& rect, std::uint8_t set, std::uint8_t* bytes,
                 std::int64_t bytesPerRow) const;
    /// True where the byte is not zero. `plane` must not have a stride of 0.
    void fromBytes(const Plane& plane, const base::Rect& rect, const std::uint8_t* bytes,
                   std::int64_t bytesPerRow);
    /// Packed Bool array of the mask's shape.
    [[nodiscard]] base::Result<array::NdArray> toArray() const;

    /// Calls `visit(row, wordIndex, word)` for each word that is not zero, in C order.
    template <class Visitor>
    void forEachSetWord(Visitor&& visit) const {
        for (std::int64_t r = 0; r < m_rows; ++r) {
            const Word* words = row(r);
            for (std::int64_t w = 0; w < m_wordsPerRow; ++w) {
                if (words[w] != 0) {
                    visit(r, w, words[w]);
                }
            }
        }
    }

    /// Calls `visit(row, wordIndex, changedBits)` for each word that differs from `other`'s, in C
    /// order; the shapes must be equal.
    template <class Visitor>
    void forEachDirtyWord(const ConditionMask& other, Visitor&& visit) const {
        for (std::int64_t r = 0; r < m_rows; ++r) {
            const Word* mine = row(r);
            const Word* theirs = other.row(r);
            for (std::int64_t w = 0; w < m_wordsPerRow; ++w) {
                if (mine[w] != theirs[w]) {
                    visit(r, w, mine[w] ^ theirs[w]);
                }
            }
        }
    }

private:
    ConditionMask(const array::Shape& shape, std::int64_t rows, std::int64_t rowBits,
                  std::shared_ptr<array::Buffer> storage);
    [[nodiscard]] std::int64_t wordCount() const { return m_rows * m_wordsPerRow; }
    /// `gather` from bit `bit` of packed row `row` on, whatever rows the elements lie in.
    void gatherAcrossRows(std::int64_t row, std::int64_t bit, std::int64_t stride,
                          std::int64_t count, Word* to) const;

    array::Shape m_shape;
    std::int64_t m_rows;
    std::int64_t m_rowBits;
    std::int64_t m_wordsPerRow;
    std::shared_ptr<array::Buffer> m_storage;
    Word* m_words;
};

}  // namespace frisket::condition
