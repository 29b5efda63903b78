// SPDX-License-Identifier: MIT
#include "ui/session/instance_finder.h"

#include <new>

#include <QLocale>
#include <QThread>

#include "ui/session/layer_values.h"

namespace frisket::session {

namespace {
/// The plane of the same axes after `plane`, in C order of the hidden ones, the first after the
/// last.
ShownPlane neighbour(const ShownPlane& plane, const array::Shape& shape, bool forward) {
    ShownPlane next = plane;
    for (int axis = shape.rank() - 1; axis >= 0; --axis) {
        if (plane.shows(axis)) {
            continue;
        }
        next.index[axis] += forward ? 1 : -1;
        if (next.index[axis] >= 0 && next.index[axis] < shape[axis]) {
            return next;
        }
        next.index[axis] = forward ? 0 : shape[axis] - 1;
    }
    return next;
}

assign::PlaneWindow rowOf(const ShownPlane& plane, std::int64_t row, std::int64_t width) {
    assign::PlaneWindow window;
    window.axisX = plane.axisX;
    window.axisY = plane.axisY;
    window.fixed = plane.index;
    window.y0 = row;
    window.width = width;
    window.height = 1;
    return window;
}

/// The neighbour of `number` among `count`, which is not 0, and whether that is round the end.
std::pair<std::size_t, bool> step(std::optional<std::size_t> number, std::size_t count,
                                  bool forward) {
    if (!number) {
        return {forward ? 0 : count - 1, false};
    }
    if (forward) {
        return *number + 1 < count ? std::pair(*number + 1, false)
                                   : std::pair(std::size_t{0}, true);
    }
    return *number > 0 ? std::pair(*number - 1, false) : std::pair(count - 1, true);
}
}  // namespace

/// What the thread works on; nothing of it is shared but the flag.
struct InstanceFinder::Job {
    std::unique_ptr<LayerSnapshot> snapshot;
    Known known;  ///< of the plane that it came to
    array::Shape shape;
    std::int64_t width = 0;
    std::int64_t height = 0;
    bool forward = true;
    std::optional<Pixel> from;
    std::optional<std::size_t> start;  ///< where `from` does not say
    bool skipFirst = false;            ///< nothing is left in the plane where it begins

    std::atomic<bool> stop{false};
    bool isFound = false;
    bool isRound = false;
    std::size_t number = 0;
    QString problem;
    std::unique_ptr<QThread> thread;

    /// Whether the plane was looked at to its end.
    bool look(std::optional<std::size_t>& tracked) {
        measure::ComponentFinder finder;
        if (from) {
            finder.track(from->x, from->y);
        }
        const LayerValues& values = snapshot->values();
        std::vector<std::byte> row(static_cast<std::size_t>(width * array::itemSize(values.dtype)));
        std::vector<measure::PixelRun> runs;
        for (std::int64_t y = 0; y < height; ++y) {
            if (stop) {
                return false;
            }
            values.read(rowOf(known.plane, y, width), row.data());
            runs.clear();
            measure::appendRuns(values.dtype, row.data(), width, known.label, runs);
            if (!finder.addRow(runs)) {
                problem = tr("The label has more than %L1 instances here; that is too many to go "
                             "through.")
                              .arg(measure::ComponentFinder::kMostComponents);
                return false;
            }
        }
        measure::ComponentFinder::Found found = finder.take();
        known.components = std::move(found.components);
        tracked = found.tracked;
        return true;
    }

    void search() {
        if (const base::Status status = snapshot->prepare(); !status) {
            problem = QString::fromStdString(status.error().text());
            return;
        }
        const ShownPlane first = known.plane;
        std::optional<std::size_t> tracked;
        if (!skipFirst) {
            if (!look(tracked)) {
                return;
            }
            if (!known.components.empty()) {
                const auto [place, round] =
                    step(tracked ? tracked : start, known.components.size(), forward);
                if (!round || neighbour(first, shape, forward) == first) {
                    number = place;
                    isFound = true;
                    isRound = round;
                    return;
                }
            }
        }
        from.reset();  // it was of that plane
        do {
            const ShownPlane before = known.plane;
            known.plane = neighbour(before, shape, forward);
            // Past the last slice in C order comes the first.
            for (int axis = 0; axis < shape.rank(); ++axis) {
                if (known.plane.index[axis] != before.index[axis]) {
                    const bool onward = known.plane.index[axis] > before.index[axis];
                    isRound = isRound || onward != forward;
                    break;
                }
            }
            isRound = isRound || known.plane == before;
            if (!look(tracked)) {
                return;
            }
        } while (known.components.empty() && known.plane != first);
        isFound = !known.components.empty();
        number = isFound && !forward ? known.components.size() - 1 : 0;
    }

