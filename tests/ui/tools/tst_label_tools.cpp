// SPDX-License-Identifier: MIT
// Every tool that paints, with a label as its target; and the tool that takes labels.
#include <QSignalSpy>
#include <QTest>

#include "core/paint/nib.h"
#include "core/paint/shapes.h"
#include "tests/support/tool_bench.h"

using namespace frisket;
using namespace frisket::test;
using condition::BitRegion;
using session::Join;
using session::LayerId;
using session::PaintInto;
using session::PickAction;
using ui::ToolId;

namespace {
constexpr std::int64_t kCell = 20;

/// The destination with the pixels of `regions` at `value`.
QByteArray painted(QByteArray bytes, std::span<const BitRegion> regions, char value) {
    const Bools bools = boolsOf(regions);
    for (std::size_t i = 0; i < bools.size(); ++i) {
        if (bools[i]) {
            bytes[static_cast<qsizetype>(i)] = value;
        }
    }
    return bytes;
}
}  // namespace

class TestLabelTools : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench.reset();
        m_bench = std::make_unique<ToolBench>();
        // Cells of a few labels.
        std::vector<std::uint8_t> values(ToolBench::kRows * ToolBench::kColumns);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto x = static_cast<std::int64_t>(i) % ToolBench::kColumns / kCell;
            const auto y = static_cast<std::int64_t>(i) / ToolBench::kColumns / kCell;
            values[i] = static_cast<std::uint8_t>((x * x + 3 * y) % 4 * 10);
        }
        FRISKET_VERIFY(m_bench->document.open(
            LayerId::Destination,
            m_bench->folder.write<std::uint8_t>("cells.npy",
                                                {ToolBench::kRows, ToolBench::kColumns}, values)));
        m_bench->document.setPaintTarget({PaintInto::Destination, "5"});
        QVERIFY(QTest::qWaitForWindowExposed(&m_bench->canvas));
    }

    void toolsPaintTheLabel_data() {
        QTest::addColumn<int>("tool");
        QTest::addColumn<double>("zoom");
        for (const auto& [name, id] :
             {std::pair("brush", ToolId::Brush), std::pair("eraser", ToolId::Eraser),
              std::pair("rectangle", ToolId::Rectangle), std::pair("ellipse", ToolId::Ellipse),
              std::pair("line", ToolId::Line)}) {
            for (const double zoom : {0.125, 1.0, 8.0}) {
                QTest::addRow("%s at %g", name, zoom) << static_cast<int>(id) << zoom;
            }
        }
    }
    void toolsPaintTheLabel() {
        QFETCH(int, tool);
        QFETCH(double, zoom);
        const auto id = static_cast<ToolId>(tool);
        ToolBench& bench = *m_bench;
        bench.canvas.zoomTo(zoom);
        bench.canvas.tools().choose(id);
        Random random;
        QByteArray expected = destinationBytes(bench.document);
        const QByteArray start = expected;
        for (int i = 0; i < 10; ++i) {
            const auto label = static_cast<char>(random.between(1, 255));
            bench.document.setPaintTarget(
                {PaintInto::Destination, QString::number(static_cast<unsigned char>(label))});
            // A label has nothing to intersect with: it is added.
            bench.options.setJoin(static_cast<Join>(i % 4));
            const bool right = i % 3 == 2;
            const bool erases = right || id == ToolId::Eraser ||
                                (id != ToolId::Brush && bench.options.join() == Join::Subtract);
            const Points points = bench.visiblePoints(2, random);
            bench.pointer.moveTo(bench.at(points[0]));
            bench.pointer.stroke(points, right ? Qt::RightButton : Qt::LeftButton);
            expected = painted(expected, regionsOf(id, points), erases ? '\0' : label);
            QCOMPARE(destinationBytes(bench.document), expected);
            QVERIFY(!bench.document.inStroke());
        }
        QCOMPARE(bench.document.selectedCount(), 0);
        const std::size_t steps = bench.document.history().size();
        bench.document.stepTo(0);
        QCOMPARE(destinationBytes(bench.document), start);
        bench.document.stepTo(steps);
        QCOMPARE(destinationBytes(bench.document), expected);
    }

    /// What is on the screen is what a fresh canvas draws, in mid-stroke and after it.
    void isSeenAtOnce_data() {
        QTest::addColumn<double>("zoom");
        for (const double zoom : {0.125, 1.0, 8.0}) {
            QTest::addRow("%g", zoom) << zoom;
        }
    }
    void isSeenAtOnce() {
        QFETCH(double, zoom);
        ToolBench& bench = *m_bench;
        hideBars(bench.canvas);
        bench.canvas.zoomTo(zoom);
        bench.canvas.tools().choose(ToolId::Hand);  // which draws nothing of its own
        const auto compare = [&] {
            QCOMPARE(firstDifference(drawn(bench.canvas), drawnAfresh(bench.canvas, bench.document,
                                                                      bench.styles, bench.options)),
                     QString());
        };
        compare();
        Random random;
        bench.document.beginStroke();
        for (int i = 0; i < 3; ++i) {
            const Points points = bench.visiblePoints(2, random);
            bench.document.extendStroke(paint::sweep(points[0], points[1], 9, bench.plane()), true);
            compare();
        }
        bench.document.abortStroke();
        compare();
        bench.document.beginStroke();
        bench.document.extendStroke(paint::sweep({10, 10}, {90, 60}, 30, bench.plane()), true);
        bench.document.commitStroke("Stroke");
        bench.document.undo();
        compare();
        bench.document.redo();
        compare();
    }

    void fillsRecolourAnInstance() {
        ToolBench& bench = *m_bench;
        bench.canvas.zoomTo(1);
        bench.canvas.tools().choose(ToolId::Fill);
        bench.options.setSimilarity({LayerId::Destination, 0, false, paint::Connectivity::Four});
        const QByteArray before = destinationBytes(bench.document);
        Random random;
        const base::Point at = bench.visiblePoints(1, random).front();
        const char value =
            before[static_cast<qsizetype>(static_cast<std::int64_t>(at.y) * ToolBench::kColumns +
                                          static_cast<std::int64_t>(at.x))];
        bench.click(at);
        QCOMPARE(destinationBytes(bench.document), QByteArray(before).replace(value, '\5'));
        QCOMPARE(bench.document.history().undoName(), std::string_view("Paint label 5"));
        bench.click(at, {}, Qt::RightButton);
        QCOMPARE(destinationBytes(bench.document), QByteArray(before).replace(value, '\0'));
        bench.document.stepTo(0);
        QCOMPARE(destinationBytes(bench.document), before);
    }

    void escTakesItBack() {
        ToolBench& bench = *m_bench;
        bench.canvas.zoomTo(1);
        const QByteArray before = destinationBytes(bench.document);
        bench.pointer.pressAt(bench.at({100.5, 100.5}));
        bench.pointer.moveTo(bench.at({150.5, 120.5}));
        QVERIFY(destinationBytes(bench.document) != before);
        bench.key(Qt::Key_Escape);
        bench.pointer.release();
        QCOMPARE(destinationBytes(bench.document), before);
        QCOMPARE(bench.document.history().size(), 0U);
        QVERIFY(!bench.document.isModified());
    }

    void aValueThatDoesNotFitPaintsNothing() {
        ToolBench& bench = *m_bench;
        bench.document.setPaintTarget({PaintInto::Destination, "256"});
        const QByteArray before = destinationBytes(bench.document);
        bench.pointer.stroke({{100.5, 100.5}, {150.5, 120.5}});
        QCOMPARE(destinationBytes(bench.document), before);
        QVERIFY(!bench.document.inStroke());
    }

    void takesLabels_data() {
        QTest::addColumn<int>("layer");
        QTest::addColumn<bool>("byBrush");
        for (const LayerId id : {LayerId::Result, LayerId::Destination, LayerId::Source}) {
            for (const bool byBrush : {false, true}) {
                QTest::addRow("%s%s", qPrintable(session::key(id)), byBrush ? ", brush" : "")
                    << static_cast<int>(id) << byBrush;
            }
        }
    }
    void takesLabels() {
        QFETCH(int, layer);
        QFETCH(bool, byBrush);
        ToolBench& bench = *m_bench;
        const auto id = static_cast<LayerId>(layer);
        FRISKET_VERIFY(bench.document.open(
            LayerId::Source,
            bench.folder.write("s.npy", randomArray(array::DType::U16,
                                                    {ToolBench::kRows, ToolBench::kColumns}, 5))));
        bench.document.setPaintTarget({});
        bench.document.selectAll();
        bench.document.setCasting(assign::Casting::Unsafe);
        bench.options.setPick({id, PickAction::Take});
        bench.canvas.zoomTo(1);
        bench.canvas.tools().choose(byBrush ? ToolId::Brush : ToolId::Pick);
        Random random;
        const std::size_t steps = bench.document.history().size();
        for (const base::Point& at : bench.visiblePoints(20, random)) {
            bench.click(at, byBrush ? Qt::ControlModifier : Qt::NoModifier);
            const auto& target = bench.document.paintTarget();
            QCOMPARE(target.into, PaintInto::Destination);
            QCOMPARE(target.value, bench.document.valueAt(id, static_cast<std::int64_t>(at.x),
                                                          static_cast<std::int64_t>(at.y)));
        }
        bench.document.setPaintTarget({});
        bench.click({-3.5, 4.5});  // beside the image
        QCOMPARE(bench.document.paintTarget(), session::PaintTarget());
        QCOMPARE(bench.document.history().size(), steps);
    }

    /// Into the condition, whatever is painted.
    void selects_data() {
        QTest::addColumn<int>("action");
        QTest::addColumn<int>("modifiers");
        QTest::addColumn<bool>("right");
        QTest::addColumn<bool>("everywhere");
        QTest::addColumn<int>("join");
        const auto row = [](const char* name, PickAction action, Qt::KeyboardModifiers modifiers,
                            bool right, bool everywhere, Join join) {
            QTest::newRow(name) << static_cast<int>(action) << static_cast<int>(modifiers.toInt())
                                << right << everywhere << static_cast<int>(join);
        };
        row("component", PickAction::Component, {}, false, false, Join::Replace);
        row("all", PickAction::Label, {}, false, true, Join::Replace);
        row("take, with Shift", PickAction::Take, Qt::ShiftModifier, false, false, Join::Add);
        row("take, with Ctrl", PickAction::Take, Qt::ControlModifier, false, false, Join::Subtract);
        row("take, right button", PickAction::Take, {}, true, false, Join::Subtract);
        row("all, with Shift and Alt", PickAction::Label, Qt::ShiftModifier | Qt::AltModifier,
            false, true, Join::Intersect);
    }
    void selects() {
        QFETCH(int, action);
        QFETCH(int, modifiers);
        QFETCH(bool, right);
        QFETCH(bool, everywhere);
        QFETCH(int, join);
        ToolBench& bench = *m_bench;
        bench.canvas.zoomTo(1);
        bench.canvas.tools().choose(ToolId::Pick);
        bench.options.setPick({LayerId::Destination, static_cast<PickAction>(action)});
        bench.options.setJoin(Join::Replace);
        BitRegion half({0, 0, 200, 300});
        half.fill();
        bench.document.beginStroke(PaintInto::Condition);
        bench.document.extendStroke(half, true);
        bench.document.commitStroke("half");
        const session::PaintTarget target = bench.document.paintTarget();
        const QByteArray bytes = destinationBytes(bench.document);
        const base::Point at{190.3, 150.3};
        const Bools expected =
            joined(bench.condition(), like(bytes, at, everywhere), static_cast<Join>(join));
        bench.click(at, Qt::KeyboardModifiers::fromInt(static_cast<unsigned>(modifiers)),
                    right ? Qt::RightButton : Qt::LeftButton);
        QCOMPARE(firstDifference(bench.condition(), expected), QString());
        QCOMPARE(destinationBytes(bench.document), bytes);
        QCOMPARE(bench.document.paintTarget(), target);
    }

    void showsTheValueAtThePointer() {
        ToolBench& bench = *m_bench;
        hideBars(bench.canvas);
        bench.canvas.zoomTo(1);
        bench.canvas.tools().choose(ToolId::Pick);
        const QImage without = drawn(bench.canvas);
        bench.pointer.moveTo(bench.at({100.5, 100.5}));
        QVERIFY(!firstDifference(drawn(bench.canvas), without).isEmpty());
        bench.pointer.leave();
        QCOMPARE(firstDifference(drawn(bench.canvas), without), QString());
    }

