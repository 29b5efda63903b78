// SPDX-License-Identifier: MIT
#include "core/io/tiff_tags.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/base/text.h"

namespace frisket::io {

namespace {
using base::joined;

/// Texts that stay true when values change. (DateTime does not.)
constexpr std::array<std::uint32_t, 9> kTexts{
    TIFFTAG_DOCUMENTNAME, TIFFTAG_MAKE,          TIFFTAG_MODEL,
    TIFFTAG_PAGENAME,     TIFFTAG_SOFTWARE,      TIFFTAG_ARTIST,
    TIFFTAG_HOSTCOMPUTER, TIFFTAG_TARGETPRINTER, TIFFTAG_COPYRIGHT};

constexpr std::uint32_t kFirstPrivate = 32768;
constexpr std::uint32_t kImageJCounts = 50838;
constexpr std::uint32_t kImageJData = 50839;

/// Private tags of numbers that are no places in the file: GeoTIFF, GDAL and ImageJ.
constexpr std::array<std::uint32_t, 10> kNumbers{33550, 33922, 34264, 34735,         34736,
                                                 34737, 42112, 42113, kImageJCounts, kImageJData};

/// Those that describe how values are stored, which the page has, or what is told of elsewhere.
constexpr std::array<std::uint32_t, 31> kHandled{
    TIFFTAG_SUBFILETYPE,      TIFFTAG_OSUBFILETYPE,  TIFFTAG_IMAGEWIDTH,
    TIFFTAG_IMAGELENGTH,      TIFFTAG_BITSPERSAMPLE, TIFFTAG_COMPRESSION,
    TIFFTAG_PHOTOMETRIC,      TIFFTAG_THRESHHOLDING, TIFFTAG_FILLORDER,
    TIFFTAG_IMAGEDESCRIPTION, TIFFTAG_STRIPOFFSETS,  TIFFTAG_ORIENTATION,
    TIFFTAG_SAMPLESPERPIXEL,  TIFFTAG_ROWSPERSTRIP,  TIFFTAG_STRIPBYTECOUNTS,
    TIFFTAG_XRESOLUTION,      TIFFTAG_YRESOLUTION,   TIFFTAG_PLANARCONFIG,
    TIFFTAG_RESOLUTIONUNIT,   TIFFTAG_PAGENUMBER,    TIFFTAG_DATETIME,
    TIFFTAG_PREDICTOR,        TIFFTAG_COLORMAP,      TIFFTAG_TILEWIDTH,
    TIFFTAG_TILELENGTH,       TIFFTAG_TILEOFFSETS,   TIFFTAG_TILEBYTECOUNTS,
    TIFFTAG_SUBIFD,           TIFFTAG_EXTRASAMPLES,  TIFFTAG_SAMPLEFORMAT,
    TIFFTAG_IMAGEDEPTH};

template <std::size_t N>
bool isOneOf(const std::array<std::uint32_t, N>& tags, std::uint32_t tag) {
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

/// Bytes of an element as libtiff hands it over; 0 for types that are not kept.
std::size_t elementBytes(std::uint16_t type) {
    switch (type) {
        case TIFF_ASCII:
        case TIFF_BYTE:
        case TIFF_SBYTE:
        case TIFF_UNDEFINED:
            return 1;
        case TIFF_SHORT:
        case TIFF_SSHORT:
            return 2;
        case TIFF_LONG:
        case TIFF_SLONG:
        case TIFF_FLOAT:
            return 4;
        case TIFF_DOUBLE:
            return 8;
        default:
            return 0;  // places in the file, and fractions, of which libtiff keeps no numerator
    }
}

std::string textOf(TIFF* tiff, std::uint32_t tag) {
    const char* text = nullptr;
    return TIFFGetField(tiff, tag, &text) != 0 && text != nullptr ? std::string(text)
                                                                  : std::string();
}

TiffTag tagOf(std::uint32_t tag, std::uint16_t type, const void* from, std::size_t bytes) {
    TiffTag out{tag, type, std::vector<std::byte>(bytes)};
    if (bytes > 0) {
        std::memcpy(out.values.data(), from, bytes);
    }
    return out;
}

/// One that libtiff has no name for, if it may be kept.
bool keepPrivate(TIFF* tiff, std::uint32_t tag, TiffMeta& meta) {
    const TIFFField* const field = TIFFFieldWithTag(tiff, tag);
    if (field == nullptr || tag < kFirstPrivate) {
        return false;
    }
    const auto type = static_cast<std::uint16_t>(TIFFFieldDataType(field));
    const std::size_t size = elementBytes(type);
    const bool anonymous =
        TIFFFieldPassCount(field) != 0 && TIFFFieldReadCount(field) == TIFF_VARIABLE2;
    if (size == 0 || !anonymous || !(isOneOf(kNumbers, tag) || type == TIFF_ASCII)) {
        return false;
    }
    std::uint32_t count = 0;
    const void* values = nullptr;
    constexpr std::size_t kMostBytes = std::size_t{16} << 20;
    if (TIFFGetField(tiff, tag, &count, &values) == 0 || values == nullptr || count == 0 ||
        count * size > kMostBytes) {
        return false;
    }
    meta.tags.push_back(tagOf(tag, type, values, count * size));
    return true;
}

void readTags(TIFF* tiff, TiffMeta& meta, std::vector<std::string>& dropped) {
    for (const std::uint32_t tag : kTexts) {
        if (const std::string text = textOf(tiff, tag); !text.empty()) {
            meta.tags.push_back(tagOf(tag, TIFF_ASCII, text.c_str(), text.size() + 1));
        }
    }
    const int count = TIFFGetTagListCount(tiff);
    for (int i = 0; i < count; ++i) {
        const std::uint32_t tag = TIFFGetTagListEntry(tiff, i);
        if (!isOneOf(kTexts, tag) && !isOneOf(kHandled, tag) && !keepPrivate(tiff, tag, meta)) {
            const TIFFField* const field = TIFFFieldWithTag(tiff, tag);
            const std::string name = field != nullptr ? TIFFFieldName(field) : "";
            dropped.push_back(name.empty() || name.starts_with("Tag ") ? joined(tag) : name);
        }
    }
    std::sort(meta.tags.begin(), meta.tags.end(),
              [](const TiffTag& a, const TiffTag& b) { return a.tag < b.tag; });
}

void readColours(TIFF* tiff, TiffMeta& meta) {
    std::uint16_t* red = nullptr;
    std::uint16_t* green = nullptr;
    std::uint16_t* blue = nullptr;
    if (meta.bits <= 16 && TIFFGetField(tiff, TIFFTAG_COLORMAP, &red, &green, &blue) != 0) {
        const std::size_t count = std::size_t{1} << static_cast<unsigned>(meta.bits);
        for (const std::uint16_t* const channel : {red, green, blue}) {
            meta.colourMap.insert(meta.colourMap.end(), channel, channel + count);
        }
    }
    std::uint16_t extras = 0;
    std::uint16_t* kinds = nullptr;
    if (TIFFGetField(tiff, TIFFTAG_EXTRASAMPLES, &extras, &kinds) != 0 && kinds != nullptr) {
        meta.extraSamples.assign(kinds, kinds + extras);
    }
}

/// A private tag, which libtiff must be told of before it takes it.
bool setPrivate(TIFF* tiff, const TiffTag& tag) {
    if (TIFFFindField(tiff, tag.tag, TIFF_ANY) == nullptr) {
        static constexpr char kName[] = "kept";  // libtiff keeps the address
        const TIFFFieldInfo info{tag.tag,
                                 TIFF_VARIABLE2,
                                 TIFF_VARIABLE2,
                                 static_cast<TIFFDataType>(tag.type),
                                 FIELD_CUSTOM,
                                 1,
                                 1,
                                 const_cast<char*>(kName)};
        if (TIFFMergeFieldInfo(tiff, &info, 1) != 0) {
            return false;
        }
    }
    const auto count = static_cast<std::uint32_t>(tag.values.size() / elementBytes(tag.type));
    return TIFFSetField(tiff, tag.tag, count, tag.values.data()) != 0;
}

bool setTag(TIFF* tiff, const TiffTag& tag) {
    return isOneOf(kTexts, tag.tag)
               ? TIFFSetField(tiff, tag.tag, reinterpret_cast<const char*>(tag.values.data())) != 0
               : setPrivate(tiff, tag);
}
}  // namespace

TiffMeta readTiffMeta(TiffHandle& handle, const TiffPage& page, std::vector<std::string>& dropped) {
    TIFF* const tiff = handle.tiff();
    TiffMeta meta;
    meta.compression = page.compression;
    // Other codecs have no such tag.
    if (TIFFGetField(tiff, TIFFTAG_PREDICTOR, &meta.predictor) == 0) {
        meta.predictor = PREDICTOR_NONE;
    }
    meta.tileWidth = page.tiled ? static_cast<std::uint32_t>(page.blockWidth) : 0;
    meta.tileHeight = page.tiled ? static_cast<std::uint32_t>(page.blockHeight) : 0;
    meta.samplesApart = page.samplesApart;
    meta.hasSamples = page.samples > 1;
    meta.bits = page.bits;
    meta.photometric = page.photometric;
    TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &meta.orientation);
    TiffResolution resolution;
    if (TIFFGetField(tiff, TIFFTAG_XRESOLUTION, &resolution.x) != 0 &&
        TIFFGetField(tiff, TIFFTAG_YRESOLUTION, &resolution.y) != 0) {
        TIFFGetFieldDefaulted(tiff, TIFFTAG_RESOLUTIONUNIT, &resolution.unit);
        meta.resolution = resolution;
    }
    meta.description = textOf(tiff, TIFFTAG_IMAGEDESCRIPTION);
    meta.bigEndian = handle.isBigEndian();
    meta.bigTiff = handle.isBigTiff();
    readColours(tiff, meta);
    readTags(tiff, meta, dropped);
    return meta;
}

bool setTiffMeta(TIFF* tiff, const TiffMeta& meta, bool isFirst) {
    bool taken = TIFFSetField(tiff, TIFFTAG_COMPRESSION, meta.compression) != 0 &&
                 TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, meta.photometric) != 0 &&
                 TIFFSetField(tiff, TIFFTAG_ORIENTATION, meta.orientation) != 0;
    if (meta.predictor != PREDICTOR_NONE) {
        taken = taken && TIFFSetField(tiff, TIFFTAG_PREDICTOR, meta.predictor) != 0;
    }
    if (!meta.extraSamples.empty()) {
        taken = taken && TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES,
                                      static_cast<std::uint16_t>(meta.extraSamples.size()),
                                      meta.extraSamples.data()) != 0;
    }
    if (!meta.colourMap.empty()) {
        const std::size_t count = meta.colourMap.size() / 3;
        const std::uint16_t* const red = meta.colourMap.data();
        taken =
            taken && TIFFSetField(tiff, TIFFTAG_COLORMAP, red, red + count, red + 2 * count) != 0;
    }
    if (meta.resolution) {
        taken = taken &&
                TIFFSetField(tiff, TIFFTAG_XRESOLUTION, static_cast<double>(meta.resolution->x)) &&
                TIFFSetField(tiff, TIFFTAG_YRESOLUTION, static_cast<double>(meta.resolution->y)) &&
                TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, meta.resolution->unit);
    }
    if (isFirst && !meta.description.empty()) {
        taken =
            taken && TIFFSetField(tiff, TIFFTAG_IMAGEDESCRIPTION, meta.description.c_str()) != 0;
    }
    return taken &&
           (!isFirst || std::all_of(meta.tags.begin(), meta.tags.end(),
                                    [tiff](const TiffTag& tag) { return setTag(tiff, tag); }));
}

}  // namespace frisket::io
