// SPDX-License-Identifier: MIT
#pragma once

#include "ui/docks/plot_view.h"
#include "ui/session/profile.h"

namespace frisket::ui {

/// Draws the values of layers along a line: labels as steps, floats as lines, both on one scale;
/// the picture's brightness as a grey ground from 0 to 255. Tells which sample is pointed at.
class ProfileView : public PlotView {
    Q_OBJECT

public:
    explicit ProfileView(QWidget* parent = nullptr);

    void setProfile(const session::Profile& profile);
    void setShown(session::LayerId id, bool shown);
    /// Colour of a layer's curve on the palette's Base.
    [[nodiscard]] static QColor colourOf(session::LayerId id, const QPalette& palette);

    /// Where a sample is, and a value, in widget pixels.
    [[nodiscard]] double xOf(std::size_t sample) const;
    [[nodiscard]] double yOf(double value) const;

protected:
    [[nodiscard]] int itemCount() const override {
        return static_cast<int>(m_profile.line.pixels.size());
    }
    [[nodiscard]] int itemAt(double x) const override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QRectF plot() const { return plotBelow(fontMetrics().height() + 2); }
    void findRange();
    void paintGround(QPainter& painter, const session::Profile::Curve& curve) const;
    void paintCurve(QPainter& painter, const session::Profile::Curve& curve) const;

    session::Profile m_profile;
    std::array<bool, session::kAllLayers.size()> m_shown;
    double m_low = 0;
    double m_high = 1;
};

}  // namespace frisket::ui
