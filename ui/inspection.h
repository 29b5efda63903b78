// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QObject>
#include <QTimer>

#include "ui/actions.h"
#include "ui/canvas/canvas.h"
#include "ui/session/change_finder.h"
#include "ui/session/go_to.h"
#include "ui/session/instance_finder.h"

class QDockWidget;
class QMainWindow;

namespace frisket::ui {

class CastDock;
class ChangesDock;
class CodeDock;
class ConditionDock;
class FileController;
class GoToDialog;
class HistogramDock;
class LabelsDock;
class ModesDock;
class PixelDock;
class ProfileDock;

/// The part of the window that looks at masks: the Condition, Changes, Modes, Cast, Pixel,
/// Histogram, Profile and Code docks, Go to, and the ways from instance to instance and from change
/// to change. Builds them and connects them to the rest.
class Inspection : public QObject {
    Q_OBJECT

public:
    /// All outlive it.
    struct Parts {
        QMainWindow& window;
        session::Document& document;
        session::LayerStyles& styles;
        session::ToolOptions& options;
        Canvas& canvas;
        Actions& actions;
        LabelsDock& labels;
        FileController& files;
    };
    explicit Inspection(const Parts& parts, QObject* parent = nullptr);
    ~Inspection() override;

    /// Put behind `neighbour`, all but Changes hidden.
    void placeDocks(QDockWidget& neighbour);
    [[nodiscard]] QList<QAction*> dockActions() const;

    /// The pointer is over this place of the image, or (nothing) has left.
    void hovered(const std::optional<base::Point>& position);
    void goTo();
    /// Goes to an instance of the label that is chosen in the Labels dock while that is seen, else
    /// of the one under the pointer; where there is neither, of the last one.
    void findInstance(session::InstanceFinder::Direction direction);
    /// Goes to the next area of pixels that Apply would change, or to the one before.
    void findChange(bool forward);

signals:
    /// Something to tell in the status line.
    void reported(const QString& text);

private:
    void connectParts();
    void go(const session::GoTo& target);
    void showInstance(const session::InstanceFinder::Found& found);
    void showLine();
    void markChanges(const base::Rect& pixels);

    Parts m_parts;
    ChangesDock* m_changesDock;
    PixelDock* m_pixelDock;
    HistogramDock* m_histogramDock;
    ProfileDock* m_profileDock;
    CodeDock* m_codeDock;
    ConditionDock* m_conditionDock;
    ModesDock* m_modesDock;
    CastDock* m_castDock;
    GoToDialog* m_dialog = nullptr;
    session::InstanceFinder m_finder;
    session::ChangeFinder m_changes;
    QTimer m_searching;  ///< until a search is worth a word
    QTimer m_viewRest;   ///< until the view rests, for the histogram of what is seen
    std::optional<base::Point> m_pointer;
    QPointF m_pointerPlace;       ///< in the canvas
    bool m_pointerMoved = false;  ///< since the last jump
};

}  // namespace frisket::ui
