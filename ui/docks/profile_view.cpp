// SPDX-License-Identifier: MIT
#include "ui/docks/profile_view.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "ui/theme.h"

namespace frisket::ui {

namespace {
using session::LayerId;
}  // namespace

ProfileView::ProfileView(QWidget* parent) : PlotView(tr("Values along the line"), parent) {
    m_shown.fill(true);
}

QColor ProfileView::colourOf(LayerId id, const QPalette& palette) {
    const bool dark = isDark(palette);
    switch (id) {
        case LayerId::Destination:
            return dark ? QColor(102, 178, 255) : QColor(0, 92, 185);
        case LayerId::Source:
            return dark ? QColor(255, 170, 60) : QColor(190, 90, 0);
        case LayerId::Result:
            return dark ? QColor(90, 210, 140) : QColor(0, 130, 80);
        default:
            return mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.22);
    }
}

void ProfileView::setProfile(const session::Profile& profile) {
    m_profile = profile;
    findRange();
    setHovered(std::min(hovered(), itemCount() - 1));
    update();
}

void ProfileView::setShown(LayerId id, bool shown) {
    m_shown[session::indexOf(id)] = shown;
    findRange();
    update();
}

void ProfileView::findRange() {
    m_low = HUGE_VAL;
    m_high = -HUGE_VAL;
    for (const session::Profile::Curve& curve : m_profile.curves) {
        if (curve.id == LayerId::Backdrop || !m_shown[session::indexOf(curve.id)]) {
            continue;
        }
        for (const double value : curve.values) {
            if (std::isfinite(value)) {
                m_low = std::min(m_low, value);
                m_high = std::max(m_high, value);
            }
        }
    }
    if (m_low > m_high) {
        m_low = 0;
        m_high = 1;
    }
    if (m_low == m_high) {
        m_low -= 0.5;
        m_high += 0.5;
    }
}

double ProfileView::xOf(std::size_t sample) const {
    const QRectF area = plot();
    const auto last = static_cast<double>(m_profile.line.pixels.size()) - 1;
    return last <= 0 ? area.center().x()
                     : area.left() + static_cast<double>(sample) * area.width() / last;
}

double ProfileView::yOf(double value) const {
    const QRectF area = plot();
    return area.bottom() - 4 - partOf(value, m_low, m_high) * (area.height() - 8);
}

int ProfileView::itemAt(double x) const {
    const double part = partOf(x, plot().left(), plot().right());
    return itemCount() == 0 ? -1 : static_cast<int>(std::lround(part * (itemCount() - 1)));
}

void ProfileView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QRectF area = plot();
    painter.fillRect(area, palette().color(QPalette::Base));
    for (const session::Profile::Curve& curve : m_profile.curves) {
        if (curve.id == LayerId::Backdrop && m_shown[session::indexOf(curve.id)]) {
            paintGround(painter, curve);
        }
    }
    bool any = false;
    painter.setRenderHint(QPainter::Antialiasing);
    for (const session::Profile::Curve& curve : m_profile.curves) {
        if (curve.id != LayerId::Backdrop && m_shown[session::indexOf(curve.id)]) {
            paintCurve(painter, curve);
            any = true;
        }
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(quietText(palette()));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    const double text = fontMetrics().height();
    if (any) {
        painter.drawText(QRectF(area.left(), 0, area.width(), text), Qt::AlignLeft, number(m_high));
        painter.drawText(QRectF(area.left(), area.bottom() + 2, area.width(), text), Qt::AlignLeft,
                         number(m_low));
    }
    if (!m_profile.line.pixels.empty()) {
        painter.drawText(QRectF(area.left(), area.bottom() + 2, area.width(), text), Qt::AlignRight,
                         tr("%1 px").arg(m_profile.line.length, 0, 'f', 1));
    }
    if (hovered() >= 0) {
        const double x = xOf(static_cast<std::size_t>(hovered()));
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    }
    paintFocus(painter, area);
}

void ProfileView::paintGround(QPainter& painter, const session::Profile::Curve& curve) const {
    const QRectF area = plot();
    const QColor colour = colourOf(LayerId::Backdrop, palette());
    // A column of the screen shows the brightest of its samples.
    const auto columns = static_cast<std::size_t>(std::max(1.0, area.width()));
    for (std::size_t column = 0; column < columns; ++column) {
        const auto at = [&](std::size_t edge) {
            return static_cast<std::size_t>(static_cast<double>(edge) *
                                            static_cast<double>(curve.values.size()) /
                                            static_cast<double>(columns));
        };
        double most = std::nan("");
        for (std::size_t i = at(column); i < std::max(at(column) + 1, at(column + 1)); ++i) {
            if (i < curve.values.size()) {
                most = std::fmax(most, curve.values[i]);
            }
        }
        if (most > 0) {
            const double height = most / 255 * area.height();
            painter.fillRect(QRectF(area.left() + static_cast<double>(column),
                                    area.bottom() - height, 1, height),
                             colour);
        }
    }
}

void ProfileView::paintCurve(QPainter& painter, const session::Profile::Curve& curve) const {
    painter.setPen(QPen(colourOf(curve.id, palette()), 1.6));
    QPolygonF line;
    const auto flush = [&] {
        if (line.size() == 1) {
            painter.drawPoint(line.first());
        } else if (!line.isEmpty()) {
            painter.drawPolyline(line);
        }
        line.clear();
    };
    for (std::size_t i = 0; i < curve.values.size(); ++i) {
        const double value = curve.values[i];
        if (!std::isfinite(value)) {
            flush();
            continue;
        }
        const QPointF here(xOf(i), yOf(value));
        if (curve.isStepped && !line.isEmpty()) {
            if (line.last().y() == here.y() && i + 1 < curve.values.size() &&
                curve.values[i + 1] == value) {
                continue;  // in the midst of a level
            }
            if (line.last().y() != here.y()) {
                // It changes half-way between the two pixels.
                const double between = (xOf(i - 1) + here.x()) / 2;
                line << QPointF(between, line.last().y()) << QPointF(between, here.y());
            }
        }
        line << here;
    }
    flush();
}

}  // namespace frisket::ui
