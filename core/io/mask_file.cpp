// SPDX-License-Identifier: MIT
#include "core/io/mask_file.h"

#include <algorithm>
#include <array>
#include <new>
#include <utility>

#include "core/base/text.h"
#include "core/io/atomic_file.h"
#include "core/io/codec.h"
#include "core/io/file_source.h"
#include "core/io/sniff.h"

namespace frisket::io {

namespace {
/// Tells the format and looks at the file through its codec.
template <class Out, class Look>
base::Result<Out> look(FileSource& source, Look&& look) {
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
    base::Result<Out> found = look(codecFor(*format));
    // Looked at after a failure too: a file that is being written is no damaged file.
    if (const auto same = source.requireUnchanged(); !same) {
        return base::passOn(same);
    }
    return found;
}

/// For formats whose files hold one array.
base::Status requireNoPart(const Part& part, const MaskFile& mask, std::string_view name) {
    if (!part.chosen() || mask.part == part) {
        return {};
    }
    return base::fail(
        base::ErrorCode::InvalidArgument,
        base::joined(name, ": a ", io::name(mask.format), " file holds one array, so there is no ",
                     part.key.empty() ? "page " : "key '",
                     part.key.empty() ? std::to_string(*part.page) : part.key + "'", "."),
        part.key.empty() ? "Leave the page out." : "Leave the key out.");
}

base::Result<MaskFile> readOpened(FileSource& source, const ReadRequest& request) {
    auto mask =
        look<MaskFile>(source, [&](const Codec& codec) { return codec.read(source, request); });
    if (!mask) {
        return mask;
    }
    if (const auto none = requireNoPart(request.part, *mask, source.name()); !none) {
        return base::passOn(none);
    }
    const auto stamp = source.stampOfContent();
    if (!stamp) {
        return base::passOn(stamp);
    }
    mask->stamp = *stamp;
    return mask;
}

base::Result<FileContents> listOpened(FileSource& source, const ReadRequest& request) {
    return look<FileContents>(source, [&](const Codec& codec) -> base::Result<FileContents> {
        if (codec.list != nullptr) {
            return codec.list(source, request);
        }
        auto mask = codec.read(source, request);
        if (!mask) {
            return base::passOn(mask);
        }
        FileContents contents;
        contents.format = mask->format;
        contents.items.push_back({{}, mask->array.dtype(), mask->array.shape(), {}});
        contents.labels = std::move(mask->labels);
        contents.facts = std::move(mask->facts);
        return contents;
    });
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

base::Result<const Codec*> codecToWrite(const std::filesystem::path& path,
                                        const std::optional<Format>& wanted) {
    const auto format = wanted ? base::Result<Format>(*wanted) : formatForPath(path);
    if (!format) {
        return base::passOn(format);
    }
    const Codec& codec = codecFor(*format);
    if (codec.prepare == nullptr) {
        return base::fail(base::ErrorCode::Unsupported,
                          base::joined(path.string(), ": ", codec.title, " files are read only."),
                          "Save it as NPY.");
    }
    return &codec;
}

base::Status checkCompression(const Codec& codec, std::string_view wanted, std::string_view name) {
    const auto& known = codec.compressions;
    if (wanted.empty() || std::find(known.begin(), known.end(), wanted) != known.end()) {
        return {};
    }
    std::string names;
    for (const std::string_view one : known) {
        names += base::joined(names.empty() ? "" : ", ", one);
    }
    return base::fail(base::ErrorCode::InvalidArgument,
                      base::joined(name, ": ", codec.name, " has no compression '", wanted, "'."),
                      known.empty() ? "Leave it out; there is no choice for this format."
                                    : base::joined("Choose one of: ", names, "."));
}

base::Result<std::unique_ptr<Encoding>> prepared(const std::filesystem::path& path,
                                                 const array::NdArray& packed,
                                                 const WriteOptions& options) {
    const std::string shown = path.string();
    const auto codec = codecToWrite(path, options.format);
    if (!codec) {
        return base::passOn(codec);
    }
    if (const auto known = checkCompression(**codec, options.compression, shown); !known) {
        return base::passOn(known);
    }
    return (*codec)->prepare({packed, options, path, shown});
}

base::Result<WrittenMask> writeChecked(const std::filesystem::path& path,
                                       const array::NdArray& original,
                                       const WriteOptions& options) {
    base::Progress* const progress = options.progress;
    const std::string shown = path.string();
    // Known from the dtype and the shape, so found before the array is packed.
    if (const auto can =
            canWrite(path, original.dtype(), original.shape(), options.format, options.limits);
        !can) {
        return base::passOn(can);
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
    const auto encoding = prepared(path, *array, options);
    if (!encoding) {
        return base::passOn(encoding);
    }
    const auto file = AtomicFile::begin(path, options.expectedStamp, progress);
    if (!file) {
        return base::passOn(file);
    }
    if (const auto written = (*encoding)->write(**file, progress); !written) {
        return base::passOn(written);
    }
    const auto verify = [&](const std::filesystem::path& temporary) -> base::Status {
        const auto source = FileSource::open(temporary, shown);
        if (!source) {
            return base::passOn(source);
        }
        (*source)->watch(progress, array->byteCount());
        return (*encoding)->compare(**source);
    };
    auto replaced = (*file)->commit(verify, progress);
    if (!replaced) {
        return base::passOn(replaced);
    }
    WrittenMask mask;
    mask.stamp = replaced->stamp;
    mask.notes = std::move((*encoding)->notes);
    mask.notes.insert(mask.notes.end(), replaced->notes.begin(), replaced->notes.end());
    mask.meta = std::move((*encoding)->meta);
    mask.durable = std::move(replaced->durable);
    return mask;
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

base::Result<MaskFile> readMask(const std::filesystem::path& path, const ReadRequest& request,
                                base::Progress* progress) {
    return withoutBadAlloc(path, [&]() -> base::Result<MaskFile> {
        const auto source = FileSource::open(path);
        if (!source) {
            return base::passOn(source);
        }
        (*source)->watch(progress, (*source)->size());
        ReadRequest named = request;
        named.path = path;
        return readOpened(**source, named);
    });
}

base::Result<FileContents> listContents(const std::filesystem::path& path,
                                        const ReadLimits& limits) {
    return withoutBadAlloc(path, [&]() -> base::Result<FileContents> {
        const auto source = FileSource::open(path);
        if (!source) {
            return base::passOn(source);
        }
        ReadRequest request;
        request.limits = limits;
        request.path = path;
        return listOpened(**source, request);
    });
}

base::Result<WrittenMask> writeMask(const std::filesystem::path& path, const array::NdArray& array,
                                    const WriteOptions& options) {
    return withoutBadAlloc(path, [&] { return writeChecked(path, array, options); });
}

base::Result<std::vector<std::string>> tryWrite(const std::filesystem::path& path,
                                                const array::NdArray& array,
                                                const WriteOptions& options) {
    return withoutBadAlloc(path, [&]() -> base::Result<std::vector<std::string>> {
        if (const auto can =
                canWrite(path, array.dtype(), array.shape(), options.format, options.limits);
            !can) {
            return base::passOn(can);
        }
        const auto packed = array.toRowMajor();
        if (!packed) {
            return base::passOn(packed);
        }
        auto encoding = prepared(path, *packed, options);
        if (!encoding) {
            return base::passOn(encoding);
        }
        return std::move((*encoding)->notes);
    });
}

base::Status canWrite(const std::filesystem::path& path, array::DType dtype,
                      const array::Shape& shape, std::optional<Format> format,
                      const ReadLimits& limits) {
    const auto codec = codecToWrite(path, format);
    if (!codec) {
        return base::passOn(codec);
    }
    return (*codec)->canHold(dtype, shape, limits, path.string());
}

}  // namespace frisket::io
