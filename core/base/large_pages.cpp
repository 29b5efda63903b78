// SPDX-License-Identifier: MIT
#include "core/base/large_pages.h"

#include <sys/mman.h>

namespace frisket::base {

void expectWrites(void* data, std::int64_t bytes) {
#ifdef MADV_HUGEPAGE
    constexpr std::int64_t kLarge = std::int64_t{1} << 21U;
    const auto address = reinterpret_cast<std::uintptr_t>(data);
    const std::int64_t skipped = (kLarge - static_cast<std::int64_t>(address % kLarge)) % kLarge;
    const std::int64_t whole = (bytes - skipped) / kLarge * kLarge;
    if (bytes > skipped && whole > 0) {
        // Where the system refuses, nothing is lost.
        (void)::madvise(static_cast<std::byte*>(data) + skipped, static_cast<std::size_t>(whole),
                        MADV_HUGEPAGE);
    }
#else
    (void)data;
    (void)bytes;
#endif
}

}  // namespace frisket::base
