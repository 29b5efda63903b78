// SPDX-License-Identifier: MIT
#include "core/io/condition_file.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <optional>
#include <utility>

#include "core/base/text.h"
#include "core/io/file_source.h"
#include "core/io/npy_header.h"
#include "core/io/sniff.h"

namespace frisket::io {

namespace {
using condition::ConditionMask;

/// Read at a time: enough for the system call not to count, little enough for a cache.
constexpr std::int64_t kBlockBytes = std::int64_t{1} << 20;

/// Whether elements that lie as the header says are in C order.
bool liesInOrder(const NpyHeader& header) {
    const auto longAxes = std::count_if(header.shape.begin(), header.shape.end(),
                                        [](std::int64_t size) { return size > 1; });
    return !header.fortranOrder || longAxes < 2;
}

/// Sets `mask` from the elements that follow in `source`; whatever their byte order, what is not
/// zero stays so.
base::Status readBits(ByteSource& source, array::DType dtype, ConditionMask& mask) {
    const std::int64_t size = array::itemSize(dtype);
    const std::int64_t wanted = kBlockBytes / size;
    const std::int64_t rowBits = mask.rowBits();
    // As many whole rows as a block holds, or a piece of one in whole words.
    const std::int64_t rows = std::max<std::int64_t>(1, wanted / rowBits);
    const std::int64_t bits = std::min(rowBits, wanted);
    const auto block = array::Buffer::allocate(rows * bits * size);
    if (!block) {
        return base::passOn(block);
    }
    for (std::int64_t row = 0; row < mask.rows(); row += rows) {
        const std::int64_t height = std::min(rows, mask.rows() - row);
        for (std::int64_t bit = 0; bit < rowBits; bit += bits) {
            const std::int64_t width = std::min(bits, rowBits - bit);
            const auto bytes = static_cast<std::size_t>(height * width * size);
            if (const auto read = source.read({(*block)->data(), bytes}); !read) {
                return read;
            }
            const auto part = ConditionMask::nonzero(
                {dtype, array::Layout::rowMajor({height, width}), (*block)->data()});
            if (!part) {
                return base::passOn(part);
            }
            for (std::int64_t y = 0; y < height; ++y) {
                std::memcpy(
                    mask.row(row + y) + bit / condition::kWordBits, part->row(y),
                    static_cast<std::size_t>(part->wordsPerRow()) * sizeof(condition::Word));
            }
        }
    }
    return {};
}

base::Result<ConditionFile> readNpyBits(FileSource& source, const NpyHeader& header) {
    // Of an array only the dtype is looked at, for what it may say or refuse.
    auto input = condition::conditionFromArray(
        array::NdArray(header.dtype, array::Layout::rowMajor({0}), array::NdArray().storage()));
    if (!input) {
        input.error().message = base::joined(source.name(), ": ", input.error().message);
        return base::passOn(input);
    }
    auto mask = ConditionMask::create(header.shape);
    if (!mask) {
        return base::passOn(mask);
    }
    if (mask->size() > 0) {
        if (const auto read = readBits(source, header.dtype, *mask); !read) {
            return base::passOn(read);
        }
    }
    input->mask = *std::move(mask);
    ConditionFile out{*std::move(input), header.dtype, {}};
    out.file.format = Format::Npy;
    out.file.bigEndian = header.bigEndian;
    out.file.fortranOrder = header.fortranOrder;
    return out;
}

/// The condition, or nothing where the file is none that can be read in pieces.
base::Result<std::optional<ConditionFile>> readInPieces(FileSource& source,
                                                        const ReadLimits& limits) {
    std::array<std::byte, kSniffBytes> bytes;
    const auto start = std::span(bytes).first(
        static_cast<std::size_t>(std::min<std::int64_t>(source.size(), kSniffBytes)));
    if (const auto read = source.read(start); !read) {
        return base::passOn(read);
    }
    source.rewind();
    const auto format = sniffFormat(start, source.name());
    if (!format || *format != Format::Npy) {
        return std::nullopt;
    }
    const auto header = readNpyHeader(source, limits);
    if (!header || !liesInOrder(*header)) {
        return std::nullopt;
    }
    auto condition = readNpyBits(source, *header);
    if (!condition) {
        // A file that is being written is no damaged file.
        const auto same = source.requireUnchanged();
        return same ? base::passOn(condition) : base::passOn(same);
    }
    const auto stamp = source.stampOfContent();
    if (!stamp) {
        return base::passOn(stamp);
    }
    condition->file.stamp = *stamp;
    return std::optional(*std::move(condition));
}

base::Result<ConditionFile> readWhole(const std::filesystem::path& path, const ReadRequest& request,
                                      base::Progress* progress) {
    auto file = readMask(path, request, progress);
    if (!file) {
        return base::passOn(file);
    }
    const array::NdArray array = std::exchange(file->array, {});
    auto input = condition::conditionFromArray(array);
    if (!input) {
        input.error().message = base::joined(path.string(), ": ", input.error().message);
        return base::passOn(input);
    }
    return ConditionFile{*std::move(input), array.dtype(), *std::move(file)};
}
}  // namespace

base::Result<ConditionFile> readCondition(const std::filesystem::path& path,
                                          const ReadRequest& request, base::Progress* progress) {
    try {
        if (!request.part.chosen()) {
            const auto source = FileSource::open(path);
            if (!source) {
                return base::passOn(source);
            }
            (*source)->watch(progress, (*source)->size());
            auto pieces = readInPieces(**source, request.limits);
            if (!pieces) {
                return base::passOn(pieces);
            }
            if (*pieces) {
                return *std::move(*pieces);
            }
        }
        return readWhole(path, request, progress);
    } catch (const std::bad_alloc&) {
        return base::fail(base::ErrorCode::OutOfMemory,
                          base::joined(path.string(), ": not enough memory."),
                          "Close other programs.");
    }
}

}  // namespace frisket::io
