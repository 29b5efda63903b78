// SPDX-License-Identifier: MIT
#include "ui/session/label_looks.h"

#include <utility>

namespace frisket::session {

void LabelLooks::setTable(labels::LabelTable table) {
    if (m_table == table) {
        return;
    }
    m_table = std::move(table);
    ++m_version;
    emit changed();
}

void LabelLooks::adopt(const std::vector<io::NamedLabel>& labels, Over over) {
    edit([&](labels::LabelTable& table) {
        for (const io::NamedLabel& label : labels) {
            if (!label.name.empty() && (over == Over::Replace || table.name(label.value).empty())) {
                table.setName(label.value, label.name);
            }
            if (label.colour && (over == Over::Replace || !table.colour(label.value))) {
                table.setColour(label.value, label.colour);
            }
        }
    });
}

std::vector<io::NamedLabel> LabelLooks::named() const {
    std::vector<io::NamedLabel> labels;
    for (const auto& [value, entry] : m_table.entries()) {
        if (!entry.name.empty() || entry.colour) {
            labels.push_back({value, entry.name, entry.colour});
        }
    }
    return labels;
}

}  // namespace frisket::session
