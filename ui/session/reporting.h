// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/document.h"

namespace frisket::session {

/// Says by Document::failed why something was not done, unless a person cancelled it.
inline void report(Document& document, const base::Error& error) {
    if (error.code != base::ErrorCode::Cancelled) {
        emit document.failed(error);
    }
}

}  // namespace frisket::session
