// SPDX-License-Identifier: MIT
#include "core/io/mask_file.h"

#include <algorithm>
#include <array>
#include <new>
#include <utility>

#include "core/base/text.h"
#include "core/io/atomic_file.h"
#include "core/io/file_source.h"
#include "core/io/npy.h"
#include "core/io/png_plan.h"
#include "core/io/png_reader.h"
#include "core/io/png_writer.h"

namespace frisket::io {

namespace {
base::Result<MaskFile> readNpyMask(ByteSource& source, const ReadLimits& limits) {
    auto file = readNpy(source, limits);
    if (!file) {
        return base::passOn(file);
    }
    MaskFile mask;
    mask.array = std::move(file->array);
    mask.format = Format::Npy;
    mask.bigEndian = file->header.bigEndian;
    mask.fortranOrder = file->header.fortranOrder;
    return mask;
}

base::Result<MaskFile> readPngMask(ByteSource& source, const ReadLimits& limits) {
    auto file = readPng(source, limits);
    if (!file) {
        return base::passOn(file);
    }
    MaskFile mask;
    mask.array = std::move(file->array);
    mask.format = Format::Png;
    mask.png = std::move(file->meta);
    mask.notes = std::move(file->notes);
    return mask;
}

base::Result<MaskFile> readOpened(FileSource& source, const ReadLimits& limits) {
    std::array<std::byte, kSniffBytes> bytes;
    const auto start = std::span(bytes).first(
        static_cast<std::size_t>(std::min<std::int64_t>(source.size(), kSniffBytes)));
    if (const auto read = source.read(start); !read) {
        return base::passOn(read);
    }
    source.rewind();
    const auto format = sniffFormat(start, source.name());
    if (!format) {
        return base::passOn(format);
    }
    auto mask = *format == Format::Npy ? readNpyMask(source, limits) : readPngMask(source, limits);
    // Looked at after a failure too: a file that is being written is no damaged file.
    if (const auto same = source.requireUnchanged(); !same) {
        return base::passOn(same);
    }
    if (mask) {
        mask->stamp = source.stamp();
    }
    return mask;
}

base::Status checkBudget(const array::NdArray& array, const ReadLimits& limits,
                         std::string_view name) {
    if (array.byteCount() > limits.memoryBudget) {
        return base::fail(base::ErrorCode::TooLarge,
                          base::joined(name, ": the array has ", array.byteCount(),
                                       " bytes; the memory budget for reading it again is ",
                                       limits.memoryBudget, "."),
                          "Raise the budget.");
    }
    return {};
}

base::Result<WrittenMask> writeChecked(const std::filesystem::path& path,
                                       const array::NdArray& original,
                                       const WriteOptions& options) {
    base::Progress* const progress = options.progress;
    const std::string shown = path.string();
    const auto format =
        options.format ? base::Result<Format>(*options.format) : formatForPath(path);
    if (!format) {
        return base::passOn(format);
    }
    if (const auto fits = checkBudget(original, options.limits, shown); !fits) {
        return base::passOn(fits);
    }
    if (progress != nullptr) {
        progress->expect(2 * original.byteCount());
    }
    const auto array = original.toRowMajor();
    if (!array) {
        return base::passOn(array);
    }
    PngPlan plan;
    if (*format == Format::Png) {
        auto planned = planPng(*array, options.png, options.limits, shown);
        if (!planned) {
            return base::passOn(planned);
        }
        plan = *std::move(planned);
    }
    const auto file = AtomicFile::begin(path, options.expectedStamp);
    if (!file) {
        return base::passOn(file);
    }
    const auto written = *format == Format::Npy
                             ? writeNpy(*array, **file, progress)
                             : writePng(*array, plan.meta, **file, shown, progress);
    if (!written) {
        return base::passOn(written);
    }
    const auto verify = [&](const std::filesystem::path& temporary) -> base::Status {
        const auto source = FileSource::open(temporary, shown);
        if (!source) {
            return base::passOn(source);
        }
        (*source)->watch(progress, array->byteCount());
        return *format == Format::Npy ? compareNpy(**source, *array)
                                      : comparePng(**source, *array, plan.meta);
    };
    const auto stamp = (*file)->commit(verify, progress);
    if (!stamp) {
        return base::passOn(stamp);
    }
    return WrittenMask{*stamp, std::move(plan.notes)};
}

/// bad_alloc of small things (strings, rows of libpng) ends here.
template <class Work>
auto withoutBadAlloc(const std::filesystem::path& path, Work&& work) -> decltype(work()) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return base::fail(base::ErrorCode::OutOfMemory,
                          base::joined(path.string(), ": not enough memory."),
                          "Close other programs.");
    }
}
}  // namespace

base::Result<MaskFile> readMask(const std::filesystem::path& path, const ReadLimits& limits,
                                base::Progress* progress) {
    return withoutBadAlloc(path, [&]() -> base::Result<MaskFile> {
        const auto source = FileSource::open(path);
        if (!source) {
            return base::passOn(source);
        }
        (*source)->watch(progress, (*source)->size());
        return readOpened(**source, limits);
    });
}

base::Result<WrittenMask> writeMask(const std::filesystem::path& path, const array::NdArray& array,
                                    const WriteOptions& options) {
    return withoutBadAlloc(path, [&] { return writeChecked(path, array, options); });
}

}  // namespace frisket::io
