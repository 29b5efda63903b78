// SPDX-License-Identifier: MIT
#include <QTest>

#include "tests/support/tool_bench.h"
#include "ui/session/similar_pixels.h"

using namespace frisket;
using namespace frisket::test;
using paint::Connectivity;
using session::Join;
using session::LayerId;
using ui::ToolId;

class TestFillTool : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench.reset();
        m_bench = std::make_unique<ToolBench>();
        ToolBench& bench = *m_bench;
        // Blobs of a few labels: coarse cells, so that there are some that touch by corners only.
        Random random;
        std::vector<std::uint8_t> labels(kRows / kCell * (kColumns / kCell));
        for (std::uint8_t& label : labels) {
            label = static_cast<std::uint8_t>(random.between(0, 2) * 10);
        }
        m_values.resize(kRows * kColumns);
        for (std::size_t y = 0; y < kRows; ++y) {
            for (std::size_t x = 0; x < kColumns; ++x) {
                m_values[y * kColumns + x] = labels[y / kCell * (kColumns / kCell) + x / kCell];
            }
        }
        FRISKET_VERIFY(bench.document.open(
            LayerId::Source,
            bench.folder.write<std::uint8_t>("s.npy", {kRows, kColumns}, m_values)));
        FRISKET_VERIFY(
            bench.document.open(LayerId::Backdrop, bench.folder.writePhoto("p.png", 350, 300)));
        bench.canvas.tools().choose(ToolId::Fill);
        bench.canvas.zoomTo(1);
        QVERIFY(QTest::qWaitForWindowExposed(&bench.canvas));
    }

    void fillsWhatHangsTogether_data() {
        QTest::addColumn<int>("neighbours");
        QTest::addColumn<double>("tolerance");
        QTest::addColumn<bool>("contiguous");
        QTest::newRow("by sides") << 4 << 0.0 << true;
        QTest::newRow("by corners") << 8 << 0.0 << true;
        QTest::newRow("with a tolerance") << 4 << 10.0 << true;
        QTest::newRow("everywhere") << 4 << 0.0 << false;
    }
    void fillsWhatHangsTogether() {
        QFETCH(int, neighbours);
        QFETCH(double, tolerance);
        QFETCH(bool, contiguous);
        ToolBench& bench = *m_bench;
        bench.options.setSimilarity(
            {LayerId::Source, tolerance, contiguous, static_cast<Connectivity>(neighbours)});
        Random random;
        Bools expected = bench.condition();
        for (int i = 0; i < 20; ++i) {
            const auto join = static_cast<Join>(i % 4);
            bench.options.setJoin(join);
            const base::Point at = bench.visiblePoints(1, random).front();
            bench.click(at);
            expected = joined(expected, like(at, neighbours, tolerance, contiguous), join);
            QVERIFY2(bench.condition() == expected,
                     qPrintable(firstDifference(bench.condition(), expected)));
            QVERIFY(countsAgree(bench.document));
        }
        bench.document.stepTo(0);
        QCOMPARE(bench.document.selectedCount(), 0);
    }

    void boundedByEachLayer() {
        ToolBench& bench = *m_bench;
        const auto fillBy = [&](LayerId id, base::Point at) {
            bench.document.clearCondition();
            bench.options.setSimilarity({id, 0, true, Connectivity::Four});
            bench.click(at);
            return bench.document.selectedCount();
        };
        // The condition: what is not selected, then what is.
        bench.document.beginStroke();
        bench.document.extendStroke(paint::sweep({100, 0}, {100, 300}, 5, bench.plane()), true);
        bench.document.commitStroke("wall");
        const std::int64_t wall = bench.document.selectedCount();
        bench.options.setSimilarity({LayerId::Condition, 0, true, Connectivity::Four});
        bench.click({20.3, 20.3});
        QVERIFY(bench.document.selectedCount() > wall + 90 * 290);
        QVERIFY(bench.document.selectedCount() < ToolBench::kRows * 110);
        // Random labels hang together with few others.
        QVERIFY(fillBy(LayerId::Destination, {200.3, 100.3}) < 10);
        QVERIFY(fillBy(LayerId::Source, {200.3, 100.3}) >= std::int64_t{kCell * kCell});
        QVERIFY(fillBy(LayerId::Backdrop, {200.3, 100.3}) >= 1);
        QCOMPARE(fillBy(LayerId::Backdrop, {390.3, 100.3}), 0);  // beside the photo
        QCOMPARE(fillBy(LayerId::Result, {-5.3, 100.3}), 0);
    }

    void theCanvasMayGoBeforeItsFill() {
        ToolBench& bench = *m_bench;
        bench.options.setSimilarity({LayerId::Source, 255, true, Connectivity::Four});
        {
            ui::Canvas other(bench.document, bench.styles, bench.options);
            other.tools().choose(ToolId::Fill);
            Pointer(other).stroke({{20.3, 20.3}});
            QCOMPARE(bench.document.selectedCount(), 0);
        }
        QTRY_COMPARE(bench.document.selectedCount(), kAll);
    }

    void modifiersAndButtons() {
        ToolBench& bench = *m_bench;
        bench.options.setSimilarity({LayerId::Source, 255, true, Connectivity::Four});
        bench.click({20.3, 20.3});
        QCOMPARE(bench.document.selectedCount(), kAll);
        bench.options.setSimilarity({LayerId::Source, 0, true, Connectivity::Four});
        bench.click({200.3, 100.3}, Qt::AltModifier);
        const std::int64_t without = bench.document.selectedCount();
        QVERIFY(without < kAll);
        bench.document.undo();
        bench.click({200.3, 100.3}, {}, Qt::RightButton);
        QCOMPARE(bench.document.selectedCount(), without);
    }

    void aDragWidensTheTolerance_data() {
        QTest::addColumn<double>("zoom");
        QTest::addColumn<bool>("contiguous");
        for (const double zoom : {0.5, 1.0, 8.0}) {
            QTest::addRow("connected at %g", zoom) << zoom << true;
            QTest::addRow("everywhere at %g", zoom) << zoom << false;
        }
    }
    void aDragWidensTheTolerance() {
        QFETCH(double, zoom);
        QFETCH(bool, contiguous);
        ToolBench& bench = *m_bench;
        bench.canvas.zoomTo(zoom);
        bench.canvas.centreOn({200, 150});
        QCoreApplication::processEvents();
        const session::Similarity before{LayerId::Source, 0, contiguous, Connectivity::Four};
        bench.options.setSimilarity(before);
        const base::Point at{200.3, 150.3};
        const auto drag = [&](double device) {
            bench.pointer.moveTo(bench.at(at) +
                                 QPointF(device / bench.canvas.devicePixelRatioF(), 0));
        };
        // Values from 0 to 20: an eighth for each pixel of the screen.
        QCOMPARE(session::toleranceStep(bench.document, LayerId::Source), 0.125);
        bench.pointer.pressAt(bench.at(at));
        drag(4);
        QCOMPARE(bench.options.similarity().tolerance, 0.0);  // a slip
        const QImage plain = drawn(bench.canvas);
        drag(84);
        QCOMPARE(bench.options.similarity().tolerance, 11.0);
        QCOMPARE(bench.document.selectedCount(), 0);
        QVERIFY(drawn(bench.canvas) != plain);
        // What is shown is what is seen of the outcome.
        const base::Rect seen = bench.canvas.visibleRect();
        const auto shown = session::similarPixelsIn(bench.document, {200, 150},
                                                    bench.options.similarity(), seen, 60000);
        QVERIFY(shown.has_value());
        const Bools found = boolsOf({&*shown, 1});
        const Bools whole = like(at, 4, 11, contiguous);
        for (std::size_t i = 0; i < found.size(); ++i) {
            const auto x = static_cast<std::int64_t>(i % kColumns);
            const auto y = static_cast<std::int64_t>(i / kColumns);
            if (found[i] && (!whole[i] || !seen.contains(x, y))) {
                QFAIL(qPrintable(QString("(%1, %2)").arg(x).arg(y)));
            }
            if (!contiguous && seen.contains(x, y) && found[i] != whole[i]) {
                QFAIL(qPrintable(QString("(%1, %2)").arg(x).arg(y)));
            }
        }
        drag(-30);
        QCOMPARE(bench.options.similarity().tolerance, 0.0);
        drag(80);
        bench.pointer.release();
        QCoreApplication::processEvents();
        QCOMPARE(bench.options.similarity().tolerance, 10.0);
        QVERIFY(bench.condition() == like(at, 4, 10, contiguous));
        QCOMPARE(bench.document.history().size(), std::size_t{1});
        bench.document.undo();
        // Esc leaves all as it was.
        bench.options.setSimilarity(before);
        bench.pointer.pressAt(bench.at(at));
        drag(84);
        bench.pointer.key(QEvent::KeyPress, Qt::Key_Escape);
        bench.pointer.release();
        QCoreApplication::processEvents();
        QVERIFY(bench.options.similarity() == before);
        QCOMPARE(bench.document.selectedCount(), 0);
        QTRY_COMPARE(firstDifference(onScreen(bench.canvas), drawn(bench.canvas)), QString());
    }

    void noTimeNoPicture() {
        ToolBench& bench = *m_bench;
        const session::Similarity all{LayerId::Source, 255, false, Connectivity::Four};
        QVERIFY(!session::similarPixelsIn(bench.document, {20, 20}, all, bench.plane(), 0));
        const auto found =
            session::similarPixelsIn(bench.document, {20, 20}, all, bench.plane(), 60000);
        QVERIFY(found.has_value());
        QCOMPARE(found->count(), kAll);
    }

