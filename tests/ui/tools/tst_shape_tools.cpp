// SPDX-License-Identifier: MIT
// Rectangle, ellipse, lasso, polygon and line, drawn on the real canvas.
#include <QTest>

#include "core/paint/nib.h"
#include "core/paint/polygon.h"
#include "core/paint/shapes.h"
#include "tests/support/tool_bench.h"

using namespace frisket;
using namespace frisket::test;
using condition::BitRegion;
using session::Join;
using ui::ToolId;

namespace {
Qt::KeyboardModifiers keysOf(Join join) {
    return join == Join::Add         ? Qt::KeyboardModifiers(Qt::ShiftModifier)
           : join == Join::Subtract  ? Qt::KeyboardModifiers(Qt::AltModifier)
           : join == Join::Intersect ? Qt::ShiftModifier | Qt::AltModifier
                                     : Qt::KeyboardModifiers();
}
}  // namespace

class TestShapeTools : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench.reset();
        m_bench = std::make_unique<ToolBench>();
        QVERIFY(QTest::qWaitForWindowExposed(&m_bench->canvas));
    }

    void shapesMatchTheirRule_data() {
        QTest::addColumn<int>("tool");
        QTest::addColumn<double>("zoom");
        for (const auto& [name, id] :
             {std::pair("rectangle", ToolId::Rectangle), std::pair("ellipse", ToolId::Ellipse),
              std::pair("lasso", ToolId::Lasso), std::pair("polygon", ToolId::Polygon),
              std::pair("line", ToolId::Line)}) {
            for (const double zoom : {0.125, 1.0, 8.0}) {
                QTest::addRow("%s at %g", name, zoom) << static_cast<int>(id) << zoom;
            }
        }
    }
    void shapesMatchTheirRule() {
        QFETCH(int, tool);
        QFETCH(double, zoom);
        const auto id = static_cast<ToolId>(tool);
        ToolBench& bench = *m_bench;
        bench.canvas.zoomTo(zoom);
        bench.canvas.tools().choose(id);
        Random random;
        Bools expected = bench.condition();
        for (int i = 0; i < 12; ++i) {
            const auto join = static_cast<Join>(i % 4);
            bench.options.setJoin(i % 2 == 0 ? join : Join::Replace);
            const bool byKeys = i % 2 != 0;
            const Points points = pointsFor(id, random);
            draw(id, points, byKeys ? keysOf(join) : Qt::KeyboardModifiers());
            expected = joined(expected, boolsOf(regionsOf(id, points)), join);
            QVERIFY2(bench.condition() == expected,
                     qPrintable(QString("%1: %2").arg(i).arg(
                         firstDifference(bench.condition(), expected))));
            QVERIFY(countsAgree(bench.document));
            QVERIFY(!bench.document.inStroke());
        }
        // Back to the beginning, and on to the end.
        const std::size_t steps = bench.document.history().size();
        QVERIFY(steps >= 6);
        bench.document.stepTo(0);
        QCOMPARE(bench.document.selectedCount(), 0);
        bench.document.stepTo(steps);
        QVERIFY(bench.condition() == expected);
    }

    void theRightButtonSubtracts() {
        m_bench->document.selectAll();
        m_bench->canvas.tools().choose(ToolId::Rectangle);
        m_bench->pointer.stroke({{20.3, 30.3}, {40.3, 35.3}}, Qt::RightButton);
        QCOMPARE(m_bench->document.selectedCount(), kAll - 21 * 6);
    }

    void shapesReachOverTheEdges() {
        m_bench->canvas.tools().choose(ToolId::Rectangle);
        m_bench->pointer.stroke({{-20.3, -30.3}, {9.3, 4.3}});
        QCOMPARE(m_bench->document.selectedCount(), 10 * 5);
        m_bench->pointer.stroke({{-20.3, -30.3}, {-1.3, -4.3}});
        QCOMPARE(m_bench->document.history().size(), std::size_t{1});
        m_bench->pointer.stroke({{-50, -50}, {900, 900}}, Qt::LeftButton);
        QCOMPARE(m_bench->document.selectedCount(), kAll);
    }

    void shiftAndAltOnTheWay() {
        ToolBench& bench = *m_bench;
        bench.canvas.zoomTo(1);
        bench.canvas.tools().choose(ToolId::Rectangle);
        const auto drag = [&](Qt::KeyboardModifiers modifiers) {
            bench.pointer.pressAt(bench.at({100.5, 120.5}));
            bench.pointer.moveTo(bench.at({130.5, 128.5}), modifiers);
            bench.pointer.release(Qt::LeftButton, modifiers);
        };
        const auto box = [&] {
            base::Rect rect;
            const Bools bools = bench.condition();
            for (std::size_t i = 0; i < bools.size(); ++i) {
                if (bools[i]) {
                    const auto x = static_cast<std::int64_t>(i) % ToolBench::kColumns;
                    const auto y = static_cast<std::int64_t>(i) / ToolBench::kColumns;
                    rect = rect.united({x, y, x + 1, y + 1});
                }
            }
            return rect;
        };
        bench.options.setJoin(Join::Replace);
        drag({});
        QCOMPARE(box(), (base::Rect{100, 120, 131, 129}));
        drag(Qt::ShiftModifier);
        QCOMPARE(box(), (base::Rect{100, 120, 131, 151}));
        drag(Qt::AltModifier);
        QCOMPARE(box(), (base::Rect{70, 112, 131, 129}));
        drag(Qt::ShiftModifier | Qt::ControlModifier);
        QCOMPARE(box(), (base::Rect{70, 90, 131, 151}));
    }

    void aClickDoesNothing() {
        for (const ToolId id : {ToolId::Rectangle, ToolId::Ellipse, ToolId::Lasso}) {
            m_bench->canvas.tools().choose(id);
            m_bench->click({50.3, 60.3});
        }
        QCOMPARE(m_bench->document.history().size(), std::size_t{0});
    }

    void escTakesAShapeBack() {
        ToolBench& bench = *m_bench;
        const QImage before = drawn(bench.canvas);
        for (const ToolId id :
             {ToolId::Rectangle, ToolId::Ellipse, ToolId::Lasso, ToolId::Polygon, ToolId::Line}) {
            bench.canvas.tools().choose(id);
            bench.pointer.pressAt(bench.at({50.3, 60.3}));
            bench.pointer.moveTo(bench.at({150.3, 90.3}));
            bench.pointer.moveTo(bench.at({110.3, 190.3}));
            QVERIFY2(drawn(bench.canvas) != before, "an outline is seen");
            bench.key(Qt::Key_Escape);
            bench.pointer.release();
            bench.pointer.leave();
            bench.key(Qt::Key_Return);
            QCOMPARE(firstDifference(onScreen(bench.canvas), drawn(bench.canvas)), QString());
            QCOMPARE(bench.document.history().size(), std::size_t{0});
        }
        QCOMPARE(firstDifference(drawn(bench.canvas), before), QString());
    }

    void cornersCanBeEdited() {
        ToolBench& bench = *m_bench;
        bench.canvas.zoomTo(1);
        bench.canvas.tools().choose(ToolId::Polygon);
        for (const base::Point& corner :
             Points{{50.3, 50.3}, {150.3, 50.3}, {150.3, 150.3}, {200.3, 20.3}}) {
            bench.click(corner);
        }
        bench.key(Qt::Key_Backspace);
        bench.click({90.3, 170.3});
        bench.pointer.stroke({{150.3, 50.3}, {180.3, 40.3}});  // drags the second one
        QCOMPARE(bench.document.history().size(), std::size_t{0});
        bench.click({52.3, 51.3});  // near the first: closes
        const Points corners{{50.3, 50.3}, {180.3, 40.3}, {150.3, 150.3}, {90.3, 170.3}};
        const Bools expected = boolsOf(regionsOf(ToolId::Polygon, corners));
        QVERIFY2(bench.condition() == expected,
                 qPrintable(firstDifference(bench.condition(), expected)));
        QCOMPARE(bench.document.history().size(), std::size_t{1});
    }

    void aDoubleClickEndsAPath() {
        ToolBench& bench = *m_bench;
        bench.canvas.zoomTo(1);
        bench.canvas.tools().choose(ToolId::Line);
        bench.click({50.3, 50.3});
        bench.click({150.3, 70.3});
        bench.click({150.3, 150.3});
        bench.pointer.pressAgainAt(bench.at({150.3, 150.3}));
        bench.pointer.release();
        const Bools expected =
            boolsOf(regionsOf(ToolId::Line, {{50.3, 50.3}, {150.3, 70.3}, {150.3, 150.3}}));
        QVERIFY2(bench.condition() == expected,
                 qPrintable(firstDifference(bench.condition(), expected)));
    }

    void anotherToolOrDestinationForgetsAPath() {
        ToolBench& bench = *m_bench;
        const auto begin = [&] {
            bench.canvas.tools().choose(ToolId::Polygon);
            for (const base::Point& corner : Points{{50.3, 50.3}, {150.3, 50.3}, {150.3, 150.3}}) {
                bench.click(corner);
            }
        };
        begin();
        bench.canvas.tools().choose(ToolId::Hand);
        bench.canvas.tools().choose(ToolId::Polygon);
        bench.key(Qt::Key_Return);
        begin();
        FRISKET_VERIFY(bench.document.open(
            session::LayerId::Destination,
            bench.folder.write("d2.npy", randomArray(array::DType::U8, {300, 400}, 2))));
        bench.key(Qt::Key_Return);
        QCOMPARE(bench.document.selectedCount(), 0);
        QCOMPARE(bench.document.history().size(), std::size_t{0});
    }

