// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/measure/agreement.h"
#include "ui/docks/label_table.h"
#include "ui/session/change_survey.h"

namespace frisket::ui {

/// How far each label agrees with the reference, before and after the assignment.
class ScoresModel : public LabelTableModel {
    Q_OBJECT

public:
    enum Column { Label, IouBefore, IouAfter, DiceBefore, DiceAfter, kColumns };

    using LabelTableModel::LabelTableModel;

    /// Nothing is listed where the answer has no score.
    void show(const session::ChangeSurvey::Answer& answer);
    /// The mean of a column of scores, over the labels that have one.
    [[nodiscard]] std::optional<double> mean(Column column) const;

    void sort(int column, Qt::SortOrder order) override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    using Agreement = measure::LabelAgreement;
    /// Without elements a label is not there.
    struct Row {
        std::int64_t label = 0;
        array::DType dtype = array::DType::I64;  ///< by which it is written
        Agreement before;
        Agreement after;

        [[nodiscard]] std::optional<double> score(int column) const;
    };
    void sortRows();

    std::vector<Row> m_rows;
    int m_column = Label;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

}  // namespace frisket::ui
