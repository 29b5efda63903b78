// SPDX-License-Identifier: MIT
#pragma once

#include "tests/core/assign/oracle_request.h"

namespace frisket::oracle {

/// What comes of the request with each fix of its refusal, in their order:
///   {"fix": text, "outcome": "done", "data": hex, "line": text}
///   {"fix": text, "outcome": "refused", "kind", "operand", "message"}
///   {"fix": text, "outcome": "failed", "message"}
[[nodiscard]] nlohmann::json tryFixes(const Request& request, const assign::Refusal& refusal,
                                      base::ThreadPool& pool);

}  // namespace frisket::oracle
