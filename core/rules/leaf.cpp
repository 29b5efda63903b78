// SPDX-License-Identifier: MIT
#include "core/rules/leaf.h"

#include <algorithm>

namespace frisket::rules {

using array::DType;
using condition::kWordBits;
using condition::Word;

Input::Input(const array::ArrayView& view)
    : m_dtype(view.dtype), m_layout(view.layout), m_data(view.data) {}
Input::Input(const array::BandedArray& array, array::Layout view)
    : m_dtype(array.dtype()), m_layout(std::move(view)), m_banded(&array) {}
Input::Input(const condition::ConditionMask& mask, array::Layout view)
    : m_dtype(DType::Bool), m_layout(std::move(view)), m_mask(&mask) {}

Leaf::Leaf(const Input& input, std::int64_t offset, std::vector<std::int64_t> strides)
    : m_input(input), m_offset(offset), m_strides(std::move(strides)) {}

bool Leaf::canMerge(std::size_t outer, std::int64_t size) const {
    return m_strides[outer] == m_strides[outer + 1] * size;
}

void Leaf::setRun(const std::vector<std::int64_t>& sizes, std::size_t first, std::size_t end,
                  std::int64_t block) {
    m_runBegin = first;
    m_runEnd = end;
    m_axes.clear();
    for (std::size_t loop = first; loop < end; ++loop) {
        const RunAxis next{sizes[loop], m_strides[loop]};
        if (next.size == 1) {
            continue;
        }
        if (!m_axes.empty() && m_axes.back().stride == next.stride * next.size) {
            m_axes.back() = {m_axes.back().size * next.size, next.stride};
        } else {
            m_axes.push_back(next);
        }
    }
    if (m_axes.empty()) {
        m_axes.push_back({});
    }
    m_block = block;
}

std::int64_t Leaf::runOffset(const Cursor& cursor) const {
    std::int64_t offset = m_offset;
    for (std::size_t loop = 0; loop < m_strides.size(); ++loop) {
        if (loop < m_runBegin || loop >= m_runEnd) {
            offset += cursor.index[loop] * m_strides[loop];
        }
    }
    return offset;
}

template <class Take>
void Leaf::forEachStretch(const Cursor& cursor, const Piece& piece, Take&& take) const {
    const std::int64_t base = runOffset(cursor);
    const RunAxis& inner = m_axes.back();
    if (m_axes.size() == 1) {
        take(base + piece.first * inner.stride, inner.stride, piece.count, std::int64_t{0});
        return;
    }
    for (std::int64_t done = 0; done < piece.count;) {
        std::int64_t place = piece.first + done;
        const std::int64_t start = place % inner.size;
        std::int64_t offset = base + start * inner.stride;
        place /= inner.size;
        for (std::size_t axis = m_axes.size() - 1; axis-- > 0;) {
            offset += place % m_axes[axis].size * m_axes[axis].stride;
            place /= m_axes[axis].size;
        }
        const std::int64_t part = std::min(piece.count - done, inner.size - start);
        take(offset, inner.stride, part, done);
        done += part;
    }
}

const std::byte* Leaf::elements(const Cursor& cursor, const Piece& piece) {
    const std::int64_t size = array::itemSize(dtype());
    if (m_input.data() != nullptr && m_axes.size() == 1 && m_axes[0].stride == 1) {
        return m_input.data() + (runOffset(cursor) + piece.first) * size;
    }
    m_gathered.resize(static_cast<std::size_t>(m_block * size));  // once, where it is needed
    forEachStretch(
        cursor, piece,
        [&](std::int64_t offset, std::int64_t stride, std::int64_t count, std::int64_t done) {
            std::byte* const to = m_gathered.data() + done * size;
            if (m_input.banded() != nullptr) {
                m_input.banded()->gather(offset, stride, count, to);
            } else {
                array::copyStrided(m_input.data() + offset * size, stride, count, size, to);
            }
        });
    return m_gathered.data();
}

void Leaf::bits(const Cursor& cursor, const Piece& piece, Word* out) {
    if (m_input.mask() == nullptr) {
        condition::bytesToBits(reinterpret_cast<const std::uint8_t*>(elements(cursor, piece)),
                               piece.count, out);
        return;
    }
    const std::int64_t rowBits = std::max<std::int64_t>(m_input.mask()->rowBits(), 1);
    forEachStretch(
        cursor, piece,
        [&](std::int64_t offset, std::int64_t stride, std::int64_t count, std::int64_t done) {
            // Along a packed row words are copied, so what crosses rows is cut there.
            for (std::int64_t part = 0; count > 0;
                 offset += part * stride, count -= part, done += part) {
                part = stride == 1 ? std::min(count, rowBits - offset % rowBits) : count;
                if (done == 0) {
                    m_input.mask()->gather(offset, stride, part, out);
                } else {
                    m_bits.resize(static_cast<std::size_t>(condition::wordsFor(m_block)));
                    m_input.mask()->gather(offset, stride, part, m_bits.data());
                    condition::appendBits(m_bits.data(), part, done, out);
                }
            }
        });
}

}  // namespace frisket::rules
