// SPDX-License-Identifier: MIT
#include "ui/panes.h"

#include <algorithm>

#include <QApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QToolBar>
#include <QToolButton>

namespace frisket::ui {

namespace {
/// Whether it has a place in its window: not behind another tab, where docks are moved out of it.
/// (What of it is not covered, by its own children too, is another question.)
bool isSeen(const QWidget& widget) {
    const QWidget* window = widget.window();
    return widget.isVisible() &&
           window->rect().intersects(QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()));
}

/// From top to bottom, and from left to right.
template <class Widget>
QList<Widget*> seenIn(const QMainWindow& window) {
    QList<Widget*> widgets = window.findChildren<Widget*>();
    widgets.removeIf([](const Widget* widget) { return !isSeen(*widget); });
    std::stable_sort(widgets.begin(), widgets.end(), [](const Widget* one, const Widget* other) {
        return std::pair(one->y(), one->x()) < std::pair(other->y(), other->x());
    });
    return widgets;
}

bool takesTab(const QWidget& widget) {
    return widget.isEnabled() && isSeen(widget) && (widget.focusPolicy() & Qt::TabFocus) != 0;
}

/// The first in the order of Tab inside `pane` that takes the focus.
QWidget* firstIn(QWidget& pane) {
    QWidget* first = nullptr;
    QWidget* each = &pane;
    do {
        if ((each == &pane || pane.isAncestorOf(each)) && takesTab(*each)) {
            first = each;
            break;
        }
        each = each->nextInFocusChain();
    } while (each != &pane);
    return first;
}

QList<QWidget*> panesOf(const QMainWindow& window) {
    QList<QWidget*> panes{window.centralWidget()};
    for (QDockWidget* dock : seenIn<QDockWidget>(window)) {
        panes << dock;
    }
    for (QToolBar* bar : seenIn<QToolBar>(window)) {
        // A tool bar makes its buttons such that only the mouse gets at them.
        for (QToolButton* button : bar->findChildren<QToolButton*>()) {
            if (button->defaultAction() != nullptr) {
                button->setFocusPolicy(Qt::TabFocus);
            }
        }
        panes << bar;
    }
    return panes;
}
}  // namespace

void focusNextPane(QMainWindow& window, QWidget& middle, bool forward) {
    const QList<QWidget*> panes = panesOf(window);
    const QWidget* focus = QApplication::focusWidget();
    const auto holds = [focus](const QWidget* pane) {
        return pane == focus || pane->isAncestorOf(focus);
    };
    const auto present = std::find_if(panes.begin(), panes.end(), holds);
    const qsizetype count = panes.size();
    qsizetype at = present == panes.end() ? (forward ? -1 : 0) : present - panes.begin();
    for (qsizetype tried = 0; tried < count; ++tried) {
        at = (at + (forward ? 1 : count - 1)) % count;
        QWidget* target = at == 0 && isSeen(middle) ? &middle : firstIn(*panes[at]);
        if (target != nullptr) {
            window.setAttribute(Qt::WA_KeyboardFocusChange);  // the focus is to be seen
            target->setFocus(forward ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return;
        }
    }
}

}  // namespace frisket::ui
