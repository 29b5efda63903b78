// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include "ui/session/profile.h"

namespace frisket::ui {

/// Draws the values of layers along a line: labels as steps, floats as lines, both on one scale;
/// the picture's brightness as a grey ground from 0 to 255. Tells which sample is pointed at.
class ProfileView : public QWidget {
    Q_OBJECT

public:
    explicit ProfileView(QWidget* parent = nullptr);

    void setProfile(const session::Profile& profile);
    void setShown(session::LayerId id, bool shown);
    /// Colour of a layer's curve on the palette's Base.
    [[nodiscard]] static QColor colourOf(session::LayerId id, const QPalette& palette);

    [[nodiscard]] QSize sizeHint() const override { return {280, 160}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 90}; }
    /// Where a sample is in widget pixels.
    [[nodiscard]] double xOf(std::size_t sample) const;

signals:
    /// The pointer or the arrow keys are at that sample; -1: none.
    void sampleHovered(int sample);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] int sampleAt(double x) const;
    void setHover(int sample);
    void findRange();
    void paintGround(QPainter& painter, const session::Profile::Curve& curve) const;
    void paintCurve(QPainter& painter, const session::Profile::Curve& curve) const;
    [[nodiscard]] double yOf(double value) const;

    session::Profile m_profile;
    std::array<bool, session::kAllLayers.size()> m_shown;
    double m_low = 0;
    double m_high = 1;
    int m_hover = -1;
};

}  // namespace frisket::ui
