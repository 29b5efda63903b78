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

}  // namespace frisket::session
