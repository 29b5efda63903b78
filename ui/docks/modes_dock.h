// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include <QDockWidget>

#include "ui/docks/mode_row.h"
#include "ui/docks/refresh_when_seen.h"
#include "ui/session/layer_styles.h"
#include "ui/session/mode_survey.h"

namespace frisket::ui {

class ElidedLabel;
class OrderPanel;

/// The modes side by side for the present operands: what each would make of the shown plane, how
/// many elements it would change and in how many it differs from the present one, and which source
/// value goes where. Looks only while it is seen, when edits rest.
class ModesDock : public QDockWidget {
    Q_OBJECT

public:
    /// `order` switches the heat map of the packing order. All outlive the dock.
    ModesDock(session::Document& document, const session::LayerStyles& styles, QAction& order,
              QWidget* parent = nullptr);

    [[nodiscard]] const session::ModeSurvey& survey() const { return m_survey; }
    [[nodiscard]] const ModeRow& row(assign::Mode mode) const {
        return *m_rows[session::indexOf(mode)];
    }
    /// What the dock says of its numbers.
    [[nodiscard]] QString state() const;

private:
    void refresh();
    void showRows();
    void showPictures();
    [[nodiscard]] ModeRow::Texts textsOf(assign::Mode mode) const;
    [[nodiscard]] QString stateWords() const;
    void choose(assign::Mode mode);
    /// Chooses the mode and does the first thing that would make it work.
    void fix(assign::Mode mode);

    session::Document& m_document;
    const session::LayerStyles& m_styles;
    session::ModeSurvey m_survey;
    ElidedLabel* m_state;
    QWidget* m_list;
    std::array<ModeRow*, session::kModes> m_rows{};
    OrderPanel* m_order;
    int m_shownPictures = -1;  ///< number of those that the rows have
    RefreshWhenSeen m_refresh;
};

}  // namespace frisket::ui
