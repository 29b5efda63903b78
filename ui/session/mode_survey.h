// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <memory>
#include <optional>

#include <QObject>
#include <QTimer>

#include "ui/session/latest_task.h"
#include "ui/session/mode_snapshot.h"

namespace frisket::session {

/// What each of the modes would make of the present operands, side by side: a small picture, how
/// many elements of the whole array change, and in how many the results differ. Found when edits
/// rest, on a thread and on copies, so that it stands in nobody's way: the condition is copied a
/// part at a time between other events, and the picture comes before the counts. No result array is
/// ever made.
class ModeSurvey : public QObject {
    Q_OBJECT

public:
    static constexpr int kRestMilliseconds = 150;

    /// `document` outlives it. Edits rest when none came for so many milliseconds.
    explicit ModeSurvey(Document& document, int rest = kRestMilliseconds,
                        QObject* parent = nullptr);
    ~ModeSurvey() override;

    /// While it is not wanted, nothing is done and nothing kept.
    void setWanted(bool wanted);
    /// Pictures have so many samples at most from now on.
    void setPictureSize(QSize size);

    using Choices = std::array<ModeChoice, kModes>;
    /// Of the operands at the last rest; nothing before it, and without a destination.
    [[nodiscard]] const Choices* choices() const { return m_choices ? &*m_choices : nullptr; }
    /// As far as they are there; those before an edit stay until there are others.
    [[nodiscard]] const ModeSnapshot::Pictures* pictures() const {
        return m_pictures ? &*m_pictures : nullptr;
    }
    /// Another one for other pictures.
    [[nodiscard]] int pictureNumber() const { return m_pictureNumber; }
    [[nodiscard]] const ModeSnapshot::Counts* counts() const {
        return m_counts ? &*m_counts : nullptr;
    }
    /// Whether all of these are of what is there now.
    [[nodiscard]] bool isCurrent() const { return !m_stale && !m_snapshot && !m_found; }
    /// 0..1, of the counts; 1 where nothing is being counted.
    [[nodiscard]] double progress() const;
    /// Why there are no counts, or empty.
    [[nodiscard]] const QString& problem() const { return m_problem; }
    /// How often it was begun, for tests of what costs nothing.
    [[nodiscard]] int begun() const { return m_begun; }

signals:
    /// Any of these is another one.
    void changed();

private:
    struct Found;

    void planChanged();
    void pixelsChanged();
    void countAnew();
    void beginLater(int milliseconds);
    void begin();
    void copySome();
    void start();
    void takePictures();
    void ended(const base::Status& status);
    void stop();

    Document& m_document;
    int m_restMilliseconds;
    QSize m_pictureSize{96, 64};
    bool m_wanted = false;
    bool m_stale = true;
    bool m_countsStale = true;  ///< else only the pictures are
    bool m_modeChanged = false;
    assign::Mode m_mode;
    int m_begun = 0;
    int m_pictureNumber = 0;
    std::optional<Choices> m_choices;
    std::optional<ModeSnapshot::Pictures> m_pictures;
    std::optional<ModeSnapshot::Counts> m_counts;
    QString m_problem;
    std::unique_ptr<ModeSnapshot> m_snapshot;  ///< while it is copied
    std::shared_ptr<Found> m_found;            ///< what the thread found so far
    QTimer m_rest;
    QTimer m_copying;
    QTimer m_tell;      ///< while the thread works
    LatestTask m_task;  ///< the last, so that it ends before what it uses
};

}  // namespace frisket::session
