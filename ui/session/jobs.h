// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <QElapsedTimer>
#include <QObject>
#include <QString>

#include "core/base/progress.h"
#include "ui/session/time_left.h"

namespace frisket::session {

/// Long work that a call on the GUI thread waits for while the event loop goes on, so that the
/// window can be drawn, panned and told to cancel. Whoever else could change what the work uses
/// must ask `busy` first. What is done within kQuietMs turns no event loop and shows nothing.
///
/// Lives on the GUI thread, which calls everything here.
class Jobs : public QObject {
    Q_OBJECT

public:
    explicit Jobs(QObject* parent = nullptr);
    /// Cancels what still runs and waits for it.
    ~Jobs() override;

    /// The length of one call: everything between its beginning and its end is one job, and the
    /// first of several nested ones names it.
    class Busy {
    public:
        /// `words` say what is done: "Opening mask.npy". `jobs` outlives it.
        Busy(Jobs& jobs, const QString& words);
        ~Busy();
        Busy(const Busy&) = delete;
        Busy& operator=(const Busy&) = delete;

    private:
        Jobs& m_jobs;
    };

    /// Milliseconds that a job may take without a turn of the event loop.
    static constexpr int kQuietMs = 30;
    /// The same between two turns, for work on the GUI thread itself.
    static constexpr int kSliceMs = 10;

    [[nodiscard]] bool busy() const { return m_depth > 0; }
    /// Of the job that runs; there must be one.
    [[nodiscard]] base::Progress& progress() { return *m_progress; }
    /// Asks the job to end; false where there is none or it is too late.
    bool cancel();

    /// What becomes of a thread whose job was cancelled: it ends in its own time, which needs all
    /// that it uses to be its own, or it is waited for.
    enum class OnCancel : std::uint8_t { Leave, Wait };
    using Work = std::function<base::Status(base::Progress&)>;
    /// Runs `work` on a thread of its own and hands back what it says; Cancelled, or OutOfMemory
    /// where it throws std::bad_alloc. Within a Busy. `work` and what it holds are destroyed on
    /// that thread.
    [[nodiscard]] base::Status inBackground(OnCancel onCancel, Work work);
    /// For work on the GUI thread, every few milliseconds: turns the event loop if it is time.
    /// Whether to go on.
    bool breathe();

    /// Frees `thing`, which holds so many bytes, on another thread where they are many: giving back
    /// a gigabyte takes a tenth of a second.
    template <class T>
    void letGo(T thing, std::int64_t bytes) {
        if (bytes >= kMany) {
            release(std::make_shared<T>(std::move(thing)));
        }
    }

    /// What a person is told of the job that runs.
    struct State {
        QString words;
        double fraction = 0;  ///< 0..1
        std::optional<double> secondsLeft;
    };
    [[nodiscard]] State state();
    /// Says something else of the job that runs: "Taking back".
    void setWords(const QString& words) { m_words = words; }

    /// For tests: what makes the progress of the next jobs.
    using MakeProgress = std::function<std::shared_ptr<base::Progress>()>;
    void setProgress(MakeProgress make) { m_makeProgress = std::move(make); }
    /// Waits until no thread is left.
    void joinAll();

signals:
    /// A job is about to turn the event loop, or one that did has ended.
    void busyChanged(bool busy);

private:
    struct Thread;
    static constexpr std::int64_t kMany = std::int64_t{1} << 25U;

    void begin(const QString& words);
    void end();
    void turn(bool wait);
    void joinEnded();
    void start(const std::shared_ptr<Thread>& thread);
    void release(std::shared_ptr<void> thing);

    int m_depth = 0;
    bool m_announced = false;
    QString m_words;
    QElapsedTimer m_clock;       ///< since the job began
    qint64 m_lastTurn = 0;       ///< on that clock
    double m_shownFraction = 0;  ///< never goes back
    TimeLeft m_timeLeft;
    MakeProgress m_makeProgress;
    std::shared_ptr<base::Progress> m_progress;
    std::vector<std::shared_ptr<Thread>> m_threads;
};

}  // namespace frisket::session
