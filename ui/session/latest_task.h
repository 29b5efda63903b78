// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <thread>

#include <QObject>

#include "core/base/progress.h"

namespace frisket::session {

/// Work on data of its own, one piece at a time on a thread, of which only what was asked for last
/// matters: a new piece cancels the one under way and begins when that has ended. Unlike a job it
/// stands in nobody's way: the document can be edited meanwhile. For previews.
class LatestTask : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    /// Cancels what is under way and waits for it.
    ~LatestTask() override;

    using Work = std::function<base::Status(base::Progress&)>;
    using Done = std::function<void(const base::Status&)>;
    /// `done` is called on this object's thread from its event loop, unless something else was
    /// started before or it was cancelled; with OutOfMemory where `work` throws std::bad_alloc.
    void start(Work work, Done done);
    /// What is under way ends without a word.
    void cancel();
    /// Whether a `done` is still to come.
    [[nodiscard]] bool isRunning() const { return m_current || m_next; }

private:
    struct Piece {
        Work work;
        Done done;
    };
    struct Run {
        base::Progress progress;
        base::Status status;
    };

    void begin(Piece piece);
    void ended();

    std::optional<Done> m_current;  ///< of the piece under way, if it is still wanted
    std::optional<Piece> m_next;
    std::shared_ptr<Run> m_run;  ///< while a thread is there
    std::thread m_thread;
};

}  // namespace frisket::session
