// SPDX-License-Identifier: MIT
#pragma once

#include <QSet>

#include "tests/architecture/source_text.h"

// Checks of what a file includes. `path` is relative to the project, with forward slashes.
namespace frisket::architecture {

/// core is free of Qt.
Findings qtInCore(const QString& path, const QString& text);
/// ui/session uses no widgets; `widgetHeaders` are the file names of Qt's module.
Findings widgetsInSession(const QString& path, const QString& text,
                          const QSet<QString>& widgetHeaders);
/// Includes point one way: app -> ui -> ui/session -> core, nothing into tests.
Findings upwardIncludes(const QString& path, const QString& text);
/// Rooms of core include only rooms of lower levels.
Findings wrongRooms(const QString& path, const QString& text);
/// Only core/smart uses OpenCV; its tests and the benchmarks may compare with it.
Findings openCvOutside(const QString& path, const QString& text);

}  // namespace frisket::architecture
