// SPDX-License-Identifier: MIT
// The half of Document that changes pixels: strokes, edits of the whole condition, Apply, history.
#include <utility>

#include "core/edit/masked_values.h"
#include "core/edit/plane_bounds.h"
#include "ui/session/document.h"
#include "ui/session/document_entries.h"

namespace frisket::session {

bool Document::canPaint() const {
    return m_writer != nullptr && !planeRect().empty() &&
           broadcastLayout(LayerId::Condition).has_value();
}

void Document::beginStroke() {
    m_writer->begin();
    m_inStroke = true;
    m_selectedBeforeStroke = m_selectedCount;
    emit historyChanged();
}

void Document::extendStroke(const condition::BitRegion& region, bool value) {
    const edit::Dirty dirty = m_writer->extend(region, conditionPlane(), value);
    if (dirty.count > 0) {
        m_selectedCount += value ? dirty.count : -dirty.count;
        emit pixelsChanged(dirty.rect);
    }
}

void Document::commitStroke(const QString& name) {
    m_inStroke = false;
    pushPatch(m_writer->commit(), name, m_selectedBeforeStroke);
}

void Document::abortStroke() {
    m_inStroke = false;
    m_selectedCount = m_selectedBeforeStroke;
    announcePacked(m_writer->abort());
    emit historyChanged();
}

template <class Change>
void Document::editWhole(const QString& name, Change&& change) {
    if (!m_writer || m_inStroke) {
        return;
    }
    const std::int64_t before = m_selectedCount;
    std::optional<edit::BitPatch> patch = change();
    m_selectedCount = m_condition->count();
    if (patch) {
        announcePacked(patch->packedBounds());
    }
    pushPatch(std::move(patch), name, before);
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

void Document::replaceCondition(const condition::ConditionMask& mask) {
    editWhole(tr("Open condition"), [this, &mask] { return m_writer->replace(mask); });
}

void Document::pushPatch(std::optional<edit::BitPatch> patch, const QString& name,
                         std::int64_t selectedBefore) {
    if (patch) {
        const std::int64_t after = m_selectedCount;
        m_history.push(std::make_unique<ConditionEntry>(
            *m_condition, *std::move(patch), name.toStdString(),
            [this, selectedBefore, after](const base::Rect& packed, bool redone) {
                m_selectedCount = redone ? after : selectedBefore;
                announcePacked(packed);
            }));
    }
    emit historyChanged();
}

void Document::announcePacked(const base::Rect& packed) {
    const base::Rect changed = edit::planeBounds(*m_condition, conditionPlane(), packed);
    if (!changed.empty()) {
        emit pixelsChanged(changed);
    }
}

bool Document::canUndo() const { return !m_inStroke && m_history.canUndo(); }

bool Document::canRedo() const { return !m_inStroke && m_history.canRedo(); }

void Document::undo() {
    if (canUndo()) {
        m_history.undo();
        emit historyChanged();
    }
}

void Document::redo() {
    if (canRedo()) {
        m_history.redo();
        emit historyChanged();
    }
}

base::Status Document::apply() {
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
    if (!hasUnappliedChanges()) {
        return {};
    }
    auto kept = edit::MaskedValues::apply(*m_plan, inputs(), *m_destination, m_pool);
    if (!kept) {
        return base::passOn(kept);
    }
    const std::uint64_t before = m_version;
    const std::uint64_t after = ++m_newestVersion;
    m_version = after;
    forgetDestinationRange();
    m_history.push(std::make_unique<ApplyEntry>(
        *m_condition, *m_destination, *std::move(kept), tr("Apply").toStdString(),
        [this, before, after](bool applied) { setDestinationVersion(applied ? after : before); }));
    emit pixelsChanged(planeRect());
    emit historyChanged();
    return {};
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
