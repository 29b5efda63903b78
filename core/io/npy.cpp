// SPDX-License-Identifier: MIT
#include "core/io/npy.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <limits>
#include <utility>
#include <vector>

#include "core/base/text.h"
#include "core/io/byte_order.h"

namespace frisket::io {

namespace {
/// Handled at a time, between two looks at whether to go on.
constexpr std::int64_t kPieceBytes = std::int64_t{1} << 20;

array::Layout fortranLayout(const array::Shape& shape) {
    array::Shape reversed = shape;
    std::reverse(reversed.begin(), reversed.end());
    array::Strides strides = array::rowMajorStrides(reversed);
    std::reverse(strides.begin(), strides.end());
    return {shape, strides, 0};
}

std::span<const std::byte> packedBytes(const array::NdArray& array) {
    assert(array.layout().isRowMajor());
    return {array.view().at(array.layout().offset), static_cast<std::size_t>(array.byteCount())};
}
}  // namespace

base::Result<NpyFile> readNpy(ByteSource& source, const ReadLimits& limits) {
    const auto header = readNpyHeader(source, limits);
    if (!header) {
        return base::passOn(header);
    }
    const auto bytes = array::byteCount(header->dtype, header->shape);
    if (!bytes) {
        return base::passOn(bytes);
    }
    auto buffer = array::Buffer::allocate(*bytes);
    if (!buffer) {
        return base::passOn(buffer);
    }
    std::byte* const data = (*buffer)->data();
    if (*bytes > source.remaining()) {  // before pages are filled for nothing
        return base::passOn(source.read({data, static_cast<std::size_t>(*bytes)}));
    }
    // Made the machine's own while a piece is in the cache.
    for (std::int64_t done = 0; done < *bytes; done += kPieceBytes) {
        const std::int64_t length = std::min(kPieceBytes, *bytes - done);
        std::byte* const piece = data + done;
        if (const auto read = source.read({piece, static_cast<std::size_t>(length)}); !read) {
            return base::passOn(read);
        }
        if (header->swapBytes) {
            const std::int64_t itemSize = array::itemSize(header->dtype);
            swapItems(piece, length / itemSize, itemSize);
        }
        if (header->dtype == array::DType::Bool) {
            std::transform(piece, piece + length, piece,
                           [](std::byte b) { return b == std::byte{0} ? b : std::byte{1}; });
        }
    }
    const array::Layout layout = header->fortranOrder ? fortranLayout(header->shape)
                                                      : array::Layout::rowMajor(header->shape);
    return NpyFile{array::NdArray(header->dtype, layout, *std::move(buffer)), *header};
}

base::Status writeNpy(const array::NdArray& array, ByteSink& sink, base::Progress* progress) {
    const std::string header = formatNpyHeader(array.dtype(), array.shape());
    if (auto written = sink.write(std::as_bytes(std::span(header))); !written) {
        return written;
    }
    for (std::span<const std::byte> rest = packedBytes(array); !rest.empty();) {
        const auto piece = rest.first(std::min<std::size_t>(kPieceBytes, rest.size()));
        if (auto written = sink.write(piece); !written) {
            return written;
        }
        if (auto goOn = base::proceed(progress, static_cast<std::int64_t>(piece.size())); !goOn) {
            return goOn;
        }
        rest = rest.subspan(piece.size());
    }
    return {};
}

base::Status compareNpy(ByteSource& source, const array::NdArray& array) {
    const auto differs = [&](std::string_view what) {
        return base::fail(
            base::ErrorCode::Io,
            base::joined(source.name(), ": what was written reads back with another ", what, "."),
            "The disk or the memory may be faulty; save to another disk.");
    };
    const ReadLimits unlimited{std::numeric_limits<std::int64_t>::max(),
                               std::numeric_limits<std::int64_t>::max()};
    const auto header = readNpyHeader(source, unlimited);
    if (!header) {
        return base::passOn(header);
    }
    if (header->dtype != array.dtype() || header->swapBytes || header->fortranOrder) {
        return differs("dtype or order");
    }
    if (header->shape != array.shape()) {
        return differs("shape");
    }
    std::span<const std::byte> rest = packedBytes(array);
    std::vector<std::byte> piece(std::min<std::size_t>(kPieceBytes, rest.size()));
    while (!rest.empty()) {
        const auto found = std::span(piece).first(std::min(piece.size(), rest.size()));
        if (auto read = source.read(found); !read) {
            return read;
        }
        if (std::memcmp(found.data(), rest.data(), found.size()) != 0) {
            return differs("value");
        }
        rest = rest.subspan(found.size());
    }
    return {};
}

}  // namespace frisket::io
