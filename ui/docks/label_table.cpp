// SPDX-License-Identifier: MIT
#include "ui/docks/label_table.h"

#include "ui/docks/swatch.h"
#include "ui/session/layer_colours.h"
#include "ui/session/pixel_facts.h"

namespace frisket::ui {

void LabelTableModel::setColours(labels::LabelColours colours) {
    m_colours = std::move(colours);
    tellAll();
}

void LabelTableModel::setPalette(const QPalette& palette, qreal ratio) {
    m_palette = palette;
    m_ratio = ratio;
    tellAll();
}

QIcon LabelTableModel::iconOf(std::int64_t label) const {
    return swatch(session::qColorOf(m_colours.colour(label)), m_palette, m_ratio);
}

QString LabelTableModel::textOf(array::DType dtype, std::int64_t label) const {
    return session::namedLabel(m_looks, dtype, label);
}

QVariant LabelTableModel::numberAlignment() { return {Qt::AlignRight | Qt::AlignVCenter}; }

void LabelTableModel::tellAll() {
    if (rowCount() > 0) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

}  // namespace frisket::ui
