// SPDX-License-Identifier: MIT
// The smart brush, splitting, and what all smart tools do where they can't.
#include <QSignalSpy>
#include <QTest>

#include "core/paint/nib.h"
#include "tests/support/cancel_after.h"
#include "tests/ui/tools/smart_bench.h"

using namespace frisket;
using namespace frisket::test;
using session::Join;
using session::LayerId;
using ui::ToolId;

class TestSmartBrush : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench.reset();
        m_bench = std::make_unique<SmartBench>();
        QVERIFY(QTest::qWaitForWindowExposed(&m_bench->canvas));
    }

    void aClickSplits_data() {
        QTest::addColumn<bool>("byLabel");
        QTest::newRow("condition") << false;
        QTest::newRow("label") << true;
    }
    void aClickSplits() {
        QFETCH(bool, byLabel);
        SmartBench& bench = *m_bench;
        const auto inEither = [](std::int64_t x, std::int64_t y) {
            const double row = static_cast<double>(y) + 0.5 - 100;
            return std::hypot(static_cast<double>(x) + 0.5 - 100, row) <= 25 ||
                   std::hypot(static_cast<double>(x) + 0.5 - 144, row) <= 25;
        };
        std::vector<std::uint8_t> values(static_cast<std::size_t>(SmartBench::kAll));
        for (std::int64_t i = 0; i < SmartBench::kAll; ++i) {
            values[static_cast<std::size_t>(i)] =
                inEither(i % ToolBench::kColumns, i / ToolBench::kColumns) ? 9 : 0;
        }
        const QString path = bench.folder.write<std::uint8_t>(
            "two.npy", {ToolBench::kRows, ToolBench::kColumns}, values);
        FRISKET_VERIFY(bench.document.open(byLabel ? LayerId::Source : LayerId::Condition, path));
        const std::size_t steps = bench.document.history().size();
        session::SmartOptions smart;
        smart.layer = byLabel ? LayerId::Source : LayerId::Backdrop;
        smart.splits = true;
        bench.options.setSmart(smart);
        bench.canvas.tools().choose(ToolId::Watershed);
        if (!byLabel) {
            bench.click({20.3, 20.3});  // not selected: nothing to split
            QCOMPARE(bench.document.history().size(), steps);
        }
        // Cancelled, nothing has changed.
        bench.document.jobs().setProgress([] { return std::make_shared<CancelAfter>(0); });
        bench.click({100.3, 100.3});
        bench.document.jobs().setProgress({});
        const bool cancelled = bench.document.history().size() == steps;
        if (cancelled) {
            bench.click({100.3, 100.3});
        }
        QTRY_COMPARE(bench.document.history().size(), steps + 1);
        // Between the middles there is no way any more.
        std::int64_t open = 0;
        std::int64_t cleared = 0;
        for (std::int64_t y = 70; y < 130; ++y) {
            for (std::int64_t x = 70; x < 175; ++x) {
                cleared += inEither(x, y) && !m_bench->isSelected(x, y) ? 1 : 0;
                QVERIFY(inEither(x, y) || !m_bench->isSelected(x, y));
            }
        }
        for (std::int64_t x = 110; x < 135; ++x) {
            open += m_bench->isSelected(x, 100) ? 0 : 1;
        }
        QVERIFY2(open >= 1 && open <= 2, qPrintable(QString::number(open)));
        QVERIFY2(cleared > 15 && cleared < 60, qPrintable(QString::number(cleared)));
        bench.document.undo();
        QCOMPARE(m_bench->isSelected(122, 100), !byLabel);
    }

    void theSmartBrushStops() {
        SmartBench& bench = *m_bench;
        bench.canvas.zoomFit();
        bench.canvas.tools().choose(ToolId::SmartBrush);
        bench.options.setBrushSize(61);
        // Across the edge of the large disc, and of the photo, and where there is none.
        for (const base::Point& at : Points{{270.3, 150.3}, {215.3, 150.3}, {375.3, 20.3}}) {
            bench.document.clearCondition();
            bench.pointer.stroke({at});
            const Bools expected = like(at);
            QVERIFY2(bench.condition() == expected,
                     qPrintable(firstDifference(bench.condition(), expected)));
            QVERIFY(bench.document.selectedCount() > 100);
        }
        bench.document.clearCondition();
        const std::size_t steps = bench.document.history().size();
        bench.pointer.stroke({{395.3, 150.3}});
        QCOMPARE(bench.document.history().size(), steps);
        // A stroke round the inside stays inside; the right button erases as it paints.
        bench.document.clearCondition();
        Points ring;
        for (int i = 0; i <= 24; ++i) {
            ring.push_back(
                {kMiddle.x + 60 * std::cos(0.2618 * i), kMiddle.y + 60 * std::sin(0.2618 * i)});
        }
        bench.pointer.stroke(ring);
        const std::int64_t painted = bench.document.selectedCount();
        QVERIFY(painted > 12000);
        for (std::int64_t y = 0; y < ToolBench::kRows; ++y) {
            for (std::int64_t x = 0; x < ToolBench::kColumns; ++x) {
                if (m_bench->isSelected(x, y) && (away(x, y) > kLarge || away(x, y) <= kSmall)) {
                    QFAIL(qPrintable(QString("(%1, %2) is beyond an edge").arg(x).arg(y)));
                }
            }
        }
        bench.pointer.stroke(ring, Qt::RightButton);
        QCOMPARE(bench.document.selectedCount(), 0);
        bench.document.undo();
        QCOMPARE(bench.document.selectedCount(), painted);
    }

    void aLayerThatIsMissing() {
        SmartBench& bench = *m_bench;
        bench.document.close(LayerId::Backdrop);
        QSignalSpy failed(&bench.document, &session::Document::failed);
        for (const ToolId id : {ToolId::GrabCut, ToolId::Watershed, ToolId::Scissors}) {
            bench.canvas.tools().choose(id);
            if (id == ToolId::Scissors) {
                bench.click({50.3, 50.3});
            } else {
                m_bench->dragBox(kLarge);
            }
            QCOMPARE(failed.size(), 1);
            failed.clear();
            bench.key(Qt::Key_Return);
            bench.key(Qt::Key_Escape);
        }
        bench.canvas.tools().choose(ToolId::SmartBrush);
        bench.pointer.stroke({{50.3, 50.3}, {60.3, 50.3}});
        QCOMPARE(bench.document.history().size(), std::size_t{0});
    }

    void theCanvasMayGoMeanwhile() {
        SmartBench& bench = *m_bench;
        for (const ToolId id : {ToolId::GrabCut, ToolId::Watershed, ToolId::Scissors}) {
            ui::Canvas other(bench.document, bench.styles, bench.options);
            other.resize(300, 300);
            other.tools().choose(id);
            Pointer pointer(other);
            pointer.stroke({{120.3, 80.3}, {280.3, 220.3}});
            pointer.stroke({{150.3, 100.3}, {160.3, 120.3}});
            pointer.key(QEvent::KeyPress, Qt::Key_Return);  // it goes while that is looked for
        }
        QTest::qWait(100);
        QCOMPARE(bench.document.history().size(), std::size_t{0});
    }

