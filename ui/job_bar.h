// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include "ui/session/jobs.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QShortcut;

namespace frisket::ui {

/// What the status line shows of a job that takes long: what is being done, how far it is, when it
/// will be done, and Cancel, which Esc is too.
class JobBar : public QWidget {
    Q_OBJECT

public:
    /// Milliseconds after which a job is shown; most are done before.
    static constexpr int kShowAfterMs = 150;

    /// `jobs` outlives it.
    explicit JobBar(session::Jobs& jobs, QWidget* parent = nullptr);

    /// The time left in words: "about 12 s".
    [[nodiscard]] static QString timeWords(double seconds);

private:
    void busyChanged(bool busy);
    void refresh();
    void cancel();

    session::Jobs& m_jobs;
    QLabel* m_words;
    QProgressBar* m_bar;
    QLabel* m_left;
    QPushButton* m_cancel;
    QShortcut* m_escape;
    QTimer m_watch;
    QElapsedTimer m_since;
};

}  // namespace frisket::ui
