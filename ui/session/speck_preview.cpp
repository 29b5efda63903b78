// SPDX-License-Identifier: MIT
#include "ui/session/speck_preview.h"

#include <map>
#include <utility>

#include "ui/session/core_text.h"
#include "ui/session/layer_values.h"

namespace frisket::session {

namespace {
using condition::BitRegion;
using measure::Speck;
using measure::Specks;

constexpr int kRestMs = 40;

/// More specks than that are one region together, so that a million of them are no million edits.
constexpr std::size_t kOneByOne = 1024;

void add(const Specks& specks, const Speck& speck, BitRegion& region) {
    for (std::size_t i = speck.firstRun; i < speck.endRun; ++i) {
        region.setSpan(specks.runs[i].y, specks.runs[i].x0, specks.runs[i].x1);
    }
}

/// Some specks as few regions.
std::vector<BitRegion> regionsOf(const Specks& specks, const std::vector<const Speck*>& some) {
    std::vector<BitRegion> regions;
    if (some.size() <= kOneByOne) {
        for (const Speck* speck : some) {
            add(specks, *speck, regions.emplace_back(speck->box));
        }
        return regions;
    }
    base::Rect box;
    for (const Speck* speck : some) {
        box = box.united(speck->box);
    }
    BitRegion& all = regions.emplace_back(box);
    for (const Speck* speck : some) {
        add(specks, *speck, all);
    }
    return regions;
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
            add(found->specks, speck, found->where);
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
            removeFound();
        }
        tell({});
    });
}

void SpeckPreview::removeAll() {
    m_removes = m_active && m_problem.isEmpty();
    if (m_removes && m_found) {
        removeFound();
    }
}

void SpeckPreview::removeFound() {
    m_removes = false;
    const std::shared_ptr<const Found> found = m_found;
    std::map<std::array<std::byte, 8>, std::vector<const Speck*>> byValue;
    for (const Speck& speck : found->specks.specks) {
        byValue[speck.value].push_back(&speck);
    }
    std::vector<LabelledRegions> all;
    for (const auto& [value, some] : byValue) {
        all.push_back(
            {regionsOf(found->specks, some), {m_document.dtype(LayerId::Destination), value}});
    }
    m_document.writeLabels(all, tr("Remove specks"));
}

bool SpeckPreview::removeAt(base::Pixel pixel) {
    const std::shared_ptr<const Found> found = m_found;
    if (!found || !found->where.at(pixel.x, pixel.y)) {
        return false;
    }
    for (const Speck& speck : found->specks.specks) {
        if (holds(found->specks, speck, pixel)) {
            const LabelledRegions part{regionsOf(found->specks, {&speck}),
                                       {m_document.dtype(LayerId::Destination), speck.value}};
            m_document.writeLabels({&part, 1}, tr("Remove speck"));
            return true;
        }
    }
    return false;
}

}  // namespace frisket::session
