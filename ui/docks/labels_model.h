// SPDX-License-Identifier: MIT
#pragma once

#include <unordered_set>
#include <vector>

#include <QAbstractTableModel>
#include <QIcon>
#include <QPalette>

#include "core/labels/label_colours.h"
#include "ui/session/label_looks.h"
#include "ui/session/label_survey.h"

namespace frisket::ui {

/// The labels that occur or of which something was said, by rising value: what the Labels dock
/// lists. Names are edited in place; the rest through LabelLooks, and locks through the document.
class LabelsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Shown, Locked, Value, Name, InDestination, InSource, kColumns };
    /// qlonglong: the label of a row.
    static constexpr int kLabelRole = Qt::UserRole;
    /// Text that a filter looks at: value and name.
    static constexpr int kFilterRole = Qt::UserRole + 1;

    LabelsModel(session::LabelLooks& looks, const session::LabelSurvey& survey,
                const session::Document& document, QObject* parent = nullptr);

    /// Reads the survey again.
    void refresh();
    /// Of the mask that has the labels.
    void setDType(array::DType dtype) { m_dtype = dtype; }
    /// The colours that labels have where the table gives none.
    void setColours(labels::LabelColours colours);
    void setPalette(const QPalette& palette, qreal ratio);

    [[nodiscard]] std::int64_t labelAt(int row) const {
        return m_rows[static_cast<std::size_t>(row)].label;
    }
    /// Colour on the canvas, were it shown.
    [[nodiscard]] QColor colourOf(std::int64_t label) const;
    [[nodiscard]] QString text(std::int64_t label) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

private:
    struct Row {
        std::int64_t label;
        std::int64_t inDestination;
        std::int64_t inSource;
    };
    void looksChanged();
    void tellAll();
    [[nodiscard]] std::vector<Row> rows() const;
    [[nodiscard]] QString toolTip(const Row& row, int column) const;
    [[nodiscard]] QString shownText(const Row& row, int column) const;

    session::LabelLooks& m_looks;
    const session::LabelSurvey& m_survey;
    const session::Document& m_document;
    std::vector<Row> m_rows;
    session::LabelLocks m_locks;               ///< that the rows show
    std::unordered_set<std::int64_t> m_known;  ///< the labels of the rows
    labels::LabelColours m_colours;
    array::DType m_dtype = array::DType::I64;
    QPalette m_palette;
    qreal m_ratio = 1;
    QIcon m_open;
    QIcon m_closed;
    QIcon m_locked;
    QIcon m_unlocked;
};

}  // namespace frisket::ui
