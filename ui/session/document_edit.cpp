// SPDX-License-Identifier: MIT
// The half of Document that changes pixels: strokes, edits of the whole condition, Apply, history.
#include <utility>

#include "core/edit/masked_values.h"
#include "ui/session/document.h"
#include "ui/session/document_entries.h"

namespace frisket::session {

bool Document::canPaint() const {
    return m_writer != nullptr && planeRect().empty() == false &&
           broadcastLayout(LayerId::Condition).has_value();
}

void Document::beginStroke() {
    m_writer->begin();
    m_inStroke = true;
    m_strokeRect = {};
}

void Document::extendStroke(const condition::BitRegion& region, bool value) {
    const edit::Dirty dirty = m_writer->extend(region, conditionPlane(), value);
    if (dirty.count > 0) {
        m_strokeRect = m_strokeRect.united(dirty.rect);
        emit pixelsChanged(dirty.rect);
    }
}

void Document::commitStroke(const QString& name) {
    m_inStroke = false;
    pushPatch(m_writer->commit(), name);
}

void Document::abortStroke() {
    m_inStroke = false;
    m_writer->abort();
    if (!m_strokeRect.empty()) {
        emit pixelsChanged(m_strokeRect);
    }
}

void Document::clearCondition() {
    pushPatch(m_writer->fill(false), tr("Clear condition"));
    emit pixelsChanged(planeRect());
}

void Document::selectAll() {
    pushPatch(m_writer->fill(true), tr("Select all"));
    emit pixelsChanged(planeRect());
}

void Document::invertCondition() {
    pushPatch(m_writer->invert(), tr("Invert condition"));
    emit pixelsChanged(planeRect());
}

void Document::pushPatch(std::optional<edit::BitPatch> patch, const QString& name) {
    if (patch) {
        m_history.push(std::make_unique<ConditionEntry>(
            *m_condition, *std::move(patch), name.toStdString(),
            [this](const base::Rect& packed) { announcePacked(packed); }));
    }
    emit historyChanged();
}

void Document::announcePacked(const base::Rect& packed) {
    // Where a packed row is an image row, packed places are pixels; else the whole plane is due.
    const bool same = m_condition->shape().rank() == 2 && m_condition->rowBits() == planeWidth() &&
                      m_condition->rows() == planeHeight();
    emit pixelsChanged(same ? packed : planeRect());
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
    m_history.push(std::make_unique<ApplyEntry>(
        *m_condition, *m_destination, *std::move(kept), tr("Apply").toStdString(),
        [this, before, after](bool applied) { setDestinationVersion(applied ? after : before); }));
    emit pixelsChanged(planeRect());
    emit historyChanged();
    return {};
}

void Document::setDestinationVersion(std::uint64_t version) {
    m_version = version;
    emit pixelsChanged(planeRect());
}

bool Document::hasUnappliedChanges() const {
    return m_plan && edit::wouldChange(*m_plan, inputs(), *m_destination);
}

bool Document::isModified() const { return m_version != m_savedVersion; }

}  // namespace frisket::session
