// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/array/nd_array.h"

namespace frisket::array {

/// A C-order n-d array that is written in bands while snapshots keep what they saw. Each band is a
/// run of about 1 MiB of whole rows (pieces of the only row in a 1-d array); it is copied when it
/// is first written after it was shared, and in place otherwise. So the working destination starts
/// as the loaded array itself, a change costs the bands that it touches, and no band is held twice
/// unless a snapshot or another array holds it too.
///
/// One thread writes; snapshots may be read, and dropped, on any thread.
class BandedArray {
public:
    /// Shares the memory of `array` (which is packed first where it is a strided view). If nobody
    /// else holds that memory, as after a move of the only array, it is written in place.
    [[nodiscard]] static base::Result<BandedArray> from(NdArray array);

    BandedArray(BandedArray&&) = default;
    BandedArray& operator=(BandedArray&&) = default;

    [[nodiscard]] DType dtype() const { return m_dtype; }
    [[nodiscard]] const Shape& shape() const { return m_shape; }
    [[nodiscard]] std::int64_t count() const { return m_count; }

    /// A second array with the same content; as long as both are there they copy a band before they
    /// write to it.
    [[nodiscard]] BandedArray snapshot() const;

    [[nodiscard]] std::int64_t bandCount() const {
        return static_cast<std::int64_t>(m_bands.size());
    }
    /// First element of that band in flat C order; `bandBegin(bandCount())` is `count()`.
    [[nodiscard]] std::int64_t bandBegin(std::int64_t band) const;
    /// The band that holds element `flat` of C order.
    [[nodiscard]] std::int64_t bandOf(std::int64_t flat) const { return flat / m_bandLength; }
    /// The band's elements, packed.
    [[nodiscard]] const std::byte* read(std::int64_t band) const;
    /// The same to write to, copied before if it is shared. Fails with OutOfMemory only. One call
    /// at a time; what several calls gave may be written on several threads.
    [[nodiscard]] base::Result<std::byte*> write(std::int64_t band);

    /// Copies `count` elements from flat place `first`, `stride` elements apart, to packed `to`.
    void gather(std::int64_t first, std::int64_t stride, std::int64_t count, std::byte* to) const;
    /// One packed array: the loaded memory as it is now if every band still lies in it, else a
    /// copy.
    [[nodiscard]] base::Result<NdArray> toArray() const;

private:
    struct Band {
        std::shared_ptr<const Buffer> storage;
        std::int64_t byteOffset = 0;
    };

    BandedArray(DType dtype, const Shape& shape, std::int64_t count, std::int64_t bandLength,
                std::vector<Band> bands);
    /// Whether nothing but this array holds the band's memory.
    [[nodiscard]] bool isSoleHolder(const Band& band) const;

    DType m_dtype;
    Shape m_shape;
    std::int64_t m_count;
    std::int64_t m_bandLength;
    std::vector<Band> m_bands;
    const Buffer* m_loaded = nullptr;  ///< in which all bands lie at first
    std::int64_t m_loadedBands = 0;    ///< how many still do; each other one has a buffer alone
};

}  // namespace frisket::array
