// SPDX-License-Identifier: MIT
#include "core/array/banded_array.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace frisket::array {

namespace {
/// Long enough that a kernel's inner loop dominates, short enough that a stroke's Apply copies
/// little: 1 MiB is half of a common L2.
constexpr std::int64_t kBandBytes = std::int64_t{1} << 20;

std::int64_t bandLength(DType dtype, const Shape& shape) {
    const std::int64_t wanted = kBandBytes / itemSize(dtype);
    if (shape.rank() < 2 || shape.back() == 0) {
        return wanted;
    }
    return std::max<std::int64_t>(1, wanted / shape.back()) * shape.back();
}
}  // namespace

BandedArray::BandedArray(DType dtype, const Shape& shape, std::int64_t count,
                         std::int64_t bandLength, std::vector<Band> bands)
    : m_dtype(dtype),
      m_shape(shape),
      m_count(count),
      m_bandLength(bandLength),
      m_bands(std::move(bands)),
      m_loaded(m_bands.empty() ? nullptr : m_bands.front().storage.get()),
      m_loadedBands(bandCount()) {}

base::Result<BandedArray> BandedArray::from(NdArray array) {
    if (!array.layout().isRowMajor()) {
        auto packed = array.toRowMajor();
        if (!packed) {
            return base::passOn(packed);
        }
        array = *std::move(packed);
    }
    const DType dtype = array.dtype();
    const Layout layout = array.layout();
    const std::int64_t length = bandLength(dtype, layout.shape);
    const std::shared_ptr<const Buffer> storage = std::move(array).takeStorage();
    std::vector<Band> bands;
    for (std::int64_t begin = 0; begin < layout.count(); begin += length) {
        bands.push_back({storage, (layout.offset + begin) * itemSize(dtype)});
    }
    return BandedArray(dtype, layout.shape, layout.count(), length, std::move(bands));
}

BandedArray BandedArray::snapshot() const {
    BandedArray copy(m_dtype, m_shape, m_count, m_bandLength, m_bands);
    copy.m_loaded = m_loaded;
    copy.m_loadedBands = m_loadedBands;
    return copy;
}

std::int64_t BandedArray::bandBegin(std::int64_t band) const {
    return std::min(m_count, band * m_bandLength);
}

const std::byte* BandedArray::read(std::int64_t band) const {
    const Band& place = m_bands[static_cast<std::size_t>(band)];
    return place.storage->data() + place.byteOffset;
}

bool BandedArray::isSoleHolder(const Band& band) const {
    if (band.storage.use_count() != (band.storage.get() == m_loaded ? m_loadedBands : 1)) {
        return false;
    }
    // Another thread may have dropped its snapshot just now. What it read before must not see what
    // is written here: letting a holder go, as it did, orders the two.
    (void)std::shared_ptr<const Buffer>(band.storage);
    return true;
}

base::Result<std::byte*> BandedArray::write(std::int64_t band) {
    Band& place = m_bands[static_cast<std::size_t>(band)];
    if (!isSoleHolder(place)) {
        const std::int64_t bytes = (bandBegin(band + 1) - bandBegin(band)) * itemSize(m_dtype);
        auto copy = Buffer::allocate(bytes);
        if (!copy) {
            return base::passOn(copy);
        }
        std::memcpy((*copy)->data(), read(band), static_cast<std::size_t>(bytes));
        if (place.storage.get() == m_loaded && --m_loadedBands == 0) {
            m_loaded = nullptr;  // another buffer may come to lie there
        }
        place = {*std::move(copy), 0};
    }
    // Buffers are made writable; that many only read them is what const says.
    return std::const_pointer_cast<Buffer>(place.storage)->data() + place.byteOffset;
}

void BandedArray::gather(std::int64_t first, std::int64_t stride, std::int64_t count,
                         std::byte* to) const {
    const std::int64_t size = itemSize(m_dtype);
    while (count > 0) {
        const std::int64_t band = first / m_bandLength;
        const std::int64_t begin = bandBegin(band);
        // As many elements as lie in this band.
        std::int64_t inside = count;
        if (stride > 0) {
            inside = std::min(count, (bandBegin(band + 1) - first + stride - 1) / stride);
        } else if (stride < 0) {
            inside = std::min(count, (first - begin) / -stride + 1);
        }
        copyStrided(read(band) + (first - begin) * size, stride, inside, size, to);
        first += inside * stride;
        to += inside * size;
        count -= inside;
    }
}

base::Result<NdArray> BandedArray::toArray() const {
    const std::int64_t size = itemSize(m_dtype);
    if (m_loaded != nullptr && m_loadedBands == bandCount()) {
        Layout layout = Layout::rowMajor(m_shape);
        layout.offset = m_bands.front().byteOffset / size;
        return NdArray(m_dtype, layout, m_bands.front().storage);
    }
    auto buffer = Buffer::allocate(m_count * size);
    if (!buffer) {
        return base::passOn(buffer);
    }
    for (std::int64_t band = 0; band < bandCount(); ++band) {
        const std::int64_t begin = bandBegin(band);
        std::memcpy((*buffer)->data() + begin * size, read(band),
                    static_cast<std::size_t>((bandBegin(band + 1) - begin) * size));
    }
    return NdArray(m_dtype, Layout::rowMajor(m_shape), *std::move(buffer));
}

}  // namespace frisket::array
