// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

#include <tl/expected.hpp>

#include "core/base/error.h"

namespace frisket::base {

/// A value or the reason why there is none. Unlike `tl::expected` itself it must be looked at.
template <class T, class E = Error>
class [[nodiscard]] Result : public tl::expected<T, E> {
public:
    using tl::expected<T, E>::expected;
};

/// Success without a value, or an error.
using Status = Result<void>;

/// Makes the failing side of any `Result`.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message,
                                                std::string hint = {}) {
    return tl::unexpected<Error>(Error{code, std::move(message), std::move(hint)});
}

/// Hands the error of `failed` on to the caller's own `Result`.
template <class T, class E>
[[nodiscard]] tl::unexpected<E> passOn(const Result<T, E>& failed) {
    return tl::unexpected<E>(failed.error());
}

}  // namespace frisket::base
