// SPDX-License-Identifier: MIT
#include "core/array/nd_array.h"

#include <cassert>
#include <cstring>

#include "core/base/checked.h"
#include "core/base/text.h"

namespace frisket::array {

namespace {
const std::shared_ptr<const Buffer>& orEmpty(const std::shared_ptr<const Buffer>& storage) {
    assert(storage);
    return storage;
}

template <class Item>
void copyItems(const std::byte* from, std::int64_t stride, std::int64_t count, std::byte* to) {
    constexpr auto kSize = static_cast<std::int64_t>(sizeof(Item));
    for (std::int64_t i = 0; i < count; ++i) {
        std::memcpy(to + i * kSize, from + i * stride * kSize, sizeof(Item));
    }
}
}  // namespace

NdArray::NdArray() : m_dtype(DType::U8), m_layout(Layout::rowMajor({0})) {
    if (auto buffer = Buffer::zeroed(0)) {
        m_storage = *std::move(buffer);
    }
}

NdArray::NdArray(DType dtype, Layout layout, std::shared_ptr<const Buffer> storage)
    : m_dtype(dtype), m_layout(layout), m_storage(orEmpty(storage)) {}

base::Result<NdArray> NdArray::copyOf(DType dtype, const Shape& shape,
                                      std::span<const std::byte> bytes) {
    const auto size = array::byteCount(dtype, shape);
    if (!size) {
        return base::passOn(size);
    }
    assert(*size == static_cast<std::int64_t>(bytes.size()));
    auto buffer = Buffer::allocate(*size);
    if (!buffer) {
        return base::passOn(buffer);
    }
    if (!bytes.empty()) {
        std::memcpy((*buffer)->data(), bytes.data(), bytes.size());
    }
    return NdArray(dtype, Layout::rowMajor(shape), *std::move(buffer));
}

NdArray NdArray::withLayout(const Layout& layout) const { return {m_dtype, layout, m_storage}; }

base::Result<NdArray> NdArray::toRowMajor() const {
    if (m_layout.isRowMajor()) {
        return *this;
    }
    auto buffer = Buffer::allocate(byteCount());
    if (!buffer) {
        return base::passOn(buffer);
    }
    copyRowMajor(view(), (*buffer)->data());
    return NdArray(m_dtype, Layout::rowMajor(shape()), *std::move(buffer));
}

base::Result<std::int64_t> byteCount(DType dtype, const Shape& shape) {
    const auto count = elementCount(shape);
    const auto bytes = count ? base::checkedMultiply(*count, itemSize(dtype)) : std::nullopt;
    if (!bytes) {
        return base::fail(base::ErrorCode::TooLarge,
                          base::joined("An array of shape ", toString(shape), " and dtype ",
                                       name(dtype), " is larger than any memory."));
    }
    return *bytes;
}

void copyStrided(const std::byte* from, std::int64_t stride, std::int64_t count,
                 std::int64_t itemSize, std::byte* to) {
    if (stride == 1) {
        std::memcpy(to, from, static_cast<std::size_t>(count * itemSize));
        return;
    }
    switch (itemSize) {
        case 1:
            return copyItems<std::uint8_t>(from, stride, count, to);
        case 2:
            return copyItems<std::uint16_t>(from, stride, count, to);
        case 4:
            return copyItems<std::uint32_t>(from, stride, count, to);
        default:
            return copyItems<std::uint64_t>(from, stride, count, to);
    }
}

void copyRowMajor(const ArrayView& from, std::byte* to) {
    const Layout& layout = from.layout;
    const std::int64_t total = layout.count();
    if (total == 0) {
        return;
    }
    const std::int64_t size = itemSize(from.dtype);
    if (layout.isRowMajor()) {
        std::memcpy(to, from.at(layout.offset), static_cast<std::size_t>(total * size));
        return;
    }
    const int last = layout.rank() - 1;
    const std::int64_t run = layout.shape[last];
    Index index = Dims::filled(layout.rank(), 0);
    for (std::int64_t done = 0; done < total; done += run) {
        copyStrided(from.at(layout.at(index)), layout.strides[last], run, size, to + done * size);
        for (int axis = last - 1; axis >= 0 && ++index[axis] == layout.shape[axis]; --axis) {
            index[axis] = 0;
        }
    }
}

}  // namespace frisket::array
