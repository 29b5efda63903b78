// SPDX-License-Identifier: MIT
// The part of ConditionDock that changes layers.
#include <algorithm>
#include <utility>

#include "ui/docks/condition_dock.h"
#include "ui/docks/rule_edit.h"

namespace frisket::ui {

using session::ConditionLayer;
using session::ConditionLayers;

/// Another text, after a moment: what it gives is shown, though it is not for good yet.
void ConditionDock::typed(bool good) {
    if (good && !m_document.busy() && !m_document.inStroke()) {
        ConditionLayers layers = stack().layers();
        if (m_new) {
            ConditionLayer layer;
            layer.id = stack().newId();
            layer.rule = m_rule->rule();
            layers.layers.push_back(layer);
            m_chosen = layer.id;
            m_new = false;
            done(stack().preview(std::move(layers)));
        } else if (const std::size_t place = layers.placeOf(m_chosen);
                   place < layers.layers.size() && layers.layers[place].isRule() &&
                   layers.layers[place].rule != m_rule->rule()) {
            layers.layers[place].rule = m_rule->rule();
            done(stack().preview(std::move(layers)));
        }
    }
    showNote();
}

void ConditionDock::accept() {
    stack().keep();
    if (m_new && m_rule->rule().isEmpty() && !m_rule->hasFocus()) {
        m_new = false;
    }
    refresh();
}

void ConditionDock::cancel() {
    m_new = false;
    stack().drop();
    const ConditionLayer* layer = stack().find(m_chosen);
    m_rule->setRule(layer != nullptr ? layer->rule : QString());
    refresh();
}

void ConditionDock::change(const QString& name, std::uint64_t id, const Edit& edit) {
    stack().keep();
    ConditionLayers layers = stack().layers();
    if (const std::size_t place = layers.placeOf(id); place < layers.layers.size()) {
        edit(layers.layers[place]);
        done(stack().change(name, std::move(layers)));
    }
}

void ConditionDock::addPainted() {
    stack().keep();
    auto layer = stack().painted(tr("Painted %1").arg(stack().layers().layers.size() + 1));
    if (!layer) {
        m_fail(layer.error());
        return;
    }
    ConditionLayers layers = stack().layers();
    m_new = false;
    m_chosen = layer->id;
    layers.layers.push_back(*std::move(layer));
    layers.active = layers.layers.size() - 1;
    done(stack().change(tr("Add painted layer"), std::move(layers)));
}

void ConditionDock::remove() {
    stack().keep();
    ConditionLayers layers = stack().layers();
    const std::size_t place = layers.placeOf(m_chosen);
    if (place >= layers.layers.size() || place == layers.active) {
        return;
    }
    layers.layers.erase(layers.layers.begin() + static_cast<std::ptrdiff_t>(place));
    layers.active -= layers.active > place ? 1 : 0;
    done(stack().change(tr("Remove layer"), std::move(layers)));
}

void ConditionDock::move(int steps) {
    stack().keep();
    ConditionLayers layers = stack().layers();
    const auto from = static_cast<std::ptrdiff_t>(layers.placeOf(m_chosen));
    const std::ptrdiff_t to = from + steps;
    const auto count = static_cast<std::ptrdiff_t>(layers.layers.size());
    if (from >= count || to < 0 || to >= count) {
        return;
    }
    const std::uint64_t active = layers.layers[layers.active].id;
    std::swap(layers.layers[static_cast<std::size_t>(from)],
              layers.layers[static_cast<std::size_t>(to)]);
    layers.active = layers.placeOf(active);
    done(stack().change(tr("Move layer"), std::move(layers)));
}

void ConditionDock::freezeRule() {
    const std::uint64_t chosen = m_chosen;
    const std::size_t place = stack().layers().placeOf(chosen);
    const base::Status frozen = stack().freeze(chosen);
    if (frozen && place < stack().layers().layers.size()) {
        m_chosen = stack().layers().layers[place].id;
        emit reported(tr("What the rule selected is painted now; strokes write this layer."));
    }
    done(frozen);
}

}  // namespace frisket::ui
