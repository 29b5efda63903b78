// SPDX-License-Identifier: MIT
#include "tests/architecture/dependencies.h"

#include <QRegularExpression>

namespace frisket::architecture {

namespace {
// Inside core, level by level, each may use those before it and nothing beside it unless listed:
// 0 base; 1 array, labels; 2 condition (array); 3 assign, refine, measure; 4 paint (refine), smart
// (condition), edit (assign), render (assign, labels), rules (refine, measure), api (assign); 5 io
// (codecs use array, condition, labels; the project file and journal also edit, rules); 6 batch
// (io, rules, assign).
const QList<QStringList> kLevels{
    {"base"},
    {"array", "labels"},
    {"condition"},
    {"assign", "refine", "measure"},
    {"paint", "smart", "edit", "render", "rules", "api"},
    {"io"},
    {"batch"},
};

int levelOf(const QString& room) {
    for (int level = 0; level < kLevels.size(); ++level) {
        if (kLevels[level].contains(room)) {
            return level;
        }
    }
    return -1;
}

/// "io" of "core/io/png.cpp"; empty for a file that lies in core itself or elsewhere.
QString roomOf(const QString& path) {
    const QStringList parts = path.split('/');
    return parts.size() > 2 && parts[0] == "core" ? parts[1] : QString();
}

/// Position in the chain app -> ui -> ui/session -> core; -1 for what is outside of it.
int heightOf(const QString& path) {
    if (path.startsWith("core/")) {
        return 0;
    }
    if (path.startsWith("ui/session/")) {
        return 1;
    }
    if (path.startsWith("ui/")) {
        return 2;
    }
    return path.startsWith("app/") ? 3 : -1;
}

bool isQt(const QString& target) {
    static const QRegularExpression qt(R"(^(Qt?[A-Z]\w*(/.*)?|q[a-z0-9]+\.h|private/q.*)$)");
    return qt.match(target).hasMatch();
}

template <class Objects>
Findings includesThat(const QString& text, Objects objects) {
    Findings findings;
    for (const Include& include : includesOf(text)) {
        const QString what = objects(include.target);
        if (!what.isEmpty()) {
            findings.append({include.line, what});
        }
    }
    return findings;
}
}  // namespace

Findings qtInCore(const QString& path, const QString& text) {
    if (!path.startsWith("core/")) {
        return {};
    }
    return includesThat(text, [](const QString& target) {
        return isQt(target) ? "core includes Qt: " + target : QString();
    });
}

Findings widgetsInSession(const QString& path, const QString& text,
                          const QSet<QString>& widgetHeaders) {
    if (!path.startsWith("ui/session/")) {
        return {};
    }
    return includesThat(text, [&](const QString& target) {
        const bool widget =
            target.startsWith("QtWidgets") || widgetHeaders.contains(target.section('/', -1));
        return widget && isQt(target) ? "the session includes a widget header: " + target
                                      : QString();
    });
}

Findings upwardIncludes(const QString& path, const QString& text) {
    const int from = heightOf(path);
    if (from < 0) {
        return {};
    }
    return includesThat(text, [&](const QString& target) {
        if (target.startsWith("tests/")) {
            return "includes test code: " + target;
        }
        return heightOf(target) > from ? "includes upwards: " + target : QString();
    });
}

Findings wrongRooms(const QString& path, const QString& text) {
    const QString room = roomOf(path);
    if (room.isEmpty()) {
        return {};
    }
    const int level = levelOf(room);
    if (level < 0) {
        return {{1, "core/" + room + " has no level yet; add it to the table of this test"}};
    }
    return includesThat(text, [&](const QString& target) {
        const QString other = roomOf(target);
        if (other.isEmpty() || other == room) {
            return QString();
        }
        const int below = levelOf(other);
        return below >= 0 && below < level
                   ? QString()
                   : QString("%1 (level %2) may not include %3").arg(room).arg(level).arg(target);
    });
}

Findings openCvOutside(const QString& path, const QString& text) {
    for (const char* allowed : {"core/smart/", "tests/bench/", "tests/core/smart/"}) {
        if (path.startsWith(allowed)) {
            return {};
        }
    }
    return includesThat(text, [](const QString& target) {
        return target.startsWith("opencv") ? "includes OpenCV: " + target : QString();
    });
}

}  // namespace frisket::architecture
