// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QString>

#include "ui/session/change_survey.h"

namespace frisket::ui {

/// "Added", and what that means.
[[nodiscard]] QString changeName(measure::ChangeKind kind);
[[nodiscard]] QString changeTip(measure::ChangeKind kind);
/// As the canvas draws it where the result shows differences; of what stays a grey.
[[nodiscard]] QColor changeColour(measure::ChangeKind kind);

/// "1,204"
[[nodiscard]] QString countWords(std::int64_t count);
/// Of what part of `whole` is: "12.3 %", "< 0.01 %".
[[nodiscard]] QString percentWords(std::int64_t part, std::int64_t whole);
/// "0.873", of a share of 0..1.
[[nodiscard]] QString scoreWords(double score);

/// One line on what is counted, or why nothing is.
[[nodiscard]] QString stateWords(const session::ChangeSurvey::Answer& answer);

}  // namespace frisket::ui
