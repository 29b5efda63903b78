// SPDX-License-Identifier: MIT
#include "core/labels/label_table.h"

#include <algorithm>
#include <utility>

namespace frisket::labels {

template <class Change>
void LabelTable::edit(std::int64_t label, Change&& change) {
    const auto place = m_entries.try_emplace(label).first;
    change(place->second);
    if (place->second.isEmpty()) {
        m_entries.erase(place);
    }
}

std::string LabelTable::name(std::int64_t label) const {
    const auto found = m_entries.find(label);
    return found == m_entries.end() ? std::string() : found->second.name;
}

void LabelTable::setName(std::int64_t label, std::string name) {
    edit(label, [&](LabelEntry& entry) { entry.name = std::move(name); });
}

std::optional<Rgb> LabelTable::colour(std::int64_t label) const {
    const auto found = m_entries.find(label);
    return found == m_entries.end() ? std::nullopt : found->second.colour;
}

void LabelTable::setColour(std::int64_t label, std::optional<Rgb> colour) {
    edit(label, [&](LabelEntry& entry) { entry.colour = colour; });
}

bool LabelTable::isShown(std::int64_t label) const {
    const auto found = m_entries.find(label);
    return found == m_entries.end() ? m_othersShown : found->second.shown.value_or(m_othersShown);
}

void LabelTable::setShown(std::int64_t label, bool shown) {
    edit(label, [&](LabelEntry& entry) {
        entry.shown = shown == m_othersShown ? std::nullopt : std::optional(shown);
    });
}

void LabelTable::setAllShown(bool shown) {
    m_othersShown = shown;
    for (auto entry = m_entries.begin(); entry != m_entries.end();) {
        entry->second.shown.reset();
        entry = entry->second.isEmpty() ? m_entries.erase(entry) : std::next(entry);
    }
}

void LabelTable::showOnly(std::int64_t label) {
    setAllShown(false);
    setShown(label, true);
}

void LabelTable::showAll() { setAllShown(true); }

void LabelTable::hideAll() { setAllShown(false); }

bool LabelTable::hidesAny() const {
    return !m_othersShown || std::any_of(m_entries.begin(), m_entries.end(), [](const auto& entry) {
        return entry.second.shown == std::optional(false);
    });
}

void LabelTable::reset(std::int64_t label) { m_entries.erase(label); }

}  // namespace frisket::labels
