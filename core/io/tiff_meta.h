// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/array/dtype.h"
#include "core/array/shape.h"

namespace frisket::io {

/// A tag that is kept as it is, such as those of GeoTIFF.
struct TiffTag {
    std::uint32_t tag = 0;
    std::uint16_t type = 0;         ///< as in the TIFF specification; never one of offsets
    std::vector<std::byte> values;  ///< in the machine's byte order

    bool operator==(const TiffTag&) const = default;
};

struct TiffResolution {
    float x = 0;  ///< pixels for each unit
    float y = 0;
    std::uint16_t unit = 2;  ///< 1: none, 2: inch, 3: centimetre

    bool operator==(const TiffResolution&) const = default;
};

/// What a TIFF file says besides its values, kept so that a save changes nothing else. Of a file of
/// several pages that of the first (or of the one that was chosen). Numbers are those of the TIFF
/// specification.
struct TiffMeta {
    std::uint16_t compression = 8;
    std::uint16_t predictor = 1;
    std::uint32_t tileWidth = 0;  ///< 0: strips
    std::uint32_t tileHeight = 0;
    bool samplesApart = false;  ///< planar configuration "separate"
    bool hasSamples = false;    ///< the last axis holds the samples of a pixel
    int bits = 8;               ///< of a sample
    std::uint16_t photometric = 1;
    std::vector<std::uint16_t> extraSamples;
    /// All reds, then all greens, then all blues, each 0..65535; empty without a palette.
    std::vector<std::uint16_t> colourMap;
    std::uint16_t orientation = 1;
    std::optional<TiffResolution> resolution;
    std::string description;
    std::vector<TiffTag> tags;  ///< further ones, rising
    bool bigEndian = false;
    bool bigTiff = false;
    /// What the description speaks of.
    array::Shape shape;
    array::DType dtype = array::DType::U8;

    bool operator==(const TiffMeta&) const = default;
};

}  // namespace frisket::io
