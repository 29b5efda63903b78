// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

#include <QObject>
#include <QTimer>

#include "core/measure/components.h"
#include "ui/session/document.h"

class QThread;

namespace frisket::session {

/// Goes from one instance of a label to the next: pixels that hang together by sides or corners in
/// the shown plane, in reading order, then those in the following slices, round to where it began.
/// A thread of its own looks at the layer as it was when it was asked; a new question stops it.
class InstanceFinder : public QObject {
    Q_OBJECT

public:
    /// `document` outlives it.
    explicit InstanceFinder(Document& document, QObject* parent = nullptr);
    ~InstanceFinder() override;

    enum class Direction { Next, Previous };
    struct Pixel {
        std::int64_t x = 0;
        std::int64_t y = 0;
    };

    struct Found {
        LayerId layer = LayerId::Destination;
        std::int64_t label = 0;
        ShownPlane plane;
        measure::Component component;
        std::size_t number = 0;  ///< in its plane, from 0
        std::size_t count = 0;   ///< of its plane
        bool isRound = false;    ///< past the last one, or the first
    };

    /// Looks for the next instance of `label` in the destination, source or result. Next to what:
    /// the instance that holds `from` if there is one; else the one found last if that is still
    /// what it was and shown; else the first one is next.
    void find(LayerId layer, std::int64_t label, Direction direction,
              const std::optional<Pixel>& from = std::nullopt);
    [[nodiscard]] const std::optional<Found>& last() const { return m_last; }

signals:
    /// The document shows the plane of it already.
    void found(const frisket::session::InstanceFinder::Found& instance);
    /// There is none, or it could not be looked for; in words.
    void missed(const QString& why);
    /// A search began that may take a while.
    void started();

private:
    /// Tells one content of the layers from any other.
    struct State {
        std::uint64_t destination = 0;
        std::uint64_t others = 0;
        bool operator==(const State&) const = default;
    };
    /// All instances of a label in a plane.
    struct Known {
        LayerId layer = LayerId::Destination;
        std::int64_t label = 0;
        State state;
        ShownPlane plane;
        std::vector<measure::Component> components;
    };
    struct Job;

    [[nodiscard]] State state(LayerId layer) const;
    [[nodiscard]] bool isKnown(LayerId layer, std::int64_t label) const;
    /// The place among the known ones from which to go on: nothing where the thread must say.
    struct Start {
        bool isSure = false;
        std::optional<std::size_t> number;
    };
    [[nodiscard]] Start startAmongKnown(const std::optional<Pixel>& from) const;
    void arrive(std::size_t number, bool isRound);
    void copySome();
    void start();
    void jobEnded();
    void stopJob();

    Document& m_document;
    std::uint64_t m_layers = 0;
    std::uint64_t m_edits = 0;
    std::optional<Known> m_known;
    std::optional<Found> m_last;
    QTimer m_copying;  ///< between two parts of the snapshot
    std::unique_ptr<Job> m_job;
};

}  // namespace frisket::session
