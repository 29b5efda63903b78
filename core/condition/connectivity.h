// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "core/base/geometry.h"

namespace frisket::condition {

/// Which pixels hang together: by sides, or by sides and corners.
enum class Connectivity : std::uint8_t { Four = 4, Eight = 8 };

/// How what is between such pixels hangs together: two lines that cross can't both pass.
[[nodiscard]] constexpr Connectivity dualOf(Connectivity connectivity) {
    return connectivity == Connectivity::Four ? Connectivity::Eight : Connectivity::Four;
}

using base::Pixel;

}  // namespace frisket::condition
