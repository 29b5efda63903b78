// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "core/base/result.h"

namespace frisket::array {

/// Alignment of every buffer in bytes: a cache line, and enough for any vector register.
inline constexpr std::int64_t kAlignment = 64;

/// A block of memory of fixed size, aligned to kAlignment. Shared as `shared_ptr<const Buffer>`
/// once it is filled; from then on nobody writes it but a sole holder (BandedArray). So to read it
/// later keep the shared_ptr, not a view.
class Buffer {
public:
    /// `bytes` >= 0 of unspecified content. Fails with OutOfMemory instead of throwing.
    [[nodiscard]] static base::Result<std::shared_ptr<Buffer>> allocate(std::int64_t bytes);
    /// The same, all zero. Large blocks come as untouched pages, so they cost nothing until used.
    [[nodiscard]] static base::Result<std::shared_ptr<Buffer>> zeroed(std::int64_t bytes);

    ~Buffer();
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;

    [[nodiscard]] std::byte* data() { return m_data; }
    [[nodiscard]] const std::byte* data() const { return m_data; }
    [[nodiscard]] std::int64_t size() const { return m_size; }

private:
    Buffer(void* block, std::int64_t size);
    [[nodiscard]] static base::Result<std::shared_ptr<Buffer>> make(std::int64_t bytes, bool zero);

    void* m_block;  ///< what malloc gave; m_data lies in it
    std::byte* m_data;
    std::int64_t m_size;
};

}  // namespace frisket::array
