// SPDX-License-Identifier: MIT
#pragma once

#include "tests/architecture/source_text.h"

// Checks of one file by itself. `path` is relative to the project, with forward slashes.
namespace frisket::architecture {

inline constexpr int kMostLines = 400;

/// At most kMostLines lines: one idea each.
Findings tooLong(const QString& path, const QString& text);
/// The first line names the licence.
Findings withoutLicence(const QString& path, const QString& text);
/// app, core and ui write files through AtomicFile and keep settings in the one store. Those on
/// the list in the source, each with its reason, are exempt.
Findings forbiddenWriters(const QString& path, const QString& text);

}  // namespace frisket::architecture
