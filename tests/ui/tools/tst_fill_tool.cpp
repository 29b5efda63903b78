// SPDX-License-Identifier: MIT
#include <QTest>

#include "tests/support/tool_bench.h"

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
