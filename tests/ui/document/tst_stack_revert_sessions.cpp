// SPDX-License-Identifier: MIT
// Random work on a condition of layers, of which parts of earlier states are brought back: what
// that gives is found pixel by pixel.
#include <map>

#include <QTest>

#include "tests/support/stack_states.h"
#include "tests/support/states.h"

using namespace frisket;
using namespace frisket::test;
using condition::Combine;
using session::ConditionLayer;
using session::ConditionLayers;
using session::Document;
using session::RevertScope;
using What = session::RevertScope::What;

namespace {
/// A rule above the layer that is painted on looks at what is below, and counts.
bool looksBelow(const ConditionLayers& layers) {
    bool looks = false;
    for (std::size_t i = layers.active + 1; i < layers.layers.size(); ++i) {
        const ConditionLayer& layer = layers.layers[i];
        if (layer.on && layer.rule.contains("condition")) {
            looks = true;
        } else if (layer.on && layer.combine == Combine::Replace) {
            return false;
        }
    }
    return looks;
}

/// What painting the layer can do, pixel by pixel.
struct Painting {
    Bools layer;              ///< its bits afterwards
    std::int64_t pixels = 0;  ///< that are written
    std::int64_t bits = 0;    ///< whose condition differs, as asked for
};

Painting paintingBack(const Document& document, const StackState& now, const StackState& then,
                      const std::optional<std::int64_t>& label) {
    const ConditionLayers& layers = document.stack().layers();
    const ConditionLayer& active = layers.layers[layers.active];
    const bool whole = looksBelow(layers);
    Painting out;
    if (const Bools* mine = now.find(active.id)) {
        out.layer = *mine;
    }
    const Bools* before = then.find(active.id);
    const Bools was = before != nullptr ? *before : out.layer;  // else it can't become that
    const Bools none(out.layer.size(), false);
    const Bools all(out.layer.size(), true);
    const Bools ifClear = naive::naiveCondition(document, &none);
    const Bools ifSet = naive::naiveCondition(document, &all);
    for (std::size_t i = 0; i < out.layer.size(); ++i) {
        const auto at = static_cast<qsizetype>(i);
        if (label && now.values[at] != *label && then.values[at] != *label) {
            continue;
        }
        const bool differs = now.condition[i] != then.condition[i];
        out.bits += differs ? 1 : 0;
        bool wanted = out.layer[i];
        if (whole) {
            wanted = active.on ? was[i] : wanted;
        } else if (differs && ifSet[i] == then.condition[i]) {
            wanted = true;
        } else if (differs && ifClear[i] == then.condition[i]) {
            wanted = false;
        }
        out.pixels += wanted != out.layer[i] ? 1 : 0;
        out.layer[i] = wanted;
    }
    return out;
}
}  // namespace

class TestStackRevertSessions : public QObject {
    Q_OBJECT

private slots:
    void randomSessions() {
        for (int seed = 1; seed <= 8; ++seed) {
            Random base;
            Random random(base.next() + 100 * static_cast<std::uint64_t>(seed));
            session(random);
            if (QTest::currentTestFailed()) {
                return;
            }
        }
        for (const char* what : {"plain", "by pixel", "by layer", "refused", "in part", "values"}) {
            QVERIFY2(m_did[what] > 0, what);
        }
    }

private:
    void session(Random& random) {
        StackBench bench;
        for (int round = 0; round < 120; ++round) {
            editStack(bench, static_cast<int>(random.between(0, kStackEdits - 1)), random);
            if (round % 24 == 23 && bench.stack().layers().layers.size() < 6) {
                bench.add("grow(condition, 3)");  // chance puts few rules over the layer in hand
                stroke(bench.document, randomPoints(bench.document, 3, random), 6, true);
            }
            if (round % 8 == 7) {
                random.chance(70) ? revertCondition(bench.document, random)
                                  : revertValues(bench.document, random);
            }
            if (QTest::currentTestFailed()) {
                qInfo("round %d", round);
                return;
            }
        }
        QVERIFY(bench.document.history().size() > 20);
        goBackAndForth(bench.document);
    }

    /// A state, and what of it is to come back.
    static std::pair<std::size_t, RevertScope> choice(const Document& document, What what,
                                                      Random& random) {
        RevertScope scope;
        scope.what = what;
        if (random.chance(50)) {
            scope.label = random.between(0, 6);
        }
        scope.onlySelected = random.chance(50);
        const auto last = static_cast<std::int64_t>(document.history().size());
        return {static_cast<std::size_t>(random.between(0, last)), scope};
    }

