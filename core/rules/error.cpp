// SPDX-License-Identifier: MIT
#include "core/rules/error.h"

#include <algorithm>

#include "core/base/text.h"

namespace frisket::rules {

std::int64_t columnOf(std::string_view text, std::int64_t place) {
    const auto size = static_cast<std::int64_t>(text.size());
    const std::string_view before =
        text.substr(0, static_cast<std::size_t>(std::clamp<std::int64_t>(place, 0, size)));
    // Bytes that go on with a character begin with the bits 10.
    return 1 + std::count_if(before.begin(), before.end(), [](char byte) {
               return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U;
           });
}

base::Error RuleError::toError(std::string_view text) const {
    return {base::ErrorCode::InvalidArgument,
            base::joined("Column ", columnOf(text, span.begin), ": ", message), hint};
}

}  // namespace frisket::rules
