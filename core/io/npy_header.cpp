// SPDX-License-Identifier: MIT
#include "core/io/npy_header.h"

#include <algorithm>
#include <array>
#include <bit>
#include <span>
#include <utility>

#include "core/array/nd_array.h"
#include "core/base/text.h"

namespace frisket::io {

namespace {
using base::ErrorCode;
using base::fail;
using base::joined;

/// Longest header that is read. Ours take below 1 KiB; structured dtypes may take more, but are
/// refused anyway.
constexpr std::int64_t kMostHeaderBytes = 1 << 20;

base::Result<std::string> readHeaderText(ByteSource& source) {
    std::array<std::byte, 8> start;  // magic, major and minor version
    if (const auto read = source.read(start); !read) {
        return base::passOn(read);
    }
    const bool magic =
        std::equal(kNpyMagic.begin(), kNpyMagic.end(), start.begin(),
                   [](char a, std::byte b) { return static_cast<std::byte>(a) == b; });
    if (!magic) {
        return fail(ErrorCode::Format, joined(source.name(), " is not an NPY file."));
    }
    const auto major = std::to_integer<int>(start[6]);
    const auto minor = std::to_integer<int>(start[7]);
    if (major < 1 || major > 3 || minor != 0) {
        return fail(ErrorCode::Unsupported,
                    joined(source.name(), ": NPY version ", major, ".", minor,
                           " is unknown; 1.0, 2.0 and 3.0 can be read."),
                    "Save it again with a current NumPy.");
    }
    std::array<std::byte, 4> lengthBytes{};
    const std::size_t lengthSize = major == 1 ? 2 : 4;
    if (const auto read = source.read(std::span(lengthBytes).first(lengthSize)); !read) {
        return base::passOn(read);
    }
    std::int64_t length = 0;
    for (std::size_t i = 0; i < lengthSize; ++i) {  // little-endian
        length |= std::to_integer<std::int64_t>(lengthBytes[i]) << (8 * i);
    }
    if (length > source.remaining()) {
        return fail(ErrorCode::Truncated,
                    joined(source.name(), ": the NPY header should have ", length, " bytes; ",
                           source.remaining(), " follow."),
                    "The file is incomplete; copy or download it again.");
    }
    if (length > kMostHeaderBytes) {
        return fail(ErrorCode::TooLarge,
                    joined(source.name(), ": an NPY header of ", length, " bytes; at most ",
                           kMostHeaderBytes, " are read."));
    }
    std::string text(static_cast<std::size_t>(length), '\0');
    if (const auto read = source.read(std::as_writable_bytes(std::span(text))); !read) {
        return base::passOn(read);
    }
    return text;
}

base::Status checkSize(const NpyHeader& header, const ByteSource& source,
                       const ReadLimits& limits) {
    const auto described = [&] {
        return joined(source.name(), ": the array of shape ", array::toString(header.shape),
                      " and dtype ", array::name(header.dtype));
    };
    for (int axis = 0; axis < header.shape.rank(); ++axis) {
        if (header.shape.rank() > 1 && header.shape[axis] > limits.maxSide) {
            return fail(ErrorCode::TooLarge, joined(described(), " is longer than ", limits.maxSide,
                                                    " along axis ", axis, "."));
        }
    }
    const auto bytes = array::byteCount(header.dtype, header.shape);
    if (!bytes || *bytes > limits.memoryBudget) {
        return fail(
            ErrorCode::TooLarge,
            joined(described(), " needs ",
                   bytes ? joined(*bytes, " bytes") : std::string("more than 63 bits of bytes"),
                   "; the memory budget is ", limits.memoryBudget, "."),
            "Save a part of the array, or use a smaller dtype.");
    }
    if (source.remaining() < *bytes) {
        return fail(ErrorCode::Truncated,
                    joined(described(), " needs ", *bytes, " bytes; the file has ",
                           source.remaining(), " after its header."),
                    "The file is incomplete; copy or download it again.");
    }
    if (source.remaining() > *bytes) {
        return fail(ErrorCode::Format,
                    joined(described(), " needs ", *bytes, " bytes; ", source.remaining() - *bytes,
                           " more follow that a save would lose."),
                    "Files that several numpy.save calls wrote into have to be split in Python.");
    }
    return {};
}
}  // namespace

base::Result<NpyHeader> readNpyHeader(ByteSource& source, const ReadLimits& limits) {
    const auto text = readHeaderText(source);
    if (!text) {
        return base::passOn(text);
    }
    auto header = parseNpyDictionary(*text, source.name());
    if (!header) {
        return header;
    }
    if (const auto size = checkSize(*header, source, limits); !size) {
        return base::passOn(size);
    }
    return header;
}

std::string formatNpyHeader(array::DType dtype, const array::Shape& shape) {
    constexpr std::size_t kPrefix = 10;  // magic, version, 16-bit length
    constexpr std::size_t kAlignment = 64;
    // numpy.lib.format leaves room for the first size to grow to this many digits in place.
    constexpr std::size_t kGrowthDigits = 21;
    constexpr char kNative = std::endian::native == std::endian::big ? '>' : '<';

    const std::int64_t size = array::itemSize(dtype);
    const char kind = dtype == array::DType::Bool ? 'b'
                      : array::isFloat(dtype)     ? 'f'
                      : array::isSigned(dtype)    ? 'i'
                                                  : 'u';
    std::string text =
        joined("{'descr': '", size == 1 ? '|' : kNative, kind, size,
               "', 'fortran_order': False, 'shape': ", array::toString(shape), ", }");
    if (shape.rank() > 0) {
        text.append(kGrowthDigits - joined(shape[0]).size(), ' ');
    }
    text.append(kAlignment - (kPrefix + text.size() + 1) % kAlignment, ' ');
    text.push_back('\n');

    std::string header(kNpyMagic);
    header.push_back(1);  // version 1.0
    header.push_back(0);
    header.push_back(static_cast<char>(text.size() & 0xFFU));
    header.push_back(static_cast<char>(text.size() >> 8U));
    return header + text;
}

}  // namespace frisket::io
