// SPDX-License-Identifier: MIT
#include "core/api/workers.h"

#include "core/base/text.h"

namespace frisket::api {

Result<Workers> Workers::make(const Options& options) {
    if (options.pool == nullptr && options.threads < 0) {
        return base::fail(ErrorCode::InvalidArgument,
                          base::joined(options.threads, " threads can't work on anything."),
                          "Give 1 or more, or 0 for one a core.");
    }
    return Workers(options);
}

Workers::Workers(const Options& options)
    : m_own(options.pool == nullptr ? std::make_unique<ThreadPool>(options.threads) : nullptr),
      m_pool(options.pool == nullptr ? m_own.get() : options.pool) {}

}  // namespace frisket::api
