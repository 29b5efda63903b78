// SPDX-License-Identifier: MIT
#include "ui/session/condition_stack.h"

#include <algorithm>
#include <new>
#include <utility>

#include "core/condition/packed_box.h"
#include "core/rules/stack.h"
#include "ui/session/document.h"

namespace frisket::session {

namespace {
using array::Box;
using condition::Combine;
using condition::ConditionMask;

constexpr int kRestMs = 60;
std::int64_t countOf(const Box& box) {
    std::int64_t count = 1;
    for (int axis = 0; axis < box.rank(); ++axis) {
        count *= std::max<std::int64_t>(0, box.end[axis] - box.begin[axis]);
    }
    return count;
}

Box wholeOf(const ConditionMask& mask) { return Box::wholeOf(mask.shape()); }

/// An empty mask; where there is no memory, throws what the document waits for.
std::shared_ptr<ConditionMask> emptyMask(const array::Shape& shape) {
    auto made = ConditionMask::create(shape);
    if (!made) {
        throw std::bad_alloc();
    }
    return std::make_shared<ConditionMask>(*std::move(made));
}

base::Error errorOf(const rules::RuleError& error, const QString& text) {
    return error.toError(text.toStdString());
}
}  // namespace

ConditionStack::ConditionStack(Document& document) : m_document(document) {
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_rest, &QTimer::timeout, this, &ConditionStack::start);
}

ConditionStack::~ConditionStack() = default;

const ConditionLayer* ConditionStack::find(std::uint64_t id) const {
    const auto at = std::find_if(m_layers.layers.begin(), m_layers.layers.end(),
                                 [id](const ConditionLayer& layer) { return layer.id == id; });
    return at == m_layers.layers.end() ? nullptr : &*at;
}

ConditionStack::State ConditionStack::state(std::uint64_t id) const {
    const auto at = m_rules.find(id);
    if (at == m_rules.end()) {
        return {};
    }
    const Rule& rule = at->second;
    const ConditionLayer* layer = find(id);
    State state;
    state.error = rule.error;
    state.pending = rule.stale && !rule.error && layer != nullptr && layer->on;
    state.local = rule.checked && rule.checked->isLocal();
    state.milliseconds = rule.milliseconds;
    state.selected = rule.selected;
    return state;
}

QString ConditionStack::problem() const {
    for (const ConditionLayer& layer : m_layers.layers) {
        const auto rule = m_rules.find(layer.id);
        if (layer.on && rule != m_rules.end() && rule->second.error) {
            return givesNothing(quotedTitle(layer), *rule->second.error);
        }
    }
    return {};
}

bool ConditionStack::pending() const {
    return std::any_of(
        m_layers.layers.begin(), m_layers.layers.end(),
        [this](const ConditionLayer& layer) { return layer.isRule() && state(layer.id).pending; });
}

rules::RuleResult<rules::Rule> ConditionStack::check(const QString& text) const {
    auto rule =
        checkedRule(text, RuleInputs::typesOf(m_document, RuleInputs::For::Condition, m_labels),
                    rules::Purpose::Condition);
    if (!rule || m_document.condition() == nullptr) {
        return rule;
    }
    auto fitting = rules::fitCondition(*std::move(rule), m_document.condition()->shape());
    if (!fitting) {
        fitting.error().span = {0, static_cast<std::int64_t>(text.toUtf8().size())};
    }
    return fitting;
}

