// SPDX-License-Identifier: MIT
#include "core/condition/reshape.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace frisket::condition {

namespace {
/// An array seen as three axes, of which the middle one comes or goes.
struct Around {
    std::int64_t outer = 1;
    std::int64_t along = 1;
    std::int64_t inner = 1;

    Around(const array::Shape& shape, int axis) : along(shape[axis]) {
        for (int before = 0; before < axis; ++before) {
            outer *= shape[before];
        }
        for (int after = axis + 1; after < shape.rank(); ++after) {
            inner *= shape[after];
        }
    }

    /// Whether an inner block is whole packed rows of both masks.
    [[nodiscard]] bool hasWholeRows(const ConditionMask& a, const ConditionMask& b) const {
        return a.rowBits() == b.rowBits() && a.rowBits() > 0 && inner % a.rowBits() == 0;
    }
};

/// Writes a mask's elements in C order, a word at a time and without a division for each.
class BitAppender {
public:
    explicit BitAppender(ConditionMask& mask)
        : m_next(mask.row(0)), m_rest(mask.rowBits()), m_rowBits(mask.rowBits()) {}

    /// Appends the low `count` (0..64) bits of `bits`, whose others are zero.
    void append(Word bits, std::int64_t count) {
        while (count > 0) {
            const std::int64_t part = std::min({count, kWordBits - m_filled, m_rest});
            m_word |= (bits & lowBits(part)) << static_cast<unsigned>(m_filled);
            bits = part < kWordBits ? bits >> static_cast<unsigned>(part) : 0;
            count -= part;
            m_filled += part;
            m_rest -= part;
            if (m_filled == kWordBits || m_rest == 0) {
                *m_next++ = m_word;
                m_word = 0;
                m_filled = 0;
            }
            if (m_rest == 0) {
                m_rest = m_rowBits;
            }
        }
    }

private:
    Word* m_next;  ///< rows lie word behind word
    std::int64_t m_rest;
    std::int64_t m_rowBits;
    std::int64_t m_filled = 0;  ///< bits in m_word
    Word m_word = 0;
};

/// Reads a mask's elements in C order likewise.
class BitReader {
public:
    explicit BitReader(const ConditionMask& mask)
        : m_row(mask.row(0)), m_rowBits(mask.rowBits()), m_wordsPerRow(mask.wordsPerRow()) {}

    /// The next `count` (1..64) elements.
    Word take(std::int64_t count) {
        Word bits = 0;
        for (std::int64_t done = 0; done < count;) {
            const std::int64_t part = std::min(count - done, m_rowBits - m_bit);
            bits |= readBits(m_row, m_bit, part) << static_cast<unsigned>(done);
            done += part;
            m_bit += part;
            if (m_bit == m_rowBits) {
                m_bit = 0;
                m_row += m_wordsPerRow;
            }
        }
        return bits;
    }

private:
    const Word* m_row;
    std::int64_t m_rowBits;
    std::int64_t m_wordsPerRow;
    std::int64_t m_bit = 0;
};

Word bitsAt(const ConditionMask& mask, std::int64_t first, std::int64_t count) {
    Word bits = 0;
    mask.gather(first, 1, count, &bits);
    return bits;
}

void copyRows(const ConditionMask& from, std::int64_t firstFrom, ConditionMask& to,
              std::int64_t firstTo, std::int64_t rows) {
    std::memcpy(to.row(firstTo), from.row(firstFrom),
                static_cast<std::size_t>(rows * from.wordsPerRow()) * sizeof(Word));
}

void repeatBits(const ConditionMask& from, const Around& axes, ConditionMask& to) {
    BitAppender out(to);
    BitReader each(from);
    for (std::int64_t o = 0; o < axes.outer; ++o) {
        if (axes.inner == 1) {
            const Word all = each.take(1) != 0 ? ~Word{0} : 0;
            for (std::int64_t done = 0; done < axes.along; done += kWordBits) {
                const std::int64_t part = std::min(kWordBits, axes.along - done);
                out.append(all & lowBits(part), part);
            }
            continue;
        }
        for (std::int64_t k = 0; k < axes.along; ++k) {
            for (std::int64_t done = 0; done < axes.inner; done += kWordBits) {
                const std::int64_t part = std::min(kWordBits, axes.inner - done);
                out.append(bitsAt(from, o * axes.inner + done, part), part);
            }
        }
    }
}

void reduceBits(const ConditionMask& from, const Around& axes, bool any, ConditionMask& to) {
    BitAppender out(to);
    BitReader each(from);
    for (std::int64_t o = 0; o < axes.outer; ++o) {
        const std::int64_t first = o * axes.along * axes.inner;
        if (axes.inner == 1) {
            bool found = !any;
            const bool isShort = axes.along <= kWordBits;
            for (std::int64_t done = 0; done < axes.along && found != any; done += kWordBits) {
                const std::int64_t part = std::min(kWordBits, axes.along - done);
                const Word bits = isShort ? each.take(part) : bitsAt(from, first + done, part);
                found = any ? bits != 0 : bits == lowBits(part);
            }
            out.append(found ? 1 : 0, 1);
            continue;
        }
        for (std::int64_t done = 0; done < axes.inner; done += kWordBits) {
            const std::int64_t part = std::min(kWordBits, axes.inner - done);
            Word all = any ? 0 : lowBits(part);
            for (std::int64_t k = 0; k < axes.along; ++k) {
                const Word bits = bitsAt(from, first + k * axes.inner + done, part);
                all = any ? all | bits : all & bits;
            }
            out.append(all, part);
        }
    }
}
}  // namespace

base::Result<ConditionMask> repeatedAlong(const ConditionMask& mask, int axis,
                                          const array::Shape& shape) {
    auto out = ConditionMask::create(shape);
    if (!out || out->size() == 0) {
        return out;
    }
    const Around axes(shape, axis);
    assert(axes.outer * axes.inner == mask.size());
    if (!axes.hasWholeRows(mask, *out)) {
        repeatBits(mask, axes, *out);
        return out;
    }
    const std::int64_t rows = axes.inner / mask.rowBits();
    for (std::int64_t o = 0; o < axes.outer; ++o) {
        for (std::int64_t k = 0; k < axes.along; ++k) {
            copyRows(mask, o * rows, *out, (o * axes.along + k) * rows, rows);
        }
    }
    return out;
}

base::Result<ConditionMask> reducedAlong(const ConditionMask& mask, int axis, Reduction reduction,
                                         const array::Shape& shape) {
    auto out = ConditionMask::create(shape);
    if (!out || out->size() == 0) {
        return out;
    }
    const Around axes(mask.shape(), axis);
    assert(axes.outer * axes.inner == out->size());
    const bool any = reduction == Reduction::Any;
    if (axes.along == 0) {
        out->fill(!any);
        return out;
    }
    if (!axes.hasWholeRows(mask, *out)) {
        reduceBits(mask, axes, any, *out);
        return out;
    }
    const std::int64_t rows = axes.inner / mask.rowBits();
    const std::int64_t words = rows * mask.wordsPerRow();
    for (std::int64_t o = 0; o < axes.outer; ++o) {
        copyRows(mask, o * axes.along * rows, *out, o * rows, rows);
        Word* const into = out->row(o * rows);
        for (std::int64_t k = 1; k < axes.along; ++k) {
            const Word* const from = mask.row((o * axes.along + k) * rows);
            for (std::int64_t i = 0; i < words; ++i) {
                into[i] = any ? into[i] | from[i] : into[i] & from[i];
            }
        }
    }
    return out;
}

}  // namespace frisket::condition
