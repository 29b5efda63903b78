// SPDX-License-Identifier: MIT
#include "tests/bench/ui/bench_stroke.h"

#include <cstdio>
#include <memory>
#include <stdexcept>

#include <QDockWidget>

#include "core/assign/mode.h"
#include "tests/bench/ui/recorded_strokes.h"
#include "tests/bench/ui/stage.h"

namespace frisket::bench {

namespace {
/// Until the changes of a plane of 32k are counted.
constexpr int kCountMs = 2000;

struct Image {
    std::int64_t side = 0;
    array::DType dtype = array::DType::U8;
};

/// "16k:u16".
Image imageOf(const std::string& text) {
    const std::size_t colon = text.find(':');
    Image image;
    image.side = std::stoll(text.substr(0, colon)) * 1024;
    if (colon != std::string::npos) {
        image.dtype = text.substr(colon + 1) == "u16" ? array::DType::U16 : array::DType::U8;
    }
    return image;
}

session::PaintLimits limitsOf(const std::string& name) {
    using session::LayerId;
    using Kind = session::LimitTerm::Kind;
    std::vector<std::int64_t> even;
    for (std::int64_t label = 0; label < 256; label += 2) {
        even.push_back(label);
    }
    session::PaintLimits limits;
    if (name == "labels" || name == "all") {
        limits.terms.push_back({LayerId::Destination, Kind::Labels, false, even});
    }
    if (name == "range" || name == "all") {
        limits.terms.push_back({LayerId::Source, Kind::Range, false, {}, 0, 40000});
    }
    if (name == "all") {
        limits.side = session::Side::Outside;
        limits.locks.setLocked(2, true);
    }
    return limits;
}

/// Times of all events of at least `least` events' worth of strokes.
std::vector<double> replay(Stage& stage, const std::vector<QPointF>& points, int least) {
    std::vector<double> times;
    for (int stroke = 0; static_cast<int>(times.size()) < least || stroke % 2 != 0; ++stroke) {
        const Qt::MouseButton button = stroke % 2 == 0 ? Qt::LeftButton : Qt::RightButton;
        times.push_back(stage.press(points.front(), button));
        for (std::size_t i = 1; i < points.size(); ++i) {
            times.push_back(stage.move(points[i]));
        }
        times.push_back(stage.release());
    }
    return times;
}
}  // namespace

const std::vector<std::string>& strokeImages() {
    static const std::vector<std::string> kImages{"1k", "4k", "16k", "16k:u16", "32k"};
    return kImages;
}

void benchStroke(const StrokeOptions& options, JsonLines& json) {
    std::printf("%8s %5s %6s %5s %8s %7s %7s %7s %8s %8s %8s\n", "size", "dtype", "brush", "zoom",
                "mode", "path", "limits", "events", "p50_ms", "p99_ms", "max_ms");
    std::vector<std::pair<std::string, std::string>> cases;
    for (const std::string& path : options.paths) {
        for (const std::string& limits : options.limits) {
            cases.emplace_back(path, limits);
        }
    }
    for (const std::string& name : options.images) {
        const Image image = imageOf(name);
        Stage stage(image.dtype, image.side);
        if (options.changes) {
            auto* dock = stage.window().findChild<QDockWidget*>(QStringLiteral("ChangesDock"));
            dock->show();
            dock->raise();
            stage.settle();
            stage.fitWindow();
        }
        if (options.labels) {
            stage.window().document().setPaintTarget(
                {session::PaintInto::Destination, QStringLiteral("77")});
        }
        for (const std::string& mode : options.modes) {
            stage.window().document().setMode(mode == "where" ? assign::Mode::Where
                                                              : assign::Mode::Scatter);
            for (const int brush : options.brushes) {
                stage.window().toolOptions().setBrushSize(brush);
                if (stage.window().toolOptions().brushSize() != brush) {
                    throw std::runtime_error("the window has no brush of " + std::to_string(brush) +
                                             " px");
                }
                for (const std::string& zoom : options.zooms) {
                    stage.setZoom(zoom);
                    for (const auto& [path, limits] : cases) {
                        stage.window().document().setLimits(limitsOf(limits));
                        stage.settle();
                        stage.finishPicture();
                        if (options.changes) {
                            stage.rest(kCountMs);
                        }
                        const std::vector<double> times =
                            replay(stage, recordedStroke(path), options.events);
                        const Percentiles found = percentilesOf(times);
                        const std::string dtype = shortName(image.dtype);
                        std::printf("%8lld %5s %6d %5s %8s %7s %7s %7zu %8.3f %8.3f %8.3f\n",
                                    static_cast<long long>(image.side), dtype.c_str(), brush,
                                    zoom.c_str(), mode.c_str(), path.c_str(), limits.c_str(),
                                    times.size(), found.p50, found.p99, found.max);
                        std::fflush(stdout);
                        nlohmann::ordered_json row;
                        row["bench"] = "stroke";
                        row["size"] = image.side;
                        row["dtype"] = dtype;
                        row["brush"] = brush;
                        row["zoom"] = zoom == "fit" ? nlohmann::ordered_json(zoom)
                                                    : nlohmann::ordered_json(std::stoi(zoom));
                        row["mode"] = mode;
                        row["target"] = options.labels ? "label" : "condition";
                        row["path"] = path;
                        row["limits"] = limits;
                        row["changes"] = options.changes;
                        row["events"] = times.size();
                        row["p50_ms"] = found.p50;
                        row["p99_ms"] = found.p99;
                        row["max_ms"] = found.max;
                        json.add(row);
                    }
                }
            }
        }
    }
}

}  // namespace frisket::bench
