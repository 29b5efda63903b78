// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "core/base/progress.h"

namespace frisket::test {

/// A progress at which the work on other threads than this one stands still until it is opened.
class Gate final : public base::Progress {
public:
    void open() {
        {
            const std::lock_guard lock(m_mutex);
            m_open = true;
        }
        m_condition.notify_all();
    }

    [[nodiscard]] bool cancelled() override {
        if (std::this_thread::get_id() != m_maker) {
            std::unique_lock lock(m_mutex);
            m_condition.wait(lock, [this] { return m_open; });
        }
        return Progress::cancelled();
    }

private:
    const std::thread::id m_maker = std::this_thread::get_id();
    std::mutex m_mutex;
    std::condition_variable m_condition;
    bool m_open = false;
};

}  // namespace frisket::test
