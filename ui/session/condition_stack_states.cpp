// SPDX-License-Identifier: MIT
// The part of ConditionStack that says what other layers would give: those of another state of the
// history.
#include <algorithm>
#include <utility>

#include "core/edit/state_difference.h"
#include "core/rules/stack.h"
#include "ui/session/condition_stack.h"
#include "ui/session/core_text.h"
#include "ui/session/document.h"
#include "ui/session/source_rule.h"

namespace frisket::session {

namespace {
using condition::Combine;
using condition::ConditionMask;

/// A mask that somebody else keeps.
std::shared_ptr<const ConditionMask> borrowed(const ConditionMask& mask) {
    return {std::shared_ptr<void>(), &mask};
}
}  // namespace

QString quotedTitle(const QString& name, const QString& rule) {
    return fromCore(rules::quotedName((name.isEmpty() ? rule : name).toStdString()));
}

QString givesNothing(const QString& title, const base::Error& error) {
    return ConditionStack::tr("The rule %1 gives nothing: %2").arg(title, fromCore(error.text()));
}

std::vector<edit::StateLayer> toState(const ConditionLayers& layers) {
    std::vector<edit::StateLayer> state;
    for (const ConditionLayer& layer : layers.layers) {
        state.push_back({layer.id, layer.name.toStdString(), layer.on, layer.combine,
                         layer.rule.toStdString(), layer.bits});
    }
    return state;
}

const ConditionLayer* ConditionStack::ruleOverPainted() const {
    const ConditionLayer* over = nullptr;
    for (std::size_t place = m_layers.active + 1; place < m_layers.layers.size(); ++place) {
        const ConditionLayer& layer = m_layers.layers[place];
        const auto rule = m_rules.find(layer.id);
        const bool counts =
            layer.on && (!layer.isRule() || (rule != m_rules.end() && rule->second.bits));
        if (!counts) {
            continue;
        }
        const bool looks = layer.isRule() && rule->second.names(kBelow);
        if (looks) {
            over = over == nullptr ? &layer : over;
        } else if (layer.combine == Combine::Replace) {
            return nullptr;  // nobody sees what is below
        }
    }
    return over;
}

base::Result<std::unique_ptr<StackEvaluation>> ConditionStack::evaluationOf(
    const OtherLayers& other) const {
    auto evaluation = std::make_unique<StackEvaluation>();
    evaluation->shape = m_condition->shape();
    evaluation->joins = true;
    const bool sameDestination = edit::shareAll(*other.destination, *m_document.destination());
    const SourceRule& source = m_document.sourceRule();
    const bool otherSource = source.looksAtDestination() && (!sameDestination || source.pending());
    bool asksForSource = false;
    std::vector<const ConditionLayer*> present;
    for (const ConditionLayer& layer : m_layers.layers) {
        if (layer.on) {
            present.push_back(&layer);
        }
    }
    std::size_t place = 0;
    bool sameBelow = true;  // as in the condition of now
    for (const edit::StateLayer& layer : other.layers) {
        if (!layer.on) {
            continue;
        }
        const ConditionLayer* now = place < present.size() ? present[place++] : nullptr;
        bool same = now != nullptr && now->id == layer.id && now->combine == layer.combine;
        StackEvaluation::Step step;
        step.id = layer.id;
        step.combine = layer.combine;
        step.text = fromCore(layer.rule);
        if (layer.bits) {
            const ConditionMask& bits = other.bits(*layer.bits);
            step.bits = borrowed(bits);
            same = same && &bits == now->bits.get();
            if (layer.combine == Combine::Replace) {
                evaluation->steps.clear();  // what is below takes no part
            }
        } else if (auto checked = check(step.text); !checked) {
            step.error = checked.error().toError(layer.rule);
            same = same && now->rule == step.text;
        } else {
            const auto known = m_rules.find(layer.id);
            const bool sees = (sameDestination || !RuleInputs::names(*checked, "destination")) &&
                              !(otherSource && RuleInputs::names(*checked, "source")) &&
                              ((sameBelow && same) || !RuleInputs::names(*checked, kBelow));
            const bool isKnown = sees && known != m_rules.end() && !known->second.stale &&
                                 known->second.text == step.text && known->second.bits;
            if (isKnown) {
                step.bits = borrowed(*known->second.bits);
            } else {
                auto inputs = RuleInputs::present(m_document, RuleInputs::For::Condition, *checked);
                inputs->setDestination(*other.destination);
                step.inputs = std::make_unique<RuleInputs>(*std::move(inputs));
                asksForSource = asksForSource || RuleInputs::names(*checked, "source");
                step.rule = *std::move(checked);
            }
            same = same && isKnown;
        }
        sameBelow = sameBelow && same;
        evaluation->steps.push_back(std::move(step));
    }
    if (otherSource && asksForSource) {
        auto rule = source.check(source.text());
        if (!rule) {
            return tl::unexpected(rule.error().toError(source.text().toStdString()));
        }
        auto inputs = RuleInputs::present(m_document, RuleInputs::For::Source, *rule);
        inputs->setDestination(*other.destination);
        evaluation->source = {*std::move(rule), *std::move(inputs)};
    }
    return evaluation;
}

}  // namespace frisket::session