void ConditionStack::install(ConditionLayers layers) {
    const bool wasPlain = m_layers.layers.empty() || plain();
    const array::Shape shape = layers.painted()->shape();
    std::shared_ptr<ConditionMask> together;  // made first: what follows can't fail for memory
    if (!layers.plain() && (wasPlain || m_condition->shape() != shape)) {
        together = emptyMask(shape);
    }
    m_layers = std::move(layers);
    std::erase_if(m_rules, [this](const auto& each) { return find(each.first) == nullptr; });
    if (plain()) {
        m_condition = m_layers.painted();
        m_rules.clear();
        m_found.reset();
        m_task.cancel();
        m_rest.stop();
        emit changed();
        return;
    }
    if (together) {
        m_condition = std::move(together);
        m_selected = 0;
    }
    checkRules();
    // What is below a rule that asks for it may be another thing.
    for (auto& [id, rule] : m_rules) {
        rule.stale = rule.stale || rule.names(kBelow);
    }
    evaluateSoon();
    refold();
    emit changed();
}

void ConditionStack::refold() { (void)fold(wholeOf(*m_condition)); }

/// Checks the rules anew, whose inputs may be others. Those of another text are stale.
void ConditionStack::checkRules() {
    for (const ConditionLayer& layer : m_layers.layers) {
        if (!layer.isRule()) {
            continue;
        }
        Rule& rule = m_rules[layer.id];
        if (rule.text != layer.rule) {
            rule.text = layer.rule;
            rule.stale = true;
        }
        auto checked = check(layer.rule);
        rule.error = checked ? std::nullopt : std::optional(errorOf(checked.error(), layer.rule));
        rule.checked = checked ? std::optional(*std::move(checked)) : std::nullopt;
        if (!rule.checked || !rule.bits || rule.bits->shape() != m_condition->shape()) {
            rule.bits.reset();
            rule.below.reset();
            rule.stale = true;
        }
    }
}

void ConditionStack::inputsReplaced() {
    if (plain() || !m_condition) {
        return;
    }
    checkRules();
    for (auto& [id, rule] : m_rules) {
        rule.stale = true;
    }
    evaluateSoon();
    refold();
    emit changed();
}

std::vector<condition::LayerPart> ConditionStack::parts(std::size_t end) const {
    std::vector<condition::LayerPart> parts;
    for (std::size_t layer = 0; layer < end; ++layer) {
        const ConditionLayer& each = m_layers.layers[layer];
        if (!each.on) {
            continue;
        }
        const auto rule = m_rules.find(each.id);
        const ConditionMask* mask = !each.isRule()          ? each.bits.get()
                                    : rule == m_rules.end() ? nullptr
                                                            : rule->second.bits.get();
        if (mask != nullptr) {
            if (each.combine == Combine::Replace) {
                parts.clear();
            }
            parts.push_back({mask, each.combine});
        }
    }
    return parts;
}

Box ConditionStack::nothing() const {
    const int rank = m_condition->shape().rank();
    return {array::Dims::filled(rank, 0), array::Dims::filled(rank, 0)};
}

Box ConditionStack::fold(const Box& box) {
    const condition::Folded folded =
        condition::foldLayers(parts(m_layers.layers.size()), box, *m_condition, &m_document.pool());
    m_selected += folded.more;
    return folded.changed;
}

/// The elements that depend on those of `box`, for a rule that is local.
Box ConditionStack::spread(const rules::Rule& rule, const Box& box) const {
    const array::Shape& shape = m_condition->shape();
    const ShownPlane plane = ShownPlane::firstOf(shape);
    Box wide = box;
    for (const int axis : {plane.axisY, plane.axisX}) {
        if (axis >= 0) {
            wide.begin[axis] = std::max<std::int64_t>(0, box.begin[axis] - rule.halo());
            wide.end[axis] = std::min(shape[axis], box.end[axis] + rule.halo());
        }
    }
    return wide;
}

Box ConditionStack::follow(const Box& box) {
    if (plain()) {
        return box;
    }
    Box dirty = box;
    for (std::size_t layer = m_layers.active + 1; layer < m_layers.layers.size(); ++layer) {
        const auto at = m_rules.find(m_layers.layers[layer].id);
        if (at == m_rules.end() || !at->second.names(kBelow)) {
            continue;
        }
        const Box wide = spread(*at->second.checked, dirty);
        if (followRule(layer, wide)) {
            dirty = wide;
        }
    }
    return fold(dirty);
}

