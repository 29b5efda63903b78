// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "core/array/buffer.h"
#include "core/array/dtype.h"
#include "core/array/layout.h"

namespace frisket::array {

/// Read-only n-d array that owns nothing; valid as long as what it was made from.
struct ArrayView {
    DType dtype = DType::U8;
    Layout layout;
    const std::byte* data = nullptr;  ///< element 0 of the storage; `layout.offset` counts from it

    [[nodiscard]] const Shape& shape() const { return layout.shape; }
    /// Address of the element at storage place `offset` (elements).
    [[nodiscard]] const std::byte* at(std::int64_t offset) const {
        return data + offset * itemSize(dtype);
    }
};

/// The same, writable.
struct MutableArrayView {
    DType dtype = DType::U8;
    Layout layout;
    std::byte* data = nullptr;

    [[nodiscard]] const Shape& shape() const { return layout.shape; }
    [[nodiscard]] std::byte* at(std::int64_t offset) const {
        return data + offset * itemSize(dtype);
    }
    [[nodiscard]] ArrayView asConst() const { return {dtype, layout, data}; }
    /// Who may write may read.
    operator ArrayView() const { return asConst(); }
};

/// An n-d array: a shared buffer that nobody writes any more and a layout over it. Copies share
/// the buffer, so they are cheap and safe to hand to another thread.
class NdArray {
public:
    /// An empty uint8 array of shape (0,).
    NdArray();
    /// `layout` must stay inside `storage`, whose bytes are elements of `dtype`.
    NdArray(DType dtype, Layout layout, std::shared_ptr<const Buffer> storage);
    /// Copies `bytes` of packed C-order elements; their number must fit `shape` exactly.
    [[nodiscard]] static base::Result<NdArray> copyOf(DType dtype, const Shape& shape,
                                                      std::span<const std::byte> bytes);

    [[nodiscard]] DType dtype() const { return m_dtype; }
    [[nodiscard]] const Layout& layout() const { return m_layout; }
    [[nodiscard]] const Shape& shape() const { return m_layout.shape; }
    [[nodiscard]] int rank() const { return m_layout.rank(); }
    [[nodiscard]] std::int64_t count() const { return m_layout.count(); }
    [[nodiscard]] std::int64_t byteCount() const { return count() * itemSize(m_dtype); }
    [[nodiscard]] ArrayView view() const { return {m_dtype, m_layout, m_storage->data()}; }
    [[nodiscard]] const std::shared_ptr<const Buffer>& storage() const { return m_storage; }
    /// The same, given away; the array is of no further use.
    [[nodiscard]] std::shared_ptr<const Buffer> takeStorage() && { return std::move(m_storage); }

    /// The same data seen through another layout, made from `layout()` by Layout's functions.
    [[nodiscard]] NdArray withLayout(const Layout& layout) const;
    /// Packed in C order in a buffer of its own; `*this` when it is so already.
    [[nodiscard]] base::Result<NdArray> toRowMajor() const;

private:
    DType m_dtype;
    Layout m_layout;
    std::shared_ptr<const Buffer> m_storage;
};

/// Number of elements of `shape` times the size of `dtype`, or TooLarge where it leaves 63 bits.
[[nodiscard]] base::Result<std::int64_t> byteCount(DType dtype, const Shape& shape);

/// Copies `from` in logical C order to packed elements at `to`, which must not overlap.
void copyRowMajor(const ArrayView& from, std::byte* to);

/// Copies `count` elements of `itemSize` bytes that lie `stride` elements apart to packed `to`.
void copyStrided(const std::byte* from, std::int64_t stride, std::int64_t count,
                 std::int64_t itemSize, std::byte* to);

}  // namespace frisket::array
