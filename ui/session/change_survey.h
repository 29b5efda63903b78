// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QObject>
#include <QTimer>

#include "core/measure/agreement.h"
#include "core/measure/transitions.h"
#include "ui/session/document.h"

namespace frisket::session {

class ChangeCount;

/// What the live assignment would change in the shown plane, counted exactly: which label becomes
/// which, and how often. A pass over the plane counts it, a millisecond at a time between other
/// events. From then on edits of the condition are counted by what they flip, so that it costs
/// nothing but the pixels that are painted; they wait for their turn between events, too. Whatever
/// else changes begins a new pass; so does every edit in modes that take the source in order, when
/// edits rest.
class ChangeSurvey : public QObject {
    Q_OBJECT

public:
    static constexpr int kRestMilliseconds = 150;
    /// Pairs of labels of mask and reference up to which scores are live; more wait until nothing
    /// is painted or still to be counted, since to add them up takes longer than a stroke's event.
    static constexpr std::size_t kLivePairs = 1024;

    /// `document` outlives it. Edits rest when none came for so many milliseconds.
    explicit ChangeSurvey(Document& document, int rest = kRestMilliseconds,
                          QObject* parent = nullptr);
    ~ChangeSurvey() override;

    /// While it is not wanted, nothing is done and nothing kept.
    void setWanted(bool wanted);
    /// Whether agreement with the source is to be counted, too.
    void setScored(bool scored);

    /// Pixels to show: those that are selected and become `after` from `before`.
    struct Pair {
        std::int64_t before = 0;
        std::int64_t after = 0;
        bool operator==(const Pair&) const = default;
    };
    /// Finds those pixels and keeps them true; nothing: forgets them.
    void setMarked(const std::optional<Pair>& pair);
    [[nodiscard]] const std::optional<Pair>& marked() const { return m_marked; }
    /// As far as they are found; null where none are looked for.
    [[nodiscard]] const condition::BitRegion* marks() const;

    struct Answer {
        bool hasPlan = false;  ///< else nothing is counted
        array::DType dtype = array::DType::U8;
        measure::Transitions::Sum counts;
        std::int64_t pixels = 0;  ///< that the plane has
        bool isSliced = false;    ///< there are other planes, which are not counted
        bool isLive = false;      ///< follows each edit; else when edits rest
        bool isComplete = false;  ///< all of the plane was counted
        double progress = 0;      ///< 0..1, where it was not
        bool isOutdated = false;  ///< edits came since, and will be counted when they rest
        QString problem;          ///< why there is nothing, in words
        /// With the source as the reference, where `setScored`.
        struct Score {
            std::vector<measure::LabelAgreement> before;
            std::vector<measure::LabelAgreement> after;
        };
        std::optional<Score> score;
        bool scoreIsLate = false;  ///< it comes when nothing changes any more
        array::DType referenceType = array::DType::U8;
        QString scoreProblem;  ///< why there is none, in words
    };
    /// As it is counted now.
    [[nodiscard]] Answer answer() const;
    /// Whether something is still to be counted.
    [[nodiscard]] bool isBusy() const;

signals:
    /// There is another answer.
    void changed();
    /// The marks in these pixels.
    void marksChanged(const frisket::base::Rect& pixels);

private:
    /// What a count was made of; the condition is followed.
    struct State;

    [[nodiscard]] State state() const;
    void follow(const base::Area& area);
    void look();
    void beginLater(int milliseconds);
    void begin();
    void countSome();
    void advance();
    void drop();
    void dropStale();
    void giveUp();
    [[nodiscard]] QString scoreProblem() const;

    Document& m_document;
    int m_restMilliseconds;
    bool m_wanted = false;
    bool m_scored = false;
    bool m_stale = true;
    std::optional<Pair> m_marked;
    std::uint64_t m_layers = 0;  ///< how often they were replaced
    std::unique_ptr<State> m_counted;
    std::unique_ptr<ChangeCount> m_count;
    QString m_problem;
    QTimer m_rest;
    QTimer m_more;
};

}  // namespace frisket::session
