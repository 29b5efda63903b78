// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/array/nd_array.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/io/file_stamp.h"
#include "core/io/limits.h"
#include "core/io/png_meta.h"
#include "core/io/sniff.h"

namespace frisket::io {

/// A mask as it was in its file.
struct MaskFile {
    array::NdArray array;  ///< machine byte order; a Fortran-order NPY has such strides
    Format format = Format::Npy;
    std::optional<PngMeta> png;      ///< for a PNG
    bool bigEndian = false;          ///< the elements of an NPY; false where they have one byte
    bool fortranOrder = false;       ///< of an NPY
    FileStamp stamp;                 ///< hand it to `writeMask` to notice others' changes
    std::vector<std::string> notes;  ///< what a person should know, in sentences
    /// One for each axis ("z", "channel"), empty where the file names that one not; or none at all,
    /// as in the formats that know no names.
    std::vector<std::string> axisNames;
};

/// Reads a mask; the format is told by the content. Fails as the reader of the format does, with
/// Unsupported for what is no mask (by name, with a way out) and for what is no regular file, and
/// with ChangedOnDisk when somebody writes it meanwhile. Advances `progress` by the file's size,
/// which the caller has told it to expect.
[[nodiscard]] base::Result<MaskFile> readMask(const std::filesystem::path& path,
                                              const ReadLimits& limits = {},
                                              base::Progress* progress = nullptr);

struct WriteOptions {
    /// Nothing: by the ending of the path.
    std::optional<Format> format;
    /// For a PNG: kind, depth, palette and transparency to keep.
    std::optional<PngMeta> png;
    /// What the file at the path was when it was read. Nothing: overwrite whatever is there.
    std::optional<FileStamp> expectedStamp;
    /// Nothing larger is written than could be read again.
    ReadLimits limits;
    /// Is told to expect the array's bytes twice, to be written and read back. May be null.
    base::Progress* progress = nullptr;
};

struct WrittenMask {
    FileStamp stamp;                 ///< of the new file
    std::vector<std::string> notes;  ///< what a person should know, in sentences
};

/// Writes `array` (of any strides) in place of what is at `path`, as a whole or not at all: it is
/// checked that the format holds it, written beside the target, read back and compared, and then
/// renamed (see AtomicFile, whose errors it passes on). Refuses with Unsupported or TooLarge,
/// naming a format that would hold it, before anything is written. Cancelled until the moment of
/// the renaming, which seals the progress: the old file is as it was.
base::Result<WrittenMask> writeMask(const std::filesystem::path& path, const array::NdArray& array,
                                    const WriteOptions& options = {});

}  // namespace frisket::io
