// SPDX-License-Identifier: MIT
#pragma once

#include <QAction>
#include <QList>
#include <QObject>
#include <QPalette>

namespace frisket::ui {

/// Every command of the window, with its text, shortcut and tip; menus, tool bars and the start
/// page share them. Owned by the parent.
class Actions : public QObject {
    Q_OBJECT

public:
    explicit Actions(QObject* parent);

    /// Draws the icons in the colours of `palette`; again when the theme changes.
    void setIcons(const QPalette& palette);

    QAction* open;
    QAction* openSample;
    QAction* save;
    QAction* saveAs;
    QAction* exportFile;
    QAction* quit;
    QAction* undo;
    QAction* redo;
    QAction* apply;
    QAction* deselectProtected;
    QAction* preferences;
    QAction* selectAll;
    QAction* clear;
    QAction* invert;
    QAction* brush;
    QAction* eraser;
    QAction* rectangle;
    QAction* ellipse;
    QAction* lasso;
    QAction* polygon;
    QAction* line;
    QAction* fill;
    QAction* scissors;
    QAction* grabCut;
    QAction* watershed;
    QAction* smartBrush;
    QAction* hand;
    QAction* profile;
    QAction* largerBrush;
    QAction* smallerBrush;
    QAction* limits;
    QAction* symmetryCentre;
    QAction* zoomIn;
    QAction* zoomOut;
    QAction* zoomFit;
    QAction* zoomOneToOne;
    QAction* goTo;
    QAction* nextInstance;
    QAction* previousInstance;
    QAction* pinPixel;
    // Slices of an array with more than two axes.
    QAction* nextSlice;
    QAction* previousSlice;
    QAction* tenForward;
    QAction* tenBack;
    QAction* firstSlice;
    QAction* lastSlice;
    QAction* swapAxes;
    QAction* about;

    /// Those that put a tool into the hand, in the order of ToolId.
    [[nodiscard]] QList<QAction*> tools() const {
        return {brush, eraser,   rectangle, ellipse,   lasso,      polygon, line,
                fill,  scissors, grabCut,   watershed, smartBrush, hand,    profile};
    }
    /// Those that step through slices, in the order of the menu.
    [[nodiscard]] QList<QAction*> slices() const {
        return {nextSlice, previousSlice, tenForward, tenBack, firstSlice, lastSlice};
    }

private:
    QAction* add(const QString& icon, const QString& text, const QKeySequence& shortcut,
                 const QString& tip);

    struct Named {
        QAction* action;
        QString icon;
    };
    QList<Named> m_named;
};

}  // namespace frisket::ui
