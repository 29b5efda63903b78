// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace frisket::io {

/// Turns the bytes of each of `count` items round; items of one byte stay.
void swapItems(std::byte* data, std::int64_t count, std::int64_t itemSize);

}  // namespace frisket::io
