// SPDX-License-Identifier: MIT
#include "core/array/resample.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <vector>

#include "core/base/text.h"

namespace frisket::array {

namespace {
using base::ErrorCode;
using base::fail;
using base::joined;

/// Where `nearestIndex` would leave 64 bits.
constexpr std::int64_t kSizeLimit = std::int64_t{1} << 31;

/// New elements of a row whose places are known at a time.
constexpr std::int64_t kChunk = std::int64_t{1} << 16;

/// Which index along an axis of `in` elements the new index `i` of `out` shows; -1: zero.
using IndexOf = std::int64_t (*)(std::int64_t i, std::int64_t in, std::int64_t out);

std::int64_t edgeIndex(std::int64_t i, std::int64_t in, std::int64_t /*out*/) {
    return std::min(i, in - 1);
}
std::int64_t ownIndex(std::int64_t i, std::int64_t in, std::int64_t /*out*/) {
    return i < in ? i : -1;
}

/// How one axis is sampled, as storage offsets.
struct AxisSampling {
    IndexOf indexOf;
    std::int64_t in;
    std::int64_t out;
    std::int64_t stride;

    /// Nothing where zero is shown.
    [[nodiscard]] std::optional<std::int64_t> at(std::int64_t i) const {
        const std::int64_t index = indexOf(i, in, out);
        return index < 0 ? std::nullopt : std::optional(index * stride);
    }
    /// The offsets of [first, first + kChunk), as far as there are any; zero follows where they are
    /// fewer.
    void list(std::int64_t first, std::vector<std::int64_t>& offsets) const {
        offsets.clear();
        for (std::int64_t i = first; i < std::min(out, first + kChunk); ++i) {
            const auto offset = at(i);
            if (!offset) {
                return;
            }
            offsets.push_back(*offset);
        }
    }
};

template <class Item>
void pick(const std::byte* from, const std::vector<std::int64_t>& offsets, std::byte* to) {
    for (const std::int64_t offset : offsets) {
        std::memcpy(to, from + offset * std::int64_t{sizeof(Item)}, sizeof(Item));
        to += sizeof(Item);
    }
}

void pickRow(const std::byte* from, std::int64_t itemSize, const std::vector<std::int64_t>& offsets,
             std::byte* to) {
    switch (itemSize) {
        case 1:
            return pick<std::uint8_t>(from, offsets, to);
        case 2:
            return pick<std::uint16_t>(from, offsets, to);
        case 4:
            return pick<std::uint32_t>(from, offsets, to);
        default:
            return pick<std::uint64_t>(from, offsets, to);
    }
}

/// A row of the new array, whose axis is sampled by `columns`. `offsets` has those of the first
/// chunk where `known`.
void pickChunks(const std::byte* from, std::int64_t itemSize, const AxisSampling& columns,
                std::vector<std::int64_t>& offsets, bool known, std::byte* to) {
    for (std::int64_t first = 0; first < columns.out; first += kChunk) {
        if (!known || columns.out > kChunk) {
            columns.list(first, offsets);
        }
        pickRow(from, itemSize, offsets, to + first * itemSize);
    }
}

/// The whole array, row by row of the last axis. A row that shows what the row before it shows is
/// copied from there: enlarging by k reads every source row once.
base::Result<NdArray> sample(const ArrayView& from, const Shape& to, IndexOf indexOf) {
    const auto bytes = byteCount(from.dtype, to);
    if (!bytes) {
        return base::passOn(bytes);
    }
    auto buffer = Buffer::zeroed(*bytes);
    if (!buffer) {
        return base::passOn(buffer);
    }
    const int last = to.rank() - 1;
    const std::int64_t itemSize = array::itemSize(from.dtype);
    const auto samplingOf = [&](int axis) {
        return AxisSampling{indexOf, from.shape()[axis], to[axis], from.layout.strides[axis]};
    };
    const AxisSampling columns = last < 0 ? AxisSampling{ownIndex, 1, 1, 0} : samplingOf(last);
    const std::int64_t rowBytes = columns.out * itemSize;
    std::vector<std::int64_t> offsets;
    bool known = false;
    Index index = Dims::filled(to.rank(), 0);
    std::byte* row = (*buffer)->data();
    std::optional<std::int64_t> before;  // storage offset of the row before
    for (std::int64_t done = 0; done < *bytes; done += rowBytes, row += rowBytes) {
        std::optional<std::int64_t> offset = from.layout.offset;
        for (int axis = 0; axis < last && offset; ++axis) {
            const auto part = samplingOf(axis).at(index[axis]);
            offset = part ? std::optional(*offset + *part) : std::nullopt;
        }
        if (offset && offset == before) {
            std::memcpy(row, row - rowBytes, static_cast<std::size_t>(rowBytes));
        } else if (offset) {
            pickChunks(from.at(*offset), itemSize, columns, offsets, known, row);
            known = true;
        }
        before = offset;
        for (int axis = last - 1; axis >= 0 && ++index[axis] == to[axis]; --axis) {
            index[axis] = 0;
        }
    }
    return NdArray(from.dtype, Layout::rowMajor(to), *std::move(buffer));
}
}  // namespace

base::Status canResize(const Shape& from, const Shape& to) {
    if (to.rank() != from.rank()) {
        return fail(ErrorCode::InvalidArgument, joined("An array of shape ", toString(from),
                                                       " can't be resized to ", toString(to), "."));
    }
    for (int axis = 0; axis < to.rank(); ++axis) {
        const std::int64_t size = from[axis];
        if (to[axis] < 0 || (size == 0 && to[axis] != 0)) {
            return fail(ErrorCode::InvalidArgument,
                        to[axis] < 0
                            ? joined("Axis ", axis, " can't have the size ", to[axis], ".")
                            : joined("Axis ", axis, " is empty and can't grow to ", to[axis], "."));
        }
        if (size >= kSizeLimit || to[axis] >= kSizeLimit) {
            return fail(ErrorCode::TooLarge, joined("Axis ", axis, " is too long to be resized."));
        }
    }
    return {};
}

base::Status canPad(const Shape& from, const Shape& to) {
    if (auto sizes = canResize(from, to); !sizes) {
        return sizes;
    }
    for (int axis = 0; axis < to.rank(); ++axis) {
        if (to[axis] < from[axis]) {
            return fail(ErrorCode::InvalidArgument, joined("Axis ", axis, " of size ", from[axis],
                                                           " can't be padded to ", to[axis], "."));
        }
    }
    return {};
}

base::Result<NdArray> resizeNearest(const ArrayView& from, const Shape& to) {
    if (const auto sizes = canResize(from.shape(), to); !sizes) {
        return base::passOn(sizes);
    }
    return sample(from, to, nearestIndex);
}

base::Result<NdArray> padAtEnd(const ArrayView& from, const Shape& to, PadWith with) {
    if (const auto sizes = canPad(from.shape(), to); !sizes) {
        return base::passOn(sizes);
    }
    return sample(from, to, with == PadWith::Zero ? ownIndex : edgeIndex);
}

}  // namespace frisket::array
