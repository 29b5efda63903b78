// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include "ui/actions.h"

namespace frisket::ui {

/// What an empty window shows: what the program does in one line, and what to do next.
class StartPage : public QWidget {
    Q_OBJECT

public:
    StartPage(const Actions& actions, QWidget* parent = nullptr);
};

}  // namespace frisket::ui