private:
    /// What a dab of the smart brush paints, one pixel after the other.
    [[nodiscard]] Bools like(base::Point at) const {
        const auto nib =
            paint::sweep(m_bench->options.nib(), at, at, m_bench->document.planeRect());
        const Bools under = boolsOf(nib);
        const auto x0 = static_cast<int>(at.x);
        const auto y0 = static_cast<int>(at.y);
        int sums[3] = {};
        int count = 0;
        for (int y = y0 - 2; y <= y0 + 2; ++y) {
            for (int x = x0 - 2; x <= x0 + 2 && x < kPhotoWidth; ++x) {
                const QRgb there = sceneAt(x, y);
                const QRgb own = sceneAt(x0, y0);
                if (std::abs(qRed(there) - qRed(own)) > 24 ||
                    std::abs(qGreen(there) - qGreen(own)) > 24 ||
                    std::abs(qBlue(there) - qBlue(own)) > 24) {
                    continue;
                }
                sums[0] += qRed(sceneAt(x, y));
                sums[1] += qGreen(sceneAt(x, y));
                sums[2] += qBlue(sceneAt(x, y));
                ++count;
            }
        }
        Bools out(under.size());
        std::vector<std::pair<int, int>> waiting;
        const auto visit = [&](int x, int y) {
            const auto place = static_cast<std::size_t>(y * ToolBench::kColumns + x);
            if (x < 0 || y < 0 || x >= kPhotoWidth || y >= ToolBench::kRows || !under[place] ||
                out[place]) {
                return;
            }
            const QRgb colour = sceneAt(x, y);
            const int own[] = {qRed(colour), qGreen(colour), qBlue(colour)};
            for (int channel = 0; channel < 3; ++channel) {
                if (std::abs(own[channel] - (sums[channel] + count / 2) / count) > 24) {
                    return;
                }
            }
            out[place] = true;
            waiting.emplace_back(x, y);
        };
        visit(x0, y0);
        while (!waiting.empty()) {
            const auto [x, y] = waiting.back();
            waiting.pop_back();
            visit(x + 1, y);
            visit(x - 1, y);
            visit(x, y + 1);
            visit(x, y - 1);
        }
        return out;
    }

    std::unique_ptr<SmartBench> m_bench;
};

QTEST_MAIN(TestSmartBrush)
#include "tst_smart_brush.moc"
