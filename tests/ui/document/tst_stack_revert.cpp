// SPDX-License-Identifier: MIT
// Bringing back a part of an earlier state where the condition has rules and several layers.
#include <QTest>

#include "tests/support/cancel_after.h"
#include "tests/support/stack_states.h"

using namespace frisket;
using namespace frisket::test;
using condition::Combine;
using session::ConditionLayer;
using session::ConditionLayers;
using session::Document;
using session::LayerId;
using session::PaintInto;
using session::RevertScope;
using What = session::RevertScope::What;

class TestStackRevert : public QObject {
    Q_OBJECT

private slots:
    /// What a removed rule selected is painted into the layer in hand.
    void pixelsOfALayerThatIsGone() {
        StackBench bench;
        Document& document = bench.document;
        stroke(document, {{10, 10}, {30, 20}}, 9, true);
        bench.add("source == 3");
        FRISKET_VERIFY(document.settleRules());
        const Bools wanted = boolsOf(*document.condition());
        bench.change("Remove", [](ConditionLayers& layers) { layers.layers.pop_back(); });
        bench.addPainted("Corrections");
        const auto found = document.compareWith(2);
        FRISKET_VERIFY(found);
        QCOMPARE(found->layer, QString("'Corrections'"));
        QVERIFY(found->difference.all.bits > 0);
        QCOMPARE(found->difference.all.painted, found->difference.all.bits);
        const auto done = document.revertTo(2, {What::Condition, {}, false});
        FRISKET_VERIFY(done);
        QCOMPARE(*done, found->difference.all.painted);
        QVERIFY(boolsOf(*document.condition()) == wanted);
        QVERIFY(boolsOf(*bench.stack().layers().layers[0].bits) != wanted);
        document.undo();
        QVERIFY(bench.stack().layers().painted()->none());
    }

    /// Under a rule that looks at the layer as a whole the layer becomes what it was.
    void aLayerUnderARule() {
        StackBench bench;
        Document& document = bench.document;
        stroke(document, {{10, 10}, {30, 20}}, 9, true);
        bench.add("grow(condition, 3)", Combine::Replace);
        FRISKET_VERIFY(document.settleRules());
        const Bools wanted = boolsOf(*document.condition());
        const Bools painted = boolsOf(*document.painted());
        stroke(document, {{30, 20}}, 13, false);
        stroke(document, {{60, 30}}, 7, true);
        auto found = document.compareWith(2);
        FRISKET_VERIFY(found);
        QCOMPARE(found->rule, QString("'grow(condition, 3)'"));
        QCOMPARE(found->staying, std::optional<std::int64_t>(0));
        FRISKET_VERIFY(document.revertTo(2, {What::Condition, {}, false}));
        QVERIFY(boolsOf(*document.painted()) == painted);
        FRISKET_VERIFY(document.settleRules());
        QVERIFY(boolsOf(*document.condition()) == wanted);
        // Another layer on it stays, and that is said before.
        bench.add("source == 1");
        stroke(document, {{20, 15}}, 5, false);
        found = document.compareWith(2);
        FRISKET_VERIFY(found);
        QVERIFY(found->staying && *found->staying > 0);
        FRISKET_VERIFY(document.revertTo(2, {What::Condition, {}, false}));
        FRISKET_VERIFY(document.settleRules());
        const Bools now = boolsOf(*document.condition());
        std::int64_t differing = 0;
        for (std::size_t i = 0; i < now.size(); ++i) {
            differing += now[i] != wanted[i] ? 1 : 0;
        }
        QCOMPARE(*found->staying, differing);
    }

    void refusedByName() {
        StackBench bench;
        Document& document = bench.document;
        stroke(document, {{10, 10}, {30, 20}}, 9, true);
        const RevertScope scope{What::Condition, {}, false};
        const auto refused = [&](std::size_t position) {
            const StackState before(document);
            const auto found = document.compareWith(position);
            const auto done = document.revertTo(position, scope);
            const bool same = StackState(document) == before;
            return !found || done || !same || found->difference.all.painted != 0
                       ? QString("not refused")
                       : QString::fromStdString(done.error().text());
        };
        // Nobody sees the layer that is painted on.
        bench.addPainted("Top");
        bench.change("Join", [](ConditionLayers& layers) {
            layers.layers[1].combine = Combine::Replace;
            layers.active = 0;
        });
        QVERIFY2(refused(1).contains("painting 'Painted' can't"), qPrintable(refused(1)));
        // It is off.
        bench.change("Switch", [](ConditionLayers& layers) {
            layers.layers[0].on = false;
            layers.layers[1].combine = Combine::Or;
        });
        QVERIFY2(refused(1).contains("'Painted', which is painted on, is off"),
                 qPrintable(refused(1)));
        // It was not there, and a rule looks at it as a whole.
        bench.change("Switch", [](ConditionLayers& layers) { layers.active = 1; });
        bench.add("grow(condition, 3)");
        QVERIFY2(refused(1).contains("'Top'") && refused(1).contains("'grow(condition, 3)'"),
                 qPrintable(refused(1)));
        // The values can be had all the same.
        document.setPaintTarget({PaintInto::Destination, "5"});
        stroke(document, {{40, 30}}, 9, true);
        document.setPaintTarget({});
        const QByteArray painted = destinationBytes(document);
        const auto done = document.revertTo(1, {What::Destination, 5, false});
        FRISKET_VERIFY(done);
        QVERIFY(*done > 0 && destinationBytes(document) != painted);
    }

