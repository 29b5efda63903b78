// SPDX-License-Identifier: MIT
#pragma once

#include <QAction>
#include <QList>
#include <QObject>
#include <QPalette>

namespace frisket::ui {

/// Every command of the window, with its text and tip; menus, tool bars and the start
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
    QAction* cut;
    QAction* copy;
    QAction* paste;
    QAction* selectAll;
    QAction* interpolate;
    QAction* clear;
    QAction* invert;
    QAction* addRule;
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
    QAction* refine;
    QAction* specks;
    QAction* transform;
    QAction* pick;
    QAction* hand;
    QAction* profile;
    QAction* paintLabels;  ///< checked: what tools paint goes into the destination
    QAction* replaceLabel;
    // Of the instance under the pointer.
    QAction* takeInstance;
    QAction* takeEnclosed;
    QAction* fillHoles;
    QAction* splitInstance;
    QAction* removeInstance;
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
    QAction* nextChange;
    QAction* previousChange;
    QAction* pinPixel;
    QAction* packingOrder;  ///< checked: the order of the source's values is shown
    QAction* castMap;       ///< checked: what the cast would do to the selected values is shown
    // Slices of an array with more than two axes.
    QAction* nextSlice;
    QAction* previousSlice;
    QAction* tenForward;
    QAction* tenBack;
    QAction* firstSlice;
    QAction* lastSlice;
    QAction* swapAxes;
    // For the keyboard.
    QAction* holdButton;
    QAction* holdRightButton;
    QAction* nextPane;
    QAction* previousPane;
    QAction* shortcuts;
    QAction* about;

    /// Those that put a tool into the hand, in the order of ToolId.
    [[nodiscard]] QList<QAction*> tools() const {
        return {brush,   eraser,    rectangle,  ellipse, lasso,  polygon,   line, fill, scissors,
                grabCut, watershed, smartBrush, refine,  specks, transform, pick, hand, profile};
    }
    /// Those of the clipboard, in the order of the menu.
    [[nodiscard]] QList<QAction*> clipboard() const { return {cut, copy, paste}; }
    /// Those of the instance under the pointer, in the order of the menu.
    [[nodiscard]] QList<QAction*> instances() const {
        return {takeInstance, takeEnclosed, fillHoles, splitInstance, removeInstance};
    }
    /// Those that step through slices, in the order of the menu.
    [[nodiscard]] QList<QAction*> slices() const {
        return {nextSlice, previousSlice, tenForward, tenBack, firstSlice, lastSlice};
    }

private:
    /// `id` is the command's name in session::shortcut_presets and in the settings: it stays, and
    /// its keys stand there.
    QAction* add(const QString& id, const QString& icon, const QString& text, const QString& tip);

    struct Named {
        QAction* action;
        QString icon;
    };
    QList<Named> m_named;
};

}  // namespace frisket::ui