private:
    static constexpr std::int64_t kAll = ToolBench::kRows * ToolBench::kColumns;

    [[nodiscard]] Points pointsFor(ToolId id, Random& random) const {
        const bool isBox = id == ToolId::Rectangle || id == ToolId::Ellipse;
        for (;;) {
            Points points = m_bench->visiblePoints(isBox || id == ToolId::Line ? 2 : 6, random);
            // Clicks on a corner that is there already mean something else.
            bool apart = true;
            for (std::size_t i = 0; i < points.size(); ++i) {
                for (std::size_t j = 0; j < i; ++j) {
                    const ui::ViewTransform& view = m_bench->canvas.view();
                    const QPointF way = view.toDevice(points[i]) - view.toDevice(points[j]);
                    apart = apart && way.manhattanLength() > 12;
                }
            }
            if (apart) {
                return points;
            }
        }
    }

    void draw(ToolId id, const Points& points, Qt::KeyboardModifiers modifiers) {
        if (id != ToolId::Polygon) {
            m_bench->pointer.pressAt(m_bench->at(points.front()), Qt::LeftButton, modifiers);
            for (std::size_t i = 1; i < points.size(); ++i) {
                m_bench->pointer.moveTo(m_bench->at(points[i]), modifiers);
            }
            m_bench->pointer.release(Qt::LeftButton, modifiers);
            return;
        }
        for (const base::Point& point : points) {
            m_bench->click(point, modifiers);
        }
        m_bench->key(Qt::Key_Return);
    }

    [[nodiscard]] std::vector<BitRegion> regionsOf(ToolId id, const Points& points) const {
        const base::Rect plane = m_bench->plane();
        switch (id) {
            case ToolId::Rectangle:
                return {paint::fillRectangle(paint::boxBetween(points[0], points[1]), plane)};
            case ToolId::Ellipse:
                return {paint::fillEllipse(paint::boxBetween(points[0], points[1]), plane)};
            case ToolId::Line: {
                std::vector<BitRegion> regions;
                for (std::size_t i = 1; i < points.size(); ++i) {
                    for (BitRegion& band :
                         paint::sweep(m_bench->options.nib(), points[i - 1], points[i], plane)) {
                        regions.push_back(std::move(band));
                    }
                }
                return regions;
            }
            default:
                return {paint::fillPolygon({&points, 1}, plane)};
        }
    }

    std::unique_ptr<ToolBench> m_bench;
};

QTEST_MAIN(TestShapeTools)
#include "tst_shape_tools.moc"
