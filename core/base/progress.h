// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>

#include "core/base/result.h"

namespace frisket::base {

/// How far a long piece of work is, and whether it shall end early. Who works advances it and looks
/// at `cancelled` after each 20 ms or less; who waits reads it and may cancel, from any thread.
/// Work that was cancelled fails with Cancelled and has changed nothing.
class Progress {
public:
    Progress() = default;
    virtual ~Progress() = default;
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// Adds to what there is to do, in units of the work's own choice.
    void expect(std::int64_t units) { m_total.fetch_add(units, std::memory_order_relaxed); }
    void advance(std::int64_t units) { m_done.fetch_add(units, std::memory_order_relaxed); }
    [[nodiscard]] std::int64_t total() const { return m_total.load(std::memory_order_relaxed); }
    [[nodiscard]] std::int64_t done() const { return m_done.load(std::memory_order_relaxed); }

    /// Asks the work to end. False where it is too late: it will be done.
    bool cancel() { return leave(State::Cancelled); }
    /// Takes the step after which nothing can be taken back, such as the renaming of a file; false
    /// where the work was cancelled before.
    [[nodiscard]] bool seal() { return !cancelled() && leave(State::Sealed); }
    /// Virtual for tests, which cancel at the n-th look.
    [[nodiscard]] virtual bool cancelled() { return m_state == State::Cancelled; }

private:
    enum class State : std::uint8_t { Open, Cancelled, Sealed };

    /// Whether the state is `state` now; it is left only once.
    bool leave(State state) {
        State open = State::Open;
        return m_state.compare_exchange_strong(open, state) || open == state;
    }

    std::atomic<std::int64_t> m_total{0};
    std::atomic<std::int64_t> m_done{0};
    std::atomic<State> m_state{State::Open};
};

/// The error of work that was cancelled.
[[nodiscard]] inline tl::unexpected<Error> cancelledError() {
    return fail(ErrorCode::Cancelled, "Cancelled.");
}

/// A step of work with an optional `progress`: counts `units` as done; Cancelled where the work is
/// to end.
[[nodiscard]] inline Status proceed(Progress* progress, std::int64_t units = 0) {
    if (progress != nullptr) {
        progress->advance(units);
        if (progress->cancelled()) {
            return cancelledError();
        }
    }
    return {};
}

}  // namespace frisket::base
