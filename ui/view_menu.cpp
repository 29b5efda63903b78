// SPDX-License-Identifier: MIT
#include "ui/view_menu.h"

#include <QActionGroup>
#include <QCoreApplication>

#include "ui/docks/cast_words.h"
#include "ui/mode_words.h"

namespace frisket::ui {

namespace {
using session::Compare;
using session::LayerId;
using session::ViewOptions;

QString words(const char* text) { return QCoreApplication::translate("ViewMenu", text); }

struct CompareEntry {
    Compare compare;
    const char* id;
    const char* text;
    const char* tip;
};

constexpr std::array kCompares{
    CompareEntry{Compare::Off, "compareOff", QT_TRANSLATE_NOOP("ViewMenu", "&One view"),
                 QT_TRANSLATE_NOOP("ViewMenu", "All layers in one view, as they are styled")},
    CompareEntry{Compare::SideBySide, "compareSideBySide",
                 QT_TRANSLATE_NOOP("ViewMenu", "&Side by side"),
                 QT_TRANSLATE_NOOP("ViewMenu",
                                   "Source, destination and result in linked views; paint in any")},
    CompareEntry{Compare::Swipe, "compareSwipe", QT_TRANSLATE_NOOP("ViewMenu", "S&wipe"),
                 QT_TRANSLATE_NOOP("ViewMenu", "Two layers on two sides of a divider to drag")},
    CompareEntry{Compare::Blink, "compareBlink", QT_TRANSLATE_NOOP("ViewMenu", "&Blink"),
                 QT_TRANSLATE_NOOP("ViewMenu", "Two layers in turn")}};

constexpr std::array kPairs{ViewOptions::Pair{LayerId::Destination, LayerId::Result},
                            ViewOptions::Pair{LayerId::Source, LayerId::Result},
                            ViewOptions::Pair{LayerId::Source, LayerId::Destination}};

QAction* addChoice(QMenu& menu, QActionGroup& group, const QString& text) {
    QAction* action = menu.addAction(text);
    action->setCheckable(true);
    group.addAction(action);
    return action;
}

/// Makes `action` switch what lies over the picture; `reason` says why it can't be shown, or
/// nothing.
void addOverlay(QMenu& menu, QAction& action, const session::Document& document, ViewOptions& view,
                QString (*reason)(const session::Document&), bool (ViewOptions::*get)() const,
                void (ViewOptions::*set)(bool)) {
    menu.addAction(&action);
    const QString tip = action.statusTip();
    const auto show = [&action, &document, &view, tip, reason, set] {
        const QString words = reason(document);
        action.setEnabled(words.isEmpty());
        action.setToolTip(words.isEmpty() ? tip : words);
        action.setStatusTip(action.toolTip());
        if (!words.isEmpty()) {
            (view.*set)(false);
        }
    };
    QObject::connect(&action, &QAction::triggered, &view, set);
    QObject::connect(&view, &ViewOptions::guidesChanged, &action,
                     [&action, &view, get] { action.setChecked((view.*get)()); });
    QObject::connect(&document, &session::Document::planChanged, &action, show);
    show();
}
}  // namespace

void addCompareMenu(QMenu& menu, ViewOptions& view) {
    QMenu* compare = menu.addMenu(words(QT_TRANSLATE_NOOP("ViewMenu", "&Compare")));
    auto* ways = new QActionGroup(compare);
    for (const CompareEntry& entry : kCompares) {
        QAction* action = addChoice(*compare, *ways, words(entry.text));
        action->setObjectName(QLatin1String(entry.id));
        action->setStatusTip(words(entry.tip));
        const auto show = [action, &view, way = entry.compare] {
            action->setChecked(view.compare() == way);
        };
        QObject::connect(action, &QAction::triggered, &view,
                         [&view, way = entry.compare] { view.setCompare(way); });
        QObject::connect(&view, &ViewOptions::compareChanged, action, show);
        show();
    }
    compare->addSeparator();
    auto* pairs = new QActionGroup(compare);
    for (const ViewOptions::Pair& pair : kPairs) {
        QAction* action = addChoice(
            *compare, *pairs,
            words(QT_TRANSLATE_NOOP("ViewMenu", "%1 and %2"))
                .arg(session::displayName(pair.first), session::displayName(pair.second)));
        action->setObjectName(QStringLiteral("compare.%1-%2")
                                  .arg(session::key(pair.first), session::key(pair.second)));
        action->setStatusTip(
            words(QT_TRANSLATE_NOOP("ViewMenu", "The two layers of Swipe and Blink")));
        const auto show = [action, &view, pair] { action->setChecked(view.pair() == pair); };
        QObject::connect(action, &QAction::triggered, &view, [&view, pair] { view.setPair(pair); });
        QObject::connect(&view, &ViewOptions::compareChanged, action, show);
        show();
    }
}

void addGuides(QMenu& menu, ViewOptions& view) {
    const auto add = [&](const char* id, const char* text, const char* tip, auto get, auto set) {
        QAction* action = menu.addAction(words(text));
        action->setObjectName(QLatin1String(id));
        action->setCheckable(true);
        action->setStatusTip(words(tip));
        const auto show = [action, &view, get] { action->setChecked((view.*get)()); };
        QObject::connect(action, &QAction::triggered, &view,
                         [&view, set](bool on) { (view.*set)(on); });
        QObject::connect(&view, &ViewOptions::guidesChanged, action, show);
        show();
    };
    add("grid", QT_TRANSLATE_NOOP("ViewMenu", "Pixel &grid"),
        QT_TRANSLATE_NOOP("ViewMenu", "Lines between the pixels from 8:1 on"), &ViewOptions::grid,
        &ViewOptions::setGrid);
    add("rulers", QT_TRANSLATE_NOOP("ViewMenu", "R&ulers"),
        QT_TRANSLATE_NOOP("ViewMenu", "Columns and rows of the image along the canvas"),
        &ViewOptions::rulers, &ViewOptions::setRulers);
    add("minimap", QT_TRANSLATE_NOOP("ViewMenu", "&Minimap"),
        QT_TRANSLATE_NOOP("ViewMenu", "The whole image in a corner, while a part of it is seen"),
        &ViewOptions::minimap, &ViewOptions::setMinimap);
}

void addOrder(QMenu& menu, QAction& order, const session::Document& document, ViewOptions& view) {
    addOverlay(menu, order, document, view, &noOrderWords, &ViewOptions::order,
               &ViewOptions::setOrder);
}

void addCastMap(QMenu& menu, QAction& map, const session::Document& document, ViewOptions& view) {
    addOverlay(menu, map, document, view, &noLossWords, &ViewOptions::castMap,
               &ViewOptions::setCastMap);
}

void addOrientationMenu(QMenu& menu, ComparePanes& panes) {
    QMenu* turns = menu.addMenu(words(QT_TRANSLATE_NOOP("ViewMenu", "&Rotate and flip")));
    const auto add = [&](const char* id, const char* text, auto&& change) {
        QAction* action = turns->addAction(words(text));
        action->setObjectName(QLatin1String(id));
        action->setStatusTip(words(
            QT_TRANSLATE_NOOP("ViewMenu", "Turns what you see; the arrays stay as they are")));
        QObject::connect(action, &QAction::triggered, &panes, [&panes, change] {
            panes.cancelStroke();
            panes.main().setOrientation(change(panes.main().orientation()));
        });
    };
    add("rotateRight", QT_TRANSLATE_NOOP("ViewMenu", "Rotate &right"),
        [](const Orientation& now) { return now.turnedRight(); });
    add("rotateLeft", QT_TRANSLATE_NOOP("ViewMenu", "Rotate &left"),
        [](const Orientation& now) { return now.turnedLeft(); });
    add("flipX", QT_TRANSLATE_NOOP("ViewMenu", "Flip left to ri&ght"),
        [](const Orientation& now) { return now.flippedX(); });
    add("flipY", QT_TRANSLATE_NOOP("ViewMenu", "Flip &top to bottom"),
        [](const Orientation& now) { return now.flippedY(); });
    turns->addSeparator();
    add("resetOrientation", QT_TRANSLATE_NOOP("ViewMenu", "&As it lies in the array"),
        [](const Orientation&) { return Orientation(); });
}

}  // namespace frisket::ui
