// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

namespace frisket::ui {

/// What the program is, its version, licence and the libraries that it stands on.
class AboutDialog : public QDialog {
    Q_OBJECT

public:
    explicit AboutDialog(const QString& version, QWidget* parent = nullptr);
};

}  // namespace frisket::ui
