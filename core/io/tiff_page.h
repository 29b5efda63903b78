// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/array/dtype.h"
#include "core/array/shape.h"
#include "core/io/limits.h"
#include "core/io/tiff_handle.h"
#include "core/io/tiff_meta.h"

namespace frisket::io {

/// How the values of one directory lie in the file. Numbers are those of the TIFF specification.
struct TiffPage {
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::int64_t samples = 1;
    int bits = 1;  ///< of a sample
    std::uint16_t sampleFormat = 1;
    std::uint16_t photometric = 1;
    std::uint16_t compression = 1;
    bool samplesApart = false;
    bool tiled = false;
    std::int64_t blockWidth = 0;   ///< of a strip or a tile
    std::int64_t blockHeight = 0;  ///< the last strip has what is left
    std::uint32_t subfile = 0;     ///< NewSubfileType
    int subDirectories = 0;

    /// A copy of another page in lower resolution, or which of its pixels are transparent.
    [[nodiscard]] bool isAside() const { return (subfile & 5U) != 0; }
    /// (H, W), or (H, W, S) where a pixel has several samples.
    [[nodiscard]] array::Shape shape() const;
    [[nodiscard]] std::int64_t blocksAcross() const {
        return (width + blockWidth - 1) / blockWidth;
    }
    [[nodiscard]] std::int64_t blocksDown() const {
        return (height + blockHeight - 1) / blockHeight;
    }
    /// Of all planes together.
    [[nodiscard]] std::int64_t blockCount() const {
        return blocksAcross() * blocksDown() * (samplesApart ? samples : 1);
    }
    /// Samples that a pixel has in a block.
    [[nodiscard]] std::int64_t blockSamples() const { return samplesApart ? 1 : samples; }
    [[nodiscard]] std::int64_t blockRowBytes() const {
        return (blockWidth * blockSamples() * bits + 7) / 8;
    }

    bool operator==(const TiffPage&) const = default;
};

/// Of the current directory. Fails with Format where a tag has a value that none may have.
[[nodiscard]] base::Result<TiffPage> readTiffPage(const TiffHandle& handle);

/// Fails with Truncated where the file ends within the current directory: libtiff takes a place of
/// the next one that is cut off for none.
base::Status requireWholeDirectory(const TiffHandle& handle, ByteSource& source);

/// The dtype of its values; Unsupported, naming what it is, for what is no mask or can't be read
/// exactly.
[[nodiscard]] base::Result<array::DType> dtypeOf(const TiffPage& page, std::string_view name);

/// TooLarge for sides and blocks above the limits.
base::Status checkSize(const TiffPage& page, array::DType dtype, const ReadLimits& limits,
                       std::string_view name);

/// "LZW", or the number.
[[nodiscard]] std::string compressionName(std::uint16_t compression);
/// "palette", or the number.
[[nodiscard]] std::string photometricName(std::uint16_t photometric);

}  // namespace frisket::io
