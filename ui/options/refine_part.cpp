// SPDX-License-Identifier: MIT
#include "ui/options/refine_part.h"

#include <cmath>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>

#include "core/refine/smooth.h"

namespace frisket::ui {

namespace {
using refine::ElementShape;
using refine::Kind;
using refine::Refinement;

constexpr std::array kKinds{Kind::Grow,        Kind::Shrink,   Kind::Open,      Kind::Close,
                            Kind::Median,      Kind::Gaussian, Kind::FillHoles, Kind::RemoveIslands,
                            Kind::KeepLargest, Kind::Outline,  Kind::Margin,    Kind::Invert};

/// The number of a refinement that counts most: its name, bounds, and what the slider reaches.
struct Number {
    const char* name;
    double least;
    double most;
    double sliderLow;
    double sliderHigh;
    int decimals;
};

constexpr Number kRadius{
    QT_TRANSLATE_NOOP("frisket::ui::RefinePart", "Radius"), 1, refine::kMostRadius, 1, 50, 0};
constexpr double kMostPixels = 1e12;

Number numberOf(Kind kind) {
    switch (kind) {
        case Kind::Median: {
            Number number = kRadius;
            number.most = refine::kMostMedianRadius;
            return number;
        }
        case Kind::Gaussian:
            return {QT_TRANSLATE_NOOP("frisket::ui::RefinePart", "Sigma"),
                    0.1,
                    refine::kMostSigma,
                    0.1,
                    20,
                    1};
        case Kind::FillHoles:
        case Kind::RemoveIslands:
            return {QT_TRANSLATE_NOOP("frisket::ui::RefinePart", "Smaller than"),
                    0,
                    kMostPixels,
                    0,
                    1000,
                    0};
        case Kind::KeepLargest:
            return {QT_TRANSLATE_NOOP("frisket::ui::RefinePart", "How many"), 1, 1e6, 1, 50, 0};
        case Kind::Outline:
            return {QT_TRANSLATE_NOOP("frisket::ui::RefinePart", "Width"),
                    1,
                    refine::kMostRadius,
                    1,
                    50,
                    0};
        case Kind::Margin:
            return {
                QT_TRANSLATE_NOOP("frisket::ui::RefinePart", "Distance"), -1e5, 1e5, -50, 50, 2};
        default:
            return kRadius;
    }
}

double valueOf(const Refinement& what) {
    switch (what.kind) {
        case Kind::Gaussian:
            return what.sigma;
        case Kind::FillHoles:
        case Kind::RemoveIslands:
            return static_cast<double>(what.size);
        case Kind::KeepLargest:
            return static_cast<double>(what.count);
        case Kind::Outline:
            return static_cast<double>(what.width);
        case Kind::Margin:
            return what.distance;
        default:
            return static_cast<double>(what.element.radius);
    }
}

void setValue(Refinement& what, double value) {
    const std::int64_t whole = std::llround(value);
    switch (what.kind) {
        case Kind::Gaussian:
            what.sigma = value;
            break;
        case Kind::FillHoles:
        case Kind::RemoveIslands:
            what.size = whole;
            break;
        case Kind::KeepLargest:
            what.count = whole;
            break;
        case Kind::Outline:
            what.width = whole;
            break;
        case Kind::Margin:
            what.distance = value;
            break;
        default:
            what.element.radius = whole;
            break;
    }
}

bool hasShape(Kind kind) {
    return kind == Kind::Grow || kind == Kind::Shrink || kind == Kind::Open ||
           kind == Kind::Close || kind == Kind::Median;
}

bool hasNeighbours(Kind kind) {
    return kind == Kind::FillHoles || kind == Kind::RemoveIslands || kind == Kind::KeepLargest;
}
}  // namespace

RefinePart::RefinePart(const Context& context)
    : OptionPart(context), m_preview(context.document.refining()) {
    addKinds();
    addNumber();
    addRest();
    connect(&m_preview, &session::RefinePreview::asked, this, &RefinePart::showOptions);
    connect(&m_preview, &session::RefinePreview::changed, this, &RefinePart::showChange);
}

bool RefinePart::serves(ToolId id) const { return id == ToolId::Refine; }

void RefinePart::addKinds() {
    m_kind = new QComboBox;
    for (const Kind kind : kKinds) {
        m_kind->addItem(session::nameOf(kind), static_cast<int>(kind));
    }
    const std::array tips{
        tr("Adds what is near"),
        tr("Takes away what is near the edge"),
        tr("Shrinks, then grows: without thin bridges and specks"),
        tr("Grows, then shrinks: gaps are closed"),
        tr("Each pixel becomes what most pixels around it are"),
        tr("Blurs, and selects where half is left"),
        tr("Holes of fewer pixels; 0: all of them"),
        tr("Takes away components of fewer pixels"),
        tr("Takes away all components but the largest"),
        tr("Leaves the border of what is selected"),
        tr("Grows, or below 0 shrinks, by an exact distance in pixels or your own units"),
        tr("Swaps true and false"),
    };
    for (std::size_t i = 0; i < tips.size(); ++i) {
        m_kind->setItemData(static_cast<int>(i), tips[i], Qt::ToolTipRole);
    }
    m_kind->setAccessibleName(tr("Refinement"));
    add(m_kind);
    connect(m_kind, &QComboBox::activated, this, [this] {
        Refinement what = m_preview.refinement();
        what.kind = static_cast<Kind>(m_kind->currentData().toInt());
        setValue(what,
                 std::clamp(valueOf(what), numberOf(what.kind).least, numberOf(what.kind).most));
        m_preview.setRefinement(what);
    });
}

void RefinePart::addNumber() {
    m_numberName = new QLabel;
    m_slider = new QSlider(Qt::Horizontal);
    m_slider->setFixedWidth(120);
    m_slider->setAccessibleName(tr("Amount by slider"));
    m_number = new QDoubleSpinBox;
    m_number->setMinimumWidth(80);
    m_number->setMaximumWidth(110);
    m_number->setAccessibleName(tr("Amount"));
    add(m_numberName);
    add(m_slider);
    add(m_number);
    connect(m_slider, &QSlider::valueChanged, this, [this](int place) {
        m_number->setValue(place / std::pow(10.0, m_number->decimals()));
    });
    connect(m_number, &QDoubleSpinBox::valueChanged, this, &RefinePart::store);
    giveKeysBackAfter(*m_number);
}

void RefinePart::addRest() {
    m_shape = new QComboBox;
    m_shape->addItem(tr("Disc"), static_cast<int>(ElementShape::Disc));
    m_shape->addItem(tr("Square"), static_cast<int>(ElementShape::Square));
    m_shape->addItem(tr("Diamond"), static_cast<int>(ElementShape::Diamond));
    m_shape->setAccessibleName(tr("Structuring element"));
    m_shape->setToolTip(tr("The structuring element: what counts as near"));
    m_side = new QComboBox;
    m_side->addItem(tr("Inside"), static_cast<int>(refine::OutlineSide::Inner));
    m_side->addItem(tr("Outside"), static_cast<int>(refine::OutlineSide::Outer));
    m_side->addItem(tr("Both sides"), static_cast<int>(refine::OutlineSide::Both));
    m_side->setAccessibleName(tr("Side of the outline"));
    m_corners = new QCheckBox(tr("By corners"));
    m_corners->setToolTip(tr("Pixels that touch by a corner hang together too"));
    m_spacingName = new QLabel(tr("Pixel is"));
    const auto spacing = [this](const QString& name) {
        auto* box = new QDoubleSpinBox;
        box->setDecimals(4);
        box->setRange(0.0001, 10000);
        box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
        box->setMaximumWidth(90);
        box->setAccessibleName(name);
        box->setToolTip(
            tr("%1 in the units of the distance; 1: the distance is in pixels").arg(name));
        connect(box, &QDoubleSpinBox::valueChanged, this, &RefinePart::store);
        giveKeysBackAfter(*box);
        return box;
    };
    m_spacingY = spacing(tr("Height of a pixel"));
    m_spacingX = spacing(tr("Width of a pixel"));
    m_allSlices = new QCheckBox(tr("All slices"));
    m_allSlices->setToolTip(
        tr("Enter changes all slices of the axis that is stepped through, each on its own; the "
           "shown one is looked at"));
    m_counts = new QLabel;
    m_counts->setToolTip(tr("Pixels that would be selected, and no longer selected"));
    for (QWidget* widget : {static_cast<QWidget*>(m_shape), static_cast<QWidget*>(m_side),
                            static_cast<QWidget*>(m_corners), static_cast<QWidget*>(m_spacingName),
                            static_cast<QWidget*>(m_spacingY), static_cast<QWidget*>(m_spacingX),
                            static_cast<QWidget*>(m_allSlices), static_cast<QWidget*>(m_counts)}) {
        add(widget);
    }
    m_commit = addButton(tr("Make the change"), tr("Makes the change that is shown (Enter)"));
    connect(m_shape, &QComboBox::activated, this, &RefinePart::store);
    connect(m_side, &QComboBox::activated, this, &RefinePart::store);
    connect(m_corners, &QCheckBox::clicked, this, &RefinePart::store);
    connect(m_allSlices, &QCheckBox::clicked, &m_preview, &session::RefinePreview::setAllSlices);
    connect(m_commit, &QAction::triggered, &m_preview, &session::RefinePreview::commit);
}

void RefinePart::store() {
    Refinement what = m_preview.refinement();
    setValue(what, m_number->value());
    what.element.shape = static_cast<ElementShape>(m_shape->currentData().toInt());
    what.side = static_cast<refine::OutlineSide>(m_side->currentData().toInt());
    what.connectivity =
        m_corners->isChecked() ? condition::Connectivity::Eight : condition::Connectivity::Four;
    what.spacing = {m_spacingY->value(), m_spacingX->value()};
    m_preview.setRefinement(what);
}

void RefinePart::showOptions() {
    const Refinement& what = m_preview.refinement();
    const Number number = numberOf(what.kind);
    const QSignalBlocker slider(m_slider);
    const QSignalBlocker box(m_number);
    const QSignalBlocker spacingY(m_spacingY);
    const QSignalBlocker spacingX(m_spacingX);
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(what.kind)));
    m_kind->setToolTip(m_kind->itemData(m_kind->currentIndex(), Qt::ToolTipRole).toString());
    m_numberName->setText(tr(number.name));
    m_number->setDecimals(number.decimals);
    m_number->setRange(number.least, number.most);
    m_number->setSpecialValueText(what.kind == Kind::FillHoles ? tr("any size") : QString());
    if (m_number->value() != valueOf(what)) {  // else the cursor would jump
        m_number->setValue(valueOf(what));
    }
    const double unit = std::pow(10.0, number.decimals);
    m_slider->setRange(static_cast<int>(std::lround(number.sliderLow * unit)),
                       static_cast<int>(std::lround(number.sliderHigh * unit)));
    m_slider->setValue(static_cast<int>(
        std::lround(std::clamp(valueOf(what), number.sliderLow, number.sliderHigh) * unit)));
    m_shape->setCurrentIndex(m_shape->findData(static_cast<int>(what.element.shape)));
    m_side->setCurrentIndex(m_side->findData(static_cast<int>(what.side)));
    m_corners->setChecked(what.connectivity == condition::Connectivity::Eight);
    m_spacingY->setValue(what.spacing.y);
    m_spacingX->setValue(what.spacing.x);
    const bool hasNumber = what.kind != Kind::Invert;
    for (QWidget* widget : {static_cast<QWidget*>(m_numberName), static_cast<QWidget*>(m_slider),
                            static_cast<QWidget*>(m_number)}) {
        setShown(widget, hasNumber);
    }
    setShown(m_shape, hasShape(what.kind));
    setShown(m_side, what.kind == Kind::Outline);
    setShown(m_corners, hasNeighbours(what.kind));
    for (QWidget* widget : {static_cast<QWidget*>(m_spacingName), static_cast<QWidget*>(m_spacingY),
                            static_cast<QWidget*>(m_spacingX)}) {
        setShown(widget, what.kind == Kind::Margin);
    }
    showChange();
}

void RefinePart::showChange() {
    const auto& change = m_preview.change();
    setShown(m_allSlices, m_preview.canDoAllSlices());
    m_allSlices->setChecked(m_preview.allSlices());
    // In other slices there may be something.
    m_commit->setEnabled(change && (!change->empty() || m_preview.allSlices()));
    m_counts->setText(change ? tr("+%L1 −%L2 px").arg(change->addedCount).arg(change->removedCount)
                      : m_preview.problem().isEmpty() ? tr("Looking…")
                                                      : QString());
}

}  // namespace frisket::ui
