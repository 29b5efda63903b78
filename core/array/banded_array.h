// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/array/nd_array.h"

namespace frisket::array {

/// A C-order n-d array that is written in bands while snapshots keep what they saw. Each band is a
/// run of about 1 MiB of whole rows (pieces of the only row in a 1-d array); it is copied when it
/// is first written after it was shared. So the working destination starts as the loaded array
/// itself, and a change costs the bands that it touches.
///
/// One thread writes; snapshots may be read on any thread.
class BandedArray {
public:
    /// Shares the memory of `array` (which is packed first where it is a strided view).
    [[nodiscard]] static base::Result<BandedArray> from(const NdArray& array);

    BandedArray(BandedArray&&) = default;
    BandedArray& operator=(BandedArray&&) = default;

    [[nodiscard]] DType dtype() const { return m_dtype; }
    [[nodiscard]] const Shape& shape() const { return m_shape; }
    [[nodiscard]] std::int64_t count() const { return m_count; }

    /// A second array with the same content; both copy a band before they write to it again.
    [[nodiscard]] BandedArray snapshot();

    [[nodiscard]] std::int64_t bandCount() const {
        return static_cast<std::int64_t>(m_bands.size());
    }
    /// First element of that band in flat C order; `bandBegin(bandCount())` is `count()`.
    [[nodiscard]] std::int64_t bandBegin(std::int64_t band) const;
    /// The band that holds element `flat` of C order.
    [[nodiscard]] std::int64_t bandOf(std::int64_t flat) const { return flat / m_bandLength; }
    /// The band's elements, packed.
    [[nodiscard]] const std::byte* read(std::int64_t band) const;
    /// The same to write to, copied before if it is shared. Fails with OutOfMemory only.
    [[nodiscard]] base::Result<std::byte*> write(std::int64_t band);

    /// Copies `count` elements from flat place `first`, `stride` elements apart, to packed `to`.
    void gather(std::int64_t first, std::int64_t stride, std::int64_t count, std::byte* to) const;
    /// One packed array: the loaded one if nothing was written since, else a copy.
    [[nodiscard]] base::Result<NdArray> toArray() const;

private:
    struct Band {
        std::shared_ptr<const Buffer> storage;
        std::int64_t byteOffset = 0;
        std::shared_ptr<Buffer> own;  ///< set while this array alone holds the band
    };

    BandedArray(DType dtype, const Shape& shape, std::int64_t count, std::int64_t bandLength,
                std::vector<Band> bands);

    DType m_dtype;
    Shape m_shape;
    std::int64_t m_count;
    std::int64_t m_bandLength;
    std::vector<Band> m_bands;
};

}  // namespace frisket::array
