// SPDX-License-Identifier: MIT
#include "core/io/sniff.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/base/text.h"
#include "core/io/codec.h"

namespace frisket::io {

namespace {
using namespace std::string_view_literals;

constexpr std::string_view kPictureHint =
    "It can be the backdrop in the window. Save masks as palette or grey PNG, or as NPY.";
constexpr std::string_view kConvertHint =
    "Convert it in Python to NPY: numpy.save(\"mask.npy\", array).";
constexpr std::string_view kTorchHint =
    "Reading it would run code that the file brings along (pickle). In Python: "
    "numpy.save(\"mask.npy\", tensor.numpy()).";

struct Known {
    std::size_t offset;
    std::string_view magic;
    std::string_view what;
    std::string_view hint;
};

/// First match counts, so what is more special comes first.
constexpr std::array kForeign{
    Known{0, "\xFF\xD8\xFF"sv, "a JPEG picture; its lossy compression changes labels",
          kPictureHint},
    Known{0, "GIF8"sv, "a GIF picture", kPictureHint},
    Known{8, "WEBP"sv, "a WebP picture", kPictureHint},
    Known{0, "BM"sv, "a BMP picture", kPictureHint},
    Known{344, "n+1\0"sv, "a NIfTI file, which this version does not read", kConvertHint},
    Known{344, "ni1\0"sv, "a NIfTI header, which this version does not read", kConvertHint},
    Known{4, "n+2\0"sv, "a NIfTI-2 file, which this version does not read", kConvertHint},
    Known{0, "\x89HDF\r\n\x1A\n"sv, "an HDF5 file", kConvertHint},
    Known{0, "\x1F\x8B"sv, "gzip-compressed (such as .nii.gz)", "Unpack it first."},
    Known{0, "\x80\x02\x8A\x0Al\xFC\x9C\x46\xF9\x20j\xA8\x50\x19"sv, "a PyTorch file", kTorchHint},
    Known{0, "\x80\x02"sv, "a pickle of Python objects", kTorchHint},
    Known{0, "\x80\x03"sv, "a pickle of Python objects", kTorchHint},
    Known{0, "\x80\x04"sv, "a pickle of Python objects", kTorchHint},
    Known{0, "\x80\x05"sv, "a pickle of Python objects", kTorchHint},
    Known{0, "%PDF"sv, "a PDF document", ""},
};

bool has(std::string_view bytes, std::size_t offset, std::string_view magic) {
    return bytes.size() >= offset && bytes.substr(offset, magic.size()) == magic;
}

base::Error unsupported(std::string_view path, std::string_view what, std::string_view hint) {
    return {base::ErrorCode::Unsupported, base::joined(path, " is ", what, ", not a mask."),
            std::string(hint)};
}

/// A zip archive is told by the name of its first member: NPZ and PyTorch both are zips.
base::Error zipError(std::string_view bytes, std::string_view path) {
    constexpr std::size_t kNameLengthAt = 26;
    constexpr std::size_t kNameAt = 30;
    std::string_view member;
    if (bytes.size() > kNameAt) {
        const auto low = static_cast<unsigned char>(bytes[kNameLengthAt]);
        const auto high = static_cast<unsigned char>(bytes[kNameLengthAt + 1]);
        member = bytes.substr(kNameAt, low + 256U * high);
    }
    if (member.ends_with(".npy")) {
        return unsupported(path, "an NPZ archive, which this version does not read",
                           "Take one array out in Python: numpy.save(\"mask.npy\", "
                           "numpy.load(path)[\"name\"]).");
    }
    if (member.ends_with("data.pkl") || member.ends_with(".format_version")) {
        return unsupported(path, "a PyTorch file", kTorchHint);
    }
    return unsupported(path, "a zip archive", "Unpack it first.");
}
/// The first ending of each format that is written: ".npy, .png or .tif".
std::string endingsText() {
    std::vector<std::string_view> endings;
    for (const Codec* const codec : codecs()) {
        if (codec->prepare != nullptr) {
            endings.push_back(codec->endings.front());
        }
    }
    std::string text;
    for (std::size_t i = 0; i < endings.size(); ++i) {
        text += base::joined(i == 0 ? "" : i + 1 < endings.size() ? ", " : " or ", endings[i]);
    }
    return text;
}
}  // namespace

base::Result<Format> sniffFormat(std::span<const std::byte> start, std::string_view path) {
    const std::string_view bytes(reinterpret_cast<const char*>(start.data()), start.size());
    if (bytes.empty()) {
        return base::fail(base::ErrorCode::Truncated, base::joined(path, " is empty (0 bytes)."),
                          "The file is incomplete; copy or save it again.");
    }
    for (const Codec* const codec : codecs()) {
        if (codec->recognises(bytes)) {
            return codec->format;
        }
    }
    if (has(bytes, 0, "PK\x03\x04"sv)) {
        return tl::unexpected(zipError(bytes, path));
    }
    for (const Known& known : kForeign) {
        if (has(bytes, known.offset, known.magic)) {
            return tl::unexpected(unsupported(path, known.what, known.hint));
        }
    }
    return base::fail(base::ErrorCode::Unsupported,
                      base::joined(path, " is in a format that Frisket does not know."),
                      "Masks are read from NPY files and from palette or grey PNG files.");
}

base::Result<Format> formatForPath(const std::filesystem::path& path) {
    std::string name = path.filename().string();
    std::transform(name.begin(), name.end(), name.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const Codec* best = nullptr;
    std::size_t length = 0;
    for (const Codec* const codec : codecs()) {
        for (const std::string_view ending : codec->endings) {
            if (ending.size() > length && name.size() > ending.size() && name.ends_with(ending)) {
                best = codec;
                length = ending.size();
            }
        }
    }
    if (best != nullptr && best->prepare != nullptr) {
        return best->format;
    }
    if (best != nullptr) {
        return base::fail(base::ErrorCode::Unsupported,
                          base::joined(path.string(), ": ", best->title, " files are read only."),
                          base::joined("Use a name that ends in ", endingsText(), "."));
    }
    return base::fail(base::ErrorCode::Unsupported,
                      base::joined(path.string(), ": no mask format goes by the ending \"",
                                   path.extension().string(), "\"."),
                      base::joined("Use a name that ends in ", endingsText(), "."));
}

}  // namespace frisket::io
