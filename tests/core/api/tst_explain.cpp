// SPDX-License-Identifier: MIT
#include <frisket/frisket.h>

#include <QTest>

using namespace frisket;

class TestExplain : public QObject {
    Q_OBJECT

private slots:
    void whatWillBeDone() {
        const std::vector<float> destination(6);
        const std::vector<float> source{1, 2, 3};
        const std::vector<std::uint8_t> condition{1, 0, 9, 0, 0, 0};
        const auto why = explain(view(destination, {2, 3}), view(source), view(condition, {2, 3}));
        QVERIFY(why && !why->refusal);
        QCOMPARE(why->selected, 2);
        QCOMPARE(why->numpyLine, std::string("np.copyto(d, s, where=c != 0)"));
        QCOMPARE(why->table.columns, 2);
        QCOMPARE(why->table.row(Role::Source)[0].fit, assign::AxisFit::Missing);
        QCOMPARE(why->text, std::string("mode         where\n"
                                        "destination  float32     2  3\n"
                                        "source       float32   ->2  3\n"
                                        "condition    uint8       2  3\n"
                                        "selected     2 of 6\n"
                                        "cast         none, both are float32\n"
                                        "numpy        np.copyto(d, s, where=c != 0)\n"));
    }

    void bitsAreBool() {
        const std::vector<float> array(6);
        const auto bits = ConditionMask::create({6});
        const auto why = explain(view(array), view(array), *bits);
        QCOMPARE(why->numpyLine, std::string("np.copyto(d, s, where=c)"));
        QCOMPARE(why->selected, 0);
    }

    void valuesThatWouldBeLost() {
        const std::vector<std::uint8_t> destination(3);
        const std::vector<int> source{1, 256, -1};
        const bool all[]{true, true, true};
        const auto why = explain(view(destination), view(source), view(all));
        QVERIFY(why && why->refusal);
        QCOMPARE(why->refusal->kind, Refusal::Kind::InexactValues);
        QCOMPARE(why->refusal->found, 2);
        QCOMPARE(why->selected, 3);
        QCOMPARE(why->cast.count(CastChange::Wrapped), 2);
        QVERIFY(why->text.find("selected     3 of 3\n"
                               "cast         int32 -> uint8, exact\n"
                               "changes      2 selected values change: 2 wrapped; the first, 256, "
                               "becomes 0 at [1]\n") != std::string::npos);
        QVERIFY(!why->numpyLine.empty());
        QVERIFY(why->text.find(why->refusal->message) != std::string::npos);
    }

    void everyFixWorks() {
        std::vector<std::uint8_t> destination(12);
        const std::vector<std::uint8_t> source(12, 5);
        const bool yes[]{true};
        const auto why = explain(view(destination, {3, 4}), view(source, {4, 3}), view(yes));
        QVERIFY(why && why->refusal && !why->refusal->fixes.empty());
        int views = 0;
        for (const Fix& fix : why->refusal->fixes) {
            if (!fix.isView()) {
                continue;
            }
            ++views;
            const auto mended = through(view(source, {4, 3}), fix.viewAfter(""));
            QVERIFY2(apply(view(destination, {3, 4}), mended, view(yes)), fix.text.c_str());
        }
        QVERIFY(views > 0);
        QCOMPARE(destination, source);
    }
};

QTEST_APPLESS_MAIN(TestExplain)
#include "tst_explain.moc"