Box ConditionStack::destinationChanged(const Box& box) {
    if (plain() || !m_condition) {
        return box;
    }
    Box dirty = nothing();
    for (std::size_t layer = 0; layer < m_layers.layers.size(); ++layer) {
        const auto at = m_rules.find(m_layers.layers[layer].id);
        if (at == m_rules.end() || !at->second.checked) {
            continue;
        }
        const rules::Rule& rule = *at->second.checked;
        Box seen = nothing();
        if (RuleInputs::names(rule, "destination")) {
            // Of another shape: who knows which of its elements these are.
            seen = m_document.destination()->shape() == m_condition->shape()
                       ? box
                       : wholeOf(*m_condition);
        }
        if (RuleInputs::names(rule, kBelow)) {
            seen = seen.united(dirty);
        }
        if (!seen.empty()) {
            seen = spread(rule, seen);
            if (followRule(layer, seen)) {
                dirty = dirty.united(seen);
            }
        }
    }
    return dirty.empty() ? dirty : fold(dirty);
}

/// Elements of `box` of a rule are others, or may be: evaluates them, if that is little work, or
/// leaves the rule to be evaluated when edits rest. Whether it was done.
bool ConditionStack::followRule(std::size_t layer, const Box& box) {
    Rule& rule = m_rules.at(m_layers.layers[layer].id);
    const auto later = [&] {
        const bool told = std::exchange(rule.stale, true);
        m_task.cancel();
        m_found.reset();
        m_rest.start();
        if (!told) {
            emit changed();
        }
        return false;
    };
    if (!m_layers.layers[layer].on) {
        rule.stale = true;
        return false;
    }
    if (rule.stale || !rule.bits) {
        return later();
    }
    const rules::Rule& checked = *rule.checked;
    const array::Shape& shape = m_condition->shape();
    const bool byElement =
        std::none_of(checked.nodes().begin(), checked.nodes().end(), [](const rules::Node& node) {
            return node.op == rules::Op::View ||
                   (node.op >= rules::Op::Any && node.op <= rules::Op::ArgMost);
        });
    const bool local = checked.isLocal() && byElement && checked.shape() == shape;
    if (!local || static_cast<double>(countOf(box)) * checked.cost().perElement > kAtOnce) {
        return later();
    }
    auto inputs = RuleInputs::present(m_document, RuleInputs::For::Condition, checked);
    if (!inputs) {
        return later();
    }
    if (rule.names(kBelow)) {
        if (!rule.below) {
            rule.below = emptyMask(shape);
        }
        condition::foldLayers(parts(layer), spread(checked, box), *rule.below);
        inputs->setCondition(*rule.below);
    }
    const auto evaluation = inputs->evaluation(checked);
    const auto values = evaluation ? evaluation->values(box) : base::passOn(evaluation);
    if (!values) {
        return later();
    }
    rule.selected +=
        condition::writeBox(box, values->storage()->data() + values->layout().offset, *rule.bits);
    return true;
}

void ConditionStack::gather(std::int64_t first, std::int64_t stride, std::int64_t count,
                            condition::Word* out, const Gather& painted) const {
    if (plain()) {
        painted(first, stride, count, out);
        return;
    }
    const std::int64_t words = condition::wordsFor(count);
    std::vector<condition::Word> mine(static_cast<std::size_t>(words));
    std::fill_n(out, words, condition::Word{0});
    for (const condition::LayerPart& part : parts(m_layers.layers.size())) {
        if (part.mask == m_layers.painted().get()) {
            painted(first, stride, count, mine.data());
        } else {
            part.mask->gather(first, stride, count, mine.data());
        }
        for (std::int64_t word = 0; word < words; ++word) {
            out[word] =
                condition::combined(part.combine, out[word], mine[static_cast<std::size_t>(word)]);
        }
    }
}

}  // namespace frisket::session
