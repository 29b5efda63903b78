// SPDX-License-Identifier: MIT
// The refine tool on the real canvas: what it shows, what it makes of it, and of which part.
#include <QSignalSpy>
#include <QTest>

#include "core/refine/refinement.h"
#include "tests/support/tool_bench.h"
#include "ui/session/refine_preview.h"

using namespace frisket;
using namespace frisket::test;
using refine::Kind;
using ui::ToolId;

namespace {
constexpr std::array kKinds{Kind::Grow,        Kind::Shrink,   Kind::Open,      Kind::Close,
                            Kind::Median,      Kind::Gaussian, Kind::FillHoles, Kind::RemoveIslands,
                            Kind::KeepLargest, Kind::Outline,  Kind::Margin,    Kind::Invert};

condition::BitRegion regionOf(const Bools& mask) {
    condition::BitRegion region({0, 0, ToolBench::kColumns, ToolBench::kRows});
    for (std::size_t i = 0; i < mask.size(); ++i) {
        if (mask[i]) {
            const auto x = static_cast<std::int64_t>(i) % ToolBench::kColumns;
            const auto y = static_cast<std::int64_t>(i) / ToolBench::kColumns;
            region.setSpan(y, x, x + 1);
        }
    }
    return region;
}

Bools changed(const Bools& mask, const refine::Change& change) {
    Bools out = mask;
    const auto put = [&](const condition::BitRegion& region, bool value) {
        for (std::int64_t y = region.box().y0; y < region.box().y1; ++y) {
            for (std::int64_t x = region.box().x0; x < region.box().x1; ++x) {
                if (region.at(x, y)) {
                    out[static_cast<std::size_t>(y * ToolBench::kColumns + x)] = value;
                }
            }
        }
    };
    put(change.added, true);
    put(change.removed, false);
    return out;
}
}  // namespace

