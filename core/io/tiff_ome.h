// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace frisket::io {

/// What an OME-XML description says of the planes.
struct OmeAxes {
    std::vector<std::int64_t> sizes;  ///< the slowest first; product: the number of planes
    std::vector<std::string> names;   ///< "t", "z", "c"
};

/// The axes of the only image of a file of `pages` planes with `samples` each, whose planes lie in
/// the order that it says. Nothing where it is no such XML, has several images, or has its planes
/// elsewhere or in another order.
[[nodiscard]] std::optional<OmeAxes> omeAxes(std::string_view xml, std::int64_t pages,
                                             std::int64_t samples);

}  // namespace frisket::io
