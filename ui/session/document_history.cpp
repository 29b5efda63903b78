// SPDX-License-Identifier: MIT
// The part of Document that looks at other states of the history, and brings some of one back.
#include <algorithm>
#include <utility>

#include "core/edit/state_copy.h"
#include "ui/session/condition_stack.h"
#include "ui/session/core_text.h"
#include "ui/session/document_labels.h"
#include "ui/session/other_state.h"
#include "ui/session/pixel_facts.h"
#include "ui/session/plane_job.h"
#include "ui/session/stroke_limits.h"

namespace frisket::session {

namespace {
/// Another state of the document, the shown plane in both, and how that differs.
struct Then {
    ShownPlane shown;
    edit::StatePlanes planes;
    std::optional<OtherState> state;
    StateLook look;
};

condition::Plane valuesPlane(const Document& document) {
    const array::Layout layout =
        assign::planeLayout(array::Layout::rowMajor(document.destination()->shape()),
                            document.window(document.planeRect(), 1));
    return {layout.offset, layout.strides[0], layout.strides[1], document.planeHeight(),
            document.planeWidth()};
}

base::Status canLookBack(const Document& document, std::size_t position) {
    if (document.busy()) {
        return tl::unexpected(Document::busyError());
    }
    if (document.inStroke()) {
        return base::fail(base::ErrorCode::Refused,
                          Document::tr("A stroke is being painted.").toStdString(),
                          Document::tr("End it first.").toStdString());
    }
    if (document.destination() == nullptr || document.condition() == nullptr ||
        document.planeRect().empty()) {
        return base::fail(base::ErrorCode::Refused,
                          Document::tr("There is no destination.").toStdString());
    }
    const edit::History& history = document.history();
    const edit::PositionRange range = edit::reachableFrom(history);
    if (position > history.size() || range.contains(position)) {
        return position > history.size()
                   ? base::Status(base::fail(base::ErrorCode::InvalidArgument,
                                             Document::tr("There is no such step.").toStdString()))
                   : base::Status();
    }
    const std::size_t barrier = position < range.first ? range.first - 1 : range.last;
    return base::fail(
        base::ErrorCode::Refused,
        Document::tr("“%1” changed a shape or a type; what was on its other side can't be "
                     "compared with the present.")
            .arg(fromCore(history.at(barrier).name()))
            .toStdString());
}

/// What a step that leads back to `position` is called.
QString revertName(const Document& document, std::size_t position,
                   std::optional<std::int64_t> label) {
    const edit::History& history = document.history();
    const QString state =
        position > 0 ? Document::tr("step “%1”").arg(fromCore(history.at(position - 1).name()))
        : history.droppedForBudget() > 0 ? Document::tr("the oldest state")
                                         : Document::tr("what was opened");
    return label ? Document::tr("Revert label %1 to %2")
                       .arg(labelText(document.dtype(LayerId::Destination), *label), state)
                 : Document::tr("Revert to %1").arg(state);
}

/// What painting one layer does to a condition of several.
void findPainting(const Document& document, Then& then) {
    using Painting = edit::StatePlanes::Painting;
    const ConditionStack& stack = document.stack();
    const ConditionLayer& active = stack.layers().layers[stack.layers().active];
    StateLook& look = then.look;
    look.layer = quotedTitle(active.name, Document::tr("Layer %1").arg(stack.layers().active + 1));
    const auto cant = [&](const QString& what, const QString& hint) {
        then.planes.painting = Painting::Nothing;
        look.obstacle = {base::ErrorCode::Refused, what.toStdString(), hint.toStdString()};
    };
    const ConditionLayer* over = stack.ruleOverPainted();
    if (!active.on) {
        cant(Document::tr("The layer %1, which is painted on, is off.").arg(look.layer),
             Document::tr("Switch it on, or choose another layer to paint on."));
    } else if (over == nullptr) {
        then.planes.painting = Painting::ByPixel;
        const auto ifAll = [&stack](bool value) {
            return [&stack, value](std::int64_t first, std::int64_t stride, std::int64_t count,
                                   condition::Word* out) {
                stack.gather(
                    first, stride, count, out,
                    [value](std::int64_t, std::int64_t, std::int64_t bits, condition::Word* to) {
                        condition::fillBits(value, bits, to);
                    });
            };
        };
        then.planes.ifClear = ifAll(false);
        then.planes.ifSet = ifAll(true);
    } else {
        look.rule = quotedTitle(*over);
        const edit::StateCopy& copy = then.state->copy();
        const auto layer = std::find_if(
            copy.layers.begin(), copy.layers.end(),
            [&](const edit::StateLayer& each) { return each.id == active.id && each.bits; });
        if (layer == copy.layers.end()) {
            cant(Document::tr("The layer %1, which is painted on, was not there, and the rule %2 "
                              "looks at what is below it as a whole.")
                     .arg(look.layer, look.rule),
                 Document::tr("Flatten the layers, or choose another one to paint on."));
            return;
        }
        then.planes.painting = Painting::ByLayer;
        then.planes.layerNow = active.bits.get();
        then.planes.layerThen = &copy.bits(*layer->bits);
    }
}

/// Makes the state and looks how it differs; within a Busy.
base::Status look(Document& document, std::size_t position, std::optional<std::int64_t> label,
                  Then& then) {
    then.shown = document.shownPlane();
    edit::StatePlanes& planes = then.planes;
    planes.values = valuesPlane(document);
    planes.condition = document.conditionPlane();
    document.jobs().progress().expect(planes.values.height * planes.values.width);
    auto state = OtherState::make(document, position);
    if (!state) {
        return base::passOn(state);
    }
    then.state.emplace(*std::move(state));
    then.look.note = then.state->problem();
    planes.valuesNow = document.destination();
    planes.valuesThen = &then.state->destination();
    if (document.broadcastLayout(LayerId::Condition)) {
        planes.conditionNow = document.condition();
        planes.conditionThen = &then.state->condition();
        if (!document.stack().plain()) {
            findPainting(document, then);
        }
    }
    return document.jobs().inBackground(
        Jobs::OnCancel::Wait, [&](base::Progress& progress) -> base::Status {
            auto differs = edit::differenceOf(planes, label, &progress);
            if (!differs) {
                return base::passOn(differs);
            }
            then.look.difference = *std::move(differs);
            return {};
        });
}

/// Of how many pixels the condition would differ all the same once the layer is what it was: rules
/// over it are evaluated for that.
base::Result<std::int64_t> countStaying(Document& document, const Then& then) {
    const ConditionStack& stack = document.stack();
    const condition::ConditionMask& active = *stack.layers().painted();
    std::optional<condition::ConditionMask> painted;
    const base::Status done =
        document.jobs().inBackground(Jobs::OnCancel::Wait, [&](base::Progress&) -> base::Status {
            auto copy = active.clone();
            if (!copy) {
                return base::passOn(copy);
            }
            painted = *std::move(copy);
            edit::ConditionWriter writer(*painted);
            writer.begin();
            writer.extend(then.look.difference.toClear, then.planes.condition, false);
            writer.extend(then.look.difference.toSet, then.planes.condition, true);
            return {};
        });
    if (!done) {
        return base::passOn(done);
    }
    const auto bits = [&](const condition::ConditionMask& mask) -> const condition::ConditionMask& {
        return &mask == &active ? *painted : mask;
    };
    const auto evaluation =
        stack.evaluationOf({toState(stack.layers()), bits, document.destination()});
    if (!evaluation) {
        return base::passOn(evaluation);
    }
    std::int64_t staying = 0;
    const base::Status counted = document.jobs().inBackground(
        Jobs::OnCancel::Wait, [&](base::Progress& progress) -> base::Status {
            base::ThreadPool pool(document.pool().threads());
            if (const base::Status run = (*evaluation)->run(&progress, pool); !run) {
                return run;
            }
            const auto count =
                edit::countDiffering(*(*evaluation)->together, then.state->condition(),
                                     then.planes.condition, &progress);
            staying = count.value_or(0);
            return count ? base::Status() : base::passOn(count);
        });
    return counted ? base::Result<std::int64_t>(staying) : base::passOn(counted);
}

/// Why painting brings back none of the condition that differs.
base::Error nothingToPaint(const StateLook& look) {
    if (look.obstacle) {
        return *look.obstacle;
    }
    return {base::ErrorCode::Refused,
            Document::tr("Other layers of the condition decide these pixels; painting %1 can't "
                         "bring them back.")
                .arg(look.layer)
                .toStdString(),
            Document::tr("Flatten the layers, or choose another one to paint on.").toStdString()};
}
}  // namespace

base::Result<StateLook> Document::compareWith(std::size_t position) {
    if (const base::Status can = canLookBack(*this, position); !can) {
        return base::passOn(can);
    }
    if (const base::Status settled = m_stack->plain() ? base::Status() : settleRules(); !settled) {
        return base::passOn(settled);
    }
    Then then;
    const Jobs::Busy busy(m_jobs, tr("Comparing with an earlier state"));
    base::Status looked = look(*this, position, {}, then);
    if (looked && then.planes.painting == edit::StatePlanes::Painting::ByLayer) {
        if (auto staying = countStaying(*this, then)) {
            then.look.staying = *staying;
        } else {
            looked = base::passOn(staying);
        }
    }
    if (!looked) {
        return base::passOn(looked);
    }
    if (!showSame(then.shown, m_shown)) {
        return tl::unexpected(planeLeftError());
    }
    then.look.difference.toSet = {};  // which nobody draws
    then.look.difference.toClear = {};
    return std::move(then.look);
}

base::Result<std::int64_t> Document::revertTo(std::size_t position, const RevertScope& scope) {
    if (const base::Status can = canLookBack(*this, position); !can) {
        return base::passOn(can);
    }
    const QString name = revertName(*this, position, scope.label);
    const bool ofCondition = scope.what == RevertScope::What::Condition;
    if (ofCondition && !canPaint(PaintInto::Condition)) {
        return base::fail(base::ErrorCode::Refused,
                          tr("The condition does not fit the destination.").toStdString(),
                          tr("See Broadcast.").toStdString());
    }
    if (const base::Status settled = m_stack->plain() ? base::Status() : settleRules(); !settled) {
        return base::passOn(settled);
    }
    Then then;
    edit::StateDifference& found = then.look.difference;
    base::Status done;
    std::int64_t changed = 0;
    edit::ValuePatch patch(m_destination->dtype());
    const base::Status attempt = attempted([&] {
        const Jobs::Busy busy(m_jobs, name);
        done = look(*this, position, scope.label, then);
        if (done && !showSame(then.shown, m_shown)) {
            done = tl::unexpected(planeLeftError());
        }
        if (!done || ofCondition) {
            return;
        }
        if (scope.onlySelected) {
            edit::keepSelected(then.planes, found.values);
        }
        if (m_limits.any()) {
            auto allowed = StrokeLimits(m_limits).allowed(*this, std::span(&found.values, 1), true);
            found.values = std::move(allowed.front());
        }
        const base::Rect bounds = edit::boundsOf(found.values);
        m_jobs.progress().expect(bounds.width() * bounds.height());
        done = m_jobs.inBackground(
            Jobs::OnCancel::Wait, [&](base::Progress& progress) -> base::Status {
                auto made = edit::findRevert(then.planes, found.values, &progress);
                if (!made) {
                    return base::passOn(made);
                }
                patch = *std::move(made);
                return {};
            });
        then.state.reset();  // or every band that is written would be copied
        if (done && !patch.empty()) {
            exchange(patch.elementCount(), {}, [&](const GoOn& goOn) {
                return patch.exchange(*m_destination, m_pool, goOn);
            });
        }
    });
    if (!attempt || !done) {
        emit historyChanged();  // who asked meanwhile was told that nothing can be done
        return attempt ? base::passOn(done) : base::passOn(attempt);
    }
    if (ofCondition) {
        then.state.reset();
        if (found.all.bits > 0 && found.all.painted == 0) {
            return tl::unexpected(nothingToPaint(then.look));
        }
        if (found.all.bits == 0) {
            return 0;
        }
        // Of several layers the document counts what they make together.
        const auto count = [this] {
            return m_stack->plain() ? m_selectedCount : painted()->count();
        };
        const std::int64_t before = count();
        const std::uint64_t version = m_versions.condition;
        beginStroke(PaintInto::Condition);
        extendStroke(found.toClear, false);
        const std::int64_t after = count();
        if (m_inStroke) {  // else there was no memory
            extendStroke(found.toSet, true);
            changed = before - after + count() - after;
        }
        if (m_inStroke) {
            commitStroke(name);
        }
        return m_versions.condition == version ? 0 : changed;
    }
    changed = patch.changedElements();
    if (changed > 0) {
        const array::Box box = then.shown.elements(edit::boundsOf(found.values));
        m_labels->push(std::move(patch), box, name);
        m_labels->showChanged(box);
    }
    emit historyChanged();
    return changed;
}

}  // namespace frisket::session