private:
    static constexpr std::size_t kRows = ToolBench::kRows;
    static constexpr std::size_t kColumns = ToolBench::kColumns;
    static constexpr std::size_t kCell = 10;
    static constexpr std::int64_t kAll = ToolBench::kRows * ToolBench::kColumns;

    /// One pixel after the other.
    [[nodiscard]] Bools like(base::Point at, int neighbours, double tolerance,
                             bool contiguous) const {
        const auto columns = static_cast<std::int64_t>(kColumns);
        const auto place = [&](std::int64_t x, std::int64_t y) {
            return static_cast<std::size_t>(y * columns + x);
        };
        const auto x0 = static_cast<std::int64_t>(at.x);
        const auto y0 = static_cast<std::int64_t>(at.y);
        const int value = m_values[place(x0, y0)];
        Bools out(m_values.size());
        std::vector<std::pair<std::int64_t, std::int64_t>> waiting;
        const auto visit = [&](std::int64_t x, std::int64_t y) {
            if (m_bench->plane().contains(x, y) && !out[place(x, y)] &&
                std::abs(m_values[place(x, y)] - value) <= tolerance) {
                out[place(x, y)] = true;
                waiting.emplace_back(x, y);
            }
        };
        if (!contiguous) {
            for (std::int64_t y = 0; y < m_bench->plane().y1; ++y) {
                for (std::int64_t x = 0; x < columns; ++x) {
                    visit(x, y);
                }
            }
            return out;
        }
        visit(x0, y0);
        while (!waiting.empty()) {
            const auto [x, y] = waiting.back();
            waiting.pop_back();
            for (int dy = -1; dy <= 1; ++dy) {
                for (int dx = -1; dx <= 1; ++dx) {
                    if (neighbours == 8 || dx == 0 || dy == 0) {
                        visit(x + dx, y + dy);
                    }
                }
            }
        }
        return out;
    }

    std::unique_ptr<ToolBench> m_bench;
    std::vector<std::uint8_t> m_values;
};

QTEST_MAIN(TestFillTool)
#include "tst_fill_tool.moc"
