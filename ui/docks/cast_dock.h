// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>

#include <QDockWidget>

#include "core/assign/cast_report.h"
#include "ui/docks/refresh_when_seen.h"
#include "ui/session/cast_look.h"
#include "ui/session/go_to.h"

class QAction;
class QCheckBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QRadioButton;

namespace frisket::ui {

class DTypePanel;

/// What the cast of the source to the destination's dtype does to the selected values: how many
/// change and how, with an example of each kind, what each casting rule would make of that, and
/// which other dtypes the destination could have instead. Looks only while it is seen, when edits
/// rest.
class CastDock : public QDockWidget {
    Q_OBJECT

public:
    /// `map` switches the map on the canvas. All outlive the dock.
    CastDock(session::Document& document, QAction& map, QWidget* parent = nullptr);

    /// What the dock says of the whole.
    [[nodiscard]] QString state() const;

signals:
    /// The place of an example is wanted.
    void placeWanted(const frisket::session::GoTo& place);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Kind {
        QLabel* colour = nullptr;
        QLabel* name = nullptr;
        QLabel* count = nullptr;
        QPushButton* example = nullptr;
    };
    struct Choice {
        assign::Casting casting = assign::Casting::Exact;
        QRadioButton* button = nullptr;
        QLabel* words = nullptr;
    };

    void addKinds(QGridLayout& grid);
    void addChoices(QGridLayout& grid);
    void refresh();
    [[nodiscard]] QString stateWords() const;
    void showKinds();
    void showChoices();
    void showMap();
    void updateColours();
    void goTo(assign::CastChange change);
    void changeDType(array::DType dtype);

    session::Document& m_document;
    QAction& m_map;
    QLabel* m_state;
    QWidget* m_kindRows;
    std::array<Kind, assign::kCastChanges> m_kinds;
    QCheckBox* m_toggle;  ///< the action, shown as what it is
    QWidget* m_choiceRows;
    std::array<Choice, 4> m_choices;
    DTypePanel* m_dtypes;
    session::CastLook m_look;  ///< as the words say it
    RefreshWhenSeen m_refresh;
};

}  // namespace frisket::ui
