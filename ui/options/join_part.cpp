// SPDX-License-Identifier: MIT
#include "ui/options/join_part.h"

#include <array>

#include <QActionGroup>

#include "ui/icons.h"

namespace frisket::ui {

namespace {
using session::Join;

struct JoinEntry {
    const char* icon;
    const char* text;
    const char* tip;
};
/// In the order of Join.
constexpr std::array kJoins{
    JoinEntry{"join-add", QT_TRANSLATE_NOOP("frisket::ui::JoinPart", "Add"),
              QT_TRANSLATE_NOOP("frisket::ui::JoinPart", "Add to the condition (Shift)")},
    JoinEntry{"join-subtract", QT_TRANSLATE_NOOP("frisket::ui::JoinPart", "Subtract"),
              QT_TRANSLATE_NOOP("frisket::ui::JoinPart",
                                "Take away from the condition (Alt, Ctrl or the right button)")},
    JoinEntry{
        "join-intersect", QT_TRANSLATE_NOOP("frisket::ui::JoinPart", "Intersect"),
        QT_TRANSLATE_NOOP("frisket::ui::JoinPart",
                          "Leave of the shown slice what is in both (Shift and Alt or Ctrl)")},
    JoinEntry{"join-replace", QT_TRANSLATE_NOOP("frisket::ui::JoinPart", "Replace"),
              QT_TRANSLATE_NOOP("frisket::ui::JoinPart",
                                "Take the place of what is selected in the shown slice")}};
}  // namespace

JoinPart::JoinPart(const Context& context) : OptionPart(context) {
    auto* group = new QActionGroup(this);
    addText(tr("Join"));
    for (std::size_t i = 0; i < kJoins.size(); ++i) {
        QAction* button = addButton(tr(kJoins[i].text), tr(kJoins[i].tip));
        button->setCheckable(true);
        group->addAction(button);
        connect(button, &QAction::triggered, this,
                [this, i] { options().setJoin(static_cast<Join>(i)); });
        m_joins << button;
    }
    addSeparator();
}

bool JoinPart::serves(ToolId id) const {
    return id == ToolId::Rectangle || id == ToolId::Ellipse || id == ToolId::Lasso ||
           id == ToolId::Polygon || id == ToolId::Line || id == ToolId::Fill ||
           id == ToolId::Scissors || id == ToolId::GrabCut || id == ToolId::Watershed;
}

void JoinPart::showOptions() { m_joins[static_cast<int>(options().join())]->setChecked(true); }

void JoinPart::setIcons(const QPalette& palette) {
    for (std::size_t i = 0; i < kJoins.size(); ++i) {
        m_joins[static_cast<int>(i)]->setIcon(icon(QString::fromLatin1(kJoins[i].icon), palette));
    }
}

}  // namespace frisket::ui
