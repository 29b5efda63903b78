// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

#include <QObject>

#include "core/measure/label_census.h"
#include "core/measure/sample.h"
#include "ui/session/document.h"

class QThread;

namespace frisket::session {

/// Which labels occur in the destination and the source, and how often: at once from a sample,
/// completely on demand. The complete count runs in a thread of its own on what the arrays were
/// when it began. What it finds is dropped if they have changed since.
class LabelSurvey : public QObject {
    Q_OBJECT

public:
    /// At most this many elements of each array are looked at by `sample`; of labels wider than two
    /// bytes an eighth.
    static constexpr std::int64_t kSample = std::int64_t{1} << 22U;
    /// At most this many labels of each array are listed: the most frequent ones.
    static constexpr std::size_t kMostLabels = 10000;

    /// `document` must outlive it.
    explicit LabelSurvey(Document& document, QObject* parent = nullptr);
    ~LabelSurvey() override;

    /// What was found in one array.
    struct Found {
        bool isThere = false;
        bool hasLabels = false;  ///< false: floats
        bool isSampled = false;  ///< then the counts are estimates
        bool isComplete = true;  ///< all labels are listed
        std::vector<measure::LabelShare> labels;
    };
    [[nodiscard]] const Found& destination() const { return m_destination; }
    [[nodiscard]] const Found& source() const { return m_source; }

    /// Whether the arrays are those that were last looked at.
    [[nodiscard]] bool isCurrent() const;
    /// Looks at a sample of both arrays, or at all of them where they are small, if they have
    /// changed. Bounded: some ten milliseconds.
    void sample();
    /// Begins the complete count.
    void countAll();
    void cancel();
    [[nodiscard]] bool isCounting() const { return m_job != nullptr; }
    /// Of the complete count, 0..1.
    [[nodiscard]] double progress() const;

signals:
    /// There is a new answer.
    void changed();
    /// The complete count ended, with an answer or without. `problem` says why there is none; empty
    /// where there is one or it was cancelled or is out of date.
    void countEnded(const QString& problem);

private:
    /// Tells one state of both arrays from any other.
    struct State {
        std::uint64_t destination = 0;
        std::uint64_t source = 0;
        bool operator==(const State&) const = default;
    };
    struct Job;

    [[nodiscard]] State state() const;
    void jobEnded();
    void stopJob();

    Document& m_document;
    std::uint64_t m_sourceVersion = 0;
    std::optional<State> m_seen;
    Found m_destination;
    Found m_source;
    std::unique_ptr<Job> m_job;
};

}  // namespace frisket::session
