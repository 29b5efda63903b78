// SPDX-License-Identifier: MIT
#pragma once

#include <any>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/array/nd_array.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/io/file_stamp.h"
#include "core/io/format.h"
#include "core/io/limits.h"
#include "core/io/png_meta.h"
#include "core/labels/colour.h"

namespace frisket::io {

/// Which of a file's arrays is meant. Neither is needed where the file holds one.
struct Part {
    std::string key;                   ///< the name of an array, or empty
    std::optional<std::int64_t> page;  ///< the number of an image, from 0

    [[nodiscard]] bool chosen() const { return !key.empty() || page.has_value(); }
    bool operator==(const Part&) const = default;
};

/// What a reader is asked for, besides the path.
struct ReadRequest {
    ReadLimits limits = {};
    Part part = {};
    /// Set by `readMask`, for formats whose files name others beside them.
    std::filesystem::path path = {};
};

/// A label that a file names or colours.
struct NamedLabel {
    std::int64_t value = 0;
    std::string name;  ///< UTF-8, or empty
    std::optional<labels::Rgb> colour;

    bool operator==(const NamedLabel&) const = default;
};

/// Something that a file says of itself, for a person: "compression", "LZW".
struct Fact {
    std::string name;
    std::string value;

    bool operator==(const Fact&) const = default;
};

/// A mask as it was in its file.
struct MaskFile {
    array::NdArray array;  ///< machine byte order; a Fortran-order NPY has such strides
    Format format = Format::Npy;
    Part part;  ///< what of the file it is; nothing chosen where that is all
    /// What the file says besides values, of a type of its format (PngMeta for a PNG): hand it to
    /// `writeMask`, which keeps what it can.
    std::any meta = {};
    bool bigEndian = false;               ///< the elements; false where they have one byte
    bool fortranOrder = false;            ///< of an NPY
    FileStamp stamp = {};                 ///< hand it to `writeMask` to notice others' changes
    std::vector<std::string> notes = {};  ///< what a person should know, in sentences
    /// One for each axis ("z", "channel"), empty where the file names that one not; or none at all,
    /// as in the formats that know no names.
    std::vector<std::string> axisNames = {};
    std::vector<NamedLabel> labels = {};  ///< that the file names or colours, rising
    std::vector<Fact> facts = {};         ///< further ones of its format

    /// Of a PNG; null for others.
    [[nodiscard]] const PngMeta* png() const { return std::any_cast<PngMeta>(&meta); }
};

/// One array of a file.
struct FileItem {
    Part part;
    std::optional<array::DType> dtype;  ///< nothing: not known, or none that can be read
    std::optional<array::Shape> shape;  ///< nothing: not known without reading it all
    std::string note;                   ///< why it can't be read, or what it is; or empty
};

/// What a file holds, by its headers.
struct FileContents {
    Format format = Format::Npy;
    std::vector<FileItem> items;
    std::vector<NamedLabel> labels;
    std::vector<Fact> facts;
};

/// Reads a mask; the format is told by the content. Fails as the reader of the format does, with
/// Unsupported for what is no mask (by name, with a way out) and for what is no regular file, with
/// InvalidArgument where a part is asked for that the file does not have, or none while it has
/// several, and with ChangedOnDisk when somebody writes it meanwhile. Advances `progress` by the
/// file's size, which the caller has told it to expect.
[[nodiscard]] base::Result<MaskFile> readMask(const std::filesystem::path& path,
                                              const ReadRequest& request = {},
                                              base::Progress* progress = nullptr);

/// What the file holds, without reading more of it than that needs. Errors as `readMask`.
[[nodiscard]] base::Result<FileContents> listContents(const std::filesystem::path& path,
                                                      const ReadLimits& limits = {});

struct WriteOptions {
    /// Nothing: by the ending of the path.
    std::optional<Format> format = {};
    /// MaskFile::meta of the file that the array comes from, of whatever format; what the new one
    /// can't keep of it is told in the notes.
    std::any meta = {};
    /// For the formats that name labels.
    std::vector<NamedLabel> labels = {};
    /// Which array of a file of several it becomes, or the name that it gets in a new one.
    Part part = {};
    /// The file at the path keeps its other arrays. Else it is replaced as a whole.
    bool keepOthers = false;
    /// One of Codec::compressions; empty: as the file was that it comes from, or the default.
    std::string compression = {};
    /// What the file at the path was when it was read. Nothing: overwrite whatever is there.
    std::optional<FileStamp> expectedStamp = {};
    /// Nothing larger is written than could be read again.
    ReadLimits limits = {};
    /// Is told to expect the array's bytes twice, to be written and read back. May be null.
    base::Progress* progress = nullptr;
};

struct WrittenMask {
    FileStamp stamp;                 ///< of the new file
    std::vector<std::string> notes;  ///< what a person should know, in sentences
    std::any meta = {};              ///< MaskFile::meta of the new file, where its format has one
    base::Status durable = {};       ///< as in Replaced
};

/// Writes `array` (of any strides) in place of what is at `path`, as a whole or not at all: it is
/// checked that the format holds it, written beside the target, read back and compared, and then
/// renamed (see AtomicFile, whose errors it passes on). Refuses with Unsupported or TooLarge,
/// naming a format that would hold it, before anything is written. Cancelled until the moment of
/// the renaming, which seals the progress: the old file is as it was.
base::Result<WrittenMask> writeMask(const std::filesystem::path& path, const array::NdArray& array,
                                    const WriteOptions& options = {});

/// Whether `writeMask` would take the array, with the notes that it would give; writes nothing.
[[nodiscard]] base::Result<std::vector<std::string>> tryWrite(const std::filesystem::path& path,
                                                              const array::NdArray& array,
                                                              const WriteOptions& options = {});

/// Whether the format of `path` (or `format`) can hold an array of that dtype and shape at all,
/// whatever its values are. Fails as writeMask would, naming a format that can.
base::Status canWrite(const std::filesystem::path& path, array::DType dtype,
                      const array::Shape& shape, std::optional<Format> format = {},
                      const ReadLimits& limits = {});

}  // namespace frisket::io
