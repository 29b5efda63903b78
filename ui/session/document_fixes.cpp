// SPDX-License-Identifier: MIT
// The part of Document that does what a refusal says would help.
#include <utility>

#include "core/assign/apply_fix.h"
#include "core/condition/viewed.h"
#include "ui/session/core_text.h"
#include "ui/session/document.h"
#include "ui/session/source_rule.h"

namespace frisket::session {

namespace {
using assign::Fix;
using assign::Role;
}  // namespace

/// Makes another operand of what a fix asks for.
class Document::Fixing {
public:
    explicit Fixing(Document& document) : m_document(document) {}

    [[nodiscard]] base::Status fixSource(const Fix& fix, const assign::Operand& operand,
                                         const assign::Operand& fixed);
    [[nodiscard]] base::Status fixCondition(const Fix& fix, const assign::Operand& operand,
                                            const assign::Operand& fixed);

private:
    Document& m_document;
};

base::Status Document::applyFix(const Fix& fix) {
    if (busy()) {
        return tl::unexpected(busyError());
    }
    if (fix.kind == Fix::Kind::Mode) {
        setMode(fix.mode);
        return {};
    }
    if (fix.kind == Fix::Kind::Casting) {
        setCasting(fix.casting);
        return {};
    }
    const LayerId id = fix.operand == Role::Source ? LayerId::Source : LayerId::Condition;
    if (fix.operand == Role::Destination || !m_destination || !has(id)) {
        return base::fail(base::ErrorCode::InvalidArgument,
                          tr("There is nothing that this could change.").toStdString());
    }
    abortStroke();
    if (id == LayerId::Source && m_sourceRule->any()) {
        return base::fail(base::ErrorCode::Refused,
                          tr("The source is what its rule gives.").toStdString(),
                          tr("Change the rule, or take it away first.").toStdString());
    }
    const assign::PlanRequest request = planRequest();
    const assign::Operand operand =
        id == LayerId::Source && request.source ? *request.source : request.condition;
    auto fixed = assign::fixedOperand(fix, operand);
    if (!fixed) {
        return base::passOn(fixed);
    }
    base::Status done;
    const base::Status attempt = attempted([&] {
        Fixing fixing(*this);
        done = id == LayerId::Source ? fixing.fixSource(fix, operand, *fixed)
                                     : fixing.fixCondition(fix, operand, *fixed);
    });
    if (!attempt || !done) {
        return attempt ? done : attempt;
    }
    OperandView& seen = m_views[indexOf(id)];
    seen.view = fixed->view;
    seen.prepared = fixed->prepared;
    seen.steps.push_back(fix);
    layersReplaced();
    return {};
}

base::Status Document::Fixing::fixSource(const Fix& fix, const assign::Operand& operand,
                                         const assign::Operand& fixed) {
    std::optional<array::NdArray> seen;
    if (fix.makesArray()) {
        const Jobs::Busy busy(m_document.m_jobs,
                              tr("Changing the source: %1").arg(fromCore(fix.text)));
        const auto made = std::make_shared<std::optional<array::NdArray>>();
        const auto work = [made, fix, operand, source = *m_document.m_source](base::Progress&) {
            auto array = assign::fixedSource(fix, operand, source);
            if (!array) {
                return base::Status(base::passOn(array));
            }
            *made = *std::move(array);
            return base::Status();
        };
        if (auto done = m_document.m_jobs.inBackground(Jobs::OnCancel::Leave, work); !done) {
            return done;
        }
        seen = *std::move(*made);
    } else {
        seen = m_document.m_source->withLayout(fixed.layout);
    }
    m_document.m_plan.reset();  // they look at the old one
    m_document.m_prepared.reset();
    if (!m_document.m_sourceFile) {
        m_document.m_sourceFile = *m_document.m_source;
    }
    m_document.m_source = *std::move(seen);
    return {};
}

base::Status Document::Fixing::fixCondition(const Fix& fix, const assign::Operand& operand,
                                            const assign::Operand& fixed) {
    const Versions before = m_document.m_versions;
    std::optional<condition::ConditionMask> mask;
    std::int64_t selected = 0;
    {
        const Jobs::Busy busy(m_document.m_jobs,
                              tr("Changing the condition: %1").arg(fromCore(fix.text)));
        const auto work = [&](base::Progress&) {
            auto made =
                fix.makesArray()
                    ? assign::fixedCondition(fix, operand, *m_document.m_condition)
                    : condition::packed(*m_document.m_condition, fixed.layout, fixed.layout.shape);
            if (!made) {
                return base::Status(base::passOn(made));
            }
            selected = made->count();
            mask = *std::move(made);
            return base::Status();
        };
        if (auto done = m_document.m_jobs.inBackground(Jobs::OnCancel::Wait, work); !done) {
            return done;
        }
    }
    m_document.adoptCondition(*std::move(mask), selected, m_document.conditionFacts(),
                              Document::Rules::Drop);
    // It is as much in a file as it was.
    if (before.keptCondition != before.condition) {
        m_document.m_versions.keptCondition = 0;
    }
    if (before.readCondition != before.condition) {
        m_document.m_versions.readCondition = 0;
    }
    return {};
}

void Document::resetSourceView() {
    if (busy()) {
        emit failed(busyError());
        return;
    }
    if (!m_sourceFile) {
        return;
    }
    abortStroke();
    m_plan.reset();
    m_prepared.reset();
    m_source = *std::exchange(m_sourceFile, std::nullopt);
    m_sourceRule->sourceReplaced(m_source);
    m_views[indexOf(LayerId::Source)] = {};
    layersReplaced();
}

/// Tells everybody that an operand is another one.
void Document::layersReplaced() {
    ruleInputsReplaced();
    emit layersChanged();
    emit pixelsChanged(planeRect());
    emit historyChanged();
}

}  // namespace frisket::session
