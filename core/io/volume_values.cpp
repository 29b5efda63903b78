// SPDX-License-Identifier: MIT
#include "core/io/volume_values.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

#include "core/base/text.h"
#include "core/io/byte_order.h"

namespace frisket::io {

namespace {
using base::ErrorCode;
using base::joined;

/// Handled at a time, between two looks at whether to go on.
constexpr std::int64_t kPieceBytes = std::int64_t{1} << 20;
/// Packed bytes after the values are read to get to the checksum; no file has more for a reason.
constexpr std::int64_t kMostAfter = std::int64_t{1} << 20;

constexpr bool isSwapped(bool bigEndian) {
    return bigEndian != (std::endian::native == std::endian::big);
}

base::Result<std::int64_t> checkedSize(Unpacker& from, const ValueLayout& layout,
                                       const ReadLimits& limits) {
    const auto described = [&] {
        return joined(from.source().name(), ": the array of shape ", array::toString(layout.shape),
                      " and dtype ", array::name(layout.dtype));
    };
    for (int axis = 0; axis < layout.shape.rank(); ++axis) {
        if (layout.shape.rank() > 1 && layout.shape[axis] > limits.maxSide) {
            return base::fail(
                ErrorCode::TooLarge,
                joined(described(), " is longer than ", limits.maxSide, " along axis ", axis, "."));
        }
    }
    const auto bytes = array::byteCount(layout.dtype, layout.shape);
    if (!bytes || *bytes > limits.memoryBudget) {
        return base::fail(
            ErrorCode::TooLarge,
            joined(described(), " needs ",
                   bytes ? joined(*bytes, " bytes") : std::string("more than 63 bits of bytes"),
                   "; the memory budget is ", limits.memoryBudget, "."),
            "Save a part of the array, or use a smaller dtype.");
    }
    if (*bytes > from.atMost()) {
        return base::fail(ErrorCode::Truncated,
                          joined(described(), " needs ", *bytes, " bytes; the file has ",
                                 from.packing() == Packing::None ? "" : "at most ", from.atMost(),
                                 " after its header."),
                          "The file is incomplete; copy or download it again.");
    }
    return *bytes;
}

std::span<const std::byte> packedBytes(const array::NdArray& array) {
    assert(array.layout().isRowMajor());
    return {array.view().at(array.layout().offset), static_cast<std::size_t>(array.byteCount())};
}

std::int64_t length(std::span<const std::byte> bytes) {
    return static_cast<std::int64_t>(bytes.size());
}
}  // namespace

base::Result<array::NdArray> readValues(Unpacker& from, const ValueLayout& layout,
                                        const ReadLimits& limits, std::vector<std::string>& notes) {
    const auto bytes = checkedSize(from, layout, limits);
    if (!bytes) {
        return base::passOn(bytes);
    }
    auto buffer = array::Buffer::allocate(*bytes);
    if (!buffer) {
        return base::passOn(buffer);
    }
    const std::int64_t itemSize = array::itemSize(layout.dtype);
    for (std::int64_t done = 0; done < *bytes; done += kPieceBytes) {
        const std::span piece((*buffer)->data() + done,
                              static_cast<std::size_t>(std::min(kPieceBytes, *bytes - done)));
        if (const auto read = from.read(piece); !read) {
            return base::passOn(read);
        }
        if (isSwapped(layout.bigEndian)) {
            swapItems(piece.data(), length(piece) / itemSize, itemSize);
        }
    }
    const auto after = from.finish(kMostAfter);
    if (!after) {
        return base::passOn(after);
    }
    if (*after > 0) {
        notes.push_back(joined("The file has ", *after,
                               " more bytes after the values; a save leaves "
                               "them out."));
    }
    return array::NdArray(layout.dtype, array::Layout::rowMajor(layout.shape), *std::move(buffer));
}

base::Status writeValues(Packer& to, const array::NdArray& array, bool bigEndian,
                         base::Progress* progress) {
    const std::int64_t itemSize = array::itemSize(array.dtype());
    std::vector<std::byte> turned;
    for (std::span<const std::byte> rest = packedBytes(array); !rest.empty();) {
        const auto piece = rest.first(std::min<std::size_t>(kPieceBytes, rest.size()));
        std::span<const std::byte> stored = piece;
        if (itemSize > 1 && isSwapped(bigEndian)) {
            turned.assign(piece.begin(), piece.end());
            swapItems(turned.data(), length(piece) / itemSize, itemSize);
            stored = turned;
        }
        if (auto written = to.write(stored); !written) {
            return written;
        }
        if (auto goOn = base::proceed(progress, length(piece)); !goOn) {
            return goOn;
        }
        rest = rest.subspan(piece.size());
    }
    return {};
}

base::Status compareValues(Unpacker& from, const array::NdArray& array, bool bigEndian) {
    const std::int64_t itemSize = array::itemSize(array.dtype());
    std::span<const std::byte> rest = packedBytes(array);
    std::vector<std::byte> buffer(std::min<std::size_t>(kPieceBytes, rest.size()));
    const auto differs = [&](std::string_view what) {
        return base::fail(
            ErrorCode::Io,
            joined(from.source().name(), ": what was written reads back with another ", what, "."),
            "The disk or the memory may be faulty; the old file is unchanged.");
    };
    while (!rest.empty()) {
        const auto found = std::span(buffer).first(std::min(buffer.size(), rest.size()));
        if (auto read = from.read(found); !read) {
            return read;
        }
        if (isSwapped(bigEndian)) {
            swapItems(found.data(), length(found) / itemSize, itemSize);
        }
        if (std::memcmp(found.data(), rest.data(), found.size()) != 0) {
            return differs("value");
        }
        rest = rest.subspan(found.size());
    }
    const auto after = from.finish(0);
    if (!after) {
        return base::passOn(after);
    }
    return *after == 0 ? base::Status() : base::Status(differs("length"));
}

base::Status volumeCanHold(array::DType dtype, const array::Shape& shape, const ReadLimits& limits,
                           std::string_view name, std::string_view what, int mostAxes) {
    constexpr std::string_view kHint = "Save it as NPY.";
    if (dtype == array::DType::F16) {
        return base::fail(ErrorCode::Unsupported,
                          joined(name, ": ", what,
                                 " can't hold float16; it holds bool (as uint8 of 0 and 1), "
                                 "integers of 8 to 64 bits, float32 and float64."),
                          std::string(kHint));
    }
    const bool empty = std::any_of(shape.begin(), shape.end(), [](auto size) { return size == 0; });
    if (shape.rank() < 1 || shape.rank() > mostAxes || empty) {
        return base::fail(ErrorCode::Unsupported,
                          joined(name, ": ", what, " can't hold the shape ", array::toString(shape),
                                 "; it holds 1 to ", mostAxes, " axes of at least 1."),
                          std::string(kHint));
    }
    const std::int64_t longest = *std::max_element(shape.begin(), shape.end());
    if (shape.rank() > 1 && longest > limits.maxSide) {
        return base::fail(ErrorCode::TooLarge,
                          joined(name, ": ", array::toString(shape), " is longer than ",
                                 limits.maxSide, " along an axis, so it could not be read again."),
                          std::string(kHint));
    }
    return {};
}

}  // namespace frisket::io
