// SPDX-License-Identifier: MIT
#include "core/io/tiff_page.h"

#include <algorithm>
#include <array>

#include "core/base/checked.h"
#include "core/base/text.h"

namespace frisket::io {

namespace {
using array::DType;
using base::ErrorCode;
using base::fail;
using base::joined;

struct Named {
    std::uint16_t number;
    std::string_view name;
};

constexpr std::array kCompressions{Named{COMPRESSION_NONE, "none"},
                                   Named{COMPRESSION_CCITTRLE, "CCITT RLE"},
                                   Named{COMPRESSION_CCITTFAX3, "CCITT G3"},
                                   Named{COMPRESSION_CCITTFAX4, "CCITT G4"},
                                   Named{COMPRESSION_LZW, "LZW"},
                                   Named{COMPRESSION_OJPEG, "old JPEG"},
                                   Named{COMPRESSION_JPEG, "JPEG"},
                                   Named{COMPRESSION_ADOBE_DEFLATE, "deflate"},
                                   Named{COMPRESSION_DEFLATE, "deflate"},
                                   Named{COMPRESSION_PACKBITS, "PackBits"},
                                   Named{COMPRESSION_LZMA, "LZMA"},
                                   Named{COMPRESSION_ZSTD, "zstd"},
                                   Named{COMPRESSION_WEBP, "WebP"},
                                   Named{COMPRESSION_LERC, "LERC"},
                                   Named{COMPRESSION_JBIG, "JBIG"},
                                   Named{COMPRESSION_JP2000, "JPEG 2000"}};

constexpr std::array kPhotometrics{Named{PHOTOMETRIC_MINISWHITE, "0 is white"},
                                   Named{PHOTOMETRIC_MINISBLACK, "0 is black"},
                                   Named{PHOTOMETRIC_RGB, "RGB"},
                                   Named{PHOTOMETRIC_PALETTE, "palette"},
                                   Named{PHOTOMETRIC_MASK, "transparency mask"},
                                   Named{PHOTOMETRIC_SEPARATED, "CMYK"},
                                   Named{PHOTOMETRIC_YCBCR, "YCbCr"},
                                   Named{PHOTOMETRIC_CIELAB, "CIE L*a*b*"},
                                   Named{PHOTOMETRIC_LOGL, "LogL"},
                                   Named{PHOTOMETRIC_LOGLUV, "LogLuv"}};

template <std::size_t N>
std::string nameOf(const std::array<Named, N>& names, std::uint16_t number) {
    const auto found = std::find_if(names.begin(), names.end(),
                                    [=](const Named& named) { return named.number == number; });
    return found != names.end() ? std::string(found->name) : joined("number ", number);
}

constexpr std::array<std::uint16_t, 9> kReadable{
    COMPRESSION_NONE,      COMPRESSION_CCITTRLE, COMPRESSION_CCITTFAX3,
    COMPRESSION_CCITTFAX4, COMPRESSION_LZW,      COMPRESSION_ADOBE_DEFLATE,
    COMPRESSION_DEFLATE,   COMPRESSION_PACKBITS, COMPRESSION_ZSTD};

tl::unexpected<base::Error> unsupported(std::string_view name, std::string what) {
    return fail(ErrorCode::Unsupported, joined(name, ": ", what),
                "Convert it in Python to NPY: numpy.save(\"mask.npy\", array).");
}

std::optional<DType> integerOf(int bits, bool isSigned) {
    switch (bits) {
        case 1:
            return isSigned ? std::nullopt : std::optional(DType::Bool);
        case 2:
        case 4:
            return isSigned ? std::nullopt : std::optional(DType::U8);
        case 8:
            return isSigned ? DType::I8 : DType::U8;
        case 16:
            return isSigned ? DType::I16 : DType::U16;
        case 32:
            return isSigned ? DType::I32 : DType::U32;
        case 64:
            return isSigned ? DType::I64 : DType::U64;
        default:
            return std::nullopt;
    }
}

std::optional<DType> dtypeOf(int bits, std::uint16_t sampleFormat) {
    if (sampleFormat != SAMPLEFORMAT_IEEEFP) {
        return integerOf(bits, sampleFormat == SAMPLEFORMAT_INT);
    }
    return bits == 16   ? std::optional(DType::F16)
           : bits == 32 ? std::optional(DType::F32)
           : bits == 64 ? std::optional(DType::F64)
                        : std::nullopt;
}
}  // namespace

array::Shape TiffPage::shape() const {
    array::Shape shape{height, width};
    if (samples > 1) {
        shape.append(samples);
    }
    return shape;
}

std::string compressionName(std::uint16_t compression) {
    return nameOf(kCompressions, compression);
}

std::string photometricName(std::uint16_t photometric) {
    return nameOf(kPhotometrics, photometric);
}

base::Result<TiffPage> readTiffPage(const TiffHandle& handle) {
    TIFF* const tiff = handle.tiff();
    TiffPage page;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint16_t samples = 1;
    std::uint16_t bits = 1;
    std::uint16_t planar = PLANARCONFIG_CONTIG;
    std::uint32_t depth = 1;
    TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width);
    TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &samples);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &bits);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLEFORMAT, &page.sampleFormat);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_COMPRESSION, &page.compression);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_PLANARCONFIG, &planar);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_IMAGEDEPTH, &depth);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SUBFILETYPE, &page.subfile);
    if (TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &page.photometric) == 0) {
        page.photometric = samples >= 3 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK;
    }
    std::uint16_t old = 0;
    if (page.subfile == 0 && TIFFGetField(tiff, TIFFTAG_OSUBFILETYPE, &old) != 0 &&
        old == OFILETYPE_REDUCEDIMAGE) {
        page.subfile = FILETYPE_REDUCEDIMAGE;
    }
    std::uint16_t directories = 0;
    std::uint64_t* places = nullptr;
    if (TIFFGetField(tiff, TIFFTAG_SUBIFD, &directories, &places) != 0) {
        page.subDirectories = directories;
    }
    page.width = width;
    page.height = height;
    page.samples = samples;
    page.bits = bits;
    page.samplesApart = planar == PLANARCONFIG_SEPARATE && samples > 1;
    page.tiled = TIFFIsTiled(tiff) != 0;
    std::uint32_t blockWidth = width;
    std::uint32_t blockHeight = height;
    if (page.tiled) {
        TIFFGetField(tiff, TIFFTAG_TILEWIDTH, &blockWidth);
        TIFFGetField(tiff, TIFFTAG_TILELENGTH, &blockHeight);
    } else {
        TIFFGetFieldDefaulted(tiff, TIFFTAG_ROWSPERSTRIP, &blockHeight);
        blockHeight = std::min(blockHeight, height);
    }
    page.blockWidth = blockWidth;
    page.blockHeight = blockHeight;
    if (width == 0 || height == 0 || samples == 0 || bits == 0 || blockWidth == 0 ||
        blockHeight == 0) {
        return fail(ErrorCode::Format,
                    joined(handle.name(), ": a page of ", width, " x ", height, " pixels with ",
                           samples, " samples of ", bits, " bits, in blocks of ", blockWidth, " x ",
                           blockHeight, "."),
                    "The file is damaged; copy or download it again.");
    }
    if (depth != 1) {
        return unsupported(handle.name(),
                           joined("pages of depth ", depth, " (ImageDepth) are not read."));
    }
    return page;
}

