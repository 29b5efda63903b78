// SPDX-License-Identifier: MIT
#include <cstdio>
#include <exception>

#include <CLI/CLI.hpp>
#include <QApplication>

#include "tests/bench/ui/bench_alive.h"
#include "tests/bench/ui/bench_pan.h"
#include "tests/bench/ui/bench_stroke.h"
#include "tests/bench/ui/recorded_strokes.h"
#include "ui/theme.h"

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    CLI::App app{"Measures Frisket's window, drawn offscreen.", "./bench"};
    app.require_subcommand(1);
    std::string jsonPath;

    frisket::bench::StrokeOptions strokes;
    strokes.images = frisket::bench::strokeImages();
    strokes.paths = frisket::bench::strokePaths();
    CLI::App* stroke =
        app.add_subcommand("stroke", "from a pointer event of a stroke to the finished repaint");
    const auto list = [&](const char* flag, std::vector<std::string>& values, const char* text) {
        stroke->add_option(flag, values, text)->delimiter(',')->check(CLI::IsMember(values));
    };
    list("--images", strokes.images, "sides of the square images, with :u16 in that dtype");
    list("--zooms", strokes.zooms, "fit, or device pixels an image pixel");
    list("--modes", strokes.modes, "modes of the assignment");
    list("--paths", strokes.paths, "recorded strokes");
    stroke->add_option("--limits", strokes.limits, "what strokes are limited by")
        ->delimiter(',')
        ->check(CLI::IsMember({"none", "labels", "range", "all"}));
    stroke->add_option("--brushes", strokes.brushes, "diameters in pixels")
        ->delimiter(',')
        ->check(CLI::Range(1, 8192));
    stroke->add_option("--events", strokes.events, "events of a row, at least")
        ->check(CLI::Range(1, 1000000));
    stroke->add_flag("--labels", strokes.labels, "paint a label into the destination");
    stroke->add_flag("--with-changes", strokes.changes, "with the Changes dock in sight");

    frisket::bench::PanOptions pans;
    CLI::App* pan = app.add_subcommand("pan", "frames while panning and zooming");
    pan->add_option("--size", pans.side, "side of the square image")
        ->check(CLI::Range(1024, 65536));
    pan->add_option("--frames", pans.frames, "frames of a row")->check(CLI::Range(10, 100000));

    frisket::bench::AliveOptions lives;
    CLI::App* alive = app.add_subcommand(
        "alive", "gaps in the event loop while large masks are opened, applied and saved");
    alive->add_option("--size", lives.side, "side of the square image")
        ->check(CLI::Range(1024, 65536));

    for (CLI::App* command : {stroke, pan, alive}) {
        command->add_option("--json", jsonPath, "write the rows to FILE as JSON Lines");
    }
    CLI11_PARSE(app, argc, argv);

    QApplication application(argc, argv);
    frisket::ui::applyTheme(application, frisket::session::Theme::Dark);
    try {
        frisket::bench::JsonLines json(jsonPath);
        if (*stroke) {
            frisket::bench::benchStroke(strokes, json);
        } else if (*alive) {
            frisket::bench::benchAlive(lives, json);
        } else {
            frisket::bench::benchPan(pans, json);
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "error: %s\n", error.what());
        return 1;
    }
    return 0;
}
