// SPDX-License-Identifier: MIT
#include <map>

#include <QTest>

#include "tests/support/stack_bench.h"
#include "ui/session/rule_arrays.h"
#include "ui/session/source_rule.h"

using namespace frisket;
using namespace frisket::test;
using namespace frisket::test::naive;
using condition::Combine;
using session::ConditionLayer;
using session::ConditionLayers;
using session::Document;
using session::LayerId;

class TestConditionStack : public QObject {
    Q_OBJECT

private slots:
    void rulesSelect_data() {
        QTest::addColumn<int>("rule");
        for (int i = 0; i < static_cast<int>(std::size(kRules)); ++i) {
            QTest::newRow(kRules[i].text) << i;
        }
    }
    void rulesSelect() {
        QFETCH(const int, rule);
        StackBench bench;
        Random random;
        stroke(bench.document, randomPoints(bench.document, 5, random), 7, true);
        const Bools painted = boolsOf(*bench.document.condition());
        bench.add(kRules[rule].text);
        QVERIFY(isTrue(bench.document));
        QVERIFY(boolsOf(*bench.document.condition()) != painted || rule == 5 || rule == 6);
        // What is painted later is followed, in mid-stroke too where that is little work.
        for (int i = 0; i < 5; ++i) {
            stroke(bench.document, randomPoints(bench.document, 4, random), 5, i % 2 == 0);
            QVERIFY(isTrue(bench.document));
        }
        while (bench.document.canUndo()) {
            bench.document.undo();
            QVERIFY(isTrue(bench.document));
        }
        QVERIFY(bench.stack().plain());
        QCOMPARE(bench.document.selectedCount(), 0);
    }

    void randomEditsAreTrueAndUndone() {
        StackBench bench;
        Document& document = bench.document;
        Random random;
        std::map<int, int> did;
        const Bools start = boolsOf(*document.condition());
        const QByteArray startValues = destinationBytes(document);
        for (int round = 0; round < 600; ++round) {
            const auto op = static_cast<int>(random.between(0, kStackEdits - 1));
            const std::size_t steps = document.history().position();
            editStack(bench, op, random);
            if (QTest::currentTestFailed()) {
                return;
            }
            did[op] += steps != document.history().position() ? 1 : 0;
            if (!isTrue(document)) {
                QFAIL(
                    qPrintable(QStringLiteral("after round %1, operation %2").arg(round).arg(op)));
            }
        }
        for (int op = 0; op < kStackEdits; ++op) {
            QVERIFY2(did[op] > 0, qPrintable(QStringLiteral("operation %1 did nothing").arg(op)));
        }
        const Bools end = boolsOf(*document.condition());
        const QByteArray endValues = destinationBytes(document);
        const std::size_t position = document.history().position();
        document.stepTo(0);
        QVERIFY(isTrue(document));
        QVERIFY(boolsOf(*document.condition()) == start);
        QVERIFY(destinationBytes(document) == startValues);
        document.stepTo(position);
        QVERIFY(isTrue(document));
        QVERIFY(boolsOf(*document.condition()) == end);
        QVERIFY(destinationBytes(document) == endValues);
    }

    void abortedStrokesLeaveTheConditionTrue() {
        StackBench bench;
        bench.add("grow(condition, 3)");
        bench.add("destination == 2", Combine::AndNot);
        FRISKET_VERIFY(bench.document.settleRules());
        Random random;
        const Bools before = boolsOf(*bench.document.condition());
        stroke(bench.document, randomPoints(bench.document, 9, random), 7, true, QString());
        QVERIFY(boolsOf(*bench.document.condition()) != before);
        QVERIFY(countsAgree(bench.document));
        bench.document.abortStroke();
        QVERIFY(isTrue(bench.document));
        QVERIFY(boolsOf(*bench.document.condition()) == before);
    }

    void typingIsOneStep() {
        StackBench bench;
        const auto type = [&](const QString& rule) {
            ConditionLayers layers = bench.stack().layers();
            if (layers.layers.size() == 1) {
                ConditionLayer layer;
                layer.id = bench.stack().newId();
                layers.layers.push_back(layer);
            }
            layers.layers.back().rule = rule;
            FRISKET_VERIFY(bench.stack().preview(layers));
        };
        type("source == 3");
        type("source == 3 & destination != 0");
        QVERIFY(isTrue(bench.document));
        QCOMPARE(bench.document.history().size(), std::size_t{0});
        Random random;
        stroke(bench.document, randomPoints(bench.document, 3, random), 7, true);
        // The rule first, then the stroke.
        QCOMPARE(bench.document.history().size(), std::size_t{2});
        QCOMPARE(bench.document.history().at(0).name(), std::string_view("Add rule"));
        bench.document.undo();
        QVERIFY(isTrue(bench.document));
        bench.document.undo();
        QVERIFY(bench.stack().plain());
        bench.document.redo();
        QVERIFY(isTrue(bench.document));
        type("source == 1");
        bench.stack().drop();
        QCOMPARE(bench.stack().layers().layers.back().rule,
                 QString("source == 3 & destination != 0"));
        QVERIFY(isTrue(bench.document));
        QCOMPARE(bench.document.history().size(), std::size_t{2});
    }

