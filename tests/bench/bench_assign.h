// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/bench/report.h"

namespace frisket::bench {

enum class Peers : std::uint8_t {
    All,     ///< also NumPy and PyTorch, under /usr/bin/python3
    Native,  ///< OpenCV and Eigen, in this process
    None,    ///< only the sweeps that the hardware limits
};

struct AssignOptions {
    std::int64_t side = 8192;        ///< of the square arrays; a multiple of 8
    std::vector<int> threads = {2};  ///< everything runs once for each
    int iterations = 15;             ///< paired rounds; the slow peers run fewer
    Peers peers = Peers::Native;
    std::vector<std::string> parts = {"plain", "modes", "broadcast", "cast"};
    std::vector<std::string> modes;  ///< "where" is that of all parts but "modes"
    std::vector<std::string> dtypes = {"u8", "u16", "f32", "f64"};
    std::vector<std::string> patterns;
};

/// The modes that there are to choose from.
[[nodiscard]] const std::vector<std::string>& benchedModes();

/// `d[c] = s[c]` by Frisket and its peers, all on the same threads, one row for each; then the
/// summary. Throws std::runtime_error when an outcome is wrong or memory runs out.
void benchAssign(const AssignOptions& options, JsonLines& json);

}  // namespace frisket::bench
