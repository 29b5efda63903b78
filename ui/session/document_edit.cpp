// SPDX-License-Identifier: MIT
// The part of Document that changes the condition, and the history.
#include <new>
#include <utility>

#include "core/condition/packed_box.h"
#include "ui/session/condition_stack.h"
#include "ui/session/document.h"
#include "ui/session/document_entries.h"
#include "ui/session/document_labels.h"
#include "ui/session/reporting.h"
#include "ui/session/stroke_limits.h"

namespace frisket::session {

bool Document::canPaint(PaintInto into) const {
    if (into == PaintInto::Destination) {
        return m_labels->canPaint();
    }
    return m_writer != nullptr && !busy() && !planeRect().empty() &&
           broadcastLayout(LayerId::Condition).has_value();
}

/// Runs `work`; where memory runs out, takes back a stroke and fails with OutOfMemory.
base::Status Document::attempted(const std::function<void()>& work) {
    try {
        work();
        return {};
    } catch (const edit::StepCancelled&) {
        return base::cancelledError();
    } catch (const std::bad_alloc&) {
        abortStroke();
        return base::fail(base::ErrorCode::OutOfMemory,
                          tr("There is not enough memory.").toStdString(),
                          tr("Save your work, close other programs and try again.").toStdString());
    }
}

/// The same for what nobody waits for: says so by `failed`.
template <class Work>
void Document::guarded(Work&& work) {
    if (const base::Status done = attempted(work); !done) {
        report(*this, done.error());
    }
}

void Document::beginStroke(PaintInto into) {
    m_inStroke = true;
    beginLimits();
    if (into == PaintInto::Destination) {
        m_labels->begin(*paintValue());
    } else {
        m_writer->begin();
        m_selectedBeforeStroke = m_selectedCount;
        m_strokeBox = array::Box::wholeOf(array::Dims::filled(m_condition->shape().rank(), 0));
    }
    emit historyChanged();
}

void Document::extendStroke(std::span<const condition::BitRegion> regions, bool value) {
    guarded([&] {
        std::vector<condition::BitRegion> allowed;
        if (m_strokeLimits) {
            // A locked label may be erased from the condition, but not from the destination.
            allowed = m_strokeLimits->allowed(*this, regions, value || m_labels->inStroke());
            regions = allowed;
        }
        if (m_labels->inStroke()) {
            m_labels->extend(regions, value);
            return;
        }
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
        if (m_labels->inStroke()) {
            m_strokeLimits.reset();
            m_labels->commit();
            return;
        }
        auto patch = m_writer->commit(&m_pool);
        m_inStroke = false;
        pushPatch(std::move(patch), m_strokeBox, name, m_selectedBeforeStroke);
        endLimits();  // after the step is there: it tells others
    });
}

void Document::abortStroke() {
    if (!std::exchange(m_inStroke, false)) {
        return;
    }
    m_strokeLimits.reset();
    if (m_labels->inStroke()) {
        m_labels->abort();
        emit historyChanged();
        return;
    }
    m_selectedCount = m_stack->plain() ? m_selectedBeforeStroke : m_stack->selected();
    if (const base::Rect packed = m_writer->abort(); !packed.empty()) {
        announce(condition::boxOf(*m_condition, packed), Follow::Stay);
    }
    emit historyChanged();
}

void Document::editWhole(const QString& name,
                         const std::function<std::optional<edit::BitPatch>()>& change) {
    if (!m_writer || m_inStroke || busy()) {
        return;
    }
    guarded([&] {
        const std::int64_t before = m_selectedCount;
        std::optional<edit::BitPatch> patch = change();
        m_selectedCount = m_condition->count();
        array::Box own;
        if (patch) {
            own = condition::boxOf(*m_condition, patch->packedBounds());
            announce(own, Follow::Stay);
        }
        pushPatch(std::move(patch), own, name, before);
    });
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

/// On an error (OutOfMemory) nothing changes but for a stroke, which is taken back.
base::Status Document::setCondition(ReadLayer layer) {
    abortStroke();
    const ConditionFacts facts{
        {layer.path, std::move(layer.mask)}, layer.note, layer.conditionType, {}};
    condition::ConditionMask& mask = *layer.condition;
    if (!m_condition || m_condition->shape() != mask.shape()) {
        adoptCondition(std::move(mask), layer.selected, facts, Rules::Drop);
        return {};
    }
    condition::ConditionMask& painted = *m_stack->layers().painted();
    const bool clean = m_history.isClean();
    const ConditionFacts before = conditionFacts();
    const std::uint64_t keptBefore = m_versions.keptCondition;
    const std::uint64_t readBefore = m_versions.readCondition;
    const std::int64_t selectedBefore = std::exchange(m_selectedCount, layer.selected);
    std::swap(painted, mask);  // at the same address, where older steps expect it
    const base::Status replaced = attempted([&] {
        const array::Box own = layer.difference
                                   ? condition::boxOf(painted, layer.difference->packedBounds())
                                   : array::Box();
        if (!m_stack->plain()) {
            (void)m_stack->follow(array::Box::wholeOf(painted.shape()));
            m_selectedCount = m_stack->selected();
        }
        pushPatch(std::move(layer.difference), own, tr("Open condition"), selectedBefore,
                  [=, this](bool redone) {
                      setConditionFacts(redone ? facts : before);
                      m_versions.keptCondition = redone ? m_versions.condition : keptBefore;
                      m_versions.readCondition = redone ? m_versions.condition : readBefore;
                      updatePlan();
                      emit layersChanged();
                  });
    });
    if (!replaced) {
        std::swap(painted, mask);  // the old one and what is known of it stay
        m_selectedCount = selectedBefore;
        return replaced;
    }
    m_jobs.letGo(std::move(mask), mask.size() / 8);
    setConditionFacts(facts);
    m_versions.keptCondition = m_versions.readCondition = m_versions.condition;
    if (clean) {
        m_history.markClean();  // a step, but no work: it is in its file
    }
    return {};
}

void Document::adoptCondition(condition::ConditionMask mask, std::int64_t selected,
                              const ConditionFacts& facts, Rules rules) {
    m_history.clear();  // its entries write the old mask
    m_writer.reset();
    m_plan.reset();  // they read it; the caller makes new ones
    m_prepared.reset();
    m_overview.reset();
    if (m_condition) {
        const std::int64_t bytes = m_condition->size() / 8;
        m_jobs.letGo(std::exchange(m_condition, nullptr), bytes);
    }
    const auto bits = std::make_shared<condition::ConditionMask>(std::move(mask));
    m_stack->reset(bits, rules == Rules::Keep);
    m_condition = m_stack->condition();
    m_writer = std::make_unique<edit::ConditionWriter>(*bits);
    m_selectedCount = m_stack->plain() ? selected : m_stack->selected();
    m_versions.condition = ++m_versions.newest;
    m_versions.keptCondition = m_versions.readCondition = m_versions.condition;
    setConditionFacts(facts);
}

ConditionFacts Document::conditionFacts() const {
    return {file(LayerId::Condition), note(LayerId::Condition), m_conditionType,
            operandView(LayerId::Condition)};
}

void Document::setConditionFacts(const ConditionFacts& facts) {
    m_files[indexOf(LayerId::Condition)] = facts.file;
    m_notes[indexOf(LayerId::Condition)] = facts.note;
    m_conditionType = facts.dtype;
    m_views[indexOf(LayerId::Condition)] = facts.view;
}

/// `own`: the elements of the condition that the patch may change.
void Document::pushPatch(std::optional<edit::BitPatch> patch, const array::Box& own,
                         const QString& name, std::int64_t selectedBefore, const Announce& also) {
    if (patch) {
        m_stack->keep();  // a step of its own, with versions of its own, that comes before
        const std::int64_t selectedAfter = m_selectedCount;
        const std::uint64_t before = m_versions.condition;
        const std::uint64_t after = ++m_versions.newest;
        m_versions.condition = after;
        record(std::make_unique<ConditionEntry>(
            *m_stack->layers().painted(), *std::move(patch), own, name.toStdString(),
            [=, this](const array::Box& changed, bool redone) {
                m_selectedCount = redone ? selectedAfter : selectedBefore;
                m_versions.condition = redone ? after : before;
                announce(changed, Follow::GoThere);
                if (also) {
                    also(redone);
                }
            }));
    }
    emit historyChanged();
}

void Document::record(std::unique_ptr<edit::Entry> entry) {
    m_stack->keep();  // what was previewed was there before
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
    if (busy()) {
        return;  // it might drop the step that is being taken
    }
    tellOfDropped([&] { m_history.setBudget(bytes); });
    emit historyChanged();
}

bool Document::hasPaintedWork() const { return m_versions.condition != m_versions.keptCondition; }

bool Document::conditionIsInFile() const {
    return m_versions.condition == m_versions.readCondition && m_stack->plain() &&
           file(LayerId::Condition).mask.has_value();
}

bool Document::canUndo() const { return !m_inStroke && !busy() && m_history.canUndo(); }

bool Document::canRedo() const { return !m_inStroke && !busy() && m_history.canRedo(); }

void Document::undo() {
    m_stack->keep();
    if (canUndo()) {
        guarded([this] { m_history.undo(); });
        emit historyChanged();
    }
}

void Document::redo() {
    m_stack->keep();
    if (canRedo()) {
        guarded([this] { m_history.redo(); });
        emit historyChanged();
    }
}

void Document::stepTo(std::size_t position) {
    if (m_inStroke || busy() || position > m_history.size() || position == m_history.position()) {
        return;
    }
    m_stack->keep();
    guarded([&] {
        const Jobs::Busy busy(m_jobs, tr("Stepping through the history"));
        while (m_history.position() != position) {
            m_history.position() > position ? m_history.undo() : m_history.redo();
            if (m_history.position() != position && !m_jobs.breathe()) {
                throw edit::StepCancelled();
            }
        }
    });
    emit historyChanged();
}

}  // namespace frisket::session
