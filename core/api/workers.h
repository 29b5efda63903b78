// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "core/api/frisket/frisket.h"

namespace frisket::api {

/// The threads of one call: the caller's pool, or one for the call alone, which starts its threads
/// only where a loop is long enough to be split.
class Workers {
public:
    /// Fails with InvalidArgument for a negative number of threads.
    [[nodiscard]] static Result<Workers> make(const Options& options);

    [[nodiscard]] ThreadPool& pool() const { return *m_pool; }

private:
    explicit Workers(const Options& options);

    std::unique_ptr<ThreadPool> m_own;
    ThreadPool* m_pool;
};

}  // namespace frisket::api
