// SPDX-License-Identifier: MIT
#include "ui/plan_presenter.h"

#include "core/assign/mode_table.h"
#include "ui/docks/broadcast_dock.h"
#include "ui/docks/broadcast_words.h"
#include "ui/docks/cast_words.h"
#include "ui/docks/sharing_panel.h"
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
    connect(&dock, &QDockWidget::visibilityChanged, this, &PlanPresenter::checkSoon);
    show();
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

void PlanPresenter::checkSoon() { m_check.start(); }

void PlanPresenter::checkCast() {
    if (m_document.inStroke() || !m_dock.isVisible()) {
        return;  // the end of the stroke, or the dock's coming, asks again
    }
    if (!m_document.castCanLose()) {
        m_dock.setLosses({}, false);
        return;
    }
    if (m_document.selectedElements().value_or(0) > kMostChecked) {
        m_dock.setLosses(tr("Too many values are selected to look at each while you paint; "
                            "frisket-cli plan counts those that the cast changes."),
                         false);
        return;
    }
    const auto report = m_document.castReport();
    m_dock.setLosses(lossWords(*m_document.plan(), *report), report->total > 0);
}

}  // namespace frisket::ui
