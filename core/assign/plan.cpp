// SPDX-License-Identifier: MIT
#include "core/assign/plan.h"

#include "core/assign/casting.h"
#include "core/assign/fixes.h"
#include "core/assign/mode_table.h"
#include "core/assign/numpy_line.h"
#include "core/assign/resolve.h"
#include "core/base/text.h"

namespace frisket::assign {

namespace {
using array::Layout;
using base::joined;

Refusal refuse(Refusal::Kind kind, Role role, std::string message) {
    Refusal refusal;
    refusal.kind = kind;
    refusal.operand = role;
    refusal.message = std::move(message);
    return refusal;
}

std::optional<Refusal> missingOperand(const PlanRequest& request) {
    if (request.mode != Mode::Fill && !request.source) {
        return refuse(Refusal::Kind::MissingOperand, Role::Source,
                      joined("The mode '", name(request.mode), "' needs a source array."));
    }
    if (request.mode == Mode::Fill && !request.source && !request.value) {
        return refuse(Refusal::Kind::MissingOperand, Role::Source,
                      "The mode 'fill' needs a value.");
    }
    if (request.mode == Mode::Fill && !request.value && request.source->layout.rank() != 0) {
        Refusal refusal =
            refuse(Refusal::Kind::TooManyAxes, Role::Source,
                   joined("The mode 'fill' takes one value: the source must be 0-d, not of shape ",
                          array::toString(request.source->layout.shape), "."));
        refusal.found = request.source->layout.rank();
        refusal.setAxis(0, request.source->layout.rank());
        refusal.view = request.source->view;
        const Fit fit{{}, Side::Right, [](const Layout& changed) { return changed.rank() == 0; }};
        refusal.fixes = findFixes(Role::Source, request.source->layout, fit);
        return refusal;
    }
    return std::nullopt;
}

/// The value is of the destination's dtype already; an array must be allowed by its dtype.
std::optional<Refusal> forbiddenCast(const PlanRequest& request) {
    if (request.value ||
        canCast(request.source->dtype, request.destination.dtype, request.casting)) {
        return std::nullopt;
    }
    Refusal refusal =
        refuse(Refusal::Kind::Cast, Role::Source,
               joined("Casting '", name(request.casting), "' does not allow a source of dtype ",
                      array::name(request.source->dtype), " for a destination of dtype ",
                      array::name(request.destination.dtype), "."));
    refusal.fixes = castFixes(request.source->dtype, request.destination.dtype, request.casting);
    return refusal;
}

/// Stands for a source that the loops don't walk through.
Layout noSource(const Layout& destination) {
    return {destination.shape, array::Dims::filled(destination.rank(), 0), 0};
}
}  // namespace

base::Result<AssignPlan, Refusal> AssignPlan::make(const PlanRequest& asked) {
    PlanRequest request = asked;
    if (request.mode != Mode::Fill) {
        request.value.reset();
    }
    if (auto refusal = missingOperand(request)) {
        return tl::unexpected<Refusal>(*std::move(refusal));
    }
    const Layout& target = request.destination.layout;
    if (target.mayShareElements()) {
        return tl::unexpected<Refusal>(refuse(
            Refusal::Kind::SharedElements, Role::Destination,
            joined("Two indices of the destination view, shape ", array::toString(target.shape),
                   ", share an element; the outcome would depend on the order.")));
    }
    const auto resolved = resolve(request);
    if (!resolved) {
        return base::passOn(resolved);
    }
    if (auto refusal = forbiddenCast(request)) {
        return tl::unexpected<Refusal>(*std::move(refusal));
    }
    return AssignPlan(request, *resolved);
}

AssignPlan::AssignPlan(const PlanRequest& request, const Resolved& resolved)
    : m_mode(request.mode),
      m_casting(request.casting),
      m_destinationType(request.destination.dtype),
      m_sourceType(request.value ? request.destination.dtype : request.source->dtype),
      m_addressing(resolved.addressing),
      m_wraps(resolved.wraps),
      m_packsCondition(resolved.packsCondition),
      m_destination(request.destination.layout),
      m_source(resolved.source),
      m_condition(resolved.condition),
      m_givenCondition(request.condition.layout),
      m_value(request.value),
      m_checksValues(request.casting == Casting::Exact &&
                     !isLossless(m_sourceType, m_destinationType)),
      m_table(modeTable(request)),
      m_loops(m_destination,
              m_addressing == Addressing::Aligned ? m_source : noSource(m_destination),
              m_condition),
      m_numpyLine(assign::numpyLine(request)) {}

bool AssignPlan::assignsNothing() const {
    return m_loops.count() == 0 || (m_addressing != Addressing::Aligned && m_source.count() == 0);
}

}  // namespace frisket::assign