base::Status requireWholeDirectory(const TiffHandle& handle, ByteSource& source) {
    const bool big = handle.isBigTiff();
    std::array<std::byte, 8> bytes{};
    const auto count = std::span(bytes).first(big ? 8 : 2);
    const auto at = static_cast<std::int64_t>(TIFFCurrentDirOffset(handle.tiff()));
    source.seek(std::clamp<std::int64_t>(at, 0, source.size()));
    if (auto read = source.read(count); !read) {
        return read;
    }
    if (!handle.isBigEndian()) {
        std::reverse(count.begin(), count.end());
    }
    std::int64_t entries = 0;  // below 65536, or libtiff would not have read it
    for (const std::byte byte : count.last(2)) {
        entries = 256 * entries + std::to_integer<std::int64_t>(byte);
    }
    const std::int64_t end = at + (big ? 16 + 20 * entries : 6 + 12 * entries);
    if (end <= source.size()) {
        return {};
    }
    return fail(ErrorCode::Truncated,
                joined(handle.name(), ": the file ends too early: a directory ends at ", end,
                       ", the file has ", source.size(), " bytes."),
                "The file is incomplete; copy or download it again.");
}

base::Result<DType> dtypeOf(const TiffPage& page, std::string_view name) {
    if (std::find(kReadable.begin(), kReadable.end(), page.compression) == kReadable.end()) {
        const bool lossy =
            page.compression == COMPRESSION_JPEG || page.compression == COMPRESSION_OJPEG ||
            page.compression == COMPRESSION_WEBP || page.compression == COMPRESSION_JP2000 ||
            page.compression == COMPRESSION_LERC;
        return unsupported(name,
                           joined("the TIFF is compressed with ", compressionName(page.compression),
                                  lossy ? ", which changes labels." : ", which is not read."));
    }
    const bool picture =
        page.photometric == PHOTOMETRIC_YCBCR || page.photometric == PHOTOMETRIC_LOGL ||
        page.photometric == PHOTOMETRIC_LOGLUV || page.photometric == PHOTOMETRIC_ICCLAB ||
        page.photometric == PHOTOMETRIC_ITULAB;
    if (picture) {
        return unsupported(name, joined("is a picture (", photometricName(page.photometric),
                                        "), not a label map."));
    }
    const std::string_view kind = page.sampleFormat == SAMPLEFORMAT_UINT     ? "unsigned integers"
                                  : page.sampleFormat == SAMPLEFORMAT_INT    ? "signed integers"
                                  : page.sampleFormat == SAMPLEFORMAT_IEEEFP ? "floats"
                                  : page.sampleFormat == SAMPLEFORMAT_VOID   ? "untyped values"
                                                                             : "complex numbers";
    const bool number =
        page.sampleFormat >= SAMPLEFORMAT_UINT && page.sampleFormat <= SAMPLEFORMAT_IEEEFP;
    const auto dtype = number ? dtypeOf(page.bits, page.sampleFormat) : std::nullopt;
    if (!dtype) {
        return unsupported(name, joined("the TIFF holds ", kind, " of ", page.bits,
                                        " bits; masks are unsigned integers of 1, 2, 4, 8, 16, 32 "
                                        "or 64 bits, signed ones of 8 to 64, and floats of 16, 32 "
                                        "or 64."));
    }
    return *dtype;
}