private:
    [[nodiscard]] std::vector<BitRegion> regionsOf(ToolId id, const Points& points) const {
        const ToolBench& bench = *m_bench;
        switch (id) {
            case ToolId::Rectangle:
                return {
                    paint::fillRectangle(paint::boxBetween(points[0], points[1]), bench.plane())};
            case ToolId::Ellipse:
                return {paint::fillEllipse(paint::boxBetween(points[0], points[1]), bench.plane())};
            default:
                return paint::sweep(bench.options.nib(), points[0], points[1], bench.plane());
        }
    }

    /// Pixels that are like `at`, by a flood that looks at each neighbour.
    [[nodiscard]] static Bools like(const QByteArray& bytes, base::Point at, bool everywhere) {
        const qsizetype columns = ToolBench::kColumns;
        const auto seed =
            static_cast<std::int64_t>(at.y) * columns + static_cast<std::int64_t>(at.x);
        Bools found(static_cast<std::size_t>(bytes.size()));
        if (everywhere) {
            for (qsizetype i = 0; i < bytes.size(); ++i) {
                found[static_cast<std::size_t>(i)] = bytes[i] == bytes[seed];
            }
            return found;
        }
        std::vector<qsizetype> open{seed};
        while (!open.empty()) {
            const qsizetype i = open.back();
            open.pop_back();
            if (i < 0 || i >= bytes.size() || bytes[i] != bytes[seed] ||
                found[static_cast<std::size_t>(i)]) {
                continue;
            }
            found[static_cast<std::size_t>(i)] = true;
            open.push_back(i - columns);
            open.push_back(i + columns);
            if (i % columns > 0) {
                open.push_back(i - 1);
            }
            if (i % columns < columns - 1) {
                open.push_back(i + 1);
            }
        }
        return found;
    }

    std::unique_ptr<ToolBench> m_bench;
};

QTEST_MAIN(TestLabelTools)
#include "tst_label_tools.moc"
