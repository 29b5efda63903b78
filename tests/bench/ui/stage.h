// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <QPointF>
#include <QTemporaryDir>

#include "core/array/dtype.h"
#include "ui/main_window.h"
#include "ui/session/settings.h"

namespace frisket::bench {

/// A millisecond clock's present time.
[[nodiscard]] double nowMs();

struct Percentiles {
    double p50 = 0;
    double p99 = 0;
    double max = 0;
};
/// The value below which that part of `values` lies (nearest rank); `values` is not empty.
[[nodiscard]] Percentiles percentilesOf(std::vector<double> values);

/// The real window with a canvas of 1920 x 1080 pixels (its whole viewport) and a source and a
/// destination of one size. Needs QT_QPA_PLATFORM=offscreen.
class Stage {
public:
    static constexpr QSize kView{1920, 1080};

    /// Writes the masks to a temporary folder, opens them and waits until the window rests.
    /// Throws std::runtime_error.
    Stage(array::DType dtype, std::int64_t side);

    [[nodiscard]] ui::MainWindow& window() { return m_window; }
    [[nodiscard]] ui::Canvas& canvas() { return m_window.canvas(); }

    /// "fit", "1", "8": sets the zoom, with the middle of the image in the middle.
    void setZoom(const std::string& zoom);
    /// Makes the canvas kView large again.
    void fitWindow();
    /// Handles what comes for so long.
    static void rest(int milliseconds);
    /// Handles all that waits, repaints too.
    static void settle();

    /// Repaints what waits for it, and nothing else.
    void repaint();
    /// Handles events until the picture is whole.
    void finishPicture();

    /// Each sends the event and handles all that follows, up to the finished repaint; the time that
    /// it took in milliseconds. Positions are pixels of the viewport.
    double press(QPointF at, Qt::MouseButton button);
    double move(QPointF at);
    double release();

private:
    double send(QEvent::Type type, Qt::MouseButton button);

    QTemporaryDir m_folder;
    session::Settings m_settings;
    ui::MainWindow m_window;
    QPointF m_at;
    Qt::MouseButtons m_held;
};

}  // namespace frisket::bench
