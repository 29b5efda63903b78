// SPDX-License-Identifier: MIT
#include "core/edit/history.h"

#include <utility>

namespace frisket::edit {

std::size_t History::push(std::unique_ptr<Entry> entry) {
    const std::int64_t bytes = entry->byteSize();
    while (m_steps.size() > m_position) {
        dropLast();
    }
    m_steps.push_back({std::move(entry), bytes, m_nextSerial++});
    m_bytes += bytes;
    ++m_position;
    return fitBudget();
}

std::size_t History::setBudget(std::int64_t bytes) {
    m_budget = bytes;
    return fitBudget();
}

std::size_t History::fitBudget() {
    std::size_t dropped = 0;
    for (; m_bytes > m_budget && m_steps.size() > 1; ++dropped) {
        if (m_position > 0) {
            dropFirst();
        } else {
            dropLast();  // those before it must be done again first
        }
    }
    m_droppedForBudget += dropped;
    return dropped;
}

void History::dropFirst() {
    m_bytes -= m_steps.front().bytes;
    m_steps.pop_front();
    --m_position;
    ++m_dropped;
    if (m_clean && *m_clean < m_dropped) {
        m_clean.reset();
    }
}

void History::dropLast() {
    m_bytes -= m_steps.back().bytes;
    m_steps.pop_back();
    if (m_clean && *m_clean > m_dropped + m_steps.size()) {
        m_clean.reset();
    }
}

std::optional<std::size_t> History::cleanPosition() const {
    return m_clean ? std::optional<std::size_t>(*m_clean - m_dropped) : std::nullopt;
}

const Entry* History::undo() {
    if (!canUndo()) {
        return nullptr;
    }
    Entry& entry = *m_steps[m_position - 1].entry;
    entry.undo();
    --m_position;
    return &entry;
}

const Entry* History::redo() {
    if (!canRedo()) {
        return nullptr;
    }
    Entry& entry = *m_steps[m_position].entry;
    entry.redo();
    ++m_position;
    return &entry;
}

void History::clear() {
    if (!isClean()) {
        m_clean.reset();
    }
    // The present state keeps its number, so that a clean one stays clean.
    m_dropped += m_position;
    m_steps.clear();
    m_position = 0;
    m_bytes = 0;
    m_droppedForBudget = 0;
}

std::string_view History::undoName() const {
    return canUndo() ? m_steps[m_position - 1].entry->name() : std::string_view();
}

std::string_view History::redoName() const {
    return canRedo() ? m_steps[m_position].entry->name() : std::string_view();
}

}  // namespace frisket::edit
