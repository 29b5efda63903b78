// SPDX-License-Identifier: MIT
#include "core/array/resample.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "core/base/text.h"

namespace frisket::array {

namespace {
using base::ErrorCode;
using base::fail;
using base::joined;

/// Where `nearestIndex` would leave 64 bits.
constexpr std::int64_t kSizeLimit = std::int64_t{1} << 31;

/// For each axis the storage offset of what each new index shows; indices past the end of an axis'
/// list show zero.
using Sampling = std::vector<std::vector<std::int64_t>>;

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

base::Status checkSizes(const ArrayView& from, const Shape& to) {
    if (to.rank() != from.layout.rank()) {
        return fail(ErrorCode::InvalidArgument, joined("An array of shape ", toString(from.shape()),
                                                       " can't be resized to ", toString(to), "."));
    }
    for (int axis = 0; axis < to.rank(); ++axis) {
        const std::int64_t size = from.shape()[axis];
        if (size == 0 && to[axis] != 0) {
            return fail(ErrorCode::InvalidArgument,
                        joined("Axis ", axis, " is empty and can't grow to ", to[axis], "."));
        }
        if (size >= kSizeLimit || to[axis] >= kSizeLimit) {
            return fail(ErrorCode::TooLarge, joined("Axis ", axis, " is too long to be resized."));
        }
    }
    return {};
}

/// The whole array, row by row of the last axis. A row that shows what the row before it shows is
/// copied from there: enlarging by k reads every source row once.
base::Result<NdArray> sample(const ArrayView& from, const Shape& to, const Sampling& sampling) {
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
    const std::int64_t rowBytes = (last < 0 ? 1 : to[last]) * itemSize;
    const std::vector<std::int64_t> single{0};
    const std::vector<std::int64_t>& columns =
        last < 0 ? single : sampling[static_cast<std::size_t>(last)];
    Index index = Dims::filled(to.rank(), 0);
    std::byte* row = (*buffer)->data();
    std::int64_t before = -1;  // storage offset of the row before, or none
    for (std::int64_t done = 0; done < *bytes; done += rowBytes, row += rowBytes) {
        std::int64_t offset = from.layout.offset;
        bool shown = true;
        for (int axis = 0; axis < last; ++axis) {
            const auto& offsets = sampling[static_cast<std::size_t>(axis)];
            const auto place = static_cast<std::size_t>(index[axis]);
            shown = shown && place < offsets.size();
            offset += shown ? offsets[place] : 0;
        }
        if (shown && offset == before) {
            std::memcpy(row, row - rowBytes, static_cast<std::size_t>(rowBytes));
        } else if (shown) {
            pickRow(from.at(offset), itemSize, columns, row);
        }
        before = shown ? offset : -1;
        for (int axis = last - 1; axis >= 0 && ++index[axis] == to[axis]; --axis) {
            index[axis] = 0;
        }
    }
    return NdArray(from.dtype, Layout::rowMajor(to), *std::move(buffer));
}

/// `indexOf(i, in, out)` for every index of every axis, as storage offsets.
template <class IndexOf>
Sampling samplingOf(const ArrayView& from, const Shape& to, IndexOf&& indexOf) {
    Sampling sampling(static_cast<std::size_t>(to.rank()));
    for (int axis = 0; axis < to.rank(); ++axis) {
        auto& offsets = sampling[static_cast<std::size_t>(axis)];
        offsets.reserve(static_cast<std::size_t>(to[axis]));
        for (std::int64_t i = 0; i < to[axis]; ++i) {
            offsets.push_back(indexOf(i, from.shape()[axis], to[axis]) * from.layout.strides[axis]);
        }
    }
    return sampling;
}
}  // namespace

base::Result<NdArray> resizeNearest(const ArrayView& from, const Shape& to) {
    if (const auto sizes = checkSizes(from, to); !sizes) {
        return base::passOn(sizes);
    }
    return sample(from, to, samplingOf(from, to, nearestIndex));
}

base::Result<NdArray> padAtEnd(const ArrayView& from, const Shape& to, PadWith with) {
    if (const auto sizes = checkSizes(from, to); !sizes) {
        return base::passOn(sizes);
    }
    for (int axis = 0; axis < to.rank(); ++axis) {
        if (to[axis] < from.shape()[axis]) {
            return fail(ErrorCode::InvalidArgument,
                        joined("Axis ", axis, " of size ", from.shape()[axis],
                               " can't be padded to ", to[axis], "."));
        }
    }
    if (with == PadWith::Zero) {
        return sample(from, to,
                      samplingOf(from, from.shape(),
                                 [](std::int64_t i, std::int64_t, std::int64_t) { return i; }));
    }
    return sample(from, to, samplingOf(from, to, [](std::int64_t i, std::int64_t in, std::int64_t) {
                      return std::min(i, in - 1);
                  }));
}

}  // namespace frisket::array
