// SPDX-License-Identifier: MIT
#include <QTest>

#include "tests/core/assign/requests.h"
#include "tests/support/arrays.h"
#include "tests/support/random.h"

using namespace frisket;
using namespace frisket::assign;
using array::Shape;
using test::refusalOf;
using test::request;

Q_DECLARE_METATYPE(array::Shape)

namespace {
/// Plans `wanted` again with each of the refusal's fixes; the texts joined, or the one that failed.
QString fixesThatWork(const PlanRequest& wanted, const Refusal& refusal) {
    QStringList texts;
    for (const Fix& fix : refusal.fixes) {
        PlanRequest again = wanted;
        Operand& operand = fix.operand == Role::Source ? *again.source : again.condition;
        operand.layout = array::applyViewExpression(operand.layout, fix.viewAfter("")).value();
        if (fix.operand != refusal.operand ||
            (refusalOf(again) && refusalOf(again)->operand == fix.operand)) {
            return "does not work: " + test::text(fix.text);
        }
        texts << test::text(fix.text);
    }
    return texts.join("; ");
}
}  // namespace

class TestFixes : public QObject {
    Q_OBJECT

private slots:
    void offered_data() {
        QTest::addColumn<Shape>("destination");
        QTest::addColumn<Shape>("source");
        QTest::addColumn<Shape>("condition");
        QTest::addColumn<QString>("fixes");
        const auto row = [](const char* name, const Shape& d, const Shape& s, const Shape& c,
                            const char* fixes) {
            QTest::newRow(name) << d << s << c << QString::fromLatin1(fixes);
        };
        row("one row too many", {427, 640}, {1}, {428, 640}, "crop rows of condition 428 -> 427");
        row("one column too many", {427, 640}, {427, 641}, {1},
            "crop columns of source 641 -> 640");
        row("rows and columns", {427, 640}, {430, 641}, {1},
            "crop rows of source 430 -> 427 and columns of source 641 -> 640");
        row("H and W swapped", {427, 640}, {1}, {640, 427}, "swap H and W of condition");
        row("source swapped", {427, 640}, {640, 427}, {1}, "swap H and W of source");
        row("1-d source", {3, 2}, {3}, {1}, "unsqueeze source at 1; crop axis 0 of source 3 -> 2");
        row("1-d condition", {3, 2}, {1}, {3},
            "unsqueeze condition at 1; crop axis 0 of condition 3 -> 2");
        row("picture for a stack of channels", {48, 64, 3}, {1}, {48, 64},
            "unsqueeze condition at 2");
        row("leading 1 of a condition", {48, 64}, {1}, {1, 48, 64}, "squeeze condition at 0");
        row("trailing 1 of a mask", {48, 64}, {1}, {48, 64, 1}, "squeeze condition at 2");
        row("channels first for last", {48, 64, 3}, {3, 48, 64}, {1},
            "move axis 0 of source to the back");
        row("channels last for first", {3, 48, 64}, {48, 64, 3}, {1},
            "move axis 2 of source to the front");
        row("a batch with channels first", {2, 48, 64, 3}, {2, 3, 48, 64}, {1},
            "move axis 1 of source to the back");
        row("a batch of one with channels last", {3, 48, 64}, {1, 48, 64, 3}, {1},
            "move axis 3 of source to place 1");
        row("0-d destination", {}, {}, {1}, "squeeze condition at 0");
        row("another picture", {427, 640}, {1}, {300, 200}, "");
        row("too small", {427, 640}, {1}, {426, 640}, "");
        row("nothing for an empty source", {3}, {0}, {3}, "");
        row("no crop to nothing", {0}, {1}, {1, 5}, "");
        // The leading 1s that a source may have don't stand in the way of a fix.
        row("swapped behind a leading 1", {427, 640}, {1, 640, 427}, {1},
            "swap axes 1 and 2 of source");
        row("one row too many behind a leading 1", {427, 640}, {1, 428, 640}, {1},
            "crop axis 1 of source 428 -> 427");
    }

    void offered() {
        QFETCH(Shape, destination);
        QFETCH(Shape, source);
        QFETCH(Shape, condition);
        const PlanRequest wanted = request(destination, source, condition);
        const auto refusal = refusalOf(wanted);
        QVERIFY(refusal);
        QTEST(fixesThatWork(wanted, *refusal), "fixes");
        const QString hint = test::text(refusal->toError().hint);
        QVERIFY(refusal->fixes.empty() || hint.contains(test::text(refusal->fixes[0].text)));
    }

    void viewsOfFixes() {
        const auto view = [](const PlanRequest& wanted) {
            return test::text(refusalOf(wanted)->fixes.at(0).view);
        };
        QCOMPARE(view(request({3, 2}, {3}, {1})), QStringLiteral("[:, None]"));
        QCOMPARE(view(request({48, 64}, {1}, {1, 48, 64})), QStringLiteral("[0]"));
        QCOMPARE(view(request({48, 64}, {1}, {48, 64, 1})), QStringLiteral("[:, :, 0]"));
        QCOMPARE(view(request({427, 640}, {1}, {428, 640})), QStringLiteral("[:427, :]"));
        QCOMPARE(view(request({2, 3}, {1}, {3, 2})), QStringLiteral("(1, 0)"));
    }

    /// A fix comes after the view that was given, and the message shows both.
    void viewsAfterViews() {
        const auto offers = [](const array::Shape& source, const char* before, const char* after) {
            PlanRequest wanted = request({3, 2}, {1}, {1});
            wanted.source = test::operand(array::DType::U8, source, before);
            const QString hint = test::text(refusalOf(wanted)->toError().hint);
            return hint.contains(QStringLiteral("(view %1)").arg(QLatin1String(after)));
        };
        QVERIFY(offers({3}, "", "[:, None]"));
        QVERIFY(offers({4, 3}, "[1]", "[1][:, None]"));
        QVERIFY(offers({4, 3}, "1, ...", "[1, ...][:, None]"));
        QVERIFY(offers({4, 3}, "[..., 1:].T[0][:3]", "[..., 1:].T[0][:3][:, None]"));
        QVERIFY(offers({3, 4}, ".T[1]", ".T[1][:, None]"));
        QVERIFY(offers({2, 6}, "[:, ::2]", "[:, ::2].transpose(1, 0)"));
    }

    /// Whatever is offered for any shapes works.
    void randomShapes() {
        test::Random random;
        int offered = 0;
        for (int round = 0; round < 4000; ++round) {
            const auto shape = [&](int most) {
                Shape out;
                for (int axis = static_cast<int>(random.between(0, most)); axis > 0; --axis) {
                    constexpr std::int64_t kSizes[] = {0, 1, 1, 2, 3, 20, 21, 22};
                    out.append(kSizes[random.between(0, 7)]);
                }
                return out;
            };
            const PlanRequest wanted = request(shape(4), shape(5), shape(5));
            const auto refusal = refusalOf(wanted);
            if (refusal) {
                offered += static_cast<int>(refusal->fixes.size());
                const QString texts = fixesThatWork(wanted, *refusal);
                QVERIFY2(!texts.startsWith("does not work"),
                         qPrintable(texts + " for " + test::text(wanted.destination.layout.shape)));
            }
        }
        QVERIFY(offered > 100);
    }
};

QTEST_APPLESS_MAIN(TestFixes)
#include "tst_fixes.moc"
