// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

#include "core/io/mask_file.h"
#include "ui/session/role_guess.h"

class QListWidget;

namespace frisket::ui {

/// Asks which of a file's arrays is meant. Those that can't be read are listed and greyed out, with
/// the reason.
class PartDialog : public QDialog {
    Q_OBJECT

public:
    /// `file` has items.
    explicit PartDialog(session::FileHint file, QWidget* parent = nullptr);

    [[nodiscard]] io::Part chosen() const;

private:
    session::FileHint m_file;
    QListWidget* m_list;
};

}  // namespace frisket::ui