    /// The rule's step and the stroke's have contents of their own, by which unsaved work is told.
    void aStrokeAfterTypingIsAnotherContent() {
        StackBench bench;
        Document& document = bench.document;
        FRISKET_VERIFY(document.sourceRule().set("destination"));
        ConditionLayers layers = bench.stack().layers();
        ConditionLayer layer;
        layer.id = bench.stack().newId();
        layer.rule = "destination == 3";
        layers.layers.push_back(layer);
        FRISKET_VERIFY(bench.stack().preview(layers));
        stroke(document, {{10, 10}}, 7, true);
        QVERIFY(document.hasPaintedWork());
        QVERIFY(!document.apply().value());  // the source is the destination
        QVERIFY(!document.hasPaintedWork());
        document.undo();
        QVERIFY(document.hasPaintedWork());
        document.undo();
        document.redo();
        QVERIFY(document.hasPaintedWork());
        document.redo();
        QVERIFY(!document.hasPaintedWork());
    }

    void whatIsAppliedWhileTypingIsKept() {
        StackBench bench;
        ConditionLayers layers = bench.stack().layers();
        ConditionLayer layer;
        layer.id = bench.stack().newId();
        layer.rule = "source == 3";
        layers.layers.push_back(layer);
        FRISKET_VERIFY(bench.stack().preview(layers));
        QVERIFY(bench.document.hasPaintedWork());
        QVERIFY(bench.document.apply().value());
        QVERIFY(!bench.stack().previewing());
        QVERIFY(!bench.document.hasPaintedWork());
        bench.document.undo();
        QVERIFY(bench.document.hasPaintedWork());
        bench.document.redo();
        QVERIFY(!bench.document.hasPaintedWork());
    }

    void whatIsWrongStopsThePlan() {
        StackBench bench;
        bench.add("sorce == 3");
        QVERIFY(bench.document.plan() == nullptr);
        QVERIFY2(bench.document.problem().contains("Column 1"),
                 qPrintable(bench.document.problem()));
        QVERIFY(!bench.document.apply());
        bench.document.undo();
        QVERIFY(bench.document.plan() != nullptr);
        bench.add("p > 0.5");
        QVERIFY(bench.document.plan() == nullptr);
        std::vector<float> p(kRows * kColumns);
        for (std::size_t i = 0; i < p.size(); ++i) {
            p[i] = static_cast<float>(i % 10) / 10;
        }
        FRISKET_VERIFY(bench.document.ruleArrays().open(
            bench.folder.write("p.npy", array::Shape{kRows, kColumns}, p)));
        QVERIFY(bench.document.plan() != nullptr);
        FRISKET_VERIFY(bench.document.settleRules());
        QCOMPARE(bench.document.selectedCount(), kRows * kColumns * 4 / 10);
        FRISKET_VERIFY(bench.document.ruleArrays().rename("p", "scores"));
        QVERIFY(bench.document.plan() == nullptr);
        QVERIFY(!bench.document.ruleArrays().rename("scores", "source"));
        QVERIFY(!bench.document.ruleArrays().rename("scores", "1x"));
    }

    void anotherDestinationKeepsTheRules() {
        StackBench bench;
        bench.add("destination == 2");
        std::vector<std::uint8_t> values(20 * 30, 2);
        FRISKET_VERIFY(bench.document.open(
            LayerId::Destination, bench.folder.write("e.npy", array::Shape{20, 30}, values)));
        QCOMPARE(bench.stack().layers().layers.size(), std::size_t{2});
        FRISKET_VERIFY(bench.document.settleRules());
        QCOMPARE(bench.document.selectedCount(), std::int64_t{600});
        bench.document.close(LayerId::Condition);
        QVERIFY(bench.stack().plain());
        QCOMPARE(bench.document.selectedCount(), std::int64_t{0});
    }

    void aSourceCanBeARule() {
        StackBench bench;
        Document& document = bench.document;
        const QByteArray file = sourceBytes(document);
        FRISKET_VERIFY(document.sourceRule().set("relabel(source, {3: 9})"));
        QByteArray wanted = file;
        wanted.replace('\3', '\x09');
        QVERIFY(sourceBytes(document) == wanted);
        QVERIFY(document.dtype(LayerId::Source) == array::DType::U8);
        // Of the file's source, not of what the rule before gave.
        FRISKET_VERIFY(document.sourceRule().set("source + 100"));
        QVERIFY(document.dtype(LayerId::Source) == array::DType::I64);
        QVERIFY(!document.sourceRule().set("source +"));
        QCOMPARE(document.sourceRule().text(), QString("source + 100"));
        FRISKET_VERIFY(document.sourceRule().set("max(source, destination)"));
        document.selectAll();
        QVERIFY(document.apply().value());
        QTRY_VERIFY(!document.sourceRule().pending());
        for (qsizetype i = 0; i < file.size(); ++i) {
            if (sourceBytes(document)[i] != std::max(file[i], sourceBytes(document)[i])) {
                QFAIL("not the greater one");
            }
        }
        FRISKET_VERIFY(document.sourceRule().set({}));
        QVERIFY(sourceBytes(document) == file);
        // Without any source.
        document.close(LayerId::Source);
        FRISKET_VERIFY(document.sourceRule().set("destination * 0 + 4"));
        QVERIFY(document.has(LayerId::Source));
        QVERIFY(document.plan() != nullptr || document.refusal());
    }
};

QTEST_GUILESS_MAIN(TestConditionStack)
#include "tst_condition_stack.moc"
