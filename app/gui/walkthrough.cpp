// SPDX-License-Identifier: MIT
#include "app/gui/walkthrough.h"

#include <array>
#include <cstdio>

#include <QApplication>
#include <QBuffer>
#include <QDir>
#include <QImageWriter>
#include <QMouseEvent>

#include "core/io/text_file.h"
#include "ui/session/paths.h"

namespace frisket::app {

namespace {
using session::LayerId;

void sendMouse(ui::Canvas& canvas, QEvent::Type type, QPointF at, Qt::MouseButton button,
               Qt::MouseButtons held) {
    QWidget* viewport = canvas.viewport();
    QMouseEvent event(type, at, viewport->mapToGlobal(at), button, held, Qt::NoModifier);
    QApplication::sendEvent(viewport, &event);
    QApplication::processEvents();
}

/// Paints a cell that the sample's destination lacks and its condition leaves out: a zigzag of
/// fast mouse moves over it.
void paintStroke(ui::MainWindow& window) {
    constexpr std::array<base::Point, 9> kZigzag{{{200, 226},
                                                  {240, 232},
                                                  {186, 258},
                                                  {240, 264},
                                                  {180, 290},
                                                  {232, 292},
                                                  {178, 316},
                                                  {214, 322},
                                                  {190, 330}}};
    ui::Canvas& canvas = window.canvas();
    const auto place = [&](const base::Point& point) { return canvas.widgetPosition(point); };
    sendMouse(canvas, QEvent::MouseButtonPress, place(kZigzag.front()), Qt::LeftButton,
              Qt::LeftButton);
    for (const base::Point& point : kZigzag) {
        sendMouse(canvas, QEvent::MouseMove, place(point), Qt::NoButton, Qt::LeftButton);
    }
    sendMouse(canvas, QEvent::MouseButtonRelease, place(kZigzag.back()), Qt::LeftButton,
              Qt::NoButton);
}

base::Status writePicture(const QPixmap& picture, const QString& path) {
    QByteArray png;
    QBuffer buffer(&png);
    if (!buffer.open(QIODevice::WriteOnly) ||
        !QImageWriter(&buffer, "png").write(picture.toImage())) {
        return base::fail(base::ErrorCode::Io,
                          path.toStdString() + ": the window's picture can't be made.");
    }
    auto written = io::writeText(session::toPath(path),
                                 {png.constData(), static_cast<std::size_t>(png.size())});
    return written ? std::move(written->durable) : base::passOn(written);
}

int fail(const base::Error& error) {
    std::fprintf(stderr, "frisket: %s\n", error.text().c_str());
    return 1;
}
}  // namespace

int runWalkthrough(ui::MainWindow& window, const QString& folder) {
    if (!QDir().mkpath(folder)) {
        return fail({base::ErrorCode::Io, folder.toStdString() + ": the folder can't be made.",
                     "Choose a folder that you may write."});
    }
    session::Document& document = window.document();
    if (!document.has(LayerId::Destination) || !document.has(LayerId::Source)) {
        return fail({base::ErrorCode::NotFound, "The sample could not be opened.",
                     "Build the project again; the build makes the sample."});
    }
    // A screen that exists in memory alone may be smaller than anyone's.
    window.resize(1360, 860);
    QApplication::processEvents();
    const QDir out(folder);
    const auto write = [&](LayerId id, const char* name, const char* what) {
        const QString path = out.filePath(QString::fromLatin1(name));
        const base::Status written = document.exportLayer(id, path);
        if (written) {
            std::printf("%-18s %s\n", qPrintable(path), what);
        }
        return written;
    };
    base::Status done =
        write(LayerId::Destination, "destination.npy", "the trusted mask as opened");
    if (done) {
        done = write(LayerId::Source, "source.npy", "the model's prediction");
    }
    if (done) {
        paintStroke(window);
        done = write(LayerId::Condition, "condition.png",
                     "where source values are taken, with the stroke (white is true)");
    }
    if (done) {
        if (const auto applied = document.apply(); !applied) {
            done = base::passOn(applied);
        }
    }
    for (const char* name : {"refined.png", "refined.npy"}) {
        if (done) {
            done = write(LayerId::Destination, name, "destination[condition] = source[condition]");
        }
    }
    if (done) {
        QApplication::processEvents();
        const QString picture = out.filePath(QStringLiteral("window.png"));
        done = writePicture(window.grab(), picture);
        if (done) {
            std::printf("%-18s %s\n", qPrintable(picture), "the editor's window after Apply");
        }
    }
    return done ? 0 : fail(done.error());
}

}  // namespace frisket::app
