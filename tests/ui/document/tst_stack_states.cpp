// SPDX-License-Identifier: MIT
// Other states of a history whose condition has rules and several layers: each is the one that
// going there shows, to the byte.
#include <QTest>

#include "tests/support/cancel_after.h"
#include "tests/support/stack_states.h"
#include "ui/session/source_rule.h"

using namespace frisket;
using namespace frisket::test;
using condition::Combine;
using session::ConditionLayers;
using session::Document;
using session::LayerId;
using session::PaintInto;

class TestStackStates : public QObject {
    Q_OBJECT

private slots:
    void statesAreThoseOfGoingThere_data() {
        QTest::addColumn<QString>("sourceRule");
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 4; ++seed) {
            QTest::newRow(qPrintable(QString("session %1").arg(seed))) << QString() << seed;
        }
        QTest::newRow("a source that does not change") << QString("relabel(source, {3: 2})") << 5;
        QTest::newRow("a source that follows the destination")
            << QString("max(source, destination)") << 6;
    }
    void statesAreThoseOfGoingThere() {
        QFETCH(const QString, sourceRule);
        QFETCH(const int, seed);
        StackBench bench;
        Document& document = bench.document;
        FRISKET_VERIFY(document.sourceRule().set(sourceRule));
        Random base;
        Random random(base.next() + static_cast<std::uint64_t>(seed));
        for (int round = 0; round < 150; ++round) {
            const auto edit = static_cast<int>(random.between(0, kStackEdits - 1));
            editStack(bench, edit, random);
            if (round % 25 == 24) {
                compareAll(document);
                QVERIFY(isTrue(document));
            }
            if (QTest::currentTestFailed()) {
                qInfo("round %d, edit %d", round, edit);
                return;
            }
        }
        QVERIFY(document.history().size() > 20);
        const StackState end(document);
        const std::size_t position = document.history().position();
        document.stepTo(0);
        QVERIFY(document.stack().plain());
        document.stepTo(position);
        QVERIFY(StackState(document) == end);
    }

    /// What rules give now is taken as it is where they would see the same, and only there.
    void whatIsKnownIsNotEvaluated() {
        StackBench bench;
        Document& document = bench.document;
        document.setPaintTarget({PaintInto::Destination, "5"});
        stroke(document, {{10, 10}}, 9, true);
        document.setPaintTarget({});
        bench.add("source == 3");
        bench.add("destination == 5");
        stroke(document, {{30, 20}}, 9, true);
        bench.add("grow(condition, 3)");
        FRISKET_VERIFY(document.settleRules());
        const auto evaluated = [&](std::size_t position) {
            const session::Jobs::Busy busy(document.jobs(), "A look");
            edit::StateCopy copy(session::toState(document.stack().recorded()),
                                 document.destination()->snapshot());
            base::ThreadPool pool(2);
            if (!edit::carryTo(document.history(), position, copy, pool)) {
                return QString("not carried");
            }
            const auto evaluation = document.stack().evaluationOf(
                {copy.layers,
                 [&copy](const condition::ConditionMask& mask) -> const condition::ConditionMask& {
                     return copy.bits(mask);
                 },
                 &copy.destination});
            QStringList texts;
            for (const auto& step : (*evaluation)->steps) {
                texts << (step.rule ? QStringList(step.text) : QStringList());
            }
            return texts.join("; ");
        };
        QCOMPARE(evaluated(5), QString());
        QCOMPARE(evaluated(4), QString());
        QCOMPARE(evaluated(3), QString());
        document.undo();  // the rule that looks below
        document.undo();  // the stroke
        FRISKET_VERIFY(document.settleRules());
        QCOMPARE(evaluated(5), QString("grow(condition, 3)"));
        document.setPaintTarget({PaintInto::Destination, "5"});
        stroke(document, {{40, 30}}, 9, true);
        document.setPaintTarget({});
        FRISKET_VERIFY(document.settleRules());
        QCOMPARE(evaluated(4), QString());
        QCOMPARE(evaluated(3), QString("destination == 5"));
    }

    void aRuleThatGivesNothingIsNamed() {
        StackBench bench;
        Document& document = bench.document;
        bench.add("source == 3");
        bench.change("Change rule",
                     [](ConditionLayers& layers) { layers.layers[1].rule = "sorce == 3"; });
        bench.change("Change rule", [](ConditionLayers& layers) {
            layers.layers[1].rule = "source == 2";
            layers.layers[1].name = "twos";
        });
        compareAll(document);
        const auto wrong = document.compareWith(2);
        FRISKET_VERIFY(wrong);
        QVERIFY2(wrong->note.contains("'sorce == 3'") && wrong->note.contains("Column 1"),
                 qPrintable(wrong->note));
        FRISKET_VERIFY(document.compareWith(1));
        QCOMPARE(document.compareWith(1)->note, QString());
        // The present one may be wrong too, and is called by its name where it has one.
        bench.change("Change rule",
                     [](ConditionLayers& layers) { layers.layers[1].rule = "destinaton == 1"; });
        QVERIFY(document.stack().problem().startsWith("The rule 'twos' gives nothing: Column 1"));
        compareAll(document);
    }

    /// A rule that is being typed is no step: a comparison leaves that as it is.
    void aPreviewStaysOne() {
        StackBench bench;
        Document& document = bench.document;
        stroke(document, {{10, 10}}, 9, true);
        ConditionLayers layers = bench.stack().layers();
        session::ConditionLayer rule;
        rule.id = bench.stack().newId();
        rule.rule = "source == 3";
        layers.layers.push_back(rule);
        FRISKET_VERIFY(bench.stack().preview(layers));
        const auto found = document.compareWith(1);
        FRISKET_VERIFY(found);
        QVERIFY(bench.stack().previewing());
        QCOMPARE(document.history().size(), 1U);
        const Bools typed = naive::naiveCondition(document);
        const Bools before = boolsOf(*layers.painted());
        std::int64_t differing = 0;
        for (std::size_t i = 0; i < typed.size(); ++i) {
            differing += typed[i] != before[i] ? 1 : 0;
        }
        QCOMPARE(found->difference.all.bits, differing);
    }

    void anAxisOfItsOwnEndsIt() {
        Document document;
        MaskFolder folder;
        std::vector<std::uint8_t> values(3 * 20 * 70);
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = static_cast<std::uint8_t>(i / 9 % 5);
        }
        const array::Shape shape{3, 20, 70};
        FRISKET_VERIFY(document.open(LayerId::Destination, folder.write("d.npy", shape, values)));
        FRISKET_VERIFY(document.open(
            LayerId::Condition,
            folder.write("c.npy", array::Shape{20, 70}, std::vector<std::uint8_t>(20 * 70, 0))));
        stroke(document, {{5, 5}, {20, 12}}, 6, true);
        document.expandCondition(0);
        ConditionLayers layers = document.stack().layers();
        session::ConditionLayer rule;
        rule.id = document.stack().newId();
        rule.rule = "destination == 3";
        layers.layers.push_back(rule);
        FRISKET_VERIFY(document.stack().change("Add rule", layers));
        stroke(document, {{50, 5}}, 6, true);
        document.setIndex(0, 1);
        FRISKET_VERIFY(document.compareWith(2));
        const auto refused = document.compareWith(1);
        QVERIFY(!refused);
        QCOMPARE(QString::fromStdString(refused.error().message),
                 QString("“Own condition for axis 0” changed a shape or a type; what was on its "
                         "other side can't be compared with the present."));
    }

    void cancelledLooksChangeNothing() {
        StackBench bench;
        Document& document = bench.document;
        stroke(document, {{10, 10}, {40, 30}}, 9, true);
        bench.add("area(condition) > 12", Combine::Replace);
        bench.add("grow(destination == 2, 2)", Combine::AndNot);
        FRISKET_VERIFY(document.apply());
        bench.change("Remove", [](ConditionLayers& layers) { layers.layers.pop_back(); });
        const StackState before(document);
        bool ended = false;
        for (std::int64_t looks = 0; looks < 3000 && !ended; looks += 7) {
            document.jobs().setProgress([&] { return std::make_shared<CancelAfter>(looks); });
            const auto found = document.compareWith(3);
            ended = found.has_value();
            if (!ended) {
                QCOMPARE(found.error().code, base::ErrorCode::Cancelled);
            }
            document.jobs().setProgress({});
            QVERIFY(StackState(document) == before);
        }
        QVERIFY(ended);
    }

private:
    static void compareAll(Document& document) {
        const std::vector<StackState> states = statesByGoing(document);
        const StackState now(document);
        const edit::PositionRange range = edit::reachableFrom(document.history());
        QCOMPARE(range.first, 0U);
        QCOMPARE(range.last, states.size() - 1);
        for (std::size_t k = 0; k < states.size(); ++k) {
            const auto beside = stateBeside(document, k);
            FRISKET_VERIFY(beside);
            QVERIFY2(beside->values == states[k].values, qPrintable(QString("state %1").arg(k)));
            QVERIFY2(beside->painted == states[k].painted, qPrintable(QString("state %1").arg(k)));
            QVERIFY2(beside->layers == states[k].layers, qPrintable(QString("state %1").arg(k)));
            QVERIFY2(beside->condition == states[k].condition,
                     qPrintable(QString("state %1").arg(k)));
        }
        QVERIFY(StackState(document) == now);
    }
};

QTEST_GUILESS_MAIN(TestStackStates)
#include "tst_stack_states.moc"
