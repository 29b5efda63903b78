// SPDX-License-Identifier: MIT
#include "ui/job_bar.h"

#include <cmath>

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QShortcut>

namespace frisket::ui {

namespace {
constexpr int kWatchMs = 75;
constexpr int kSteps = 1000;  ///< of the bar
constexpr int kBarWidth = 140;
constexpr int kMostWords = 260;  ///< pixels; longer file names are cut in the middle
}  // namespace

JobBar::JobBar(session::Jobs& jobs, QWidget* parent)
    : QWidget(parent),
      m_jobs(jobs),
      m_words(new QLabel),
      m_bar(new QProgressBar),
      m_left(new QLabel),
      m_cancel(new QPushButton(tr("Cancel"))),
      m_escape(new QShortcut(Qt::Key_Escape, this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(10);
    row->addWidget(m_words);
    row->addWidget(m_bar);
    row->addWidget(m_left);
    row->addWidget(m_cancel);
    m_bar->setRange(0, kSteps);
    m_bar->setFixedWidth(kBarWidth);
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setFormat(QStringLiteral("%p%"));
    m_left->setMinimumWidth(m_left->fontMetrics().horizontalAdvance(timeWords(5999)));
    m_cancel->setToolTip(tr("Stop it and take back what is half done (Esc)"));
    m_escape->setEnabled(false);
    hide();
    connect(m_cancel, &QPushButton::clicked, this, &JobBar::cancel);
    connect(m_escape, &QShortcut::activated, this, &JobBar::cancel);
    connect(&jobs, &session::Jobs::busyChanged, this, &JobBar::busyChanged);
    connect(&m_watch, &QTimer::timeout, this, &JobBar::refresh);
}

QString JobBar::timeWords(double seconds) {
    constexpr int kMinute = 60;
    const int whole = static_cast<int>(std::ceil(seconds));
    return whole < kMinute ? tr("about %1 s").arg(std::max(whole, 1))
                           : tr("about %1 min").arg((whole + kMinute / 2) / kMinute);
}

void JobBar::busyChanged(bool busy) {
    m_escape->setEnabled(busy);
    if (!busy) {
        m_watch.stop();
        hide();
        return;
    }
    m_since.start();
    m_cancel->setEnabled(true);
    m_watch.start(kWatchMs);
}

void JobBar::refresh() {
    const session::Jobs::State state = m_jobs.state();
    m_words->setText(m_words->fontMetrics().elidedText(state.words, Qt::ElideMiddle, kMostWords));
    m_words->setToolTip(state.words);
    m_bar->setValue(static_cast<int>(std::lround(kSteps * state.fraction)));
    m_left->setText(state.secondsLeft ? timeWords(*state.secondsLeft) : QString());
    if (m_since.elapsed() + session::Jobs::kQuietMs >= kShowAfterMs) {
        show();
    }
}

void JobBar::cancel() {
    m_cancel->setEnabled(false);  // also where it is too late: it will be done in a moment
    m_jobs.cancel();
}

}  // namespace frisket::ui
