// SPDX-License-Identifier: MIT
// The half of Document that changes pixels: strokes, edits of the whole condition, Apply, history.
#include <new>
#include <utility>

#include "core/assign/check.h"
#include "core/condition/packed_box.h"
#include "core/edit/masked_values.h"
#include "ui/session/document.h"
#include "ui/session/document_entries.h"

namespace frisket::session {

bool Document::canPaint() const {
    return m_writer != nullptr && !planeRect().empty() &&
           broadcastLayout(LayerId::Condition).has_value();
}

template <class Work>
base::Status Document::attempted(Work&& work) {
    try {
        work();
        return {};
    } catch (const std::bad_alloc&) {
        if (m_inStroke) {
            abortStroke();
        }
        return base::fail(base::ErrorCode::OutOfMemory,
                          tr("There is not enough memory.").toStdString(),
                          tr("Save your work, close other programs and try again.").toStdString());
    }
}

template <class Work>
void Document::guarded(Work&& work) {
    if (const base::Status done = attempted(work); !done) {
        emit failed(done.error());
    }
}

void Document::beginStroke() {
    m_writer->begin();
    m_inStroke = true;
    m_selectedBeforeStroke = m_selectedCount;
    m_strokeBox = array::Box::wholeOf(array::Dims::filled(m_condition->shape().rank(), 0));
    emit historyChanged();
}

void Document::extendStroke(std::span<const condition::BitRegion> regions, bool value) {
    guarded([&] {
        const condition::Plane plane = conditionPlane();
        edit::Dirty all;
        for (const condition::BitRegion& region : regions) {
            const edit::Dirty dirty = m_writer->extend(region, plane, value);
            all.count += dirty.count;
            all.area.add(dirty.area);
        }
        if (all.count > 0) {
            m_selectedCount += value ? all.count : -all.count;
            const array::Box own =
                m_conditionAxes->toCondition(m_shown.elements(all.area.bounds()));
            m_strokeBox = m_strokeBox.united(own);
            announce(own, Follow::Stay, all.area);
        }
    });
}

void Document::commitStroke(const QString& name) {
    guarded([&] {
        auto patch = m_writer->commit(&m_pool);
        m_inStroke = false;
        pushPatch(std::move(patch), m_strokeBox, name, m_selectedBeforeStroke);
    });
}

void Document::abortStroke() {
    m_inStroke = false;
    m_selectedCount = m_selectedBeforeStroke;
    if (const base::Rect packed = m_writer->abort(); !packed.empty()) {
        announce(condition::boxOf(*m_condition, packed), Follow::Stay);
    }
    emit historyChanged();
}

template <class Change>
void Document::changeWhole(const QString& name, Change&& change, const Announce& also) {
    const std::int64_t before = m_selectedCount;
    std::optional<edit::BitPatch> patch = change();
    m_selectedCount = m_condition->count();
    array::Box own;
    if (patch) {
        own = condition::boxOf(*m_condition, patch->packedBounds());
        announce(own, Follow::Stay);
    }
    pushPatch(std::move(patch), own, name, before, also);
}

template <class Change>
void Document::editWhole(const QString& name, Change&& change) {
    if (m_writer && !m_inStroke) {
        guarded([&] { changeWhole(name, change, {}); });
    }
}

void Document::clearCondition() {
    editWhole(tr("Clear condition"), [this] { return m_writer->fill(false); });
}

void Document::selectAll() {
    editWhole(tr("Select all"), [this] { return m_writer->fill(true); });
}

void Document::invertCondition() {
    editWhole(tr("Invert condition"), [this] { return m_writer->invert(); });
}

base::Status Document::setCondition(condition::ConditionMask mask, ConditionFacts facts) {
    if (m_inStroke) {
        abortStroke();
    }
    if (!m_condition || m_condition->shape() != mask.shape()) {
        adoptCondition(std::move(mask), std::move(facts));
        return {};
    }
    const bool clean = m_history.isClean();
    const ConditionFacts before = conditionFacts();
    const std::uint64_t keptBefore = m_keptConditionVersion;
    const base::Status replaced = attempted([&] {
        changeWhole(
            tr("Open condition"), [&] { return m_writer->replace(mask); },
            [=, this](bool redone) {
                setConditionFacts(redone ? facts : before);
                m_keptConditionVersion = redone ? m_conditionVersion : keptBefore;
                updatePlan();
                emit layersChanged();
            });
    });
    if (!replaced) {
        return replaced;  // the old condition and what is known of it stay
    }
    setConditionFacts(facts);
    m_keptConditionVersion = m_conditionVersion;
    if (clean) {
        m_history.markClean();  // a step, but no work: it is in its file
    }
    return {};
}

void Document::adoptCondition(condition::ConditionMask mask, ConditionFacts facts) {
    m_history.clear();  // its entries write the old mask
    m_writer.reset();
    m_plan.reset();  // they read it; the caller makes new ones
    m_prepared.reset();
    m_overview.reset();
    m_condition = std::make_unique<condition::ConditionMask>(std::move(mask));
    m_writer = std::make_unique<edit::ConditionWriter>(*m_condition);
    m_selectedCount = m_condition->count();
    m_keptConditionVersion = m_conditionVersion = ++m_newestVersion;
    setConditionFacts(facts);
}

Document::ConditionFacts Document::conditionFacts() const {
    return {file(LayerId::Condition), note(LayerId::Condition), m_conditionType};
}

void Document::setConditionFacts(const ConditionFacts& facts) {
    m_files[indexOf(LayerId::Condition)] = facts.file;
    m_notes[indexOf(LayerId::Condition)] = facts.note;
    m_conditionType = facts.dtype;
}

void Document::pushPatch(std::optional<edit::BitPatch> patch, const array::Box& own,
                         const QString& name, std::int64_t selectedBefore, const Announce& also) {
    if (patch) {
        const std::int64_t selectedAfter = m_selectedCount;
        const std::uint64_t before = m_conditionVersion;
        const std::uint64_t after = ++m_newestVersion;
        m_conditionVersion = after;
        record(std::make_unique<ConditionEntry>(
            *m_condition, *std::move(patch), own, name.toStdString(),
            [=, this](const array::Box& changed, bool redone) {
                m_selectedCount = redone ? selectedAfter : selectedBefore;
                m_conditionVersion = redone ? after : before;
                announce(changed, Follow::GoThere);
                if (also) {
                    also(redone);
                }
            }));
    }
    emit historyChanged();
}

void Document::record(std::unique_ptr<edit::Entry> entry) {
    tellOfDropped([&] { m_history.push(std::move(entry)); });
}

template <class Change>
void Document::tellOfDropped(Change&& change) {
    const bool told = m_history.droppedForBudget() > 0;
    change();
    if (!told && m_history.droppedForBudget() > 0) {
        emit stepsDropped();
    }
}

void Document::setHistoryBudget(std::int64_t bytes) {
    tellOfDropped([&] { m_history.setBudget(bytes); });
    emit historyChanged();
}

bool Document::hasPaintedWork() const { return m_conditionVersion != m_keptConditionVersion; }

bool Document::canUndo() const { return !m_inStroke && m_history.canUndo(); }

bool Document::canRedo() const { return !m_inStroke && m_history.canRedo(); }

void Document::undo() {
    if (canUndo()) {
        guarded([this] { m_history.undo(); });
        emit historyChanged();
    }
}

void Document::redo() {
    if (canRedo()) {
        guarded([this] { m_history.redo(); });
        emit historyChanged();
    }
}

void Document::stepTo(std::size_t position) {
    if (m_inStroke || position > m_history.size() || position == m_history.position()) {
        return;
    }
    guarded([&] {
        while (m_history.position() > position) {
            m_history.undo();
        }
        while (m_history.position() < position) {
            m_history.redo();
        }
    });
    emit historyChanged();
}

base::Result<bool> Document::apply() {
    if (m_inStroke) {
        return base::fail(base::ErrorCode::Refused, tr("A stroke is being painted.").toStdString(),
                          tr("End it, then apply.").toStdString());
    }
    if (!m_plan) {
        return base::fail(base::ErrorCode::Refused, m_problem.toStdString());
    }
    if (const auto refusal = assign::findInexact(*m_plan, inputs(), m_pool)) {
        return tl::unexpected<base::Error>(refusal->toError());
    }
    auto kept = edit::MaskedValues::apply(*m_plan, inputs(), *m_destination, m_pool);
    if (!kept) {
        return base::passOn(kept);
    }
    const std::uint64_t keptBefore = std::exchange(m_keptConditionVersion, m_conditionVersion);
    if (kept->empty()) {
        emit historyChanged();
        return false;
    }
    const std::uint64_t before = m_version;
    const std::uint64_t after = ++m_newestVersion;
    m_version = after;
    forgetDestinationRange();
    record(std::make_unique<ApplyEntry>(*m_condition, *m_destination, m_pool, *std::move(kept),
                                        tr("Apply").toStdString(), [=, this](bool applied) {
                                            m_keptConditionVersion =
                                                applied ? m_conditionVersion : keptBefore;
                                            setDestinationVersion(applied ? after : before);
                                        }));
    emit pixelsChanged(planeRect());
    emit historyChanged();
    return true;
}

void Document::setDestinationVersion(std::uint64_t version) {
    m_version = version;
    forgetDestinationRange();
    emit pixelsChanged(planeRect());
}

void Document::forgetDestinationRange() {
    m_ranges[indexOf(LayerId::Destination)].reset();
    m_ranges[indexOf(LayerId::Result)].reset();
}

bool Document::hasUnappliedChanges() const {
    return m_plan && edit::wouldChange(*m_plan, inputs(), *m_destination);
}

bool Document::isModified() const { return m_version != m_savedVersion; }

}  // namespace frisket::session
