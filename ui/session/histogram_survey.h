// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include <QObject>
#include <QTimer>

#include "core/measure/histogram.h"
#include "ui/session/document.h"

class QThread;

namespace frisket::session {

/// The histogram of a layer. Nothing is read while a stroke is under way or sooner than 150 ms
/// after the last change; then the values are collected a millisecond at a time between other
/// events, so that no event waits for them, and counted in a thread of its own. At most
/// kMostSamples are kept: of a larger region every so many-th row and column, of more selected
/// pixels every so many-th of them in reading order.
class HistogramSurvey : public QObject {
    Q_OBJECT

public:
    static constexpr std::int64_t kMostSamples = std::int64_t{1} << 22U;
    static constexpr int kRestMilliseconds = 150;

    enum class Region { Visible, Plane, Selected };

    /// `document` outlives it.
    explicit HistogramSurvey(Document& document, QObject* parent = nullptr);
    ~HistogramSurvey() override;

    struct Question {
        LayerId layer = LayerId::Destination;
        Region region = Region::Plane;
        base::Rect visible;  ///< matters for Region::Visible only
        bool operator==(const Question&) const = default;
    };
    [[nodiscard]] const Question& question() const { return m_question; }
    /// Another question is answered soon.
    void ask(const Question& question);
    /// While it is not wanted, nothing is done.
    void setWanted(bool wanted);

    struct Answer {
        Question question;
        array::DType dtype = array::DType::U8;
        measure::Histogram histogram;
        std::int64_t pixels = 0;  ///< that the region has
        bool isSampled = false;   ///< not all of them were looked at
        bool hasLayer = false;    ///< the layer is there, with a place in the picture
        QString problem;          ///< why there is none, where it has one
    };
    [[nodiscard]] const Answer& answer() const { return m_answer; }
    /// Whether a newer answer is on its way.
    [[nodiscard]] bool isBusy() const { return m_wanted && (m_stale || m_counting); }

signals:
    /// There is a new answer.
    void changed();

private:
    struct Collecting;
    struct Counting;

    void refreshLater();
    void begin();
    void collectSome();
    void giveUp();
    void count();
    void counted();
    void stopCounting();

    Document& m_document;
    Question m_question;
    Answer m_answer;
    bool m_wanted = false;
    bool m_stale = true;
    QTimer m_rest;
    QTimer m_more;
    std::unique_ptr<Collecting> m_collecting;
    std::unique_ptr<Counting> m_counting;
};

}  // namespace frisket::session