base::Status checkSize(const TiffPage& page, DType dtype, const ReadLimits& limits,
                       std::string_view name) {
    if (std::max(page.width, page.height) > limits.maxSide) {
        // One row may be an array of one axis.
        if (page.height > 1 || page.samples > 1) {
            return fail(ErrorCode::TooLarge,
                        joined(name, " is ", page.width, " x ", page.height,
                               " pixels; the longest side that is read is ", limits.maxSide, "."));
        }
    }
    // 32, 32, 16 and 4 bits may leave 63.
    const auto pixels = base::checkedMultiply(page.width, page.height);
    const auto values = pixels ? base::checkedMultiply(*pixels, page.samples) : pixels;
    const auto bytes = values ? base::checkedMultiply(*values, array::itemSize(dtype)) : values;
    if (!bytes || *bytes > limits.memoryBudget) {
        return fail(
            ErrorCode::TooLarge,
            joined(name, " is ", page.width, " x ", page.height, " pixels of ", page.samples,
                   " samples and needs ", bytes ? joined(*bytes) : std::string("more than 2^63"),
                   " bytes; the memory budget is ", limits.memoryBudget, "."));
    }
    constexpr std::int64_t kSmall = std::int64_t{64} << 20;
    const auto row = base::checkedMultiply(page.blockWidth, page.blockSamples() * page.bits);
    const auto block = row ? base::checkedMultiply((*row + 7) / 8, page.blockHeight) : row;
    if (!block || (*block > kSmall && *block / 4 > *bytes)) {
        return fail(ErrorCode::TooLarge,
                    joined(name, " is ", page.width, " x ", page.height, " pixels in tiles of ",
                           page.blockWidth, " x ", page.blockHeight, ", far larger than the page."),
                    "The file is damaged, or made by a broken program.");
    }
    return {};
}

}  // namespace frisket::io
