// SPDX-License-Identifier: MIT
#pragma once

#include "tests/architecture/source_text.h"

namespace frisket::architecture {

/// app, core and ui have no global state: no `instance()`, no function that returns a reference to
/// a static of its own, no variable that can change at namespace scope, in a class as `static`, or
/// as a `static` in a function. Reads the braces of the code, not its types, so it can be fooled;
/// it does see what a person writes without meaning to.
Findings globalState(const QString& path, const QString& text);

}  // namespace frisket::architecture
