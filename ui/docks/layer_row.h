// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>

#include "ui/session/layer_id.h"

class QLabel;
class QToolButton;

namespace frisket::ui {

class ElidedLabel;

/// One layer in the Layers dock: eye, name, what it holds, and a warning with what helps if there
/// is one. A layer that is absent is dimmed and offers to open a file. Checked: the layer whose
/// look is edited.
class LayerRow : public QAbstractButton {
    Q_OBJECT

public:
    LayerRow(session::LayerId id, QWidget* parent);

    [[nodiscard]] bool isPresent() const { return m_present; }
    void setLayer(bool present, const QString& detail, const QString& tooltip,
                  const QString& warning, const QString& fix);
    void setEyeOpen(bool open);

    [[nodiscard]] QSize sizeHint() const override;

signals:
    void eyeToggled(bool open);
    void openRequested();
    void fixRequested();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void updateLook();

    session::LayerId m_id;
    bool m_present = false;
    QToolButton* m_eye;
    ElidedLabel* m_name;
    ElidedLabel* m_detail;
    QLabel* m_warningIcon;
    ElidedLabel* m_warning;
    QToolButton* m_open;
    QToolButton* m_fix;
};

}  // namespace frisket::ui
