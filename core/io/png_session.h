// SPDX-License-Identifier: MIT
#pragma once

#include <csetjmp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <png.h>

#include "core/base/error.h"

namespace frisket::io {

/// What reading and writing through libpng share: its errors, which leave by longjmp, turned into
/// an Error.
///
/// A longjmp skips destructors, which is undefined where there are any to run. So libpng is only
/// called from the step of `guarded`, and steps keep nothing in local variables that has a
/// destructor; they work on members.
class PngSession {
public:
    explicit PngSession(std::string name) : m_name(std::move(name)) {}
    PngSession(const PngSession&) = delete;
    PngSession& operator=(const PngSession&) = delete;

protected:
    ~PngSession() = default;

    /// Calls `step` on `self`; whether it ran to its end.
    template <class Self>
    [[nodiscard]] static bool guarded(png_structp png, Self* self, void (Self::*step)()) {
        if (setjmp(png_jmpbuf(png)) != 0) {
            return false;
        }
        (self->*step)();
        return true;
    }

    /// Keeps `error` as the reason and leaves the step; for callbacks that libpng calls.
    [[noreturn]] static void leave(png_structp png) { png_longjmp(png, 1); }
    /// The reason of the failure: the error of a stream, or else libpng's own words after `what`.
    [[nodiscard]] base::Error failure(std::string_view what) const;

    // libpng's callbacks; its error pointer is the PngSession.
    [[noreturn]] static void onError(png_structp png, png_const_charp message);
    static void onWarning(png_structp png, png_const_charp message);

    std::string m_name;  ///< of the file, for messages
    std::optional<base::Error> m_streamError;
    std::vector<std::string> m_warnings;  ///< a few of libpng's warnings

private:
    char m_message[200] = {};
};

}  // namespace frisket::io
