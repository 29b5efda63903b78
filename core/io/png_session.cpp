// SPDX-License-Identifier: MIT
#include "core/io/png_session.h"

#include <cstring>
#include <exception>

#include "core/base/text.h"

namespace frisket::io {

base::Error PngSession::failure(std::string_view what) const {
    if (m_streamError) {
        return *m_streamError;
    }
    std::string text = base::joined(m_name, ": ", what, ": ", m_message);
    for (const std::string& warning : m_warnings) {
        text += base::joined("; ", warning);
    }
    return {base::ErrorCode::Format, text + ".", {}};
}

void PngSession::onError(png_structp png, png_const_charp message) {
    auto* const self = static_cast<PngSession*>(png_get_error_ptr(png));
    std::strncpy(self->m_message, message, sizeof self->m_message - 1);
    leave(png);
}

void PngSession::onWarning(png_structp png, png_const_charp message) {
    constexpr std::size_t kMost = 8;
    auto* const self = static_cast<PngSession*>(png_get_error_ptr(png));
    try {
        if (self->m_warnings.size() < kMost) {
            self->m_warnings.emplace_back(message);
        }
    } catch (const std::exception&) {
        // Without memory for its text a warning is lost; nothing may be thrown through libpng.
    }
}

}  // namespace frisket::io
