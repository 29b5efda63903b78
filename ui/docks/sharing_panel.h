// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QString>
#include <QWidget>

#include "core/condition/reshape.h"

class QVBoxLayout;

namespace frisket::ui {

/// Says along which axes a stroke counts for all indices, with what changes that: a condition of
/// its own for the axis, or one for all.
class SharingPanel : public QWidget {
    Q_OBJECT

public:
    struct Axis {
        int axis = 0;
        QString name;
        std::int64_t size = 0;
        bool repeated = false;  ///< one element of the condition serves all indices
        bool canExpand = false;
        bool canCollapse = false;

        bool operator==(const Axis&) const = default;
    };

    explicit SharingPanel(QWidget* parent = nullptr);

    /// Those worth a word; the panel hides itself where there is none.
    void setAxes(const std::vector<Axis>& axes);

signals:
    void expandRequested(int axis);
    void collapseRequested(int axis, frisket::condition::Reduction reduction);

private:
    void addAxis(const Axis& axis, QVBoxLayout& column);

    std::vector<Axis> m_axes;
    QWidget* m_content = nullptr;
};

}  // namespace frisket::ui
