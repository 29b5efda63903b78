// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "tests/support/naive_rules.h"
#include "ui/session/condition_stack.h"

namespace frisket::test {

/// A document whose condition gets layers.
struct StackBench {
    MaskFolder folder;
    session::Document document;

    StackBench() {
        using naive::kColumns;
        using naive::kRows;
        std::vector<std::uint8_t> source(kRows * kColumns);
        std::vector<std::uint8_t> destination(source.size());
        for (std::size_t i = 0; i < source.size(); ++i) {
            // Patches, so that components have sizes.
            source[i] = static_cast<std::uint8_t>((i / 9 + i / 300) % 6);
            destination[i] = static_cast<std::uint8_t>((i / 7 + i / 200) % 7);
        }
        const auto opened =
            document.openAll({{session::LayerId::Destination,
                               folder.write("d.npy", array::Shape{kRows, kColumns}, destination)},
                              {session::LayerId::Source,
                               folder.write("s.npy", array::Shape{kRows, kColumns}, source)}},
                             session::Others::Keep);
        if (!opened) {
            qFatal("%s", opened.error().text().c_str());
        }
    }

    [[nodiscard]] session::ConditionStack& stack() const { return document.stack(); }
    void add(const QString& rule, condition::Combine combine = condition::Combine::Or) {
        session::ConditionLayers layers = stack().layers();
        session::ConditionLayer layer;
        layer.id = stack().newId();
        layer.rule = rule;
        layer.combine = combine;
        layers.layers.push_back(layer);
        FRISKET_VERIFY(stack().change("Add rule", layers));
    }
    void addPainted(const QString& name) {
        session::ConditionLayers layers = stack().layers();
        auto layer = stack().painted(name);
        FRISKET_VERIFY(layer);
        layers.layers.push_back(*std::move(layer));
        layers.active = layers.layers.size() - 1;
        FRISKET_VERIFY(stack().change("Add painted layer", layers));
    }
    /// Changes the layers by `edit`, as one step.
    template <class Edit>
    void change(const QString& name, Edit&& edit) {
        session::ConditionLayers layers = stack().layers();
        edit(layers);
        FRISKET_VERIFY(stack().change(name, layers));
    }
};

/// Whether the condition is what its layers say, once rules have been evaluated.
inline bool isTrue(session::Document& document) {
    const auto settled = document.settleRules();
    const bool same = settled && boolsOf(*document.condition()) == naive::naiveCondition(document);
    return same && countsAgree(document) && tailsAreClear(*document.condition());
}

inline constexpr int kStackEdits = 16;

/// One of kStackEdits things that a person does to a condition of layers; some do nothing now.
inline void editStack(StackBench& bench, int edit, Random& random) {
    using condition::Combine;
    session::Document& document = bench.document;
    session::ConditionLayers layers = document.stack().layers();
    const auto count = static_cast<std::int64_t>(layers.layers.size());
    const auto place = static_cast<std::size_t>(random.between(0, count - 1));
    switch (edit) {
        case 0:
        case 1:
        case 2:
            stroke(document, randomPoints(document, 3, random), 6, random.chance(60));
            break;
        case 3:
            if (count < 6) {
                bench.add(naive::kRules[random.between(0, std::size(naive::kRules) - 1)].text,
                          static_cast<Combine>(random.between(0, 3)));
            }
            break;
        case 4:
            if (count < 6) {
                bench.addPainted("More");
            }
            break;
        case 5:
            layers.layers[place].on = !layers.layers[place].on;
            FRISKET_VERIFY(document.stack().change("Switch", layers));
            break;
        case 6:
            layers.layers[place].combine = static_cast<Combine>(random.between(0, 3));
            FRISKET_VERIFY(document.stack().change("Join", layers));
            break;
        case 7: {
            const std::uint64_t active = layers.layers[layers.active].id;
            std::swap(layers.layers[place], layers.layers[(place + 1) % layers.layers.size()]);
            layers.active = layers.placeOf(active);
            FRISKET_VERIFY(document.stack().change("Move", layers));
            break;
        }
        case 8:
            if (place != layers.active) {
                layers.layers.erase(layers.layers.begin() + static_cast<std::ptrdiff_t>(place));
                layers.active -= layers.active > place ? 1 : 0;
                FRISKET_VERIFY(document.stack().change("Remove", layers));
            }
            break;
        case 9:
            if (!layers.layers[place].isRule()) {
                layers.active = place;
                FRISKET_VERIFY(document.stack().change("Paint here", layers));
            }
            break;
        case 10:
            if (layers.layers[place].isRule() && layers.layers[place].on) {
                FRISKET_VERIFY(document.stack().freeze(layers.layers[place].id));
            }
            break;
        case 11:
            if (random.chance(30)) {
                FRISKET_VERIFY(document.stack().flatten());
            }
            break;
        case 12:
            document.setPaintTarget(
                {session::PaintInto::Destination, QString::number(random.between(0, 6))});
            stroke(document, randomPoints(document, 3, random), 5, true);
            document.setPaintTarget({session::PaintInto::Condition, "1"});
            break;
        case 13:
            FRISKET_VERIFY(document.apply());
            break;
        case 14:
            document.undo();
            break;
        default:
            random.chance(50) ? document.redo() : document.invertCondition();
            break;
    }
}

}  // namespace frisket::test