class TestRefineTool : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench.reset();
        m_bench = std::make_unique<ToolBench>();
        ToolBench& bench = *m_bench;
        bench.canvas.zoomTo(1);
        QVERIFY(QTest::qWaitForWindowExposed(&bench.canvas));
        // Blobs, holes and specks.
        Random random;
        for (int i = 0; i < 14; ++i) {
            bench.options.setBrushSize(static_cast<int>(random.between(1, 60)));
            bench.pointer.stroke(bench.visiblePoints(2, random),
                                 i % 4 == 3 ? Qt::RightButton : Qt::LeftButton);
        }
        for (int i = 0; i < 40; ++i) {
            bench.options.setBrushSize(2);
            bench.pointer.stroke(bench.visiblePoints(1, random));
        }
        bench.canvas.tools().choose(ToolId::Refine);
    }

    void eachRefinementIsThatOfTheCore_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<double>("zoom");
        for (const Kind kind : kKinds) {
            for (const double zoom : {0.125, 1.0, 8.0}) {
                QTest::addRow("%s at %g", qPrintable(session::nameOf(kind)), zoom)
                    << static_cast<int>(kind) << zoom;
            }
        }
    }
    void eachRefinementIsThatOfTheCore() {
        QFETCH(int, kind);
        QFETCH(double, zoom);
        ToolBench& bench = *m_bench;
        bench.canvas.zoomTo(zoom);
        refine::Refinement what = bench.document.refining().refinement();
        what.kind = static_cast<Kind>(kind);
        const Bools before = bench.condition();
        const auto change =
            refine::refine(regionOf(before), bench.plane(), what, refine::Scope()).value();
        bench.document.refining().setRefinement(what);
        const std::size_t steps = bench.document.history().size();
        bench.key(Qt::Key_Return);
        QVERIFY(!change.empty());
        QTRY_COMPARE(bench.document.history().size(), steps + 1);
        QVERIFY(bench.condition() == changed(before, change));
        QVERIFY(countsAgree(bench.document));
        bench.document.undo();
        QVERIFY(bench.condition() == before);
        bench.document.redo();
        QVERIFY(bench.condition() == changed(before, change));
    }

    void nothingChangesUntilEnter() {
        ToolBench& bench = *m_bench;
        const Bools before = bench.condition();
        const std::size_t steps = bench.document.history().size();
        QTRY_VERIFY(bench.document.refining().change().has_value());
        QVERIFY(!bench.document.refining().change()->empty());
        QVERIFY(bench.condition() == before);
        bench.canvas.tools().choose(ToolId::Brush);
        QVERIFY(!bench.document.refining().active());
        QVERIFY(!bench.document.refining().change());
        QCOMPARE(bench.document.history().size(), steps);
    }

    void theChangeIsSeen() {
        ToolBench& bench = *m_bench;
        QTRY_VERIFY(bench.document.refining().change().has_value());
        const QImage shown = drawn(bench.canvas);
        bench.canvas.tools().choose(ToolId::Hand);
        const QImage plain = drawn(bench.canvas);
        bench.canvas.tools().choose(ToolId::Refine);
        QTRY_VERIFY(bench.document.refining().change().has_value());
        const condition::BitRegion added = bench.document.refining().change()->added;
        int seen = 0;
        int same = 0;  // by chance, as white on a white contour
        for (std::int64_t y = added.box().y0; y < added.box().y1; ++y) {
            for (std::int64_t x = added.box().x0; x < added.box().x1; ++x) {
                const QPointF middle =
                    bench.at({static_cast<double>(x) + 0.5, static_cast<double>(y) + 0.5}) *
                    bench.canvas.devicePixelRatioF();
                const QPoint at(static_cast<int>(middle.x()), static_cast<int>(middle.y()));
                if (added.at(x, y) && plain.rect().contains(at)) {
                    ++seen;
                    same += plain.pixel(at) == shown.pixel(at) ? 1 : 0;
                }
            }
        }
        QVERIFY(seen > 100);
        QVERIFY2(same * 20 < seen, qPrintable(QString("%1 of %2").arg(same).arg(seen)));
    }

    void aClickRefinesOneComponentAlone() {
        ToolBench& bench = *m_bench;
        bench.document.clearCondition();
        drawDiscs();
        const Bools before = bench.condition();
        bench.click({60.3, 60.3});
        QCOMPARE(bench.document.refining().scope().component, std::optional(base::Pixel{60, 60}));
        enter();
        const Bools after = bench.condition();
        QVERIFY(after != before);
        QVERIFY(at(after, 60, 60 - 13));    // grown by three
        QVERIFY(!at(after, 160, 60 - 13));  // and the other one not
        // Beside a component it is everywhere again.
        bench.click({10.3, 110.3});
        QVERIFY(bench.document.refining().scope() == refine::Scope());
        enter();
        QVERIFY(at(bench.condition(), 160, 60 - 13));
    }

    void aDragRefinesABoxAlone() {
        ToolBench& bench = *m_bench;
        bench.document.clearCondition();
        drawDiscs();
        bench.pointer.stroke({{60.3, 20.3}, {110.3, 100.3}});
        QCOMPARE(bench.document.refining().scope().area,
                 std::optional(base::Rect{60, 20, 111, 101}));
        enter();
        const Bools after = bench.condition();
        QVERIFY(at(after, 60, 60 - 13));
        QVERIFY(!at(after, 60 - 13, 60));
        QVERIFY(!at(after, 160, 60 - 13));
        bench.key(Qt::Key_Escape);
        QVERIFY(bench.document.refining().scope() == refine::Scope());
    }

    void escapeInADragLeavesTheScope() {
        ToolBench& bench = *m_bench;
        bench.pointer.pressAt(bench.at({20.3, 20.3}));
        bench.pointer.moveTo(bench.at({80.3, 80.3}));
        bench.pointer.key(QEvent::KeyPress, Qt::Key_Escape);
        bench.pointer.release();
        QVERIFY(bench.document.refining().scope() == refine::Scope());
    }

    void enterWaitsForTheAnswer() {
        ToolBench& bench = *m_bench;
        const Bools before = bench.condition();
        refine::Refinement what;
        what.kind = Kind::Shrink;
        bench.document.refining().setRefinement(what);
        bench.key(Qt::Key_Return);  // at once
        const auto change =
            refine::refine(regionOf(before), bench.plane(), what, refine::Scope()).value();
        QVERIFY(!change.empty());
        QVERIFY(bench.condition() == before);  // it is not known yet
        QTRY_VERIFY(bench.condition() == changed(before, change));
    }

    void enterIsForWhatWasAskedForLast() {
        ToolBench& bench = *m_bench;
        QTRY_VERIFY(bench.document.refining().change().has_value());
        const Bools before = bench.condition();
        refine::Refinement what;
        for (const Kind kind : {Kind::Shrink, Kind::Outline, Kind::Invert}) {
            what.kind = kind;
            bench.document.refining().setRefinement(what);
        }
        bench.key(Qt::Key_Return);
        const auto change =
            refine::refine(regionOf(before), bench.plane(), what, refine::Scope()).value();
        QTRY_VERIFY(bench.condition() == changed(before, change));
    }

    void anEditIsLookedAtAnew() {
        ToolBench& bench = *m_bench;
        QTRY_VERIFY(bench.document.refining().change().has_value());
        bench.document.clearCondition();
        QVERIFY(!bench.document.refining().change());
        QTRY_VERIFY(bench.document.refining().change().has_value());
        QVERIFY(bench.document.refining().change()->empty());
        const std::size_t steps = bench.document.history().size();
        bench.key(Qt::Key_Return);
        QCOMPARE(bench.document.selectedCount(), 0);
        QCOMPARE(bench.document.history().size(), steps);
        bench.document.undo();  // what was cleared is back, and looked at
        QTRY_VERIFY(bench.document.refining().change() &&
                    !bench.document.refining().change()->empty());
    }

    void numbersOutOfRangeAreSaid() {
        ToolBench& bench = *m_bench;
        refine::Refinement what;
        what.element.radius = 100000;
        bench.document.refining().setRefinement(what);
        QTRY_VERIFY(!bench.document.refining().problem().isEmpty());
        QVERIFY(!bench.document.refining().change());
        const Bools before = bench.condition();
        const std::size_t steps = bench.document.history().size();
        bench.key(Qt::Key_Return);
        what.element.radius = 3;
        bench.document.refining().setRefinement(what);
        QTRY_VERIFY(bench.document.refining().change().has_value());
        QVERIFY(bench.document.refining().problem().isEmpty());
        QVERIFY(bench.condition() == before);  // that Enter was for nothing
        QCOMPARE(bench.document.history().size(), steps);
    }

private:
    static bool at(const Bools& mask, std::int64_t x, std::int64_t y) {
        return mask[static_cast<std::size_t>(y * ToolBench::kColumns + x)];
    }
    /// Two discs of 21 pixels, at (60, 60) and (160, 60).
    void drawDiscs() {
        for (const double x : {60.5, 160.5}) {
            const condition::BitRegion disc = paint::dab({x, 60.5}, 21, m_bench->plane());
            m_bench->document.beginStroke();
            m_bench->document.extendStroke(disc, true);
            m_bench->document.commitStroke("disc");
        }
    }
    void enter() {
        const std::size_t steps = m_bench->document.history().size();
        m_bench->key(Qt::Key_Return);
        QTRY_COMPARE(m_bench->document.history().size(), steps + 1);
    }

    std::unique_ptr<ToolBench> m_bench;
};

QTEST_MAIN(TestRefineTool)
#include "tst_refine_tool.moc"
