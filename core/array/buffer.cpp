// SPDX-License-Identifier: MIT
#include "core/array/buffer.h"

#include <algorithm>
#include <cstdlib>
#include <sys/mman.h>
#include <unistd.h>

#include "core/base/checked.h"
#include "core/base/text.h"

namespace frisket::array {

namespace {
/// Gives the pages of a large block back in pieces. To free it at once holds the map of the
/// process's memory for a tenth of a second a gigabyte, in which no thread can map any.
void giveBackPages(std::byte* data, std::int64_t size) {
    constexpr std::int64_t kLarge = std::int64_t{1} << 25U;
    constexpr std::int64_t kPiece = std::int64_t{1} << 22U;
    if (size < kLarge) {
        return;
    }
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const auto address = reinterpret_cast<std::uintptr_t>(data);
    const std::uintptr_t first = (address + page - 1) / page * page;
    const auto skipped = static_cast<std::int64_t>(first - address);
    const std::int64_t whole =
        (size - skipped) / static_cast<std::int64_t>(page) * static_cast<std::int64_t>(page);
    for (std::int64_t done = 0; done < whole; done += kPiece) {
        const std::int64_t piece = std::min(kPiece, whole - done);
        // Where the system refuses, freeing it does the same.
        (void)::madvise(data + skipped + done, static_cast<std::size_t>(piece), MADV_DONTNEED);
    }
}
}  // namespace

Buffer::Buffer(void* block, std::int64_t size) : m_block(block), m_size(size) {
    const auto address = reinterpret_cast<std::uintptr_t>(block);
    constexpr auto kMask = static_cast<std::uintptr_t>(kAlignment - 1);
    m_data = reinterpret_cast<std::byte*>((address + kMask) & ~kMask);
}

Buffer::~Buffer() {
    giveBackPages(m_data, m_size);
    std::free(m_block);
}

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
