// SPDX-License-Identifier: MIT
// The tool that removes specks, on the real canvas: what it shows, and what it makes of it.
#include <QSignalSpy>
#include <QTest>

#include "tests/support/cancel_after.h"
#include "tests/support/tool_bench.h"
#include "ui/session/speck_preview.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;
using ui::ToolId;

class TestSpecksTool : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench.reset();
        m_bench = std::make_unique<ToolBench>();
        // Two fields, specks of one to nine pixels on them, one on their border, and a gap.
        m_labels.assign(kCount, 0);
        fill({100, 60, 300, 240}, 3);
        fill({100, 60, 200, 240}, 2);
        fill({20, 20, 23, 23}, 5);
        fill({50, 30, 51, 31}, 7);
        fill({150, 100, 152, 103}, 7);
        fill({198, 150, 203, 151}, 1);  // two on the left, three on the right
        fill({250, 200, 252, 202}, 0);
        FRISKET_VERIFY(m_bench->document.open(
            LayerId::Destination,
            m_bench->folder.write<std::uint8_t>(
                "specks.npy", {ToolBench::kRows, ToolBench::kColumns}, m_labels)));
        QVERIFY(QTest::qWaitForWindowExposed(&m_bench->canvas));
        preview().setRule({});
        m_bench->canvas.tools().choose(ToolId::Specks);
    }

    void enterRemovesAll_data() {
        QTest::addColumn<double>("zoom");
        QTest::addColumn<int>("below");
        QTest::addColumn<bool>("background");
        QTest::addColumn<int>("count");
        for (const double zoom : {0.125, 1.0, 8.0}) {
            QTest::addRow("all at %g", zoom) << zoom << 64 << false << 4;
        }
        QTest::newRow("below 9") << 1.0 << 9 << false << 3;
        QTest::newRow("below 2") << 1.0 << 2 << false << 1;
        QTest::newRow("gaps too") << 1.0 << 64 << true << 5;
        QTest::newRow("none") << 1.0 << 1 << true << 0;
    }
    void enterRemovesAll() {
        QFETCH(double, zoom);
        QFETCH(int, below);
        QFETCH(bool, background);
        QFETCH(int, count);
        ToolBench& bench = *m_bench;
        bench.canvas.zoomTo(zoom);
        preview().setRule({below, condition::Connectivity::Eight, background});
        const std::size_t steps = bench.document.history().size();
        bench.key(Qt::Key_Return);  // before they are known
        QTRY_VERIFY(preview().found());
        QTRY_COMPARE(bench.document.history().size(), steps + (count > 0 ? 1 : 0));
        std::vector<std::uint8_t> expected = m_labels;
        const auto clear = [&](const base::Rect& box, int pixels, std::uint8_t label) {
            if (pixels < below) {
                put(expected, box, label);
            }
        };
        clear({20, 20, 23, 23}, 9, 0);
        clear({50, 30, 51, 31}, 1, 0);
        clear({150, 100, 152, 103}, 6, 2);
        clear({198, 150, 203, 151}, 5, 3);
        if (background) {
            clear({250, 200, 252, 202}, 4, 3);
        }
        QCOMPARE(destinationBytes(bench.document), bytesOf(expected));
        QTRY_VERIFY(preview().found() && preview().found()->specks.specks.empty());
        if (count > 0) {
            bench.document.undo();
            QCOMPARE(destinationBytes(bench.document), bytesOf(m_labels));
            QTRY_VERIFY(preview().found() &&
                        static_cast<int>(preview().found()->specks.specks.size()) == count);
        }
    }

    void aClickRemovesOne() {
        ToolBench& bench = *m_bench;
        bench.canvas.zoomTo(1);
        QTRY_VERIFY(preview().found());
        bench.click({21.5, 21.5});
        std::vector<std::uint8_t> expected = m_labels;
        put(expected, {20, 20, 23, 23}, 0);
        QCOMPARE(destinationBytes(bench.document), bytesOf(expected));
        QTRY_VERIFY(preview().found());
        const std::size_t steps = bench.document.history().size();
        bench.click({80.5, 80.5});  // no speck
        bench.click({150.5, 101.5}, {}, Qt::RightButton);
        QCOMPARE(bench.document.history().size(), steps);
        bench.pointer.pressAt(bench.at({150.5, 101.5}));
        bench.key(Qt::Key_Escape);
        bench.pointer.release();
        QCOMPARE(bench.document.history().size(), steps);
        QCOMPARE(destinationBytes(bench.document), bytesOf(expected));
    }

    void theyAreSeenAndPutAway() {
        ToolBench& bench = *m_bench;
        bench.canvas.zoomTo(1);
        QTRY_VERIFY(preview().found());
        QCOMPARE(preview().found()->specks.pixels, 21);
        const QImage shown = drawn(bench.canvas);
        bench.canvas.tools().choose(ToolId::Hand);
        QVERIFY(!preview().active() && !preview().found());
        QVERIFY(!firstDifference(drawn(bench.canvas), shown).isEmpty());
    }

    void itFollowsTheDestinationOnly() {
        ToolBench& bench = *m_bench;
        QTRY_VERIFY(preview().found());
        const auto before = preview().found();
        stroke(bench.document, {{40, 40}, {90, 90}}, 9, true);  // of the condition
        QCoreApplication::processEvents();
        QCOMPARE(preview().found(), before);
        bench.document.setPaintTarget({session::PaintInto::Destination, "9"});
        stroke(bench.document, {{350.5, 20.5}}, 3, true);
        QTRY_VERIFY(preview().found() && preview().found() != before);
        QCOMPARE(preview().found()->specks.specks.size(), std::size_t{5});
    }

    void lockedSpecksStay() {
        ToolBench& bench = *m_bench;
        session::PaintLimits limits;
        limits.locks.setLocked(7, true);
        bench.document.setLimits(limits);
        bench.key(Qt::Key_Return);
        QTRY_COMPARE(bench.document.history().size(), std::size_t{1});
        std::vector<std::uint8_t> expected = m_labels;
        put(expected, {20, 20, 23, 23}, 0);
        put(expected, {198, 150, 203, 151}, 3);
        QCOMPARE(destinationBytes(bench.document), bytesOf(expected));
    }

    void whatLimitsKeepIsSaid() {
        ToolBench& bench = *m_bench;
        session::PaintLimits limits;
        limits.side = session::Side::Inside;  // nothing is
        bench.document.setLimits(limits);
        QSignalSpy reported(&preview(), &session::SpeckPreview::reported);
        bench.key(Qt::Key_Return);
        QTRY_COMPARE(reported.size(), 1);
        QVERIFY(reported.first().first().toString().startsWith("Nothing changed"));
        bench.document.setLimits({});
        QTRY_VERIFY(preview().found());
        bench.key(Qt::Key_Return);
        QTRY_COMPARE(reported.size(), 2);
        QVERIFY(reported.last().first().toString().startsWith("4 specks"));
    }

    /// More specks than are written one by one, of several labels and in several bands of rows, of
    /// which some lie in two; a job that can be cancelled.
    void manyInBands() {
        ToolBench& bench = *m_bench;
        constexpr std::int64_t kSide = 700;
        std::vector<std::uint8_t> values(kSide * kSide);
        std::vector<std::uint8_t> expected(values.size());
        for (std::int64_t y = 0; y < kSide; ++y) {
            for (std::int64_t x = 0; x < kSide; ++x) {
                const auto at = static_cast<std::size_t>(y * kSide + x);
                expected[at] = static_cast<std::uint8_t>(1 + x / 100);
                const bool speck = x % 100 > 2 && x % 100 < 97 && x % 4 == 0 && y % 9 < 5;
                values[at] = speck ? 200 : expected[at];
            }
        }
        FRISKET_VERIFY(bench.document.open(
            LayerId::Destination,
            bench.folder.write<std::uint8_t>("many.npy", {kSide, kSide}, values)));
        preview().setRule({9, condition::Connectivity::Eight, false});
        session::Jobs& jobs = bench.document.jobs();
        QTRY_VERIFY(preview().found());
        jobs.setProgress([] { return std::make_shared<CancelAfter>(4); });
        bench.key(Qt::Key_Return);
        QCoreApplication::processEvents();
        QTRY_VERIFY(!bench.document.busy());
        QVERIFY(!bench.document.inStroke() && !bench.document.history().canUndo());
        QCOMPARE(destinationBytes(bench.document), bytesOf(values));
        jobs.setProgress([] { return std::make_shared<base::Progress>(); });
        QTRY_VERIFY(preview().found());
        bench.key(Qt::Key_Return);
        QTRY_VERIFY(bench.document.history().canUndo());
        QCOMPARE(destinationBytes(bench.document), bytesOf(expected));
        QCOMPARE(bench.document.history().size(), std::size_t{1});
        bench.document.undo();
        QCOMPARE(destinationBytes(bench.document), bytesOf(values));
    }

    void anotherRuleForgetsEnter() {
        ToolBench& bench = *m_bench;
        bench.key(Qt::Key_Return);
        preview().setRule({3, condition::Connectivity::Eight, false});
        QTRY_VERIFY(preview().found());
        QVERIFY(!bench.document.history().canUndo());
    }

    void ofAVolumeTheShownSlice() {
        ToolBench& bench = *m_bench;
        std::vector<std::int16_t> values(2 * 20 * 30, -4);
        values[5 * 30 + 7] = 300;
        values[600 + 9 * 30 + 3] = 301;
        FRISKET_VERIFY(bench.document.open(
            LayerId::Destination, bench.folder.write<std::int16_t>("v.npy", {2, 20, 30}, values)));
        bench.document.setIndex(0, 1);
        bench.key(Qt::Key_Return);
        QTRY_VERIFY(bench.document.history().canUndo());
        values[600 + 9 * 30 + 3] = -4;
        QCOMPARE(destinationBytes(bench.document),
                 QByteArray(reinterpret_cast<const char*>(values.data()),
                            static_cast<qsizetype>(values.size() * sizeof(std::int16_t))));
    }

private:
    static constexpr std::size_t kCount =
        static_cast<std::size_t>(ToolBench::kRows * ToolBench::kColumns);

    static void put(std::vector<std::uint8_t>& labels, const base::Rect& box, std::uint8_t label) {
        for (std::int64_t y = box.y0; y < box.y1; ++y) {
            for (std::int64_t x = box.x0; x < box.x1; ++x) {
                labels[static_cast<std::size_t>(y * ToolBench::kColumns + x)] = label;
            }
        }
    }
    void fill(const base::Rect& box, std::uint8_t label) { put(m_labels, box, label); }
    static QByteArray bytesOf(const std::vector<std::uint8_t>& labels) {
        return {reinterpret_cast<const char*>(labels.data()),
                static_cast<qsizetype>(labels.size())};
    }
    [[nodiscard]] session::SpeckPreview& preview() { return m_bench->document.specks(); }

    std::unique_ptr<ToolBench> m_bench;
    std::vector<std::uint8_t> m_labels;
};

QTEST_MAIN(TestSpecksTool)
#include "tst_specks_tool.moc"
