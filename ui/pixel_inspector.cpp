// SPDX-License-Identifier: MIT
#include "ui/pixel_inspector.h"

#include <QHBoxLayout>

#include "ui/docks/elided_label.h"
#include "ui/session/core_text.h"
#include "ui/session/pixel_facts.h"
#include "ui/text_pause.h"
#include "ui/theme.h"

namespace frisket::ui {

namespace {
using session::fromCore;
using session::LayerId;

/// In the order in which an assignment is read.
constexpr std::array kShown{LayerId::Destination, LayerId::Source, LayerId::Condition,
                            LayerId::Result};

QLabel* fixedLabel(const QString& widest, QHBoxLayout& row) {
    auto* label = new QLabel;
    label->setMinimumWidth(label->fontMetrics().horizontalAdvance(widest));
    row.addWidget(label);
    return label;
}
}  // namespace

PixelInspector::PixelInspector(const session::Document& document, const session::LabelLooks& labels,
                               QWidget* parent)
    : QWidget(parent), m_document(document), m_labels(labels) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(16);
    m_place = fixedLabel({}, *row);
    for (const LayerId id : kShown) {
        m_values[session::indexOf(id)] =
            fixedLabel(session::displayName(id) + QStringLiteral(" 0000"), *row);
    }
    m_message = new ElidedLabel;
    row->addWidget(m_message, 1);
    m_type = fixedLabel({}, *row);
    m_zoom = fixedLabel(QStringLiteral("1000%"), *row);
    m_zoom->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &PixelInspector::refresh);
    connect(&document, &session::Document::planeChanged, this, &PixelInspector::planeChanged);
    connect(&labels, &session::LabelLooks::changed, this, &PixelInspector::refreshSoon);
    planeChanged();
}

void PixelInspector::setPosition(const std::optional<base::Point>& position) {
    m_position = position;
    refreshSoon();
}

void PixelInspector::refreshSoon() {
    if (!m_soon.isActive()) {
        m_soon.start(kTextPauseMs);
    }
}

void PixelInspector::showMessage(const QString& text) { m_message->setText(text); }

void PixelInspector::setZoom(double scale) {
    const double percent = scale * 100;
    m_zoom->setText(tr("%1%").arg(percent, 0, 'f', percent < 10 ? 1 : 0));
    m_zoom->setToolTip(tr("Pixels of the screen per pixel of the image"));
}

QString PixelInspector::valueOf(LayerId id, std::int64_t x, std::int64_t y) const {
    constexpr QChar kNone(u'–');
    if (id == LayerId::Condition) {
        return m_document.valueAt(id, x, y).value_or(kNone);
    }
    if (id == LayerId::Source) {
        if (const auto taken = session::takenInOrder(m_document, x, y)) {
            return tr("%1 (index %L2 of %L3)")
                .arg(taken->element.text())
                .arg(taken->index)
                .arg(taken->count);
        }
    }
    const auto element = session::elementAt(m_document, id, x, y);
    if (!element) {
        return id == LayerId::Source && m_document.sourceIsList() ? tr("in order") : QString(kNone);
    }
    const QString name = session::nameOf(m_labels, *element);
    if (name.isEmpty()) {
        return element->text();
    }
    constexpr int kWidest = 110;  // a long name would widen the window
    return tr("%1 %2").arg(element->text(),
                           fontMetrics().elidedText(name, Qt::ElideRight, kWidest));
}

QString PixelInspector::placeText(std::int64_t x, std::int64_t y) const {
    const session::ShownPlane& plane = m_document.shownPlane();
    if (plane.index.rank() <= 2) {
        return tr("x %1  y %2").arg(x).arg(y);
    }
    QStringList places;
    for (const std::int64_t place : plane.at(x, y)) {
        places << QString::number(place);
    }
    return QLatin1Char('[') + places.join(QStringLiteral(", ")) + QLatin1Char(']');
}

void PixelInspector::fitPlace() {
    // As wide as the last index, so that the values beside it stay where they are.
    QString widest = QStringLiteral("x 00000  y 00000");
    if (m_document.shownPlane().index.rank() > 2) {
        widest = QStringLiteral("[]");
        for (const std::int64_t size : m_document.shape(LayerId::Destination)) {
            widest +=
                QString(QString::number(size).size(), QLatin1Char('0')) + QStringLiteral(", ");
        }
    }
    m_place->setMinimumWidth(m_place->fontMetrics().horizontalAdvance(widest));
    m_place->setToolTip(m_document.shownPlane().index.rank() > 2
                            ? tr("Index under the pointer, one number for each axis")
                            : tr("Column and row under the pointer"));
}

void PixelInspector::planeChanged() {
    fitPlace();
    refresh();
}

void PixelInspector::refresh() {
    m_soon.stop();
    const auto [x, y] = m_position ? session::pixelAt(*m_position) : base::Pixel{-1, -1};
    const bool inside = m_position && m_document.planeRect().contains(x, y);
    m_place->setText(inside ? placeText(x, y) : QString());
    for (const LayerId id : kShown) {
        m_values[session::indexOf(id)]->setText(
            m_document.has(LayerId::Destination)
                ? tr("%1 %2").arg(session::displayName(id), valueOf(id, x, y))
                : QString());
    }
    m_values[session::indexOf(LayerId::Source)]->setToolTip(
        m_document.sourceIsList()
            ? tr("The mode takes the source's values in their order, not by their place")
            : QString());
    if (m_document.has(LayerId::Destination)) {
        m_type->setText(
            tr("%1 %2").arg(fromCore(array::name(m_document.dtype(LayerId::Destination))),
                            fromCore(array::toString(m_document.shape(LayerId::Destination)))));
        m_type->setToolTip(tr("dtype and shape of the destination"));
    }
}

}  // namespace frisket::ui
