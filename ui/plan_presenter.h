// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>

#include "ui/canvas/repeat_mark.h"
#include "ui/session/document.h"

namespace frisket::ui {

class BroadcastDock;
class CanvasMarks;

/// Keeps the Broadcast dock true to a document: plan or refusal at once, the number of selected
/// elements with every edit, and what the cast changes when a stroke is done.
class PlanPresenter : public QObject {
    Q_OBJECT

public:
    /// Selected values beyond this many are not looked at for what the cast changes: the look would
    /// hold up the next stroke.
    static constexpr std::int64_t kMostChecked = std::int64_t{16} << 20;

    /// The dock becomes the parent; the document outlives it.
    PlanPresenter(session::Document& document, BroadcastDock& dock);
    /// Shows on a canvas, by its marks, what is repeated along an axis that is pointed at. They
    /// outlive the dock.
    void pointOutOn(CanvasMarks& marks);

private:
    void show();
    void showViews();
    void fix(const assign::Fix& fix);
    [[nodiscard]] std::optional<RepeatMark> markFor(assign::Role role, int column) const;
    void showSharing();
    void showSoon();
    void refreshSoon();
    void selectionChanged();
    void checkSoon();
    void checkCast();

    session::Document& m_document;
    BroadcastDock& m_dock;
    QTimer m_refresh;
    QTimer m_check;
};

}  // namespace frisket::ui
