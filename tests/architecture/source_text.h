// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace frisket::architecture {

/// What a check objects to: `line` counts from 1.
struct Finding {
    int line = 0;
    QString what;
};
using Findings = QList<Finding>;

/// `text` with comments, and if asked the insides of string and character literals, replaced by
/// spaces; every line stays where it is. Raw strings count as strings.
QString withoutComments(const QString& text, bool keepStrings);

/// What the code says: no comments, no literals, no preprocessor lines.
QString codeOnly(const QString& text);

struct Include {
    int line = 0;
    QString target;  ///< between the quotes or angle brackets
};
QList<Include> includesOf(const QString& text);

/// Line of character `place` of `text`, from 1.
int lineOf(const QString& text, qsizetype place);

}  // namespace frisket::architecture
