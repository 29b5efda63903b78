// SPDX-License-Identifier: MIT
#include "ui/plan_presenter.h"

#include "core/assign/mode_table.h"
#include "core/assign/numpy_line.h"
#include "ui/canvas/canvas_marks.h"
#include "ui/docks/broadcast_dock.h"
#include "ui/docks/broadcast_view.h"
#include "ui/docks/broadcast_words.h"
#include "ui/docks/cast_words.h"
#include "ui/docks/fix_panel.h"
#include "ui/docks/sharing_panel.h"
#include "ui/session/cast_look.h"
#include "ui/session/core_text.h"
#include "ui/session/reporting.h"
#include "ui/text_pause.h"

namespace frisket::ui {

using session::LayerId;

namespace {
/// Rest after the last change before the selected values are looked at.
constexpr int kPatienceMs = 120;
}  // namespace

PlanPresenter::PlanPresenter(session::Document& document, BroadcastDock& dock)
    : QObject(&dock), m_document(document), m_dock(dock) {
    m_refresh.setSingleShot(true);
    m_check.setSingleShot(true);
    m_check.setInterval(kPatienceMs);
    connect(&m_refresh, &QTimer::timeout, this, &PlanPresenter::show);
    connect(&m_check, &QTimer::timeout, this, &PlanPresenter::checkCast);
    connect(&document, &session::Document::planChanged, this, [this] {
        m_dock.setLosses({}, false);
        showSoon();
        checkSoon();
    });
    connect(&document, &session::Document::pixelsChanged, this, &PlanPresenter::selectionChanged);
    // Edits of planes that are not shown change no pixel that is seen.
    connect(&document, &session::Document::historyChanged, this, &PlanPresenter::selectionChanged);
    connect(&document, &session::Document::historyChanged, this, &PlanPresenter::checkSoon);
    connect(&document, &session::Document::planeChanged, this, &PlanPresenter::showSharing);
    connect(&dock.sharing(), &SharingPanel::expandRequested, &document,
            &session::Document::expandCondition);
    connect(&dock.sharing(), &SharingPanel::collapseRequested, &document,
            &session::Document::collapseCondition);
    connect(&dock.fixes(), &FixPanel::fixRequested, this, &PlanPresenter::fix);
    connect(&dock.fixes(), &FixPanel::resetSourceRequested, &document,
            &session::Document::resetSourceView);
    connect(&dock, &QDockWidget::visibilityChanged, this, &PlanPresenter::checkSoon);
    show();
}

void PlanPresenter::fix(const assign::Fix& fix) {
    // Not from within the button's event: a job turns the event loop.
    QMetaObject::invokeMethod(
        this,
        [this, fix] {
            if (const base::Status done = m_document.applyFix(fix); !done) {
                session::report(m_document, done.error());
            }
        },
        Qt::QueuedConnection);
}

void PlanPresenter::pointOutOn(CanvasMarks& marks) {
    connect(
        &m_dock.table(), &BroadcastView::repeatHovered, &marks,
        [this, &marks](assign::Role role, int column) { marks.setRepeat(markFor(role, column)); });
    connect(&m_dock.table(), &BroadcastView::repeatLeft, &marks,
            [&marks] { marks.setRepeat(std::nullopt); });
    // It speaks of the axes that are shown.
    connect(&m_document, &session::Document::planeChanged, &marks,
            [&marks] { marks.setRepeat(std::nullopt); });
}

std::optional<RepeatMark> PlanPresenter::markFor(assign::Role role, int column) const {
    const auto table = m_document.broadcastTable();
    if (!table) {
        return std::nullopt;
    }
    const array::Shape shape = m_document.shape(LayerId::Destination);
    const int axis = column - (table->columns - shape.rank());
    if (axis < 0 || axis >= shape.rank() || m_document.planeRect().empty()) {
        return std::nullopt;
    }
    const QString name = role == assign::Role::Condition ? tr("Condition") : tr("Source");
    const session::ShownPlane& shown = m_document.shownPlane();
    RepeatMark mark;
    mark.plane = m_document.planeRect();
    if (axis == shown.axisX) {
        mark.along = RepeatMark::Along::X;
        mark.words = tr("%1: one column, for all %L2").arg(name).arg(shape[axis]);
    } else if (axis == shown.axisY) {
        mark.along = RepeatMark::Along::Y;
        mark.words = tr("%1: one row, for all %L2").arg(name).arg(shape[axis]);
    } else {
        mark.words = tr("%1: one picture, for all %L2 of %3")
                         .arg(name)
                         .arg(shape[axis])
                         .arg(m_document.axisName(axis));
    }
    return mark;
}

void PlanPresenter::selectionChanged() {
    if (!assign::pairingText(m_document.mode()).empty()) {  // those words count
        refreshSoon();
    }
}

void PlanPresenter::refreshSoon() {
    if (!m_refresh.isActive()) {
        m_refresh.start(m_document.inStroke() ? kTextPauseMs : 0);
    }
}

void PlanPresenter::showSoon() {
    if (m_document.inStroke()) {
        refreshSoon();
    } else {
        show();
    }
}

void PlanPresenter::showSharing() {
    std::vector<SharingPanel::Axis> axes;
    for (const session::AxisSharing& axis : m_document.axisSharing()) {
        // Axes of the picture are seen; that those of their own are is what one expects.
        const bool hidden = !m_document.shownPlane().shows(axis.axis);
        if (axis.repeated || (hidden && axis.canCollapse)) {
            axes.push_back({axis.axis, m_document.axisName(axis.axis), axis.size, axis.repeated,
                            axis.canExpand, axis.canCollapse});
        }
    }
    m_dock.sharing().setAxes(axes);
}

void PlanPresenter::show() {
    m_refresh.stop();
    showSharing();
    showViews();
    const auto table = m_document.broadcastTable();
    const assign::AssignPlan* plan = m_document.plan();
    if (!table || (plan == nullptr && !m_document.refusal())) {
        m_dock.showProblem(m_document.problem());
        return;
    }
    const auto dtypeOf = [this](LayerId id) {
        return m_document.has(id) ? m_document.dtype(id) : array::DType::Bool;
    };
    Pairing pairing{m_document.mode(), m_document.selectedCount(), m_document.selectedElements(),
                    0};
    if (m_document.source() != nullptr) {
        pairing.sourceElements = m_document.source()->count();
    }
    if (plan != nullptr) {
        m_dock.showPlan(*plan, dtypeOf(LayerId::Condition), pairing);
    } else {
        m_dock.showRefusal(
            *table,
            {dtypeOf(LayerId::Destination), dtypeOf(LayerId::Source), dtypeOf(LayerId::Condition)},
            *m_document.refusal(), pairing, m_document.valueText());
    }
}

void PlanPresenter::showViews() {
    const auto code = [this](LayerId id, std::string_view name) {
        const session::OperandView& seen = m_document.operandView(id);
        assign::Operand operand;
        operand.view = seen.view;
        operand.prepared = seen.prepared;
        return seen.any() ? session::fromCore(assign::viewedText(name, operand)) : QString();
    };
    m_dock.setViews(code(LayerId::Source, "s"), code(LayerId::Condition, "c"));
}

void PlanPresenter::checkSoon() { m_check.start(); }

void PlanPresenter::checkCast() {
    if (m_document.inStroke() || !m_dock.isVisible()) {
        return;  // the end of the stroke, or the dock's coming, asks again
    }
    if (!session::castCanLose(m_document)) {
        m_dock.setLosses({}, false);
        return;
    }
    if (m_document.selectedElements().value_or(0) > kMostChecked) {
        m_dock.setLosses(tr("Too many values are selected to look at each while you paint; "
                            "frisket-cli plan counts those that the cast changes."),
                         false);
        return;
    }
    const auto report = session::castReport(m_document);
    m_dock.setLosses(lossWords(*m_document.plan(), *report), report->total > 0);
}

}  // namespace frisket::ui
