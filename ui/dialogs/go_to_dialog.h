// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

#include "ui/session/go_to.h"
#include "ui/session/layer_styles.h"

class QLabel;
class QLineEdit;

namespace frisket::ui {

/// Asks where to go. What can't be understood or is outside is said under the text.
class GoToDialog : public QDialog {
    Q_OBJECT

public:
    /// Both outlive the dialog.
    GoToDialog(const session::Document& document, const session::LayerStyles& styles,
               QWidget* parent = nullptr);

    [[nodiscard]] QLineEdit& edit() { return *m_edit; }
    [[nodiscard]] QString problem() const;

signals:
    void chosen(const frisket::session::GoTo& target);

protected:
    void accept() override;

private:
    const session::Document& m_document;
    const session::LayerStyles& m_styles;
    QLineEdit* m_edit;
    QLabel* m_problem;
};

}  // namespace frisket::ui
