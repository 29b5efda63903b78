// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>

#include "core/measure/agreement.h"
#include "ui/docks/label_table.h"
#include "ui/session/change_survey.h"

namespace frisket::ui {

/// How far a label agrees with the reference, before and after the assignment. Without elements it
/// is not there.
struct ScoreRow {
    std::int64_t label = 0;
    array::DType dtype = array::DType::I64;  ///< by which it is written
    measure::LabelAgreement before;
    measure::LabelAgreement after;

    /// Of a ScoresModel's column.
    [[nodiscard]] std::optional<double> score(int column) const;
};

/// The scores of all labels.
class ScoresModel : public LabelRows<ScoreRow> {
    Q_OBJECT

public:
    enum Column { Label, IouBefore, IouAfter, DiceBefore, DiceAfter, kColumns };
    /// Of more labels those with the most pixels are listed.
    static constexpr std::size_t kMostRows = 2000;

    explicit ScoresModel(const session::LabelLooks& looks, QObject* parent = nullptr)
        : LabelRows(looks, Label, Qt::AscendingOrder, parent) {}

    /// Nothing is listed where the answer has no score.
    void show(const session::ChangeSurvey::Answer& answer);
    /// The mean of a column of scores, over all labels that have one.
    [[nodiscard]] std::optional<double> mean(Column column) const {
        return m_means[static_cast<std::size_t>(column)];
    }
    [[nodiscard]] std::size_t leftOut() const { return m_leftOut; }  ///< labels that are not listed

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

protected:
    [[nodiscard]] bool less(const ScoreRow& a, const ScoreRow& b, int column) const override;
    [[nodiscard]] bool same(const ScoreRow& a, const ScoreRow& b) const override;

private:
    std::array<std::optional<double>, kColumns> m_means;
    std::size_t m_leftOut = 0;
};

}  // namespace frisket::ui
