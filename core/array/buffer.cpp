// SPDX-License-Identifier: MIT
#include "core/array/buffer.h"

#include <cstdlib>

#include "core/base/checked.h"
#include "core/base/text.h"

namespace frisket::array {

Buffer::Buffer(void* block, std::int64_t size) : m_block(block), m_size(size) {
    const auto address = reinterpret_cast<std::uintptr_t>(block);
    constexpr auto kMask = static_cast<std::uintptr_t>(kAlignment - 1);
    m_data = reinterpret_cast<std::byte*>((address + kMask) & ~kMask);
}

Buffer::~Buffer() { std::free(m_block); }

base::Result<std::shared_ptr<Buffer>> Buffer::make(std::int64_t bytes, bool zero) {
    // calloc and malloc with slack rather than aligned_alloc: only calloc hands out zero pages
    // that are not touched.
    const auto whole = base::checkedAdd(bytes, kAlignment);
    void* block = nullptr;
    if (bytes >= 0 && whole) {
        block = zero ? std::calloc(static_cast<std::size_t>(*whole), 1)
                     : std::malloc(static_cast<std::size_t>(*whole));
    }
    if (block == nullptr) {
        return base::fail(base::ErrorCode::OutOfMemory,
                          base::joined("Can't allocate ", bytes, " bytes."),
                          "Close other programs or work on a smaller part of the array.");
    }
    return std::shared_ptr<Buffer>(new Buffer(block, bytes));
}

base::Result<std::shared_ptr<Buffer>> Buffer::allocate(std::int64_t bytes) {
    return make(bytes, false);
}

base::Result<std::shared_ptr<Buffer>> Buffer::zeroed(std::int64_t bytes) {
    return make(bytes, true);
}

}  // namespace frisket::array
