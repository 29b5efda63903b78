// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <vector>

#include <QWidget>

#include "ui/session/dtype_offers.h"

class QLabel;
class QPushButton;

namespace frisket::ui {

/// Other dtypes that the destination could have, a button for each with what it would mean; not
/// there where none is worth it.
class DTypePanel : public QWidget {
    Q_OBJECT

public:
    explicit DTypePanel(QWidget* parent = nullptr);

    /// What `document` could have, of whose destination the words speak.
    void setOffers(const std::vector<session::DTypeOffer>& offers,
                   const session::Document& document);
    /// The colour of what is said beside the buttons.
    void setQuiet(const QPalette& quiet);

signals:
    void dtypeWanted(frisket::array::DType dtype);
    /// The button that had the keys is gone, and there is no other one.
    void left();

private:
    struct Row {
        QPushButton* button = nullptr;
        QLabel* words = nullptr;
    };

    QLabel* m_title;
    std::array<Row, 4> m_rows;  ///< by session::DTypeOffer::Why
    std::vector<session::DTypeOffer> m_offers;
};

}  // namespace frisket::ui
