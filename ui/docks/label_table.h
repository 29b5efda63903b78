// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractTableModel>
#include <QIcon>
#include <QPalette>

#include "core/array/dtype.h"
#include "core/labels/label_colours.h"
#include "ui/session/label_looks.h"

namespace frisket::ui {

/// What tables of labels share: labels with their colours and names, and that they are sorted by
/// any column and stay so.
class LabelTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit LabelTableModel(const session::LabelLooks& looks, QObject* parent = nullptr)
        : QAbstractTableModel(parent), m_looks(looks) {}

    /// The colours that labels have on the canvas.
    void setColours(labels::LabelColours colours);
    void setPalette(const QPalette& palette, qreal ratio);

protected:
    [[nodiscard]] QIcon iconOf(std::int64_t label) const;
    /// "7 tree"
    [[nodiscard]] QString textOf(array::DType dtype, std::int64_t label) const;
    /// Numbers stand at the right.
    [[nodiscard]] static QVariant numberAlignment();
    /// All cells look otherwise.
    void tellAll();

private:
    const session::LabelLooks& m_looks;
    labels::LabelColours m_colours;
    QPalette m_palette;
    qreal m_ratio = 1;
};

}  // namespace frisket::ui
