// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "core/measure/transitions.h"
#include "ui/docks/label_table.h"
#include "ui/session/change_survey.h"

namespace frisket::ui {

/// Which label becomes which, and how many pixels do.
class TransitionsModel : public LabelRows<measure::Transition> {
    Q_OBJECT

public:
    enum Column { Before, After, Pixels, Percent, kColumns };
    /// Of more pairs those with the most pixels are listed.
    static constexpr std::size_t kMostRows = 2000;
    using Pair = session::ChangeSurvey::Pair;

    explicit TransitionsModel(const session::LabelLooks& looks, QObject* parent = nullptr)
        : LabelRows(looks, Pixels, Qt::DescendingOrder, parent) {}

    void show(const session::ChangeSurvey::Answer& answer);
    /// Pairs of equal labels: selected, but unchanged.
    void setUnchangedShown(bool shown);
    /// Pairs that are not listed, though they would be if there were room.
    [[nodiscard]] std::size_t leftOut() const { return m_leftOut; }

    [[nodiscard]] Pair pairAt(int row) const;
    /// Row of the pair, or -1.
    [[nodiscard]] int rowOf(const Pair& pair) const;
    /// "3 tree → 7"
    [[nodiscard]] QString words(const Pair& pair) const;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

protected:
    [[nodiscard]] bool less(const measure::Transition& a, const measure::Transition& b,
                            int column) const override;
    [[nodiscard]] bool same(const measure::Transition& a,
                            const measure::Transition& b) const override;

private:
    void update();

    std::vector<measure::Transition> m_all;
    std::size_t m_leftOut = 0;
    array::DType m_dtype = array::DType::U8;
    std::int64_t m_pixels = 0;
    bool m_showsUnchanged = false;
};

}  // namespace frisket::ui
