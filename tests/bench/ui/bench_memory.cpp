// SPDX-License-Identifier: MIT
#include "tests/bench/ui/bench_memory.h"

#include <cmath>
#include <cstdio>
#include <random>
#include <stdexcept>
#include <sys/resource.h>

#include <QApplication>
#include <QTemporaryDir>

#include "core/paint/brush_stroke.h"
#include "tests/bench/ui/mask_files.h"
#include "tests/bench/ui/stage.h"

namespace frisket::bench {

namespace {
using session::Document;
using session::LayerId;

constexpr std::int64_t kMiB = std::int64_t{1} << 20;
constexpr unsigned kSeed = 4;

/// The most memory that was ever resident, in bytes.
std::int64_t peakResident() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return std::int64_t{usage.ru_maxrss} * 1024;
}

template <class Work>
double timed(Work&& work) {
    const double begin = nowMs();
    work();
    return nowMs() - begin;
}

/// Time of an Apply, or nothing where it changed nothing.
std::optional<double> applied(Document& document) {
    bool changed = false;
    const double ms = timed([&] {
        const auto done = document.apply();
        if (!done) {
            throw std::runtime_error(done.error().text());
        }
        changed = *done;
    });
    return changed ? std::optional(ms) : std::nullopt;
}

double requireApplied(Document& document) {
    const auto ms = applied(document);
    if (!ms) {
        throw std::runtime_error("an Apply changed nothing");
    }
    return *ms;
}

struct StrokeTimes {
    std::vector<double> whole;
    std::vector<double> commit;
};

/// Paints as the brush tool does: one sweep from each point to the next.
void paintStroke(Document& document, const std::vector<base::Point>& points, int diameter,
                 bool value, StrokeTimes& times) {
    const double begin = nowMs();
    paint::BrushStroke stroke({.nib = {paint::NibShape::Round, diameter}});
    document.beginStroke();
    const auto paint = [&](const std::vector<paint::Sweep>& sweeps) {
        for (const paint::Sweep& each : sweeps) {
            document.extendStroke(paint::sweep(each.nib, each.from, each.to, document.planeRect()),
                                  value);
        }
    };
    paint(stroke.begin(points.front(), 1));
    for (const base::Point& point : points) {
        paint(stroke.extend(point, 1));
    }
    times.commit.push_back(timed([&] { document.commitStroke(QStringLiteral("Brush stroke")); }));
    times.whole.push_back(nowMs() - begin);
}

/// Strokes anywhere in the image, 8 to 2,000 pixels wide (each octave as often as the next), a few
/// widths long; one in five erases.
class Painter {
public:
    Painter(Document& document, std::int64_t side) : m_document(document), m_side(side) {}

    void paint(int count, StrokeTimes& times) {
        for (int i = 0; i < count; ++i) {
            const int diameter = static_cast<int>(8 * std::pow(250.0, uniform(0, 1)));
            base::Point at{uniform(0, static_cast<double>(m_side)),
                           uniform(0, static_cast<double>(m_side))};
            double direction = uniform(0, 6.28);
            std::vector<base::Point> points{at};
            for (double left = uniform(1, 4) * diameter; left > 0; left -= diameter / 4.0) {
                direction += uniform(-0.4, 0.4);
                at.x += diameter / 4.0 * std::cos(direction);
                at.y += diameter / 4.0 * std::sin(direction);
                points.push_back(at);
            }
            paintStroke(m_document, points, diameter, uniform(0, 1) < 0.8, times);
            if (i % 20 == 0) {
                Stage::settle();  // repaints, as a window does
            }
        }
        Stage::settle();
    }

private:
    double uniform(double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(m_random);
    }

