// SPDX-License-Identifier: MIT
#include "tests/bench/ui/bench_pan.h"

#include <cmath>
#include <cstdio>

#include <QApplication>
#include <QMouseEvent>
#include <QWheelEvent>

#include "tests/bench/ui/stage.h"

namespace frisket::bench {

namespace {
using session::LayerId;

struct Times {
    std::vector<double> frame;
    std::vector<double> sharp;
};

/// Sends the event and takes both times.
void time(Stage& stage, QEvent& event, Times& times) {
    const double begin = nowMs();
    QApplication::sendEvent(stage.canvas().viewport(), &event);
    stage.repaint();
    times.frame.push_back(nowMs() - begin);
    stage.finishPicture();
    stage.repaint();
    times.sharp.push_back(nowMs() - begin);
}

/// A hand that drags the image about in a large curve, up to 40 pixels a frame.
Times pan(Stage& stage, int frames) {
    Times times;
    const QPointF centre(960, 540);
    QWidget* viewport = stage.canvas().viewport();
    stage.press(centre, Qt::MiddleButton);
    for (int i = 1; i <= frames; ++i) {
        const double t = i * 0.06;
        const QPointF at = centre + QPointF(600 * std::sin(t), 420 * std::sin(1.3 * t));
        QMouseEvent event(QEvent::MouseMove, at, viewport->mapToGlobal(at), Qt::NoButton,
                          Qt::MiddleButton, Qt::NoModifier);
        time(stage, event, times);
    }
    stage.release();
    return times;
}

/// The wheel from the whole image to 64:1 and back in even steps, as touch pads and smooth wheels
/// give them, at a place that wanders.
Times zoom(Stage& stage, int frames) {
    Times times;
    QWidget* viewport = stage.canvas().viewport();
    // A notch is 120 eighths of a degree and a factor of 1.25.
    const double notches =
        std::log(ui::ViewTransform::kLargestScale / stage.canvas().zoom()) / std::log(1.25);
    const int step = static_cast<int>(std::lround(120 * notches / (frames / 2)));
    for (int i = 0; i < frames; ++i) {
        const QPointF at(960 + 200 * std::sin(i * 0.05), 540 + 150 * std::cos(i * 0.05));
        const bool in = i < frames / 2;
        QWheelEvent event(at, viewport->mapToGlobal(at), {}, QPoint(0, in ? step : -step),
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        time(stage, event, times);
    }
    return times;
}

void report(const PanOptions& options, JsonLines& json, const std::string& motion,
            const std::string& zoomName, const Times& times) {
    const Percentiles found = percentilesOf(times.frame);
    const Percentiles sharp = percentilesOf(times.sharp);
    std::printf("%8lld %6s %6s %7zu %8.3f %8.3f %8.3f %12.3f %12.3f\n",
                static_cast<long long>(options.side), motion.c_str(), zoomName.c_str(),
                times.frame.size(), found.p50, found.p99, found.max, sharp.p50, sharp.p99);
    std::fflush(stdout);
    nlohmann::ordered_json row;
    row["bench"] = "pan";
    row["size"] = options.side;
    row["motion"] = motion;
    row["zoom"] = zoomName;
    row["frames"] = times.frame.size();
    row["p50_ms"] = found.p50;
    row["p99_ms"] = found.p99;
    row["max_ms"] = found.max;
    row["sharp_p50_ms"] = sharp.p50;
    row["sharp_p99_ms"] = sharp.p99;
    json.add(row);
}
}  // namespace

void benchPan(const PanOptions& options, JsonLines& json) {
    Stage stage(array::DType::U8, options.side);
    session::LayerStyles& styles = stage.window().styles();
    for (const LayerId id :
         {LayerId::Destination, LayerId::Source, LayerId::Result, LayerId::Condition}) {
        session::LayerStyle style = styles.style(id);
        style.visible = true;
        style.draw = id == LayerId::Source ? session::Draw::Contour : style.draw;
        styles.setStyle(id, style);
    }
    // Something painted everywhere, so that the condition is not empty in any view.
    session::Document& document = stage.window().document();
    document.selectAll();
    document.invertCondition();
    stage.window().toolOptions().setBrushSize(2000);
    stage.setZoom("fit");
    stage.press({500, 100}, Qt::LeftButton);
    for (int i = 0; i < 60; ++i) {
        stage.move(QPointF(500 + 15.0 * i, 540 + 400 * std::sin(i * 0.4)));
    }
    stage.release();
    std::printf("%8s %6s %6s %7s %8s %8s %8s %12s %12s\n", "size", "motion", "zoom", "frames",
                "p50_ms", "p99_ms", "max_ms", "sharp_p50_ms", "sharp_p99_ms");
    for (const char* zoomName : {"fit", "0.1", "0.25", "1", "8"}) {
        stage.setZoom(zoomName);
        report(options, json, "pan", zoomName, pan(stage, options.frames));
    }
    stage.setZoom("fit");
    report(options, json, "zoom", "sweep", zoom(stage, options.frames));
}

}  // namespace frisket::bench
