// SPDX-License-Identifier: MIT
#include "tests/bench/ui/stage.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include <QApplication>
#include <QMouseEvent>
#include <QScrollBar>

#include "tests/bench/ui/mask_files.h"

namespace frisket::bench {

using session::LayerId;

double nowMs() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration<double, std::milli>(now).count();
}

Percentiles percentilesOf(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const auto at = [&values](double part) {
        const auto rank = static_cast<std::size_t>(part * static_cast<double>(values.size()));
        return values[std::min(rank, values.size() - 1)];
    };
    return {at(0.5), at(0.99), values.back()};
}

Stage::Stage(array::DType dtype, std::int64_t side)
    : m_settings(QString()), m_window(m_settings, QString()) {
    const auto open = [&](LayerId id, const char* name, std::uint32_t seed) {
        const QString path = m_folder.filePath(QString::fromLatin1(name));
        writeLabelMap(path.toStdString(), dtype, side, seed);
        const base::Status opened = m_window.document().open(id, path);
        QFile::remove(path);  // it is in memory; the disk may be small
        if (!opened) {
            throw std::runtime_error(opened.error().text());
        }
    };
    open(LayerId::Destination, "destination.npy", 1);
    open(LayerId::Source, "source.npy", 2);
    m_window.show();
    fitWindow();
}

void Stage::fitWindow() {
    // Bars at the canvas's edges would come and go with the zoom and change the view's size.
    canvas().setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    canvas().setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (int attempt = 0; attempt < 5 && canvas().viewport()->size() != kView; ++attempt) {
        settle();
        m_window.resize(m_window.size() + kView - canvas().viewport()->size());
        settle();
    }
    if (canvas().viewport()->size() != kView) {
        throw std::runtime_error("the canvas does not become 1920 x 1080 pixels large");
    }
}

void Stage::rest(int milliseconds) {
    for (const double end = nowMs() + milliseconds; nowMs() < end;) {
        QApplication::processEvents(QEventLoop::AllEvents, 10);
    }
}

void Stage::settle() {
    QApplication::processEvents();
    QApplication::sendPostedEvents();
    QApplication::processEvents();
}

void Stage::repaint() { QApplication::sendPostedEvents(&m_window, QEvent::UpdateRequest); }

void Stage::finishPicture() {
    while (canvas().isHasty()) {
        QApplication::processEvents(QEventLoop::AllEvents);
    }
}

void Stage::setZoom(const std::string& zoom) {
    canvas().zoomFit();
    if (zoom != "fit") {
        canvas().zoomTo(std::stod(zoom));
    }
    settle();
    finishPicture();
}

double Stage::send(QEvent::Type type, Qt::MouseButton button) {
    QWidget* viewport = canvas().viewport();
    QMouseEvent event(type, m_at, viewport->mapToGlobal(m_at), button, m_held, Qt::NoModifier);
    const double begin = nowMs();
    QApplication::sendEvent(viewport, &event);
    QApplication::processEvents();
    return nowMs() - begin;
}

double Stage::press(QPointF at, Qt::MouseButton button) {
    m_at = at;
    m_held = button;
    return send(QEvent::MouseButtonPress, button);
}

double Stage::move(QPointF at) {
    m_at = at;
    return send(QEvent::MouseMove, Qt::NoButton);
}

double Stage::release() {
    const auto button = m_held.testFlag(Qt::LeftButton) ? Qt::LeftButton : Qt::RightButton;
    m_held = {};
    return send(QEvent::MouseButtonRelease, button);
}

}  // namespace frisket::bench
