// SPDX-License-Identifier: MIT
#include "ui/actions.h"

#include <QActionGroup>

#include "ui/icons.h"

namespace frisket::ui {

Actions::Actions(QObject* parent) : QObject(parent) {
    open = add("open", tr("&Open…"), QKeySequence::Open,
               tr("Open masks and pictures; several files at once"));
    openSample = add("layers", tr("Open the sa&mple"), {},
                     tr("Open the sample: a micrograph, trusted labels and a prediction"));
    save = add("save", tr("&Save"), QKeySequence::Save, tr("Write the destination to its file"));
    saveAs = add("save", tr("Save &as…"), QKeySequence::SaveAs,
                 tr("Write the destination to another file"));
    exportFile = add("export", tr("&Export…"), QKeySequence(tr("Ctrl+E")),
                     tr("Write the live result, a mask or the condition to a file"));
    quit = add({}, tr("&Quit"), QKeySequence::Quit, tr("Close the window"));
    undo = add("undo", tr("&Undo"), QKeySequence::Undo, tr("Take the last step back"));
    redo = add("redo", tr("&Redo"), QKeySequence::Redo, tr("Do the step again"));
    apply = add("apply", tr("&Apply"), QKeySequence(tr("Ctrl+Return")),
                tr("Put the live result into the destination"));
    deselectProtected =
        add("locked", tr("Deselect pro&tected pixels"), {},
            tr("Take pixels with protected labels out of the condition, in all slices"));
    preferences = add({}, tr("&Preferences…"), QKeySequence(tr("Ctrl+,")),
                      tr("Memory for undo, and the look of the window"));
    preferences->setMenuRole(QAction::PreferencesRole);
    selectAll = add("select-all", tr("Select &all"), QKeySequence::SelectAll,
                    tr("Make the condition true everywhere"));
    clear = add("clear", tr("&Clear"), QKeySequence(tr("Ctrl+D")),
                tr("Make the condition false everywhere"));
    invert = add("invert", tr("&Invert"), QKeySequence(tr("Ctrl+I")),
                 tr("Swap true and false in the condition"));
    brush = add("brush", tr("&Brush"), QKeySequence(tr("B")),
                tr("Paint the condition; the right button erases, Shift draws a straight line"));
    eraser = add("eraser", tr("&Eraser"), QKeySequence(tr("E")), tr("Erase the condition"));
    rectangle = add("rectangle", tr("&Rectangle"), QKeySequence(tr("R")),
                    tr("Drag a rectangle; Shift adds, Alt or Ctrl subtracts, both intersect. Shift "
                       "pressed on the way makes a square, Alt draws from the middle"));
    ellipse = add("ellipse", tr("Elli&pse"), QKeySequence(tr("O")),
                  tr("Drag an ellipse; keys as for the rectangle"));
    lasso = add("lasso", tr("L&asso"), QKeySequence(tr("L")),
                tr("Draw round something by hand; Shift adds, Alt or Ctrl subtracts"));
    polygon = add("polygon", tr("Pol&ygon"), QKeySequence(tr("Y")),
                  tr("Click corners; Enter or a click on the first closes it, Backspace takes the "
                     "last one away, corners can be dragged"));
    line = add("line", tr("Li&ne"), QKeySequence(tr("I")),
               tr("Drag a line of the brush's width, or click its corners and press Enter"));
    fill = add("bucket", tr("F&ill"), QKeySequence(tr("F")),
               tr("Click to join what is like that pixel and hangs together with it"));
    scissors = add("scissors", tr("S&cissors"), QKeySequence(tr("C")),
                   tr("Click along an edge, which the line follows; Enter or a click on the first "
                      "point closes it, Backspace takes the last one away"));
    grabCut =
        add("grab-cut", tr("C&ut out"), QKeySequence(tr("G")),
            tr("Drag a box round an object to find its outline; then scribble on what belongs "
               "to it, with the right button on what does not, and press Enter"));
    watershed =
        add("watershed", tr("&Watershed"), QKeySequence(tr("U")),
            tr("Scribble on each object, with the right button on the background, and press "
               "Enter; or click what touches to split it, as the options say"));
    smartBrush =
        add("smart-brush", tr("S&mart brush"), QKeySequence(tr("Shift+B")),
            tr("Paint what is like the pixels under the brush's middle: it stops at edges; "
               "the right button erases"));
    hand = add("hand", tr("&Hand"), QKeySequence(tr("H")),
               tr("Move the image; also the middle button, or Space with the left one"));
    profile = add("profile", tr("Pro&file"), QKeySequence(tr("M")),
                  tr("Drag a line to see the values along it; Shift in steps of 45 degrees, Esc "
                     "takes it away"));
    largerBrush = add({}, tr("&Larger brush"), QKeySequence(tr("]")), tr("Larger brush"));
    smallerBrush = add({}, tr("S&maller brush"), QKeySequence(tr("[")), tr("Smaller brush"));
    symmetryCentre = add({}, tr("Symmetry &centre here"), QKeySequence(tr("Shift+C")),
                         tr("Mirror or turn strokes about the place under the pointer"));
    limits = add("limits", tr("Paint only &where…"), QKeySequence(tr("Shift+L")),
                 tr("Limit strokes, shapes and fills to some values of a layer"));
    zoomIn = add("zoom-in", tr("Zoom &in"), QKeySequence::ZoomIn, tr("Larger; also the wheel"));
    zoomOut = add("zoom-out", tr("Zoom &out"), QKeySequence::ZoomOut, tr("Smaller"));
    zoomFit = add("fit", tr("&Fit"), QKeySequence(tr("Ctrl+0")), tr("Show the whole image"));
    zoomOneToOne = add("one-to-one", tr("&1:1"), QKeySequence(tr("Ctrl+1")),
                       tr("One pixel of the image on one of the screen"));
    goTo = add({}, tr("Go to pl&ace…"), QKeySequence(tr("Ctrl+G")),
               tr("Go to a place, an index, a label or a zoom"));
    nextInstance = add("next", tr("&Next instance"), QKeySequence(tr("N")),
                       tr("Go to the next instance of the label under the pointer, or of the one "
                          "chosen in the Labels dock"));
    previousInstance = add("previous", tr("&Previous instance"), QKeySequence(tr("Shift+N")),
                           tr("Go to the instance before"));
    pinPixel = add({}, tr("Pin pi&xel"), QKeySequence(tr("P")),
                   tr("Keep showing the values of the pixel under the pointer in the Pixel dock"));
    pinPixel->setCheckable(true);
    pinPixel->setIconText(tr("Pin"));
    nextSlice = add({}, tr("&Next"), QKeySequence(Qt::Key_PageDown),
                    tr("The next index of the axis that was used last; also Alt and the wheel"));
    previousSlice = add({}, tr("&Previous"), QKeySequence(Qt::Key_PageUp),
                        tr("The index before of the axis that was used last"));
    tenForward =
        add({}, tr("Ten for&ward"), QKeySequence(Qt::SHIFT | Qt::Key_PageDown), tr("Ten further"));
    tenBack = add({}, tr("Ten &back"), QKeySequence(Qt::SHIFT | Qt::Key_PageUp), tr("Ten back"));
    firstSlice = add({}, tr("&First"), QKeySequence(Qt::Key_Home), tr("Index 0 of the axis"));
    lastSlice = add({}, tr("&Last"), QKeySequence(Qt::Key_End), tr("The last index of the axis"));
    swapAxes = add("swap-axes", tr("Swap &rows and columns"), {},
                   tr("Show the rows as columns and the columns as rows"));
    about = add({}, tr("&About Frisket"), {}, tr("Version and licence"));

    zoomIn->setShortcuts({QKeySequence::ZoomIn, QKeySequence(tr("Ctrl+="))});
    apply->setShortcuts({QKeySequence(tr("Ctrl+Return")), QKeySequence(tr("Ctrl+Enter"))});
    for (QAction* slice : slices()) {
        // Elsewhere, as in lists and sliders, these keys have meanings of their own.
        slice->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    }
    auto* tools = new QActionGroup(this);
    for (QAction* tool : this->tools()) {
        tool->setCheckable(true);
        tools->addAction(tool);
    }
    brush->setChecked(true);
}

QAction* Actions::add(const QString& icon, const QString& text, const QKeySequence& shortcut,
                      const QString& tip) {
    auto* action = new QAction(text, this);
    action->setShortcut(shortcut);
    const QString key = shortcut.toString(QKeySequence::NativeText);
    action->setToolTip(key.isEmpty() ? tip : tr("%1 (%2)").arg(tip, key));
    action->setStatusTip(tip);
    if (!icon.isEmpty()) {
        m_named.append({action, icon});
    }
    return action;
}

void Actions::setIcons(const QPalette& palette) {
    for (const Named& named : m_named) {
        named.action->setIcon(icon(named.icon, palette));
    }
}

}  // namespace frisket::ui
