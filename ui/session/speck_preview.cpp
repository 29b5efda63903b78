// SPDX-License-Identifier: MIT
#include "ui/session/speck_preview.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "ui/session/core_text.h"
#include "ui/session/layer_values.h"
#include "ui/session/plane_job.h"
#include "ui/session/reporting.h"

namespace frisket::session {

namespace {
using condition::BitRegion;
using measure::Speck;
using measure::Specks;

constexpr int kRestMs = 40;

void add(const Specks& specks, std::size_t begin, std::size_t end, BitRegion& region) {
    for (std::size_t i = begin; i < end; ++i) {
        region.setSpan(specks.runs[i].y, specks.runs[i].x0, specks.runs[i].x1);
    }
}

base::Rect boxOf(const Specks& specks, std::size_t begin, std::size_t end) {
    base::Rect box;
    for (std::size_t i = begin; i < end; ++i) {
        const measure::SpeckRun& run = specks.runs[i];
        box = box.united({run.x0, run.y, run.x1, run.y + 1});
    }
    return box;
}

/// Rows that are written together. A region of them is half a megabyte at most where an image has
/// 16,384 columns.
constexpr std::int64_t kBandRows = 256;
/// More pieces of specks than that are one region together, so that a million are no million.
constexpr std::size_t kOneByOne = 64;

/// The part of a speck that is in one band of rows.
struct Piece {
    std::int64_t band = 0;
    std::array<std::byte, 8> value{};
    std::size_t begin = 0;  ///< runs
    std::size_t end = 0;
};

/// By bands, in them by values.
std::vector<Piece> piecesOf(const Specks& specks) {
    std::vector<Piece> pieces;
    for (const Speck& speck : specks.specks) {
        for (std::size_t run = speck.firstRun; run < speck.endRun;) {
            const std::int64_t band = specks.runs[run].y / kBandRows;
            const std::size_t begin = run;
            while (run < speck.endRun && specks.runs[run].y / kBandRows == band) {
                ++run;
            }
            pieces.push_back({band, speck.value, begin, run});
        }
    }
    std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) {
        return std::tie(a.band, a.value, a.begin) < std::tie(b.band, b.value, b.begin);
    });
    return pieces;
}

/// Those of one band and one value, which begin at `first`; moves it past them.
LabelledRegions nextOf(const Specks& specks, const std::vector<Piece>& pieces, array::DType dtype,
                       std::size_t& first) {
    const std::size_t begin = first;
    const Piece& one = pieces[begin];
    base::Rect box;
    while (first < pieces.size() && pieces[first].band == one.band &&
           pieces[first].value == one.value) {
        box = box.united(boxOf(specks, pieces[first].begin, pieces[first].end));
        ++first;
    }
    LabelledRegions part{{}, {dtype, one.value}};
    const bool together = first - begin > kOneByOne;
    if (together) {
        part.regions.emplace_back(box);
    }
    for (std::size_t i = begin; i < first; ++i) {
        const Piece& piece = pieces[i];
        if (!together) {
            part.regions.emplace_back(boxOf(specks, piece.begin, piece.end));
        }
        add(specks, piece.begin, piece.end, part.regions.back());
    }
    return part;
}

bool holds(const Specks& specks, const Speck& speck, base::Pixel pixel) {
    if (!speck.box.contains(pixel.x, pixel.y)) {
        return false;
    }
    for (std::size_t i = speck.firstRun; i < speck.endRun; ++i) {
        const measure::SpeckRun& run = specks.runs[i];
        if (run.y == pixel.y && pixel.x >= run.x0 && pixel.x < run.x1) {
            return true;
        }
    }
    return false;
}

/// The rows of the shown plane, for another thread.
measure::ReadRow rowsOf(std::shared_ptr<const LayerSnapshot> snapshot, const ShownPlane& plane,
                        std::int64_t width) {
    assign::PlaneWindow window;
    window.axisX = plane.axisX;
    window.axisY = plane.axisY;
    window.fixed = plane.index;
    window.width = width;
    window.height = 1;
    return [snapshot = std::move(snapshot), window](std::int64_t y, std::byte* out) mutable {
        window.y0 = y;
        snapshot->values().read(window, out);
    };
}
}  // namespace

SpeckPreview::SpeckPreview(Document& document, QObject* parent)
    : QObject(parent), m_document(document) {
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_rest, &QTimer::timeout, this, &SpeckPreview::look);
    for (const auto signal :
         {&Document::layersChanged, &Document::planeChanged, &Document::historyChanged}) {
        connect(&document, signal, this, &SpeckPreview::check);
    }
}

void SpeckPreview::setActive(bool active) {
    if (active == m_active) {
        return;
    }
    m_active = active;
    m_rest.stop();
    m_task.cancel();
    forget();
    if (active) {
        look();
    }
    emit asked();
    emit changed();
}

void SpeckPreview::setRule(const measure::SpeckRule& rule) {
    if (rule != m_rule) {
        m_rule = rule;
        forget();
        if (m_active) {
            look();
        }
        emit asked();
        emit changed();
    }
}

void SpeckPreview::forget() {
    m_removes = false;  // that was meant for what was seen
    m_seen.reset();
    m_found.reset();
    m_problem.clear();
}

