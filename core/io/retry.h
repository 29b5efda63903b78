// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>

namespace frisket::io {

/// Makes a system call again while a signal interrupts it, but not for ever: EINTR is then an error
/// like any other. Not for `close`, whose descriptor is gone either way.
template <class Call>
auto retried(Call&& call) -> decltype(call()) {
    constexpr int kMostInterruptions = 1000;
    auto result = call();
    for (int count = 0; result < 0 && errno == EINTR && count < kMostInterruptions; ++count) {
        result = call();
    }
    return result;
}

}  // namespace frisket::io
