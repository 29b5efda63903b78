// SPDX-License-Identifier: MIT
#include "ui/docks/refresh_when_seen.h"

#include <utility>

#include <QDockWidget>

#include "ui/session/document.h"
#include "ui/text_pause.h"

namespace frisket::ui {

RefreshWhenSeen::RefreshWhenSeen(QDockWidget& dock, std::function<void()> refresh)
    : m_refresh(std::move(refresh)) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { m_refresh(); });
    connect(&dock, &QDockWidget::visibilityChanged, this, [this](bool visible) {
        m_isSeen = visible;
        m_timer.stop();
        if (visible) {
            m_refresh();
        }
    });
}

void RefreshWhenSeen::soon() { within(kTextPauseMs); }

void RefreshWhenSeen::within(int milliseconds) {
    if (m_isSeen && !m_timer.isActive()) {
        m_timer.start(milliseconds);
    }
}

void RefreshWhenSeen::afterRest(int milliseconds) {
    if (m_isSeen) {
        m_timer.start(milliseconds);
    }
}

void RefreshWhenSeen::followPixels(const session::Document& document) {
    for (const auto signal : {&session::Document::layersChanged, &session::Document::planChanged,
                              &session::Document::planeChanged}) {
        connect(&document, signal, this, &RefreshWhenSeen::soon);
    }
    connect(&document, &session::Document::pixelsChanged, this, &RefreshWhenSeen::soon);
}

}  // namespace frisket::ui
