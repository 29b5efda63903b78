// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/io/byte_stream.h"
#include "core/io/mask_file.h"

namespace frisket::io {

/// An array on its way into a file of some format: found to be holdable, not yet written. What it
/// was made from outlives it.
class Encoding {
public:
    virtual ~Encoding() = default;
    Encoding(const Encoding&) = delete;
    Encoding& operator=(const Encoding&) = delete;

    /// Advances `progress`, which may be null, by the array's bytes.
    virtual base::Status write(RandomSink& sink, base::Progress* progress) = 0;
    /// Fails with Io unless the file in `source` holds exactly the array, and what of the metadata
    /// was to be kept.
    virtual base::Status compare(ByteSource& source) = 0;

    /// What a person should know of what is not kept or is kept in another way, in sentences.
    std::vector<std::string> notes;
    /// MaskFile::meta of what is written, where the format has one.
    std::any meta;

protected:
    Encoding() = default;
};

/// What an array is to become.
struct EncodingRequest {
    const array::NdArray& array;  ///< packed in C order
    const WriteOptions& options;
    const std::filesystem::path& path;  ///< of the target; its ending may choose a variant
    std::string_view name;              ///< what messages call it
};

/// A format: how its files are told from others, and what reads and writes them. All its functions
/// may run on any thread.
struct Codec {
    Format format = Format::Npy;
    std::string_view name;   ///< for `--format` and JSON: "npy"
    std::string_view title;  ///< for people: "NPY, a NumPy array"
    /// With the dot, in lower case; the first is what a new file gets. The longest that fits a
    /// path counts, of whatever codec.
    std::span<const std::string_view> endings;
    /// Whether a file that starts so (up to kSniffBytes) is for `read`.
    bool (*recognises)(std::string_view start) = nullptr;
    /// Reads one array. Fails with Unsupported for what is no mask, TooLarge above the limits and
    /// before memory is taken, Truncated, Format, InvalidArgument for a key or page that there is
    /// not. The caller sets the stamp.
    base::Result<MaskFile> (*read)(ByteSource& source, const ReadRequest& request) = nullptr;
    /// What the file holds, by its headers. Null: one array, which `read` tells of.
    base::Result<FileContents> (*list)(ByteSource& source, const ReadRequest& request) = nullptr;
    /// Whether it can hold an array of that dtype and shape at all, whatever its values are. Fails
    /// with Unsupported or TooLarge and names a format that can. Null: it is never written.
    base::Status (*canHold)(array::DType dtype, const array::Shape& shape, const ReadLimits& limits,
                            std::string_view name) = nullptr;
    /// Decides how the array becomes a file that reads back the same, or refuses as `canHold`, of
    /// values too. Null: it is never written.
    base::Result<std::unique_ptr<Encoding>> (*prepare)(const EncodingRequest& request) = nullptr;
    /// Names for WriteOptions::compression; the first is the default. Empty: there is no choice.
    std::span<const std::string_view> compressions;
};

/// All of them, in the order in which they are asked whether a file is theirs.
[[nodiscard]] std::span<const Codec* const> codecs();
[[nodiscard]] const Codec& codecFor(Format format);
/// The codec of that name; null: there is none.
[[nodiscard]] const Codec* codecNamed(std::string_view name);

/// Fails with Io unless both hold the same values, dtype (bool counts as uint8 of 0 and 1) and
/// shape, every bit of NaN included. `expected` is packed in C order. `name` is for the message.
base::Status requireSame(const array::NdArray& found, const array::NdArray& expected,
                         std::string_view name);

}  // namespace frisket::io
