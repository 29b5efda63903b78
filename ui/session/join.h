// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace frisket::session {

/// How what a tool made joins the condition.
enum class Join : std::uint8_t {
    Add,        ///< selected too
    Subtract,   ///< not selected
    Intersect,  ///< of the shown plane only what is selected and in it
    Replace,    ///< of the shown plane that alone
};

}  // namespace frisket::session
