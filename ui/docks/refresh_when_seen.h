// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include <QObject>
#include <QTimer>

class QDockWidget;

namespace frisket::session {
class Document;
}

namespace frisket::ui {

/// When a dock reads again what it shows: at once when it comes to the front, a while after a
/// change, and not at all while nobody sees it.
class RefreshWhenSeen : public QObject {
    Q_OBJECT

public:
    /// `refresh` is called; all that it uses lives until this is gone.
    RefreshWhenSeen(QDockWidget& dock, std::function<void()> refresh);

    /// Whether the dock is in front of other tabs, too.
    [[nodiscard]] bool isSeen() const { return m_isSeen; }
    /// Something is not what is shown: refreshes within kTextPauseMs, however often it is called.
    void soon();
    /// The same within so many milliseconds.
    void within(int milliseconds);
    /// The same for what takes longer: refreshes when this was not called for so long.
    void afterRest(int milliseconds);
    /// `soon` whenever the values at a pixel of the shown plane may be others.
    void followPixels(const session::Document& document);

private:
    std::function<void()> m_refresh;
    QTimer m_timer;
    bool m_isSeen = false;
};

}  // namespace frisket::ui
