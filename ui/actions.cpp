// SPDX-License-Identifier: MIT
#include "ui/actions.h"

#include <QActionGroup>

#include "ui/command_list.h"
#include "ui/icons.h"
#include "ui/session/shortcut_presets.h"

namespace frisket::ui {

Actions::Actions(QObject* parent) : QObject(parent) {
    open = add("open", "open", tr("&Open…"), tr("Open masks and pictures; several files at once"));
    openSample = add("openSample", "layers", tr("Open the sa&mple"),
                     tr("Open the sample: a micrograph, trusted labels and a prediction"));
    save = add("save", "save", tr("&Save"), tr("Write the destination to its file"));
    saveAs = add("saveAs", "save", tr("Save &as…"), tr("Write the destination to another file"));
    exportFile = add("exportFile", "export", tr("&Export…"),
                     tr("Write the live result, a mask or the condition to a file"));
    quit = add("quit", {}, tr("&Quit"), tr("Close the window"));
    undo = add("undo", "undo", tr("&Undo"), tr("Take the last step back"));
    redo = add("redo", "redo", tr("&Redo"), tr("Do the step again"));
    apply = add("apply", "apply", tr("&Apply"), tr("Put the live result into the destination"));
    deselectProtected =
        add("deselectProtected", "locked", tr("&Deselect protected pixels"),
            tr("Take pixels with protected labels out of the condition, in all slices"));
    preferences = add("preferences", {}, tr("&Preferences…"),
                      tr("Memory for undo, and the look of the window"));
    preferences->setMenuRole(QAction::PreferencesRole);
    cut =
        add("cut", "cut", tr("Cu&t"), tr("Copy what is selected in the shown slice and clear it"));
    copy = add("copy", "copy", tr("&Copy"),
               tr("Copy what is selected in the shown slice: as it is, as a picture and as text"));
    paste = add("paste", "paste", tr("Pa&ste"),
                tr("Lay a copied selection, a picture or a COCO text over the image"));
    interpolate =
        add("interpolate", {}, tr("Interpolate s&lices"),
            tr("Fill empty slices between others, along the axis that was used last, with the "
               "shapes between theirs"));
    selectAll =
        add("selectAll", "select-all", tr("Select &all"), tr("Make the condition true everywhere"));
    clear = add("clear", "clear", tr("&Clear"), tr("Make the condition false everywhere"));
    invert = add("invert", "invert", tr("&Invert"), tr("Swap true and false in the condition"));
    addRule = add("addRule", {}, tr("Add &rule…"),
                  tr("Type what is to be selected: source == 3 & destination != 0"));
    brush = add("brush", "brush", tr("&Brush"),
                tr("Paint the condition; the right button erases, Shift draws a straight line"));
    eraser = add("eraser", "eraser", tr("&Eraser"), tr("Erase the condition"));
    rectangle = add("rectangle", "rectangle", tr("&Rectangle"),
                    tr("Drag a rectangle; Shift adds, Alt or Ctrl subtracts, both intersect. Shift "
                       "pressed on the way makes a square, Alt draws from the middle"));
    ellipse =
        add("ellipse", "ellipse", tr("Elli&pse"), tr("Drag an ellipse; keys as for the rectangle"));
    lasso = add("lasso", "lasso", tr("L&asso"),
                tr("Draw round something by hand; Shift adds, Alt or Ctrl subtracts"));
    polygon = add("polygon", "polygon", tr("Pol&ygon"),
                  tr("Click corners; Enter or a click on the first closes it, Backspace takes the "
                     "last one away, corners can be dragged"));
    line = add("line", "line", tr("Li&ne"),
               tr("Drag a line of the brush's width, or click its corners and press Enter"));
    fill = add("fill", "bucket", tr("F&ill"),
               tr("Click to join what is like that pixel and hangs together with it; drag to the "
                  "right for more, to the left for less"));
    scissors = add("scissors", "scissors", tr("S&cissors"),
                   tr("Click along an edge, which the line follows; Enter or a click on the first "
                      "point closes it, Backspace takes the last one away"));
    grabCut =
        add("grabCut", "grab-cut", tr("C&ut out"),
            tr("Drag a box round an object to find its outline; then scribble on what belongs "
               "to it, with the right button on what does not, and press Enter"));
    watershed =
        add("watershed", "watershed", tr("&Watershed"),
            tr("Scribble on each object, with the right button on the background, and press "
               "Enter; or click what touches to split it, as the options say"));
    smartBrush =
        add("smartBrush", "smart-brush", tr("Smar&t brush"),
            tr("Paint what is like the pixels under the brush's middle: it stops at edges; "
               "the right button erases"));
    refine = add("refine", "refine", tr("Refine con&dition"),
                 tr("Grow, shrink, smooth, fill holes and more, shown before it is done: all of "
                    "the slice, the component that is clicked or the box that is dragged"));
    specks = add("specks", "specks", tr("Remove specks"),
                 tr("Find small groups of a label in the destination; Enter gives them the label "
                    "around them, a click does so with one"));
    transform = add("transform", "transform", tr("Transf&orm"),
                    tr("Move, scale and turn what is selected, or was pasted; Enter puts it there, "
                       "Esc leaves all as it was"));
    pick = add("pick", "pick", tr("Pick &value"),
               tr("Click to take the label under the pointer and paint with it; with Shift, Alt, "
                  "Ctrl or the right button what hangs together there joins the condition"));
    hand = add("hand", "hand", tr("&Hand"),
               tr("Move the image; also the middle button, or Space with the left one"));
    profile = add("profile", "profile", tr("Pro&file"),
                  tr("Drag a line to see the values along it; Shift in steps of 45 degrees, Esc "
                     "takes it away"));
    paintLabels = add("paintLabels", {}, tr("Paint labels directly"),
                      tr("What tools paint goes straight into the destination, with the label of "
                         "the options bar; else into the condition"));
    paintLabels->setCheckable(true);
    replaceLabel = add("replaceLabel", {}, tr("Replace &label…"),
                       tr("Make another label of a label of the destination, or swap the two"));
    takeInstance =
        add("takeInstance", {}, tr("&Take instance from the source"),
            tr("Put the source's instance under the pointer into the destination: what has "
               "its label and hangs together there"));
    takeEnclosed = add(
        "takeEnclosed", {}, tr("Take it &with what it encloses"),
        tr("The same with all that the source has within its outline: a cell with its nucleus"));
    fillHoles =
        add("fillHoles", {}, tr("&Fill holes"),
            tr("Fill the background in the destination's instance under the pointer, or the "
               "hole under it"));
    splitInstance = add("splitInstance", {}, tr("&Split"),
                        tr("Clear lines of a pixel across the necks of the destination's instance "
                           "under the pointer; without a neck, the shortest one there"));
    removeInstance = add("removeInstance", {}, tr("&Remove"),
                         tr("Give the destination's instance under the pointer the label that is "
                            "around it"));
    largerBrush = add("largerBrush", {}, tr("&Larger brush"), tr("Larger brush"));
    smallerBrush = add("smallerBrush", {}, tr("S&maller brush"), tr("Smaller brush"));
    symmetryCentre = add("symmetryCentre", {}, tr("&Symmetry centre here"),
                         tr("Mirror or turn strokes about the place under the pointer"));
    limits = add("limits", {}, tr("Paint only where…"),
                 tr("Limit strokes, shapes and fills to some values of a layer"));
    zoomIn = add("zoomIn", "zoom-in", tr("Zoom &in"), tr("Larger; also the wheel"));
    zoomOut = add("zoomOut", "zoom-out", tr("Zoom &out"), tr("Smaller"));
    zoomFit = add("zoomFit", "fit", tr("&Fit"), tr("Show the whole image"));
    zoomOneToOne = add("zoomOneToOne", "one-to-one", tr("&1:1"),
                       tr("One pixel of the image on one of the screen"));
    goTo = add("goTo", {}, tr("Go to pl&ace…"), tr("Go to a place, an index, a label or a zoom"));
    nextInstance = add("nextInstance", "next", tr("&Next instance"),
                       tr("Go to the next instance of the label under the pointer, or of the one "
                          "chosen in the Labels dock"));
    previousInstance = add("previousInstance", "previous", tr("&Previous instance"),
                           tr("Go to the instance before"));
    nextChange = add("nextChange", "next", tr("Next c&hange"),
                     tr("Go to the next area of pixels that Apply would change"));
    previousChange = add("previousChange", "previous", tr("Previous chang&e"),
                         tr("Go to the area of changed pixels before"));
    pinPixel = add("pinPixel", {}, tr("Pin pi&xel"),
                   tr("Keep showing the values of the pixel under the pointer in the Pixel dock"));
    pinPixel->setCheckable(true);
    pinPixel->setIconText(tr("Pin"));
    packingOrder =
        add("packingOrder", {}, tr("Pac&king order"),
            tr("Colour what is selected by the index of the source's value that it takes"));
    packingOrder->setCheckable(true);
    castMap = add("castMap", {}, tr("Cast &loss map"),
                  tr("Colour selected pixels whose value does not fit the destination's type by "
                     "what would become of it"));
    castMap->setCheckable(true);
    nextSlice = add("nextSlice", {}, tr("&Next"),
                    tr("The next index of the axis that was used last; also Alt and the wheel"));
    previousSlice = add("previousSlice", {}, tr("&Previous"),
                        tr("The index before of the axis that was used last"));
    tenForward = add("tenForward", {}, tr("Ten for&ward"), tr("Ten further"));
    tenBack = add("tenBack", {}, tr("Ten &back"), tr("Ten back"));
    firstSlice = add("firstSlice", {}, tr("&First"), tr("Index 0 of the axis"));
    lastSlice = add("lastSlice", {}, tr("&Last"), tr("The last index of the axis"));
    swapAxes = add("swapAxes", "swap-axes", tr("Swap &rows and columns"),
                   tr("Show the rows as columns and the columns as rows"));
    holdButton =
        add("holdButton", {}, tr("&Keep the button down"),
            tr("At the keyboard's cursor, which the arrow keys move: the left button stays "
               "down until this comes again. Space is the button while it is held"));
    holdRightButton = add("holdRightButton", {}, tr("Keep the ri&ght button down"),
                          tr("The same with the right button: to erase, or to mark background"));
    nextPane = add("nextPane", {}, tr("Next &pane"),
                   tr("To the canvas, the docks and the tool bars in turn, for the keyboard"));
    previousPane = add("previousPane", {}, tr("Previous p&ane"), tr("The other way round"));
    shortcuts = add("shortcuts", {}, tr("&Keyboard shortcuts"),
                    tr("All keys on one page, to look up and to change"));
    about = add("about", {}, tr("&About Frisket"), tr("Version and licence"));

    for (QAction* action : slices() + clipboard()) {
        // Elsewhere, as in lists and sliders, these keys have meanings of their own.
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    }
    auto* tools = new QActionGroup(this);
    for (QAction* tool : this->tools()) {
        tool->setCheckable(true);
        tools->addAction(tool);
    }
    brush->setChecked(true);
}

QAction* Actions::add(const QString& id, const QString& icon, const QString& text,
                      const QString& tip) {
    auto* action = new QAction(text, this);
    action->setObjectName(id);
    action->setStatusTip(tip);
    showKeys(*action, session::defaultKeys(id));
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
