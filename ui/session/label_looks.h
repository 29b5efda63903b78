// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QObject>

#include "core/io/mask_file.h"
#include "core/labels/label_colours.h"
#include "core/labels/label_table.h"

namespace frisket::session {

/// Names, colours and visibility of labels: one table for all layers, since a label means the same
/// in each. The Labels dock edits it, the canvas draws by it.
class LabelLooks : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] const labels::LabelTable& table() const { return m_table; }
    /// Another number after each change.
    [[nodiscard]] std::uint64_t version() const { return m_version; }

    /// Changes the table by `change`, a function of LabelTable&; tells if that changed anything.
    template <class Change>
    void edit(Change&& change) {
        labels::LabelTable table = m_table;
        change(table);
        setTable(std::move(table));
    }
    void setTable(labels::LabelTable table);
    /// Takes names and colours that a file gives: of labels that have none yet, or of all.
    enum class Over : std::uint8_t { Keep, Replace };
    void adopt(const std::vector<io::NamedLabel>& labels, Over over);
    /// All that have a name or a colour of their own, for a file.
    [[nodiscard]] std::vector<io::NamedLabel> named() const;

signals:
    void changed();

private:
    labels::LabelTable m_table;
    std::uint64_t m_version = 0;
};

}  // namespace frisket::session
