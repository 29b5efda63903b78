// SPDX-License-Identifier: MIT
#include "tests/bench/ui/bench_alive.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <stdexcept>

#include <QApplication>
#include <QMouseEvent>
#include <QTemporaryDir>
#include <QTimer>

#include "tests/bench/ui/mask_files.h"
#include "tests/bench/ui/stage.h"
#include "ui/main_window.h"

namespace frisket::bench {

namespace {
using session::LayerId;

/// Ticks in the event loop, drags the image about and, if asked, cancels the job that runs.
class Heart {
public:
    explicit Heart(ui::MainWindow& window) : m_window(window) {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(1);
        QObject::connect(&m_timer, &QTimer::timeout, [this] { tick(); });
    }

    struct Beat {
        std::vector<double> gaps;
        double totalMs = 0;
        double cancelMs = -1;  ///< from Cancel to the end; -1: not cancelled
    };

    /// Runs `work`; cancels it after `cancelAfterMs`, unless that is negative.
    Beat watch(const std::function<void()>& work, double cancelAfterMs) {
        m_beat = {};
        m_cancelled = -1;
        m_cancelAfter = cancelAfterMs;
        QApplication::processEvents();
        send(QEvent::MouseButtonPress, {960, 540}, Qt::MiddleButton);
        m_begin = m_last = nowMs();
        m_timer.start();
        work();
        const double end = nowMs();
        if (m_cancelled >= 0) {
            m_beat.cancelMs = end - m_cancelled;
        }
        m_beat.totalMs = end - m_begin;
        // What is left to draw and to free is handled before the next tick.
        while (m_last <= end) {
            QApplication::processEvents();
        }
        m_timer.stop();
        send(QEvent::MouseButtonRelease, m_at, Qt::MiddleButton);
        return m_beat;
    }

private:
    void tick() {
        const double now = nowMs();
        m_beat.gaps.push_back(now - m_last);
        m_last = now;
        if (m_beat.gaps.size() % 16 == 0) {  // as a mouse at 60 events a second
            const double t = static_cast<double>(m_beat.gaps.size()) * 0.004;
            send(QEvent::MouseMove, {960 + 600 * std::sin(t), 540 + 420 * std::sin(1.3 * t)},
                 Qt::NoButton);
        }
        session::Jobs& jobs = m_window.document().jobs();
        if (m_cancelAfter >= 0 && m_cancelled < 0 && jobs.busy() &&
            now - m_begin >= m_cancelAfter && jobs.cancel()) {
            m_cancelled = now;
        }
    }

    void send(QEvent::Type type, QPointF at, Qt::MouseButton button) {
        m_at = at;
        QWidget* viewport = m_window.canvas().viewport();
        const bool held = type != QEvent::MouseButtonRelease;
        QMouseEvent event(type, at, viewport->mapToGlobal(at), button,
                          held ? Qt::MiddleButton : Qt::NoButton, Qt::NoModifier);
        QApplication::sendEvent(viewport, &event);
    }