    void run() {
        try {
            search();
        } catch (const std::bad_alloc&) {
            problem = tr("There is not enough memory to look for instances.");
        }
    }
};

InstanceFinder::InstanceFinder(Document& document, QObject* parent)
    : QObject(parent), m_document(document) {
    m_copying.setSingleShot(true);
    m_copying.setInterval(0);
    connect(&m_copying, &QTimer::timeout, this, &InstanceFinder::copySome);
    connect(&document, &Document::layersChanged, this, [this] { ++m_layers; });
    for (const auto signal : {&Document::planChanged, &Document::historyChanged}) {
        connect(&document, signal, this, [this] { ++m_edits; });
    }
    connect(&document, &Document::pixelsChanged, this, [this] { ++m_edits; });
}

InstanceFinder::~InstanceFinder() { stopJob(); }

InstanceFinder::State InstanceFinder::state(LayerId layer) const {
    // Strokes change neither the destination nor the source.
    return {m_document.destinationVersion(),
            layer == LayerId::Result ? m_layers + m_edits : m_layers};
}

bool InstanceFinder::isKnown(LayerId layer, std::int64_t label) const {
    return m_known && m_known->layer == layer && m_known->label == label &&
           m_known->state == state(layer) && m_known->plane == m_document.shownPlane();
}

InstanceFinder::Start InstanceFinder::startAmongKnown(const std::optional<Pixel>& from) const {
    if (from) {
        Start start{true, {}};
        for (std::size_t i = 0; i < m_known->components.size(); ++i) {
            if (m_known->components[i].box.contains(from->x, from->y)) {
                start.isSure = !start.number;  // of two boxes the pixels must decide
                start.number = i;
            }
        }
        return start;
    }
    const bool goesOn = m_last && m_last->layer == m_known->layer &&
                        m_last->label == m_known->label && m_last->plane == m_known->plane;
    return {true, goesOn ? std::optional(m_last->number) : std::nullopt};
}

void InstanceFinder::find(LayerId layer, std::int64_t label, Direction direction,
                          const std::optional<Pixel>& from) {
    stopJob();
    if (!m_document.has(LayerId::Destination)) {
        emit missed(tr("Open a destination to go through its labels."));
        return;
    }
    const bool forward = direction == Direction::Next;
    const array::Shape shape = m_document.shape(LayerId::Destination);
    std::optional<std::size_t> start;
    bool skipFirst = false;
    if (isKnown(layer, label)) {
        const Start among = startAmongKnown(from);
        if (among.isSure && !m_known->components.empty()) {
            const auto [number, round] = step(among.number, m_known->components.size(), forward);
            const bool alone = neighbour(m_known->plane, shape, forward) == m_known->plane;
            if (!round || alone) {
                arrive(number, round);
                return;
            }
        }
        skipFirst = among.isSure;
        start = among.number;
    } else if (!from && m_last && m_last->layer == layer && m_last->label == label &&
               m_last->plane == m_document.shownPlane()) {
        start = m_last->number;  // by its number, as the content has changed
    }
    auto snapshot = LayerSnapshot::take(m_document, layer);
    if (!snapshot) {
        emit missed(QString::fromStdString(snapshot.error().text()));
        return;
    }
    if (array::isFloat((*snapshot)->values().dtype)) {
        emit missed(
            tr("The %1 has floats, which are no labels.").arg(displayName(layer).toLower()));
        return;
    }
    m_job = std::make_unique<Job>();
    m_job->snapshot = *std::move(snapshot);
    m_job->known = {layer, label, state(layer), m_document.shownPlane(), {}};
    m_job->shape = shape;
    m_job->width = m_document.planeWidth();
    m_job->height = m_document.planeHeight();
    m_job->forward = forward;
    m_job->from = from;
    m_job->start = start;
    m_job->skipFirst = skipFirst;
    emit started();
    copySome();
}

void InstanceFinder::copySome() {
    if (m_job->known.state != state(m_job->known.layer)) {
        m_job.reset();
        emit missed(tr("The image changed meanwhile; look again."));
    } else if (m_job->snapshot->copySome(m_document)) {
        m_copying.start();
    } else {
        start();
    }
}

void InstanceFinder::start() {
    m_job->thread.reset(QThread::create([job = m_job.get()] {
        job->run();
        job->snapshot.reset();  // here, since it takes a while to give a large one back
    }));
    connect(m_job->thread.get(), &QThread::finished, this, &InstanceFinder::jobEnded);
    m_job->thread->start(QThread::LowPriority);
}

void InstanceFinder::jobEnded() {
    if (!m_job || sender() != m_job->thread.get()) {
        return;
    }
    m_job->thread->wait();
    const std::unique_ptr<Job> job = std::move(m_job);
    const ShownPlane& plane = job->known.plane;
    const ShownPlane& shown = m_document.shownPlane();
    const bool isCurrent = job->known.state == state(job->known.layer) &&
                           plane.axisX == shown.axisX && plane.axisY == shown.axisY &&
                           plane.index.rank() == shown.index.rank();
    if (job->isFound && isCurrent) {
        m_known = std::move(job->known);
        arrive(job->number, job->isRound);
    } else if (job->isFound) {
        emit missed(tr("The image changed meanwhile; look again."));
    } else {
        emit missed(job->problem.isEmpty() ? tr("There is no such label in the %1.")
                                                 .arg(displayName(job->known.layer).toLower())
                                           : job->problem);
    }
    // Its own thread object must not go inside its own signal.
    job->thread.release()->deleteLater();
}

void InstanceFinder::arrive(std::size_t number, bool isRound) {
    const array::Index target = m_known->plane.index;
    for (int axis = 0; axis < target.rank(); ++axis) {
        if (m_document.shownPlane().index[axis] != target[axis]) {
            m_document.setIndex(axis, target[axis]);
        }
    }
    m_known->plane = m_document.shownPlane();  // another axis may be the active one now
    m_last = Found{m_known->layer, m_known->label,
                   m_known->plane, m_known->components[number],
                   number,         m_known->components.size(),
                   isRound};
    emit found(*m_last);
}

void InstanceFinder::stopJob() {
    m_copying.stop();
    if (m_job && m_job->thread) {
        m_job->thread->disconnect(this);
        m_job->stop = true;
        m_job->thread->wait();
    }
    m_job.reset();
}

}  // namespace frisket::session
