// SPDX-License-Identifier: MIT
#include <QTest>

#include "tests/support/plans.h"
#include "ui/docks/broadcast_words.h"

using namespace frisket;
using namespace frisket::ui;
using array::DType;
using array::Shape;
using assign::Casting;
using support::PlanCase;

class TestBroadcastWords : public QObject {
    Q_OBJECT

private slots:
    void repeats_data() {
        QTest::addColumn<PlanCase>("plan");
        QTest::addColumn<QString>("words");
        QTest::newRow("equal") << PlanCase{{4, 5}, {4, 5}, {4, 5}}
                               << "All shapes are equal; nothing is repeated.";
        QTest::newRow("missing axis") << PlanCase{{3, 4, 5}, {3, 4, 5}, {4, 5}}
                                      << "The condition is repeated along axis 0 (3 times).";
        QTest::newRow("stretched") << PlanCase{{4, 5, 3}, {4, 5, 3}, {4, 5, 1}}
                                   << "The condition is repeated along axis 2 (3 times).";
        QTest::newRow("two axes") << PlanCase{{4, 5, 3}, {5, 1}, {4, 5, 3}}
                                  << "The source is repeated along axis 0 (4 times) and axis 2 (3 "
                                     "times).";
        QTest::newRow("three axes")
            << PlanCase{{4, 5, 3}, {}, {4, 5, 3}}
            << "The source is repeated along axis 0 (4 times), axis 1 (5 times) and axis 2 (3 "
               "times).";
        QTest::newRow("both") << PlanCase{{4, 5}, {5}, {4, 1}}
                              << "The source is repeated along axis 0 (4 times). The condition is "
                                 "repeated along axis 1 (5 times).";
        QTest::newRow("axis of size 1")
            << PlanCase{{1, 5}, {5}, {1, 5}} << "All shapes are equal; nothing is repeated.";
        QTest::newRow("surplus") << PlanCase{{4, 5}, {1, 1, 4, 5}, {4, 5}}
                                 << "Extra leading axes of size 1 of the source are dropped.";
        QTest::newRow("surplus and stretched")
            << PlanCase{{4, 5}, {1, 1, 5}, {4, 5}}
            << "The source is repeated along axis 0 (4 times). Extra leading axes of size 1 of the "
               "source are dropped.";
        QTest::newRow("0-d") << PlanCase{{}, {}, {}}
                             << "All shapes are equal; nothing is repeated.";
        QTest::newRow("empty") << PlanCase{{0, 5}, {5}, {0, 5}}
                               << "The source is repeated along axis 0 (0 times).";
    }
    void repeats() {
        QFETCH(PlanCase, plan);
        QFETCH(QString, words);
        QCOMPARE(repeatWords(plan.plan()), words);
    }

    void repeatsOfAFill() {
        QCOMPARE(repeatWords(support::fillPlan({4, 5}, {5}, "7")),
                 "One value goes to every selected element. The condition is repeated along axis 0 "
                 "(4 times).");
    }

    void castOfAFill() {
        QCOMPARE(castWords(support::fillPlan({4}, {4}, "7")),
                 "The value is uint8, as the destination is.");
    }

    void casts_data() {
        QTest::addColumn<PlanCase>("plan");
        QTest::addColumn<QString>("words");
        const auto with = [](DType from, DType to, Casting casting) {
            return PlanCase{{2}, {2}, {2}, to, from, casting};
        };
        QTest::newRow("none") << with(DType::U8, DType::U8, Casting::Exact)
                              << "Both are uint8: values are copied as they are.";
        QTest::newRow("checked")
            << with(DType::I32, DType::U8, Casting::Exact)
            << "int32 → uint8: every selected value is checked; nothing is written if one would "
               "change.";
        QTest::newRow("lossless") << with(DType::U8, DType::I32, Casting::Exact)
                                  << "uint8 → int32: every value fits.";
        QTest::newRow("lossless, unsafe")
            << with(DType::U8, DType::I32, Casting::Unsafe) << "uint8 → int32: every value fits.";
        QTest::newRow("unsafe") << with(DType::F32, DType::U8, Casting::Unsafe)
                                << "float32 → uint8, unsafe: values that don't fit are changed.";
        QTest::newRow("same kind")
            << with(DType::F64, DType::F32, Casting::SameKind)
            << "float64 → float32, same_kind: allowed by the dtypes; values that don't fit are "
               "changed.";
        QTest::newRow("safe but rounded")
            << with(DType::I64, DType::F64, Casting::Safe)
            << "int64 → float64, safe: allowed by the dtypes; values that don't fit are changed.";
    }
    void casts() {
        QFETCH(PlanCase, plan);
        QFETCH(QString, words);
        QCOMPARE(castWords(plan.plan()), words);
    }

    void rows_data() {
        QTest::addColumn<PlanCase>("shapes");
        QTest::addColumn<QString>("words");
        QTest::newRow("equal") << PlanCase{{4, 5}, {4, 5}, {4, 5}} << "S, u: 4, 5.";
        QTest::newRow("repeated") << PlanCase{{3, 4, 5}, {1, 5}, {5}}
                                  << "S, u: none, repeated to 3, 1 repeated to 4, 5.";
        QTest::newRow("surplus") << PlanCase{{5}, {1, 5}, {5}} << "S, u: 1, dropped, 5.";
        QTest::newRow("clash") << PlanCase{{4, 5}, {4, 6}, {5}}
                               << "S, u: 4, 6, which does not fit.";
        QTest::newRow("condition is longer") << PlanCase{{5}, {5}, {2, 5}} << "S, u: 5.";
    }
    void rows() {
        QFETCH(PlanCase, shapes);
        QFETCH(QString, words);
        QCOMPARE(rowWords("S", "u", shapes.table(), assign::Role::Source), words);
    }
};

QTEST_APPLESS_MAIN(TestBroadcastWords)
#include "tst_broadcast_words.moc"