void SpeckPreview::tell(const QString& problem) {
    m_problem = problem;
    emit changed();
}

void SpeckPreview::check() {
    if (!m_active || m_seen == Seen{m_document.destinationVersion(), m_document.shownPlane()}) {
        return;
    }
    m_task.cancel();
    forget();
    m_rest.start();
    emit changed();
}

void SpeckPreview::look() {
    if (!m_active) {
        return;
    }
    if (m_document.inStroke() || m_document.busy()) {
        m_rest.start();
        return;
    }
    if (!m_document.has(LayerId::Destination)) {
        tell(tr("Open a destination to look for specks."));
        return;
    }
    auto taken = LayerSnapshot::take(m_document, LayerId::Destination);
    if (!taken) {
        tell(fromCore(taken.error().text()));
        return;
    }
    m_seen = Seen{m_document.destinationVersion(), m_document.shownPlane()};
    const std::shared_ptr<LayerSnapshot> snapshot = *std::move(taken);
    const auto found = std::make_shared<Found>();
    const auto work = [found, snapshot, dtype = m_document.dtype(LayerId::Destination),
                       shown = m_document.shownPlane(), plane = m_document.planeRect(),
                       rule = m_rule](base::Progress& progress) -> base::Status {
        if (auto ready = snapshot->prepare(); !ready) {
            return ready;
        }
        auto specks = measure::findSpecks(dtype, plane.width(), plane.height(), rule,
                                          rowsOf(snapshot, shown, plane.width()), &progress);
        if (!specks) {
            return base::passOn(specks);
        }
        found->specks = *std::move(specks);
        base::Rect box;
        for (const Speck& speck : found->specks.specks) {
            box = box.united(speck.box);
        }
        found->where = BitRegion(box);
        for (const Speck& speck : found->specks.specks) {
            add(found->specks, speck.firstRun, speck.endRun, found->where);
        }
        return {};
    };
    m_task.start(work, [this, found](const base::Status& status) {
        if (!status) {
            if (status.error().code != base::ErrorCode::Cancelled) {
                m_removes = false;
                tell(fromCore(status.error().text()));
            }
            return;
        }
        m_found = found;
        if (m_removes) {
            removeSoon();
        }
        tell({});
    });
}

void SpeckPreview::removeAll() {
    m_removes = m_active && m_problem.isEmpty();
    if (m_removes && m_found) {
        removeSoon();
    }
}

void SpeckPreview::removeSoon() {
    // Not from within an event of the canvas: the job turns the event loop.
    QMetaObject::invokeMethod(this, &SpeckPreview::removeFound, Qt::QueuedConnection);
}

void SpeckPreview::removeFound() {
    if (!std::exchange(m_removes, false) || !m_found || m_document.busy() ||
        m_document.inStroke()) {
        return;  // that was meant for what is not there any more
    }
    const std::shared_ptr<const Found> found = m_found;
    const ShownPlane shown = m_document.shownPlane();
    const array::DType dtype = m_document.dtype(LayerId::Destination);
    const QString name = tr("Remove specks");
    const Jobs::Busy busy(m_document.jobs(), name);
    std::vector<Piece> pieces;
    auto done = m_document.jobs().inBackground(Jobs::OnCancel::Wait, [&](base::Progress&) {
        pieces = piecesOf(found->specks);
        return base::Status();
    });
    if (done && !showSame(shown, m_document.shownPlane())) {
        done = tl::unexpected(planeLeftError());
    }
    if (!done) {
        report(m_document, done.error());
        return;
    }
    m_document.jobs().progress().expect(static_cast<std::int64_t>(pieces.size()));
    std::size_t first = 0;
    const auto next = [&]() -> std::optional<LabelledRegions> {
        if (first == pieces.size()) {
            return std::nullopt;
        }
        const std::size_t before = first;
        auto part = nextOf(found->specks, pieces, dtype, first);
        m_document.jobs().progress().advance(static_cast<std::int64_t>(first - before));
        return part;
    };
    tellDone(m_document.writeLabels(next, name), found->specks.specks.size());
}

void SpeckPreview::tellDone(const base::Result<bool>& done, std::size_t count) {
    if (!done) {
        report(m_document, done.error());
    } else if (!*done) {
        emit reported(tr("Nothing changed: limits and locks keep what is there."));
    } else {
        emit reported(count == 1 ? tr("One speck was removed.")
                                 : tr("%L1 specks were removed.").arg(count));
    }
}

bool SpeckPreview::removeAt(base::Pixel pixel) {
    const std::shared_ptr<const Found> found = m_found;
    if (!found || !found->where.at(pixel.x, pixel.y)) {
        return false;
    }
    for (const Speck& speck : found->specks.specks) {
        if (holds(found->specks, speck, pixel)) {
            BitRegion region(speck.box);
            add(found->specks, speck.firstRun, speck.endRun, region);
            const LabelledRegions part{{std::move(region)},
                                       {m_document.dtype(LayerId::Destination), speck.value}};
            tellDone(m_document.writeLabels({&part, 1}, tr("Remove speck")), 1);
            return true;
        }
    }
    return false;
}

}  // namespace frisket::session