    /// A rule that was typed becomes a step of its own, before that of the revert.
    void aPreviewIsKept() {
        StackBench bench;
        Document& document = bench.document;
        stroke(document, {{10, 10}, {30, 20}}, 9, true);
        const Bools before = boolsOf(*document.condition());
        document.clearCondition();
        ConditionLayers layers = bench.stack().layers();
        ConditionLayer rule;
        rule.id = bench.stack().newId();
        rule.rule = "source == 3";
        layers.layers.push_back(rule);
        FRISKET_VERIFY(bench.stack().preview(layers));
        FRISKET_VERIFY(document.revertTo(1, {What::Condition, {}, false}));
        QVERIFY(!bench.stack().previewing());
        QCOMPARE(document.history().size(), 4U);
        QCOMPARE(document.history().at(2).name(), std::string_view("Add rule"));
        QVERIFY(isTrue(document));
        const Bools now = boolsOf(*document.condition());
        for (std::size_t i = 0; i < now.size(); ++i) {
            QVERIFY(now[i] || !before[i]);
        }
        goBackAndForth(document);
    }

    void protectedLabelsHold() {
        StackBench bench;
        Document& document = bench.document;
        bench.addPainted("More");
        stroke(document, {{10, 10}, {50, 30}}, 15, true);
        document.clearCondition();
        session::PaintLimits limits;
        limits.locks.labels = {2};
        document.setLimits(limits);
        const auto done = document.revertTo(2, {What::Condition, {}, false});
        FRISKET_VERIFY(done);
        QVERIFY(*done > 0);
        const Bools now = boolsOf(*document.condition());
        const QByteArray values = destinationBytes(document);
        for (std::size_t i = 0; i < now.size(); ++i) {
            QVERIFY(!now[i] || values[static_cast<qsizetype>(i)] != 2);
        }
    }

    /// One condition for all slices of a destination that rules look at.
    void aRepeatedCondition() {
        Document document;
        MaskFolder folder;
        const array::Shape shape{4, 25, 66};
        std::vector<std::int16_t> values(4 * 25 * 66);
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = static_cast<std::int16_t>((i / 7 + i / 1650) % 5);
        }
        FRISKET_VERIFY(document.open(LayerId::Destination, folder.write("d.npy", shape, values)));
        FRISKET_VERIFY(document.open(
            LayerId::Source,
            folder.write("s.npy", shape, std::vector<std::int16_t>(values.size(), 9))));
        FRISKET_VERIFY(document.open(
            LayerId::Condition,
            folder.write("c.npy", array::Shape{25, 66}, std::vector<std::uint8_t>(25 * 66, 0))));
        Random random;
        const auto change = [&](const auto& edit) {
            ConditionLayers layers = document.stack().layers();
            edit(layers);
            FRISKET_VERIFY(document.stack().change("Layers", layers));
        };
        const auto addRule = [&](const QString& text, Combine combine) {
            change([&](ConditionLayers& layers) {
                ConditionLayer rule;
                rule.id = document.stack().newId();
                rule.rule = text;
                rule.combine = combine;
                layers.layers.push_back(rule);
            });
        };
        stroke(document, randomPoints(document, 4, random), 7, true);
        addRule("any(destination == 2, axis=0)", Combine::AndNot);
        FRISKET_VERIFY(document.apply());
        document.setIndex(0, 2);
        stroke(document, randomPoints(document, 4, random), 9, true);
        FRISKET_VERIFY(document.apply());
        addRule("any(destination[1] == 3)", Combine::Or);
        stroke(document, randomPoints(document, 4, random), 5, false);
        const std::vector<StackState> states = statesByGoing(document);
        document.setIndex(0, 1);
        const StackState now(document);
        for (std::size_t k = 0; k < states.size(); ++k) {
            const auto beside = stateBeside(document, k);
            FRISKET_VERIFY(beside);
            QVERIFY(*beside == states[k]);
            const auto found = document.compareWith(k);
            FRISKET_VERIFY(found);
            const std::size_t position = document.history().position();
            const auto done = document.revertTo(k, {What::Condition, {}, false});
            QCOMPARE(done.has_value(),
                     found->difference.all.bits == 0 || found->difference.all.painted > 0);
            const StackState after(document);
            std::int64_t staying = 0;
            for (std::size_t i = 0; i < after.condition.size(); ++i) {
                staying += after.condition[i] != states[k].condition[i] ? 1 : 0;
            }
            QCOMPARE(staying, found->difference.all.bits - found->difference.all.painted);
            QVERIFY(after.values == now.values);
            if (document.history().position() > position) {
                document.undo();
            }
            QVERIFY(StackState(document) == now);
        }
    }

    void cancelledRevertsChangeNothing() {
        StackBench bench;
        Document& document = bench.document;
        stroke(document, {{10, 10}, {40, 30}}, 9, true);
        bench.add("area(condition) > 12", Combine::Replace);
        FRISKET_VERIFY(document.apply());
        bench.add("grow(destination == 2, 2)", Combine::AndNot);
        document.setPaintTarget({PaintInto::Destination, "5"});
        stroke(document, {{40, 30}}, 9, true);
        document.setPaintTarget({});
        for (const What what : {What::Destination, What::Condition}) {
            const StackState before(document);
            const std::size_t steps = document.history().size();
            bool ended = false;
            for (std::int64_t looks = 0; looks < 3000 && !ended; looks += 7) {
                document.jobs().setProgress([&] { return std::make_shared<CancelAfter>(looks); });
                const auto done = document.revertTo(1, {what, {}, false});
                ended = done || done.error().code != base::ErrorCode::Cancelled;
                document.jobs().setProgress({});
                if (!ended) {
                    QVERIFY(StackState(document) == before);
                    QCOMPARE(document.history().size(), steps);
                }
            }
            QVERIFY(ended);
        }
    }
};

QTEST_GUILESS_MAIN(TestStackRevert)
#include "tst_stack_revert.moc"