    ui::MainWindow& m_window;
    QTimer m_timer;
    QPointF m_at;
    Beat m_beat;
    double m_begin = 0;
    double m_last = 0;
    double m_cancelAfter = -1;
    double m_cancelled = -1;
};

void report(const AliveOptions& options, JsonLines& json, const std::string& step,
            const Heart::Beat& beat) {
    const Percentiles found = percentilesOf(beat.gaps);
    std::printf("%8lld %-22s %9.1f %9.1f %9.1f %9.1f\n", static_cast<long long>(options.side),
                step.c_str(), found.max, found.p99, beat.cancelMs, beat.totalMs);
    std::fflush(stdout);
    nlohmann::ordered_json row;
    row["bench"] = "alive";
    row["size"] = options.side;
    row["step"] = step;
    row["gap_max_ms"] = found.max;
    row["gap_p99_ms"] = found.p99;
    if (beat.cancelMs >= 0) {
        row["cancel_ms"] = beat.cancelMs;
    } else {
        row["cancel_ms"] = nullptr;
    }
    row["total_ms"] = beat.totalMs;
    json.add(row);
}

ui::Prompts noPrompts(const QString& exportPath) {
    ui::Prompts prompts;
    prompts.filesToOpen = [](const QString&) { return QStringList(); };
    prompts.fileForLayer = [](LayerId, const QString&) { return QString(); };
    prompts.roles = [](const std::vector<session::FileHint>&) { return std::nullopt; };
    prompts.savePath = [](const QString&) { return QString(); };
    prompts.exportChoice = [exportPath](const QString&) {
        return ui::ExportChoice{LayerId::Result, exportPath};
    };
    prompts.unsaved = [](ui::Occasion occasion, const ui::UnsavedWork&) {
        return occasion == ui::Occasion::Save ? ui::UnsavedAnswer::SaveOnly
                                              : ui::UnsavedAnswer::Discard;
    };
    prompts.changedOnDisk = [](const QString&) { return ui::ChangedAnswer::Overwrite; };
    prompts.showError = [](const QString& title, const base::Error& error) {
        throw std::runtime_error(title.toStdString() + ": " + error.text());
    };
    return prompts;
}
}  // namespace

void benchAlive(const AliveOptions& options, JsonLines& json) {
    const QTemporaryDir folder;
    const auto path = [&](const char* name) { return folder.filePath(QString::fromLatin1(name)); };
    writeLabelMap(path("destination.npy").toStdString(), array::DType::U8, options.side, 1);
    writeLabelMap(path("source.npy").toStdString(), array::DType::U8, options.side, 2);
    writeLabelMap(path("condition.npy").toStdString(), array::DType::U8, options.side, 3);

    session::Settings settings{QString()};
    ui::MainWindow window(settings, QString(), noPrompts(path("result.npy")));
    window.resize(2400, 1300);
    window.show();
    QApplication::processEvents();
    session::Document& document = window.document();
    Heart heart(window);
    std::printf("%8s %-22s %9s %9s %9s %9s\n", "size", "step", "gap_max", "gap_p99", "cancel",
                "total_ms");
    const auto run = [&](const std::string& step, double cancelAfter,
                         const std::function<void()>& work) {
        const Heart::Beat beat = heart.watch(work, cancelAfter);
        report(options, json, step, beat);
        return beat;
    };
    /// Cancelled halfway, as far as the first run told.
    const auto both = [&](const std::string& step, const std::function<void()>& work,
                          const std::function<void()>& back) {
        const Heart::Beat whole = run(step, -1, work);
        if (back) {
            run(step + " back", -1, back);
        }
        run(step + ", cancelled", whole.totalMs / 2, work);
    };
    const QList<session::LayerPath> triple{{LayerId::Destination, path("destination.npy")},
                                           {LayerId::Source, path("source.npy")},
                                           {LayerId::Condition, path("condition.npy")}};
    const auto open = [&] { window.files().openLayers(triple); };
    both("open", open, {});
    run("open over the last", -1, open);
    both(
        "apply objects", [&] { window.files().apply(); }, [&] { document.undo(); });
    document.stepTo(0);
    document.selectAll();
    QApplication::processEvents();
    const Heart::Beat whole = run("apply everything", -1, [&] { window.files().apply(); });
    run("undo apply", -1, [&] { document.undo(); });
    run("redo apply", -1, [&] { document.redo(); });
    run("undo, cancelled", 100, [&] { document.undo(); });
    document.stepTo(1);
    run("apply, cancelled early", 0.2 * whole.totalMs, [&] { window.files().apply(); });
    run("apply, cancelled late", 0.9 * whole.totalMs, [&] { window.files().apply(); });
    run("export result, cancelled", 400, [&] { window.files().exportFile(); });
    run("export result", -1, [&] { window.files().exportFile(); });
    run("save", -1, [&] { (void)window.files().save(); });
    run("save, cancelled", 200, [&] { (void)window.files().save(); });
}

}  // namespace frisket::bench
