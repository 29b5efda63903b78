// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/assign/apply_fix.h"
#include "core/assign/fixes.h"
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
        if (fix.kind == Fix::Kind::Mode) {  // tst_mistakes has those
            again.mode = fix.mode;
            if (refusalOf(again)) {
                return "does not work: " + test::text(fix.text);
            }
            continue;
        }
        Operand& operand = fix.operand == Role::Source ? *again.source : again.condition;
        operand = fixedOperand(fix, operand).value();
        if (fix.operand != refusal.operand || operand.layout.shape != fix.shape ||
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
        row("1-d source", {3, 2}, {3}, {1}, "unsqueeze source at 1");
        row("1-d condition", {3, 2}, {1}, {3}, "unsqueeze condition at 1");
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
        row("another picture", {427, 640}, {1}, {300, 210}, "");
        row("a smaller picture on its side", {427, 640}, {1}, {300, 200},
            "swap H and W of condition, then resize condition 200 x 300 -> 427 x 640 (nearest)");
        row("one row too few", {427, 640}, {1}, {426, 640},
            "pad rows of condition 426 -> 427 with false");
        row("one row and one column too few", {427, 640}, {426, 639}, {1},
            "pad rows of source 426 -> 427 and columns of source 639 -> 640 with its edge");
        row("5 % too long", {400, 640}, {420, 640}, {1}, "crop rows of source 420 -> 400");
        row("more than 5 % too long", {400, 640}, {422, 640}, {1}, "");
        row("5 % too short", {420, 640}, {400, 640}, {1},
            "pad rows of source 400 -> 420 with its edge");
        row("more than 5 % too short", {422, 640}, {400, 640}, {1}, "");
        row("one of 19 too many", {18, 30}, {19, 30}, {1}, "");
        row("one of 20 too many", {19, 30}, {20, 30}, {1}, "crop rows of source 20 -> 19");
        row("a row too many, a column too few", {427, 640}, {1}, {428, 639},
            "crop rows of condition 428 -> 427, then pad columns of condition 639 -> 640 with "
            "false");
        row("twice as large", {1024, 1024}, {512, 512}, {1},
            "resize source 512 x 512 -> 1024 x 1024 (nearest)");
        row("half as large", {48, 64}, {1}, {97, 128},
            "resize condition 97 x 128 -> 48 x 64 (nearest)");
        row("two thirds", {683, 1024}, {1}, {1024, 1536},
            "resize condition 1024 x 1536 -> 683 x 1024 (nearest)");
        row("16 times", {32, 48}, {2, 3}, {1}, "resize source 2 x 3 -> 32 x 48 (nearest)");
        row("more than 16 times", {34, 51}, {2, 3}, {1}, "");
        row("two factors", {1024, 1024}, {512, 256}, {1}, "");
        row("one side only", {1024, 1024}, {512, 1024}, {1}, "");
        row("half as large with channels last", {48, 64, 3}, {24, 32, 3}, {1},
            "resize source 24 x 32 -> 48 x 64 (nearest)");
        row("half as large with channels first", {3, 48, 64}, {3, 24, 32}, {1},
            "resize source 24 x 32 -> 48 x 64 (nearest)");
        row("half as large in a batch", {2, 48, 64, 3}, {2, 24, 32, 3}, {1},
            "resize source 24 x 32 -> 48 x 64 (nearest)");
        row("flat", {48, 64}, {48 * 64}, {1}, "reshape source (3072,) -> (48, 64)");
        row("flat condition", {48, 64}, {1}, {48 * 64}, "reshape condition (3072,) -> (48, 64)");
        row("flat picture for channels", {48, 64, 3}, {1}, {48 * 64},
            "reshape condition (3072,) -> (48, 64, 1)");
        row("flat channels", {48, 64, 3}, {48 * 64 * 3}, {1},
            "reshape source (9216,) -> (48, 64, 3)");
        row("one element short of flat", {48, 64}, {48 * 64 - 1}, {1}, "");
        row("flat behind a leading 1", {48, 64}, {1}, {1, 48 * 64},
            "squeeze condition at 0, then reshape condition (3072,) -> (48, 64)");
        row("a batch of one with the other channels", {3, 48, 64}, {1}, {1, 48, 64, 3},
            "squeeze condition at 0, then move axis 2 of condition to the front");
        row("1-d for three axes", {5, 4, 3}, {5}, {1},
            "unsqueeze source at 1, then unsqueeze source at 2");
        row("picture off by one for channels", {48, 64, 3}, {1}, {49, 64},
            "unsqueeze condition at 2, then crop axis 0 of condition 49 -> 48");
        row("half a picture for channels", {48, 64, 3}, {1}, {24, 32},
            "unsqueeze condition at 2, then resize condition 24 x 32 -> 48 x 64 (nearest)");
        row("swapped picture for channels", {48, 64, 3}, {1}, {64, 48},
            "swap H and W of condition, then unsqueeze condition at 2");
        row("frames", {48, 64}, {10, 48, 64}, {1}, "take index 0 of axis 0 of source");
        row("channels of a grey picture", {48, 64}, {1}, {48, 64, 3},
            "take index 0 of axis 2 of condition");
        row("nothing for an empty source", {3}, {0}, {3}, "");
        row("no crop to nothing", {0}, {1}, {1, 5}, "");
        // The leading 1s that a source may have don't stand in the way of a fix.
        row("swapped behind a leading 1", {427, 640}, {1, 640, 427}, {1},
            "swap axes 1 and 2 of source");
        row("one row too many behind a leading 1", {427, 640}, {1, 428, 640}, {1},
            "crop axis 1 of source 428 -> 427");
        row("small behind a leading 1", {48, 64}, {1, 24, 32}, {1},
            "resize source 24 x 32 -> 48 x 64 (nearest)");
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
        QCOMPARE(view(request({2, 3}, {1}, {3, 2})), QStringLiteral(".transpose(1, 0)"));
        QCOMPARE(view(request({2, 3}, {6}, {1})), QStringLiteral(".reshape(2, 3)"));
        QCOMPARE(view(request({3, 4, 5}, {1}, {1, 4, 5, 3})),
                 QStringLiteral("[0].transpose(2, 0, 1)"));
        QCOMPARE(view(request({4, 6}, {2, 3}, {1})), QString());
        QCOMPARE(view(request({4, 6}, {1}, {2, 3})), QString());
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

    void neverAnotherFactor_data() {
        QTest::addColumn<Shape>("from");
        QTest::addColumn<Shape>("to");
        QTest::addColumn<bool>("same");
        const auto row = [](const char* name, const Shape& from, const Shape& to, bool same) {
            QTest::newRow(name) << from << to << same;
        };
        row("twice", {512, 256}, {1024, 512}, true);
        row("half, rounded down", {427, 641}, {213, 320}, true);
        row("half, rounded up", {427, 641}, {214, 321}, true);
        row("back from half", {213, 320}, {427, 641}, true);
        row("0.6", {720, 1280}, {432, 768}, true);
        row("two pixels off", {720, 1280}, {432, 771}, false);
        row("the same", {720, 1280}, {720, 1280}, false);
        row("one side only", {720, 1280}, {721, 1280}, false);
        row("one up, one down", {6, 5}, {5, 6}, false);
        row("a line", {1, 100}, {2, 200}, false);
        row("nothing", {0, 100}, {10, 200}, false);
        row("to nothing", {10, 100}, {0, 200}, false);
        row("16", {10, 20}, {160, 320}, true);
        row("1 / 16", {160, 320}, {10, 20}, true);
        row("17", {10, 20}, {170, 340}, false);
        row("1 / 17", {170, 340}, {10, 20}, false);
        row("no picture", {std::int64_t{1} << 40, 4}, {std::int64_t{1} << 41, 8}, false);
    }

    void neverAnotherFactor() {
        QFETCH(Shape, from);
        QFETCH(Shape, to);
        QTEST(sameFactor(from[0], from[1], to[0], to[1]), "same");
    }

    void castings() {
        const auto texts = [](const std::vector<Fix>& fixes) {
            QStringList out;
            for (const Fix& fix : fixes) {
                out << test::text(fix.text);
            }
            return out.join("; ");
        };
        using array::DType;
        QCOMPARE(texts(castFixes(DType::F64, DType::U8, Casting::Safe)),
                 "cast 'exact': each selected value is checked; cast 'unsafe'");
        QCOMPARE(texts(castFixes(DType::F64, DType::F32, Casting::Safe)),
                 "cast 'exact': each selected value is checked; cast 'same_kind'; cast 'unsafe'");
        QCOMPARE(texts(castFixes(DType::I64, DType::U8, Casting::SameKind)),
                 "cast 'exact': each selected value is checked; cast 'unsafe'");
        const auto lost = [](std::initializer_list<std::pair<CastChange, std::int64_t>> counts) {
            CastReport report;
            for (const auto& [change, count] : counts) {
                report.counts[static_cast<std::size_t>(change)] = count;
                report.total += count;
            }
            return inexactFixes(report);
        };
        QCOMPARE(texts(lost({{CastChange::Wrapped, 9460}})),
                 "cast 'unsafe': 9460 values would wrap");
        QCOMPARE(texts(lost({{CastChange::Truncated, 1}})),
                 "cast 'unsafe': 1 value would be truncated");
        QCOMPARE(texts(lost({{CastChange::Saturated, 3}})),
                 "cast 'unsafe': 3 values would be clamped");
        QCOMPARE(texts(lost({{CastChange::Rounded, 2}})),
                 "cast 'unsafe': 2 values would be rounded");
        QCOMPARE(texts(lost({{CastChange::Overflow, 2}})),
                 "cast 'unsafe': 2 values would become inf");
        QCOMPARE(texts(lost({{CastChange::NotANumber, 2}})),
                 "cast 'unsafe': 2 values would turn from NaN into 0");
        QCOMPARE(texts(lost({{CastChange::ToBool, 2}})),
                 "cast 'unsafe': 2 values would become true");
        QCOMPARE(texts(lost({{CastChange::Truncated, 1}, {CastChange::NotANumber, 1}})),
                 "cast 'unsafe': 2 values would change");
        QCOMPARE(texts({modeFix(Mode::Fill)}), "use mode fill");
    }

    /// What can't be applied changes nothing.
    void notApplied() {
        PlanRequest wanted = request({4, 6}, {2, 3}, {4, 6});
        const Fix fix = refusalOf(wanted)->fixes.at(0);
        auto mask = condition::ConditionMask::create({4, 6}).value();
        std::optional<array::NdArray> source = test::makeArray<std::uint8_t>({5}, {1, 2, 3, 4, 5});
        const auto refused = [&](Role operand) {
            Fix wrong = fix;
            wrong.operand = operand;
            return !applyFix(wrong, wanted, source, mask);
        };
        wanted.source = test::operand(array::DType::U8, {5});
        QVERIFY(refused(Role::Source));
        QVERIFY(refused(Role::Destination));
        QCOMPARE(test::text(wanted.source->layout.shape), "(5,)");
        QVERIFY(wanted.source->view.empty() && wanted.source->prepared.empty());
        QCOMPARE(test::text(source->shape()), "(5,)");
        wanted.source.reset();
        QVERIFY(refused(Role::Source));
        Fix deeper = fix;
        deeper.view = "[0][0][0]";
        deeper.operand = Role::Condition;
        QVERIFY(!applyFix(deeper, wanted, source, mask));
        QCOMPARE(test::text(wanted.condition.layout.shape), "(4, 6)");
        QVERIFY(!applyFix(fix, wanted, source, mask));
    }

    void modesAndCastingsApplied() {
        PlanRequest wanted = request({4}, {4}, {4});
        std::optional<array::NdArray> source;
        auto mask = condition::ConditionMask::create({4}).value();
        QVERIFY(applyFix(modeFix(Mode::Fill), wanted, source, mask));
        QVERIFY(applyFix(castingFix(Casting::Unsafe), wanted, source, mask));
        QVERIFY(wanted.mode == Mode::Fill && wanted.casting == Casting::Unsafe);
        QCOMPARE(test::text(wanted.source->layout.shape), "(4,)");
    }

    /// Recipes hold fixes that nobody offered.
    void impossibleFixes_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<Shape>("from");
        QTest::addColumn<Shape>("to");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, Fix::Kind kind, const Shape& from, const Shape& to,
                            base::ErrorCode code) {
            QTest::newRow(name) << static_cast<int>(kind) << from << to << static_cast<int>(code);
        };
        const auto invalid = base::ErrorCode::InvalidArgument;
        row("nothing resized", Fix::Kind::Resize, {0}, {4}, invalid);
        row("nothing padded", Fix::Kind::Pad, {0}, {4}, invalid);
        row("far beyond", Fix::Kind::Resize, {3}, {std::int64_t{1} << 62},
            base::ErrorCode::TooLarge);
        row("below 0", Fix::Kind::Resize, {3}, {-2}, invalid);
        row("padded to less", Fix::Kind::Pad, {3}, {2}, invalid);
        row("another rank", Fix::Kind::Resize, {3}, {3, 3}, invalid);
    }
    void impossibleFixes() {
        QFETCH(int, kind);
        QFETCH(Shape, from);
        QFETCH(Shape, to);
        QFETCH(int, code);
        Fix fix;
        fix.kind = static_cast<Fix::Kind>(kind);
        fix.text = "a fix from a recipe";
        fix.shape = to;
        const PlanRequest wanted = request({4}, from, {1});
        const auto fixed = fixedOperand(fix, *wanted.source);
        QVERIFY(!fixed);
        QCOMPARE(static_cast<int>(fixed.error().code), code);
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
