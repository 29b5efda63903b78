// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include <QString>

#include "core/condition/condition_mask.h"
#include "core/condition/layers.h"
#include "core/edit/state_copy.h"

namespace frisket::session {

/// A layer of the condition: painted, or a rule.
struct ConditionLayer {
    std::uint64_t id = 0;  ///< tells it from every other one that there was
    QString name;
    bool on = true;
    condition::Combine combine = condition::Combine::Or;
    QString rule;                                    ///< text of a rule
    std::shared_ptr<condition::ConditionMask> bits;  ///< what was painted; null for a rule

    [[nodiscard]] bool isRule() const { return bits == nullptr; }
    /// What of the condition depends on it: not its name.
    [[nodiscard]] bool givesTheSame(const ConditionLayer& other) const {
        return id == other.id && on == other.on && combine == other.combine && rule == other.rule &&
               bits == other.bits;
    }
    bool operator==(const ConditionLayer&) const = default;
};

/// The layers, the lowest first, and which painted one strokes write. There is always one.
struct ConditionLayers {
    std::vector<ConditionLayer> layers;
    std::size_t active = 0;

    [[nodiscard]] const std::shared_ptr<condition::ConditionMask>& painted() const {
        return layers[active].bits;
    }
    /// The place of the layer with that id, or how many there are.
    [[nodiscard]] std::size_t placeOf(std::uint64_t id) const {
        const auto at = std::find_if(layers.begin(), layers.end(),
                                     [id](const ConditionLayer& layer) { return layer.id == id; });
        return static_cast<std::size_t>(at - layers.begin());
    }
    /// Whether the condition is just what is painted in one layer.
    [[nodiscard]] bool plain() const {
        return layers.empty() ||
               (layers.size() == 1 && layers[0].on && condition::givesItself(layers[0].combine));
    }
    bool operator==(const ConditionLayers&) const = default;
};

/// As messages quote a layer: its name, or a rule's text where it has none; on one line.
[[nodiscard]] QString quotedTitle(const QString& name, const QString& rule);
[[nodiscard]] inline QString quotedTitle(const ConditionLayer& layer) {
    return quotedTitle(layer.name, layer.rule);
}
/// What is said of a rule that gives nothing, and why.
[[nodiscard]] QString givesNothing(const QString& title, const base::Error& error);

/// The layers as a copy of a state holds them.
[[nodiscard]] std::vector<edit::StateLayer> toState(const ConditionLayers& layers);

}  // namespace frisket::session
