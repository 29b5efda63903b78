// SPDX-License-Identifier: MIT
#include <QTest>

#include "tests/support/plans.h"
#include "ui/docks/broadcast_words.h"
#include "ui/docks/cast_words.h"

using namespace frisket;
using namespace frisket::ui;
using array::DType;
using array::Shape;
using assign::Casting;
using support::PlanCase;

namespace {
/// The operands of `shapes` in another mode, `selected` elements being true.
struct ModeCase {
    assign::Mode mode;
    PlanCase shapes;
    std::int64_t selected = 0;

    [[nodiscard]] assign::PlanRequest request() const {
        assign::PlanRequest request = shapes.request();
        request.mode = mode;
        request.selected = selected;
        return request;
    }
    [[nodiscard]] Pairing pairing() const {
        const auto count = [](const Shape& shape) { return array::elementCount(shape).value(); };
        return {mode, selected, selected * (count(shapes.destination) / count(shapes.condition)),
                count(shapes.source)};
    }
};
using assign::Mode;
}  // namespace

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

    void pairings_data() {
        QTest::addColumn<ModeCase>("which");
        QTest::addColumn<QString>("pairing");
        QTest::addColumn<QString>("repeats");
        QTest::addColumn<QString>("source");
        const QString inOrder = "The k-th selected element takes element k of the source";
        const QString byRow =
            "The k-th selected index takes row k of the source, or its only one. ";
        QTest::newRow("where") << ModeCase{Mode::Where, {{4, 5}, {4, 5}, {4, 5}}, 3} << QString()
                               << "All shapes are equal; nothing is repeated."
                               << "S, u: 4, 5.";
        QTest::newRow("scatter, left over")
            << ModeCase{Mode::Scatter, {{4, 5}, {7}, {4, 5}}, 5}
            << inOrder + ". 5 selected; the source has 7: 2 left over." << QString()
            << "S, u: 7 in order.";
        QTest::newRow("scatter, exactly enough")
            << ModeCase{Mode::Scatter, {{4, 5}, {2, 3}, {4, 5}}, 6}
            << inOrder + ". 6 selected; the source has 6." << QString() << "S, u: 2 × 3 in order.";
        QTest::newRow("scatter, stretched condition")
            << ModeCase{Mode::Scatter, {{3, 4}, {20}, {4}}, 2}
            << inOrder + ". 6 selected; the source has 20: 14 left over."
            << "The condition is repeated along axis 0 (3 times)."
            << "S, u: 20 in order.";
        QTest::newRow("place, 0-d")
            << ModeCase{Mode::Place, {{4, 5}, {}, {4, 5}}, 9}
            << inOrder + ", which begins again. 9 selected; the source has 1." << QString()
            << "S, u: 1 in order.";
        QTest::newRow("putmask")
            << ModeCase{Mode::Putmask, {{4, 5}, {7}, {20}}, 9}
            << "Element p, where selected, takes element p of the source, which begins again. 9 "
               "selected; the source has 7."
            << QString() << "S, u: 7 in order.";
        QTest::newRow("index, one each")
            << ModeCase{Mode::Index, {{4, 5}, {7}, {4, 5}}, 7} << byRow + "7 selected." << QString()
            << "S, u: 7 in order.";
        QTest::newRow("index, one for all")
            << ModeCase{Mode::Index, {{4, 5}, {1}, {4, 5}}, 7} << byRow + "7 selected."
            << "The source is the same for each of them."
            << "S, u: 1 repeated to 7.";
        QTest::newRow("index, rows")
            << ModeCase{Mode::Index, {{4, 5}, {2, 5}, {4}}, 2} << byRow + "2 selected."
            << "The condition is repeated along axis 1 (5 times)."
            << "S, u: 2 in order, 5.";
        QTest::newRow("index, the same row")
            << ModeCase{Mode::Index, {{4, 5}, {5}, {4}}, 3} << byRow + "3 selected."
            << "The source is the same for each of them. The condition is repeated along axis 1 (5 "
               "times)."
            << "S, u: none, repeated to 3, 5.";
        QTest::newRow("index, 0-d condition")
            << ModeCase{Mode::Index, {{4, 5}, {5}, {}}, 1} << byRow + "1 selected."
            << "The source is repeated along axis 0 (4 times). The condition is repeated along "
               "axis 0 (4 times) and axis 1 (5 times)."
            << "S, u: none, repeated to 1, none, repeated to 4, 5.";
    }
    void pairings() {
        QFETCH(ModeCase, which);
        QFETCH(QString, pairing);
        QFETCH(QString, repeats);
        QFETCH(QString, source);
        const auto plan = assign::AssignPlan::make(which.request());
        QVERIFY2(plan, plan ? "" : plan.error().message.c_str());
        QCOMPARE(pairingWords(which.pairing()), pairing);
        QCOMPARE(repeatWords(*plan, which.pairing()), repeats);
        QCOMPARE(rowWords("S", "u", plan->table(), assign::Role::Source, which.pairing()), source);
    }

    void losses_data() {
        QTest::addColumn<Casting>("casting");
        QTest::addColumn<QString>("words");
        QTest::newRow("exact")
            << Casting::Exact
            << "Apply will refuse: of the selected values, 1 wraps around, 2 are "
               "rounded. The first is at [1, 2]: 300 → 44.";
        QTest::newRow("unsafe") << Casting::Unsafe
                                << "Apply will change selected values: 1 wraps around, 2 are "
                                   "rounded. The first is at [1, 2]: 300 → 44.";
    }
    void losses() {
        QFETCH(Casting, casting);
        QFETCH(QString, words);
        const auto plan = PlanCase{{3, 4}, {4}, {3, 4}, DType::U8, DType::I32, casting}.plan();
        assign::CastReport report;
        QCOMPARE(lossWords(plan, report), "No selected value changes.");
        report.total = 3;
        report.counts[static_cast<std::size_t>(assign::CastChange::Wrapped)] = 1;
        report.counts[static_cast<std::size_t>(assign::CastChange::Rounded)] = 2;
        report.first = 6;
        report.value = assign::parseScalar("300", DType::I32).value();
        report.becomes = assign::parseScalar("44", DType::U8).value();
        QCOMPARE(lossWords(plan, report), words);
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
