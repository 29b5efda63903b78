// SPDX-License-Identifier: MIT
#include "ui/docks/profile_dock.h"

#include <QCheckBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/docks/dock_column.h"
#include "ui/docks/elided_label.h"
#include "ui/docks/profile_view.h"
#include "ui/docks/swatch.h"
#include "ui/session/pixel_facts.h"

namespace frisket::ui {

namespace {
using session::LayerId;

constexpr std::array kCurves{LayerId::Destination, LayerId::Source, LayerId::Result,
                             LayerId::Backdrop};
}  // namespace

ProfileDock::ProfileDock(const session::Document& document, const session::LayerStyles& styles,
                         const session::ToolOptions& options, QWidget* parent)
    : QDockWidget(tr("Profile"), parent),
      m_document(document),
      m_styles(styles),
      m_options(options),
      m_refresh(*this, [this] { refresh(); }),
      m_text(new ElidedLabel),
      m_values(new QLabel),
      m_view(new ProfileView) {
    setObjectName(QStringLiteral("ProfileDock"));
    QVBoxLayout* column = makeColumn(*this);
    auto* legend = new QGridLayout;
    legend->setHorizontalSpacing(8);
    legend->setVerticalSpacing(2);
    int place = 0;
    for (const LayerId id : kCurves) {
        auto* box =
            new QCheckBox(id == LayerId::Backdrop ? tr("Brightness") : session::displayName(id));
        box->setChecked(true);
        box->setToolTip(
            id == LayerId::Backdrop
                ? tr("Brightness of the backdrop, from 0 to 255, as a grey ground")
                : tr("Values of the %1 along the line").arg(session::displayName(id).toLower()));
        m_boxes[session::indexOf(id)] = box;
        legend->addWidget(box, place / 2, place % 2);
        ++place;
        connect(box, &QCheckBox::toggled, m_view,
                [this, id](bool shown) { m_view->setShown(id, shown); });
    }
    column->addWidget(m_text);
    column->addWidget(m_view, 1);
    // Room for all values, so that nothing jumps while the pointer moves.
    m_values->setWordWrap(true);
    m_values->setTextFormat(Qt::PlainText);
    m_values->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_values->setMinimumSize(1, 2 * m_values->fontMetrics().lineSpacing());
    column->addWidget(m_values);
    column->addLayout(legend);
    connect(m_view, &PlotView::itemHovered, this, &ProfileDock::describe);
    m_refresh.followPixels(document);
    connect(&options, &session::ToolOptions::lineChanged, &m_refresh, &RefreshWhenSeen::soon);
    showLegend();
    refresh();
}

QString ProfileDock::text() const {
    return m_values->text().isEmpty() ? m_text->text() : m_values->text();
}

void ProfileDock::refresh() {
    // A stroke is not to wait for a long line; it is read when the stroke is done.
    constexpr std::int64_t kLong = 2048;
    if (m_document.inStroke() && m_profile.line.steps > kLong) {
        m_refresh.soon();
        return;
    }
    const auto& line = m_options.line();
    m_profile = line ? session::profileAlong(m_document, *line) : session::Profile{};
    m_view->setProfile(m_profile);
    const measure::PixelLine& pixels = m_profile.line;
    if (!line) {
        m_text->setText(tr("Drag a line with the profile tool (M)"));
        m_text->setToolTip(tr("Shift holds it to steps of 45 degrees; Esc takes it away"));
    } else if (pixels.pixels.empty()) {
        m_text->setText(tr("The line is outside the image"));
        m_text->setToolTip({});
    } else {
        const QString length = tr("%1 px long").arg(pixels.length, 0, 'f', 1);
        m_text->setText(pixels.isSampled() ? tr("%1 · %L2 of %L3 pixels")
                                                 .arg(length)
                                                 .arg(pixels.pixels.size())
                                                 .arg(pixels.steps)
                                           : tr("%1 · %L2 pixels").arg(length).arg(pixels.steps));
        m_text->setToolTip(tr("From the centre of the first pixel to that of the last one. One "
                              "pixel for each step "
                              "along the longer side (DDA), at most %L1, evenly chosen.")
                               .arg(measure::kMostLinePixels));
    }
    describe(m_view->hovered());
}

void ProfileDock::describe(int sample) {
    if (sample < 0 || sample >= static_cast<int>(m_profile.line.pixels.size())) {
        m_values->setText(QString());
        emit pointed(std::nullopt);
        return;
    }
    const auto at = static_cast<std::size_t>(sample);
    const measure::LinePixel& pixel = m_profile.line.pixels[at];
    QStringList parts{
        tr("%1 px: x %2 y %3").arg(pixel.distance, 0, 'f', 1).arg(pixel.x).arg(pixel.y)};
    for (const session::Profile::Curve& curve : m_profile.curves) {
        const QString name = curve.id == LayerId::Backdrop
                                 ? tr("brightness")
                                 : session::displayName(curve.id).toLower();
        const double value = curve.values[at];
        const auto label = session::labelAt(m_document, curve.id, pixel.x, pixel.y);
        const QString text =
            curve.id == LayerId::Backdrop ? QString::number(value, 'f', 0)
            : label ? session::namedLabel(m_styles.labels(), m_document.dtype(curve.id), *label)
                    : QString::number(value, 'g', 9);
        parts << tr("%1 %2").arg(name, text);
    }
    m_values->setText(parts.join(QStringLiteral(" · ")));
    emit pointed(
        base::Point{static_cast<double>(pixel.x) + 0.5, static_cast<double>(pixel.y) + 0.5});
}

void ProfileDock::showLegend() {
    for (const LayerId id : kCurves) {
        m_boxes[session::indexOf(id)]->setIcon(
            swatch(ProfileView::colourOf(id, palette()), palette(), devicePixelRatioF()));
    }
}

void ProfileDock::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        showLegend();
    }
    QDockWidget::changeEvent(event);
}

}  // namespace frisket::ui
