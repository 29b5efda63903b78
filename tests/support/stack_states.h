// SPDX-License-Identifier: MIT
#pragma once

#include "core/edit/state_copy.h"
#include "tests/support/stack_bench.h"
#include "ui/session/other_state.h"

namespace frisket::test {

/// All of a state of a condition of layers, by the byte.
struct StackState {
    QByteArray values;
    Bools condition;
    std::vector<edit::StateLayer> layers;
    std::vector<Bools> painted;  ///< by layer; none of rules

    /// The present one, with its rules evaluated.
    explicit StackState(session::Document& document) {
        const auto settled = document.settleRules();
        FRISKET_VERIFY(settled);
        values = destinationBytes(document);
        condition = boolsOf(*document.condition());
        layers = session::toState(document.stack().layers());
        for (const edit::StateLayer& layer : layers) {
            painted.push_back(layer.bits ? boolsOf(*layer.bits) : Bools());
        }
    }
    explicit StackState(const session::OtherState& other)
        : values(valuesOf(other.destination().toArray().value())),
          condition(boolsOf(other.condition())),
          layers(other.copy().layers) {
        for (const edit::StateLayer& layer : layers) {
            painted.push_back(layer.bits ? boolsOf(other.copy().bits(*layer.bits)) : Bools());
        }
    }
    bool operator==(const StackState&) const = default;

    /// The layer with that id, or null.
    [[nodiscard]] const Bools* find(std::uint64_t id) const {
        for (std::size_t i = 0; i < layers.size(); ++i) {
            if (layers[i].id == id && layers[i].bits) {
                return &painted[i];
            }
        }
        return nullptr;
    }
};

/// Each state of the history, as going there shows it.
inline std::vector<StackState> statesByGoing(session::Document& document) {
    const std::size_t present = document.history().position();
    const session::ShownPlane shown = document.shownPlane();
    std::vector<StackState> states;
    for (std::size_t k = 0; k <= document.history().size(); ++k) {
        document.stepTo(k);
        states.emplace_back(document);
    }
    document.stepTo(present);
    for (int axis = 0; axis < shown.index.rank(); ++axis) {
        document.setIndex(axis, shown.index[axis]);
    }
    return states;
}

/// The same state, made beside the present one.
inline base::Result<StackState> stateBeside(session::Document& document, std::size_t position) {
    if (const base::Status settled = document.settleRules(); !settled) {
        return base::passOn(settled);
    }
    const session::Jobs::Busy busy(document.jobs(), QStringLiteral("A look"));
    const auto other = session::OtherState::make(document, position);
    return other ? base::Result<StackState>(StackState(*other)) : base::passOn(other);
}

/// Whether all of the history can be taken back and done again, to the byte.
inline void goBackAndForth(session::Document& document) {
    const StackState end(document);
    const std::size_t position = document.history().position();
    document.stepTo(0);
    const StackState start(document);
    QVERIFY(document.stack().plain());
    QVERIFY(document.condition()->none());
    document.stepTo(position);
    QVERIFY(StackState(document) == end);
    document.stepTo(0);
    QVERIFY(StackState(document) == start);
}

}  // namespace frisket::test
