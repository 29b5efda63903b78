// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cstring>

#include "core/condition/condition_mask.h"

namespace frisket::condition {

namespace {
using array::DType;
using array::Layout;

/// Elements that become bytes at a time; a multiple of 64, and in L1.
constexpr std::int64_t kTile = 4096;

/// Packed rows that a thread takes at a time hold about so many elements.
constexpr std::int64_t kGrain = std::int64_t{1} << 20;

template <class T>
bool isNonzero(T value) {
    if constexpr (std::is_same_v<T, array::Half>) {
        return (value.bits & 0x7fffU) != 0;
    } else {
        return value != T{};
    }
}

/// One byte, 0 or 1, for each of `count` elements that lie `stride` elements apart.
template <class T>
void markElements(const std::byte* from, std::int64_t stride, std::int64_t count,
                  std::uint8_t* marks) {
    const auto mark = [&](std::int64_t i, std::int64_t step) {
        T value;
        std::memcpy(&value, from + i * step * static_cast<std::int64_t>(sizeof(T)), sizeof(T));
        marks[i] = isNonzero(value) ? 1 : 0;
    };
    if (stride == 1) {  // a loop of its own, which is vectorised
        for (std::int64_t i = 0; i < count; ++i) {
            mark(i, 1);
        }
        return;
    }
    for (std::int64_t i = 0; i < count; ++i) {
        mark(i, stride);
    }
}

void mark(DType dtype, const std::byte* from, std::int64_t stride, std::int64_t count,
          std::uint8_t* marks) {
    array::visitType(dtype, [&](auto type) {
        markElements<typename decltype(type)::type>(from, stride, count, marks);
    });
}

/// Reads the elements of a view in C order.
class Reader {
public:
    /// From the element at C-order place `flat` on. `view` has elements.
    Reader(const array::ArrayView& view, std::int64_t flat) : m_view(view) {
        Layout& layout = m_view.layout;
        if (layout.isRowMajor()) {  // as one of 0 axes is
            layout = {{layout.count()}, {1}, layout.offset};
        }
        m_index = array::unravel(flat, layout.shape);
        m_last = layout.rank() - 1;
        m_run = layout.shape[m_last];
        m_stride = layout.strides[m_last];
    }

    /// The next `count` elements, of the same packed row, to bits [0, count) of `words`.
    void toBits(std::int64_t count, Word* words) {
        for (std::int64_t done = 0; done < count; done += kTile) {
            const std::int64_t part = std::min(kTile, count - done);
            bytesToBits(marks(part), part, words + done / kWordBits);
        }
    }

private:
    /// The next `count` <= kTile elements as bytes, not 0 where True.
    const std::uint8_t* marks(std::int64_t count) {
        const std::int64_t left = leftInRun();
        if (array::itemSize(m_view.dtype) == 1 && m_stride == 1 && left >= count) {
            const std::byte* const here = place();
            skip(count);
            return reinterpret_cast<const std::uint8_t*>(here);
        }
        for (std::int64_t done = 0; done < count;) {
            const std::int64_t part = std::min(count - done, leftInRun());
            mark(m_view.dtype, place(), m_stride, part, m_marks.data() + done);
            skip(part);
            done += part;
        }
        return m_marks.data();
    }

    [[nodiscard]] std::int64_t leftInRun() const { return m_run - m_index[m_last]; }
    [[nodiscard]] const std::byte* place() const { return m_view.at(m_view.layout.at(m_index)); }
    /// `count` <= leftInRun().
    void skip(std::int64_t count) {
        if ((m_index[m_last] += count) < m_run) {
            return;
        }
        m_index[m_last] = 0;
        for (int axis = m_last - 1; axis >= 0; --axis) {
            if (++m_index[axis] < m_view.layout.shape[axis]) {
                return;
            }
            m_index[axis] = 0;
        }
    }

    array::ArrayView m_view;
    array::Index m_index;
    int m_last;             ///< the last axis
    std::int64_t m_run;     ///< its size
    std::int64_t m_stride;  ///< its stride
    std::array<std::uint8_t, kTile> m_marks;
};
}  // namespace

base::Result<ConditionMask> ConditionMask::nonzero(const array::ArrayView& view,
                                                   base::ThreadPool* pool) {
    auto mask = create(view.shape());
    if (!mask || mask->size() == 0) {
        return mask;
    }
    const std::int64_t length = mask->rowBits();
    const auto readRows = [&](std::int64_t begin, std::int64_t end) {
        Reader reader(view, begin * length);
        for (std::int64_t row = begin; row < end; ++row) {
            reader.toBits(length, mask->row(row));
        }
    };
    if (pool == nullptr) {
        readRows(0, mask->rows());
    } else {
        pool->forRange(mask->rows(), std::max<std::int64_t>(1, kGrain / length), readRows);
    }
    return mask;
}

}  // namespace frisket::condition