    void revertCondition(Document& document, Random& random) {
        const std::vector<StackState> states = statesByGoing(document);
        const auto [k, scope] = choice(document, What::Condition, random);
        const StackState now(document);
        const auto all = paintingBack(document, now, states[k], {});
        const auto found = document.compareWith(k);
        FRISKET_VERIFY(found);
        QCOMPARE(found->difference.all.bits, all.bits);
        QCOMPARE(found->difference.all.painted, all.pixels);
        QCOMPARE(found->layer.isEmpty(), document.stack().plain());
        const Painting wanted = paintingBack(document, now, states[k], scope.label);
        for (const auto& label : found->difference.labels) {
            if (label.label == scope.label) {
                QCOMPARE(label.bits, wanted.bits);
                QCOMPARE(label.painted, wanted.pixels);
            }
        }
        const std::size_t position = document.history().position();
        const auto done = document.revertTo(k, scope);
        StackState after(document);
        if (wanted.bits == 0 || wanted.pixels == 0) {
            QCOMPARE(done.has_value(), wanted.bits == 0);
            QVERIFY(after == now);
            QCOMPARE(document.history().position(), position);
            ++m_did[wanted.bits == 0 ? "nothing" : "refused"];
            return;
        }
        FRISKET_VERIFY(done);
        ++m_did[document.stack().plain()      ? "plain"
                : !found->rule.isEmpty()      ? "by layer"
                : wanted.pixels < wanted.bits ? "in part"
                                              : "by pixel"];
        QCOMPARE(*done, wanted.pixels);
        QCOMPARE(document.history().position(), position + 1);
        // Nothing but that layer is another one, and the condition follows from it.
        const ConditionLayers& layers = document.stack().layers();
        QVERIFY(after.painted[layers.active] == wanted.layer);
        QVERIFY(after.condition == naive::naiveCondition(document));
        if (!scope.label && !found->rule.isEmpty()) {
            std::int64_t staying = 0;
            for (std::size_t i = 0; i < after.condition.size(); ++i) {
                staying += after.condition[i] != states[k].condition[i] ? 1 : 0;
            }
            QCOMPARE(found->staying, std::optional(staying));
        }
        for (std::size_t i = 0; found->rule.isEmpty() && i < after.condition.size(); ++i) {
            const auto at = static_cast<qsizetype>(i);
            const bool asked = !scope.label || now.values[at] == *scope.label ||
                               states[k].values[at] == *scope.label;
            QVERIFY(after.condition[i] == now.condition[i] ||
                    (asked && after.condition[i] == states[k].condition[i]));
        }
        const StackState kept = after;
        after.painted[layers.active] = now.painted[layers.active];
        after.condition = now.condition;
        QVERIFY(after == now);
        document.undo();
        QVERIFY(StackState(document) == now);
        document.redo();
        QVERIFY(StackState(document) == kept);
        QVERIFY(document.history().undoName().substr(0, 7) == "Revert ");
    }

    void revertValues(Document& document, Random& random) {
        const std::vector<StackState> states = statesByGoing(document);
        const auto [k, scope] = choice(document, What::Destination, random);
        session::PaintLimits limits;
        if (random.chance(40)) {
            limits.locks.labels.push_back(random.between(0, 6));
        }
        const StackState now(document);
        const State wanted = expected<std::uint8_t>(document, State(now.values, now.condition),
                                                    State(states[k].values, states[k].condition),
                                                    scope, limits.locks.labels);
        document.setLimits(limits);
        const auto done = document.revertTo(k, scope);
        document.setLimits({});
        FRISKET_VERIFY(done);
        const StackState after(document);
        QVERIFY(after.values == wanted.values);
        QVERIFY(after.painted == now.painted && after.layers == now.layers);
        QVERIFY(after.condition == naive::naiveCondition(document));
        QCOMPARE(*done > 0, wanted.values != now.values);
        if (*done > 0) {
            ++m_did["values"];
            document.undo();
            QVERIFY(StackState(document) == now);
            document.redo();
            QVERIFY(StackState(document) == after);
        }
    }

    std::map<std::string, int> m_did;
};

QTEST_GUILESS_MAIN(TestStackRevertSessions)
#include "tst_stack_revert_sessions.moc"
