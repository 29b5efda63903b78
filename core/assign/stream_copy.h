// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace frisket::assign {

/// Which stores a copy uses.
enum class Stores : std::uint8_t {
    Cached,     ///< the destination will be in the cache
    Streaming,  ///< past the cache, without reading what is overwritten; for arrays beyond it
};

/// Whether arrays of so many bytes are past any cache's help, so that streaming stores pay.
[[nodiscard]] Stores storesFor(std::int64_t destinationBytes);

/// Copies `bytes` from `from` to `to`. The two may be the same or overlap if `to` lies before
/// `from`. Streaming stores are weakly ordered: call `finishStreaming` before another thread is
/// told that the data is there. The C library streams too, but only from hundreds of megabytes a
/// call on, which the runs of a mask never are.
void copyBytes(std::byte* to, const std::byte* from, std::int64_t bytes, Stores stores);

/// Writes `laneBytes` (1, 2, 4 or 8) of `lane` again and again to the `bytes` at `to`, which is a
/// multiple of them.
void fillBytes(std::byte* to, const std::byte* lane, std::int64_t laneBytes, std::int64_t bytes,
               Stores stores);

void finishStreaming();

}  // namespace frisket::assign
