// SPDX-License-Identifier: MIT
#include <QTest>

#include "tests/support/limits.h"
#include "tests/support/tool_bench.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;
using session::LimitTerm;
using session::PaintLimits;
using session::Side;
using ui::ToolId;

namespace {
using Kind = LimitTerm::Kind;

/// The image pixel that a device pixel of the picture shows: the one under its centre, shrunk
/// rounded down to a multiple of the largest power of two that fits a device pixel.
std::int64_t shownBy(std::int64_t device, double scale) {
    std::int64_t step = 1;
    while (static_cast<double>(2 * step) * scale <= 1) {
        step *= 2;
    }
    const auto pixel =
        static_cast<std::int64_t>(std::floor((static_cast<double>(device) + 0.5) / scale));
    return pixel / step * step;
}
}  // namespace

/// Limits of painting through the real canvas.
class TestCanvasLimits : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench.reset();
        m_bench = std::make_unique<ToolBench>();
        ToolBench& bench = *m_bench;
        // Labels in cells, so that there are edges to be seen.
        std::vector<std::uint8_t> labels(ToolBench::kRows * ToolBench::kColumns);
        for (std::size_t i = 0; i < labels.size(); ++i) {
            const std::size_t x = i % ToolBench::kColumns;
            const std::size_t y = i / ToolBench::kColumns;
            labels[i] = static_cast<std::uint8_t>((x / 13 + y / 17) % 5);
        }
        FRISKET_VERIFY(bench.document.open(
            LayerId::Destination,
            bench.folder.write("labels.npy", {ToolBench::kRows, ToolBench::kColumns}, labels)));
        FRISKET_VERIFY(
            bench.document.open(LayerId::Backdrop, bench.folder.writePhoto("p.png", 380, 290)));
        hideBars(bench.canvas);
        QVERIFY(QTest::qWaitForWindowExposed(&bench.canvas));
    }

    void strokesAtEveryZoom_data() {
        QTest::addColumn<double>("zoom");
        QTest::newRow("1:8") << 0.125;
        QTest::newRow("1:1") << 1.0;
        QTest::newRow("8:1") << 8.0;
    }
    void strokesAtEveryZoom() {
        QFETCH(double, zoom);
        ToolBench& bench = *m_bench;
        bench.canvas.zoomTo(zoom);
        bench.options.setBrushSize(zoom < 1 ? 90 : 25);
        Random random;
        for (const auto& [name, limits] : someLimits()) {
            for (const bool erases : {false, true}) {
                bench.document.setLimits({});
                stroke(bench.document, {{50, 150}, {350, 150}}, 120, true);
                const Bools before = bench.condition();
                bench.canvas.tools().choose(erases ? ToolId::Eraser : ToolId::Brush);
                const Points points = bench.visiblePoints(5, random);
                bench.pointer.stroke(points);
                const Bools free = bench.condition();
                bench.document.stepTo(1);  // it may have changed nothing
                QCOMPARE(bench.condition(), before);
                bench.document.setLimits(limits);
                const LimitsOracle oracle(bench.document);
                Bools expected = before;
                for (std::size_t i = 0; i < expected.size(); ++i) {
                    const auto x = static_cast<std::int64_t>(i % ToolBench::kColumns);
                    const auto y = static_cast<std::int64_t>(i / ToolBench::kColumns);
                    if (free[i] != before[i] && oracle.allows(x, y, !erases)) {
                        expected[i] = free[i];
                    }
                }
                bench.pointer.stroke(points);
                QVERIFY2(bench.condition() == expected,
                         qPrintable(QString(name) + ": " +
                                    firstDifference(bench.condition(), expected)));
                bench.document.stepTo(0);
            }
        }
    }

    void aStrokeThatIsTakenBack() {
        ToolBench& bench = *m_bench;
        bench.document.setLimits(someLimits().front().second);
        bench.canvas.zoomTo(1);
        bench.pointer.pressAt(bench.at({200.3, 150.3}));
        bench.pointer.moveTo(bench.at({240.3, 150.3}));
        QVERIFY(bench.document.selectedCount() > 0);
        bench.key(Qt::Key_Escape);
        QCOMPARE(bench.document.selectedCount(), 0);
        bench.pointer.release();
        QCOMPARE(bench.document.history().size(), std::size_t{0});
    }

    void hatchingShowsWhatIsExcluded_data() {
        QTest::addColumn<double>("zoom");
        QTest::newRow("1:8") << 0.125;
        QTest::newRow("1:1.5") << 0.67;
        QTest::newRow("1:1") << 1.0;
        QTest::newRow("3.3:1") << 3.3;
        QTest::newRow("8:1") << 8.0;
    }
    void hatchingShowsWhatIsExcluded() {
        QFETCH(double, zoom);
        ToolBench& bench = *m_bench;
        bench.canvas.zoomTo(zoom);
        stroke(bench.document, {{50, 150}, {350, 150}}, 120, true);
        for (const auto& [name, limits] : someLimits()) {
            PaintLimits quiet = limits;
            quiet.hatched = false;
            bench.document.setLimits(quiet);
            const QImage plain = drawn(bench.canvas);
            bench.document.setLimits(limits);
            const QImage hatched = drawn(bench.canvas);
            const LimitsOracle oracle(bench.document);
            const QPoint origin = bench.canvas.view().origin();
            const double scale = bench.canvas.zoom();
            int lines = 0;
            for (int y = 0; y < plain.height(); ++y) {
                for (int x = 0; x < plain.width(); ++x) {
                    const std::int64_t dx = x - origin.x();
                    const std::int64_t dy = y - origin.y();
                    const bool inside =
                        dx >= 0 && dy >= 0 &&
                        (static_cast<double>(dx) + 0.5) / scale < ToolBench::kColumns &&
                        (static_cast<double>(dy) + 0.5) / scale < ToolBench::kRows;
                    const QRgb was = plain.pixel(x, y);
                    const QRgb is = hatched.pixel(x, y);
                    const bool excluded =
                        inside && !oracle.allows(shownBy(dx, scale), shownBy(dy, scale), true);
                    const std::int64_t place = (dx + dy) % 8;
                    if (!excluded || place > 1) {
                        if (is != was) {
                            QFAIL(
                                qPrintable(QString("%1: line at %2, %3").arg(name).arg(x).arg(y)));
                        }
                        continue;
                    }
                    ++lines;
                    const int ink = place == 0 ? 255 : 0;
                    const auto mixed = [&](int below) { return (ink * 120 + below * 135) / 255; };
                    if (std::abs(qRed(is) - mixed(qRed(was))) > 1 ||
                        std::abs(qGreen(is) - mixed(qGreen(was))) > 1 ||
                        std::abs(qBlue(is) - mixed(qBlue(was))) > 1) {
                        QFAIL(qPrintable(QString("%1: none at %2, %3").arg(name).arg(x).arg(y)));
                    }
                }
            }
            QVERIFY2(lines > 20, name);
        }
    }

    void hatchingFollows() {
        ToolBench& bench = *m_bench;
        bench.canvas.zoomTo(1);
        const auto afresh = [&] {
            return drawnAfresh(bench.canvas, bench.document, bench.styles, bench.options);
        };
        Random random;
        for (const auto& [name, limits] : someLimits()) {
            bench.document.setLimits(limits);
            QVERIFY2(drawn(bench.canvas) == afresh(), name);
            bench.pointer.leave();
            bench.pointer.stroke(bench.visiblePoints(4, random));
            bench.pointer.leave();
            QVERIFY2(drawn(bench.canvas) == afresh(), name);
            bench.canvas.panBy({17, -9});
            QVERIFY2(drawn(bench.canvas) == afresh(), name);
            bench.document.undo();
            QVERIFY2(drawn(bench.canvas) == afresh(), name);
        }
        bench.document.setLimits({});
        QVERIFY(drawn(bench.canvas) == afresh());
    }

    void hatchingOfASideIsThatOfTheStrokesBeginning() {
        ToolBench& bench = *m_bench;
        bench.canvas.zoomTo(1);
        PaintLimits limits;
        limits.side = Side::Outside;
        bench.document.setLimits(limits);
        showOnly(bench.styles, LayerId::Destination);
        const QImage before = drawn(bench.canvas);
        bench.document.beginStroke();
        bench.document.extendStroke(paint::sweep({200, 150}, {200, 150}, 50, bench.plane()), true);
        QVERIFY(drawn(bench.canvas) == before);
        bench.document.commitStroke("disc");
        QVERIFY(drawn(bench.canvas) != before);
        bench.document.undo();
        QVERIFY(drawn(bench.canvas) == before);
    }

    void aClickTellsItsPlace() {
        ToolBench& bench = *m_bench;
        bench.canvas.zoomTo(1);
        std::vector<std::pair<base::Point, bool>> told;
        const auto take = [&](base::Point place, bool more) { told.emplace_back(place, more); };
        bench.options.askForPlace(take);
        QCOMPARE(bench.canvas.viewport()->cursor().shape(), Qt::PointingHandCursor);
        bench.click({100.5, 50.5}, Qt::ShiftModifier);
        bench.click({120.5, 60.5});
        QCOMPARE(told.size(), std::size_t{2});
        QVERIFY(told[0].second && !told[1].second);
        QCOMPARE(std::floor(told[1].first.x), 120.0);
        QCOMPARE(std::floor(told[1].first.y), 60.0);
        QCOMPARE(bench.document.selectedCount(), 0);
        QVERIFY(!bench.options.asksForPlace());
        bench.options.askForPlace(take);
        bench.key(Qt::Key_Escape);
        bench.click({100.5, 50.5});
        QCOMPARE(told.size(), std::size_t{2});
        QVERIFY(bench.document.selectedCount() > 0);
    }

private:
    [[nodiscard]] static std::vector<std::pair<const char*, PaintLimits>> someLimits() {
        PaintLimits labels;
        labels.terms.push_back({LayerId::Destination, Kind::Labels, false, {1, 2, 4}});
        PaintLimits range;
        range.terms.push_back({LayerId::Backdrop, Kind::Range, false, {}, 60, 140});
        PaintLimits both = range;
        both.terms.push_back({LayerId::Destination, Kind::Range, true, {}, 2, 3});
        PaintLimits side;
        side.side = Side::Outside;
        PaintLimits locks;
        locks.locks.setLocked(3, true);
        return {
            {"labels", labels}, {"range", range}, {"both", both}, {"side", side}, {"locks", locks}};
    }

    std::unique_ptr<ToolBench> m_bench;
};

QTEST_MAIN(TestCanvasLimits)
#include "tst_canvas_limits.moc"