    Document& m_document;
    std::int64_t m_side;
    std::mt19937 m_random{kSeed};
};

std::int64_t newestBytes(const Document& document) {
    return document.history().bytes(document.history().position() - 1);
}

/// A stroke of each width over 1,000 pixels of an empty part: size and time of its step.
void measureSteps(Document& document, std::int64_t side, nlohmann::ordered_json& row) {
    document.clearCondition();
    for (const int diameter : {20, 200, 2000}) {
        StrokeTimes times;
        const auto middle = static_cast<double>(side) / 2;
        std::int64_t bytes = 0;
        for (int i = 0; i < 15; ++i) {
            // Not level, as no hand is; with as many events as a mouse sends.
            std::vector<base::Point> points;
            for (double along = 0; along <= 1000; along += 8) {
                points.push_back({middle - 500 + along, middle + along / 7 + i});
            }
            paintStroke(document, points, diameter, true, times);
            bytes = newestBytes(document);
            document.undo();
        }
        const std::string width = std::to_string(diameter);
        row["step_" + width + "_bytes"] = bytes;
        row["commit_" + width + "_ms"] = percentilesOf(times.commit).p50;
    }
    document.undo();
    Stage::settle();
}
/// One stroke of 200 pixels by 1,000, applied; where it finds something that differs.
double applySmall(Document& document, std::int64_t side) {
    StrokeTimes times;
    for (double y = 300; y < static_cast<double>(side); y += 512) {
        paintStroke(document, {{1000, y}, {2000, y + 40}}, 200, true, times);
        if (const auto ms = applied(document)) {
            return *ms;
        }
        document.undo();
    }
    throw std::runtime_error("source and destination do not differ");
}
}  // namespace

void benchMemory(const MemoryOptions& options, JsonLines& json) {
    const std::int64_t side = options.side;
    QTemporaryDir folder;
    session::Settings settings{QString()};
    ui::MainWindow window(settings, QString());
    Document& document = window.document();
    window.resize(1920, 1080);
    window.show();
    Stage::settle();
    nlohmann::ordered_json row;
    row["bench"] = "memory";
    row["size"] = side;
    row["dtype"] = shortName(array::DType::U8);
    row["strokes"] = options.strokes;
    row["start_rss_bytes"] = peakResident();
    double openMs = 0;
    std::uint32_t seed = 0;
    for (const LayerId id : {LayerId::Destination, LayerId::Source, LayerId::Condition}) {
        const QString path = folder.filePath(session::key(id)) + QStringLiteral(".npy");
        writeLabelMap(path.toStdString(), array::DType::U8, side, ++seed);  // a row at a time
        const double ms = timed([&] {
            if (const auto opened = document.open(id, path); !opened) {
                throw std::runtime_error(opened.error().text());
            }
            Stage::settle();
        });
        QFile::remove(path);
        openMs += ms;
        row["open_" + session::key(id).toStdString() + "_ms"] = ms;
    }
    row["open_ms"] = openMs;
    row["open_peak_rss_bytes"] = peakResident();
    measureSteps(document, side, row);

    StrokeTimes times;
    Painter painter(document, side);
    painter.paint(options.strokes / 2, times);
    row["apply1_ms"] = requireApplied(document);
    row["apply1_bytes"] = newestBytes(document);
    painter.paint(options.strokes - options.strokes / 2, times);
    row["apply2_ms"] = requireApplied(document);
    row["apply2_bytes"] = newestBytes(document);
    document.clearCondition();
    row["apply_small_ms"] = applySmall(document, side);
    row["apply_small_bytes"] = newestBytes(document);
    const std::int64_t historyBytes = document.history().bytes();
    row["history_steps"] = document.history().size();
    row["undo_all_ms"] = timed([&] { document.stepTo(0); });
    Stage::settle();
    row["redo_ms"] = timed([&] { document.stepTo(document.history().size() / 2); });
    Stage::settle();

    const Percentiles strokes = percentilesOf(times.whole);
    row["stroke_p50_ms"] = strokes.p50;
    row["stroke_p99_ms"] = strokes.p99;
    row["commit_p99_ms"] = percentilesOf(times.commit).p99;
    const std::int64_t arrays = 2 * side * side + side * ((side + 63) / 64) * 8;
    const std::int64_t limit =
        arrays + arrays * 15 / 100 + 150 * kMiB + document.history().budget();
    row["arrays_bytes"] = arrays;
    row["budget_bytes"] = document.history().budget();
    row["history_bytes"] = historyBytes;
    row["peak_rss_bytes"] = peakResident();
    row["limit_bytes"] = limit;
    json.add(row);
    std::printf("%s\n", row.dump(2).c_str());
    std::printf(
        "peak %lld MB; allowed %lld MB, of which the history may take %lld MB and took "
        "%lld MB\n",
        static_cast<long long>(peakResident() / kMiB), static_cast<long long>(limit / kMiB),
        static_cast<long long>(document.history().budget() / kMiB),
        static_cast<long long>(historyBytes / kMiB));
}

}  // namespace frisket::bench
