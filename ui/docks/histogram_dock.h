// SPDX-License-Identifier: MIT
#pragma once

#include <QDockWidget>

#include "ui/session/histogram_survey.h"
#include "ui/session/layer_styles.h"

class QCheckBox;
class QComboBox;

namespace frisket::ui {

class ElidedLabel;
class HistogramView;

/// How often each value of a layer occurs in what is seen, in the shown plane or in what is
/// selected. Looks only while it is seen, and when edits rest. Where the layer is drawn as a ramp,
/// the ends of the colour window can be dragged.
class HistogramDock : public QDockWidget {
    Q_OBJECT

public:
    /// Both outlive the dock.
    HistogramDock(session::Document& document, session::LayerStyles& styles,
                  QWidget* parent = nullptr);

    /// The part of the image that the canvas shows.
    void setVisiblePart(const base::Rect& part);
    /// What is said of the bin that is pointed at, or of all.
    [[nodiscard]] QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void ask();
    void showAnswer();
    void showWindow();
    void describe(int bin);
    void setWindow(const measure::ValueRange& window);
    [[nodiscard]] QString summary() const;
    [[nodiscard]] QString valueText(const measure::Histogram::Bin& bin) const;

    session::Document& m_document;
    session::LayerStyles& m_styles;
    session::HistogramSurvey m_survey;
    base::Rect m_visible;
    QComboBox* m_layer;
    QComboBox* m_region;
    QCheckBox* m_logarithmic;
    HistogramView* m_view;
    ElidedLabel* m_text;
};

}  // namespace frisket::ui
