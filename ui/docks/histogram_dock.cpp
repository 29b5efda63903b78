// SPDX-License-Identifier: MIT
#include "ui/docks/histogram_dock.h"

#include <utility>

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include "core/labels/colour_map.h"
#include "ui/docks/dock_column.h"
#include "ui/docks/elided_label.h"
#include "ui/docks/histogram_view.h"
#include "ui/session/layer_colours.h"
#include "ui/session/pixel_facts.h"

namespace frisket::ui {

namespace {
using session::HistogramSurvey;
using session::LayerId;

QString number(double value) { return QString::number(value, 'g', 6); }

QString counted(std::int64_t count) { return QLocale().toString(static_cast<qlonglong>(count)); }
}  // namespace

HistogramDock::HistogramDock(session::Document& document, session::LayerStyles& styles,
                             QWidget* parent)
    : QDockWidget(tr("Histogram"), parent),
      m_document(document),
      m_styles(styles),
      m_survey(document),
      m_layer(new QComboBox),
      m_region(new QComboBox),
      m_logarithmic(new QCheckBox(tr("Log"))),
      m_view(new HistogramView),
      m_text(new ElidedLabel) {
    setObjectName(QStringLiteral("HistogramDock"));
    for (const LayerId id :
         {LayerId::Destination, LayerId::Source, LayerId::Result, LayerId::Backdrop}) {
        m_layer->addItem(
            id == LayerId::Backdrop ? tr("Backdrop, brightness") : session::displayName(id),
            static_cast<int>(id));
    }
    m_layer->setAccessibleName(tr("Layer of the histogram"));
    m_layer->setToolTip(tr("Whose values are counted"));
    m_region->addItem(tr("Shown plane"), static_cast<int>(HistogramSurvey::Region::Plane));
    m_region->addItem(tr("What is seen"), static_cast<int>(HistogramSurvey::Region::Visible));
    m_region->addItem(tr("What is selected"), static_cast<int>(HistogramSurvey::Region::Selected));
    m_region->setAccessibleName(tr("Pixels of the histogram"));
    m_region->setToolTip(
        tr("Which pixels are counted: of the whole plane, of the part that the canvas shows, or "
           "those for which the condition is true"));
    m_logarithmic->setToolTip(
        tr("Heights by the logarithm of the counts, so that rare values are "
           "seen beside frequent ones"));
    QVBoxLayout* column = makeColumn(*this);
    auto* top = new QHBoxLayout;
    top->setSpacing(6);
    for (QComboBox* box : {m_layer, m_region}) {
        box->setMinimumContentsLength(8);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        top->addWidget(box, 1);
        connect(box, &QComboBox::currentIndexChanged, this, &HistogramDock::ask);
    }
    top->addWidget(m_logarithmic);
    column->addLayout(top);
    column->addWidget(m_view, 1);
    column->addWidget(m_text);
    connect(m_logarithmic, &QCheckBox::toggled, m_view, &HistogramView::setLogarithmic);
    connect(m_view, &PlotView::itemHovered, this, &HistogramDock::describe);
    connect(m_view, &HistogramView::windowDragged, this, &HistogramDock::setWindow);
    connect(&m_survey, &HistogramSurvey::changed, this, &HistogramDock::showAnswer);
    connect(&styles, &session::LayerStyles::styleChanged, this, &HistogramDock::showAnswer);
    connect(&styles.labels(), &session::LabelLooks::changed, this, &HistogramDock::showAnswer);
    connect(this, &QDockWidget::visibilityChanged, this, [this](bool visible) {
        m_survey.setWanted(visible);
        if (visible) {
            ask();
        }
    });
    showAnswer();
}

void HistogramDock::setVisiblePart(const base::Rect& part) {
    m_visible = part;
    ask();
}

QString HistogramDock::text() const { return m_text->text(); }

void HistogramDock::ask() {
    m_survey.ask({static_cast<LayerId>(m_layer->currentData().toInt()),
                  static_cast<HistogramSurvey::Region>(m_region->currentData().toInt()),
                  m_visible});
}

void HistogramDock::showAnswer() {
    const HistogramSurvey::Answer& answer = m_survey.answer();
    const LayerId id = answer.question.layer;
    std::function<QColor(const measure::Histogram::Bin&)> colours;
    if (id != LayerId::Backdrop && answer.hasLayer && m_document.has(id)) {
        const session::LayerStyle& style = m_styles.style(id);
        if (const auto ramp = session::rampOf(style.colours)) {
            const auto window = session::colourWindow(m_document, id, style);
            colours = [=, map = labels::ColourMap(*ramp, window.low, window.high)](
                          const measure::Histogram::Bin& bin) {
                return session::qColorOf(map.colour(bin.low / 2 + bin.high / 2));
            };
        } else if (answer.histogram.byValue) {
            colours =
                [=,
                 table =
                     session::schemeColours(m_document, id, style).with(m_styles.labels().table())](
                    const measure::Histogram::Bin& bin) {
                    return session::qColorOf(table.colour(bin.value));
                };
        }
    }
    m_view->setHistogram(answer.histogram, std::move(colours));
    showWindow();
    describe(m_view->hovered());
}

void HistogramDock::showWindow() {
    const HistogramSurvey::Answer& answer = m_survey.answer();
    const LayerId id = answer.question.layer;
    std::optional<measure::ValueRange> window;
    if (id != LayerId::Backdrop && answer.hasLayer && m_document.has(id) &&
        !answer.histogram.byValue) {
        session::LayerStyle style = m_styles.style(id);
        style.invert = false;  // low is the lower one here
        if (session::rampOf(style.colours)) {
            window = session::colourWindow(m_document, id, style);
        }
    }
    m_view->setWindow(window);
    m_view->setToolTip(window ? tr("Drag the two handles to choose which values the colours span")
                              : QString());
}

void HistogramDock::setWindow(const measure::ValueRange& window) {
    const LayerId id = m_survey.answer().question.layer;
    session::LayerStyle style = m_styles.style(id);
    style.levels = session::Levels::Manual;
    style.low = window.low;
    style.high = window.high;
    m_styles.setStyle(id, style);
}

QString HistogramDock::valueText(const measure::Histogram::Bin& bin) const {
    const HistogramSurvey::Answer& answer = m_survey.answer();
    if (answer.histogram.byValue) {
        return answer.question.layer == LayerId::Backdrop
                   ? QString::number(bin.value)
                   : session::namedLabel(m_styles.labels(), answer.dtype, bin.value);
    }
    if (array::isFloat(answer.dtype)) {
        return tr("%1 to %2").arg(number(bin.low), number(bin.high));
    }
    return bin.high - bin.low == 1 ? number(bin.low)
                                   : tr("%1 to %2").arg(number(bin.low), number(bin.high - 1));
}

QString HistogramDock::summary() const {
    const HistogramSurvey::Answer& answer = m_survey.answer();
    const measure::Histogram& histogram = answer.histogram;
    if (!answer.problem.isEmpty()) {
        return answer.problem;
    }
    if (!answer.hasLayer) {
        return answer.question.region == HistogramSurvey::Region::Selected
                   ? tr("Nothing to count: no such layer, or no condition that fits")
                   : tr("Nothing to count: the layer is not open, or not in the picture");
    }
    QStringList parts{answer.pixels == 1 ? tr("1 px") : tr("%1 px").arg(counted(answer.pixels))};
    if (answer.isSampled) {
        parts << tr("%1 sampled").arg(counted(histogram.total));
    }
    if (histogram.byValue) {
        parts << (histogram.bins.size() == 1 ? tr("1 value")
                                             : tr("%1 values").arg(histogram.bins.size()));
    }
    for (const auto& [count, what] :
         {std::pair(histogram.nan, tr("NaN")), std::pair(histogram.positive, tr("inf")),
          std::pair(histogram.negative, tr("-inf"))}) {
        if (count > 0) {
            parts << tr("%1 %2").arg(counted(count), what);
        }
    }
    return parts.join(QStringLiteral(" · "));
}

void HistogramDock::describe(int bin) {
    const HistogramSurvey::Answer& answer = m_survey.answer();
    m_text->setToolTip(answer.isSampled
                           ? tr("At most 4 million pixels were looked at, evenly spread")
                           : QString());
    if (bin < 0 || bin >= static_cast<int>(answer.histogram.bins.size())) {
        m_text->setText(summary());
        return;
    }
    const measure::Histogram::Bin& pointed = answer.histogram.bins[static_cast<std::size_t>(bin)];
    const double share = 100 * static_cast<double>(pointed.count) /
                         static_cast<double>(std::max<std::int64_t>(1, answer.histogram.total));
    m_text->setText(tr("%1: %2 (%3%)%4")
                        .arg(valueText(pointed), counted(pointed.count))
                        .arg(share, 0, 'f', share < 1 ? 3 : 1)
                        .arg(answer.isSampled ? tr(" · sampled") : QString()));
}

void HistogramDock::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        m_view->update();
    }
    QDockWidget::changeEvent(event);
}

}  // namespace frisket::ui
