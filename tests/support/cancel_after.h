// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>

#include "core/base/progress.h"

namespace frisket::test {

/// A progress that is cancelled at the look after so many.
class CancelAfter final : public base::Progress {
public:
    explicit CancelAfter(std::int64_t looks) : m_left(looks) {}

    [[nodiscard]] bool cancelled() override {
        if (m_left.fetch_sub(1) <= 0) {
            cancel();
        }
        return Progress::cancelled();
    }

private:
    std::atomic<std::int64_t> m_left;
};

}  // namespace frisket::test
