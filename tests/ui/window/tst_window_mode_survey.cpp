// SPDX-License-Identifier: MIT
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "core/labels/colour_map.h"
#include "core/paint/round_brush.h"
#include "tests/support/canvases.h"
#include "tests/support/random.h"
#include "tests/ui/window/window_test.h"
#include "ui/docks/modes_dock.h"
#include "ui/docks/order_legend.h"
#include "ui/docks/order_panel.h"
#include "ui/session/layer_colours.h"

using namespace frisket;
using namespace frisket::test;
using assign::Mode;
using session::LayerId;
using ui::ModeRow;
using ui::ModesDock;

/// The Modes dock and the packing order, in the window.
class TestWindowModeSurvey : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->window.resize(1360, 900);
        m_bench->window.show();
        m_bench->window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_bench->window));
        m_dock = m_bench->window.findChild<ModesDock*>();
        QVERIFY(m_dock != nullptr);
    }
    void cleanup() { m_bench.reset(); }

    void startsHiddenAndIsInTheMenu() {
        QVERIFY(m_dock->isHidden());
        const auto actions = m_bench->window.findChildren<QAction*>();
        QVERIFY(actions.contains(m_dock->toggleViewAction()));
        m_dock->toggleViewAction()->trigger();
        QTRY_VERIFY(m_dock->widget()->isVisible());
        QTRY_COMPARE(m_dock->state(), QString("Open a destination to begin"));
    }

    void countsAreThoseOfTheResults_data() {
        QTest::addColumn<QList<int>>("source");
        QTest::addColumn<int>("dtype");
        const auto row = [](const char* name, const QList<int>& source, array::DType dtype) {
            QTest::newRow(name) << source << static_cast<int>(dtype);
        };
        row("same shape", {24, 40}, array::DType::U8);
        row("a list", {700}, array::DType::U8);
        row("a short list", {7}, array::DType::U8);
        row("one row", {1, 40}, array::DType::U8);
        row("values that may not fit", {24, 40}, array::DType::U16);
        row("floats", {24, 40}, array::DType::F32);
    }
    /// What the rows say, against the document's own results, one mode after the other.
    void countsAreThoseOfTheResults() {
        QFETCH(const QList<int>, source);
        QFETCH(const int, dtype);
        array::Shape shape;
        for (const int size : source) {
            shape.append(size);
        }
        open(LayerId::Destination, test::randomArray(array::DType::U8, {24, 40}, 1));
        open(LayerId::Source, test::randomArray(static_cast<array::DType>(dtype), shape, 2));
        stroke(document(), {{10.5, 10.5}, {30.5, 12.5}}, 9, true);
        see();
        QTRY_VERIFY(m_dock->survey().isCurrent() && m_dock->survey().counts() != nullptr);
        document().setValueText("3");
        QTRY_VERIFY(m_dock->survey().isCurrent());
        std::array<std::optional<QByteArray>, session::kModes> results;
        std::array<QString, session::kModes> problems;
        for (const Mode mode : assign::kAllModes) {
            document().setMode(mode);
            if (document().plan() != nullptr) {
                results[session::indexOf(mode)] = liveResult();
            } else {
                problems[session::indexOf(mode)] =
                    document().refusal() ? QString::fromStdString(document().refusal()->message)
                                         : document().problem();
            }
        }
        const QByteArray before = destinationBytes(document());
        for (const Mode present : assign::kAllModes) {
            document().setMode(present);
            for (const Mode mode : assign::kAllModes) {
                const auto& mine = results[session::indexOf(mode)];
                const auto& other = results[session::indexOf(present)];
                const ModeRow& row = m_dock->row(mode);
                QTRY_COMPARE(row.isChecked(), mode == present);
                QTRY_COMPARE(row.texts().problem, problems[session::indexOf(mode)]);
                if (!mine) {
                    continue;
                }
                const std::int64_t changed = unequal(*mine, before);
                QTRY_VERIFY2(
                    row.texts().counts.startsWith(
                        changed == 0 ? QString("nothing would change")
                                     : QLocale().toString(qlonglong{changed}) + " would change"),
                    qPrintable(row.texts().counts));
                const std::int64_t different = other ? unequal(*mine, *other) : 0;
                QTRY_COMPARE(
                    row.texts().comparison,
                    mode == present ? QString("present mode")
                    : !other        ? QString()
                    : different == 0
                        ? QString("same result as ") + QLatin1String(assign::name(present).data())
                        : QString("differs in ") + QLocale().toString(qlonglong{different}));
            }
        }
        // Other modes are no other results: nothing was counted again for them.
        QVERIFY(m_dock->survey().begun() <= 3);
    }

    void pictureIsTheResultInItsColours() {
        std::vector<std::uint8_t> values(24 * 48, 0);
        open(LayerId::Destination, makeArray<std::uint8_t>({24, 48}, values));
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = i % 48 < 24 ? 3 : 5;
        }
        open(LayerId::Source, makeArray<std::uint8_t>({24, 48}, values));
        document().selectAll();
        see();
        QTRY_VERIFY(!m_dock->row(Mode::Where).picture().isNull());
        const auto scheme = session::schemeColours(document(), LayerId::Result,
                                                   session::LayerStyles().style(LayerId::Result));
        const QImage& picture = m_dock->row(Mode::Where).picture();
        QCOMPARE(picture.width(), 2 * picture.height());
        QVERIFY(picture.width() <= 96 * picture.devicePixelRatio());
        QTRY_COMPARE(picture.pixelColor(picture.width() / 4, 5),
                     session::qColorOf(scheme.colour(3)));
        QCOMPARE(picture.pixelColor(picture.width() * 3 / 4, 5),
                 session::qColorOf(scheme.colour(5)));
        document().clearCondition();
        QTRY_VERIFY(m_dock->row(Mode::Where).picture().pixelColor(5, 5) !=
                    session::qColorOf(scheme.colour(3)));
    }

    void clickAndKeysChooseTheMode() {
        open(LayerId::Destination, test::randomArray(array::DType::U8, {24, 40}, 1));
        open(LayerId::Source, test::randomArray(array::DType::U8, {24, 40}, 2));
        see();
        QTRY_VERIFY(m_dock->survey().isCurrent());
        QTest::mouseClick(row(Mode::Place), Qt::LeftButton);
        QCOMPARE(document().mode(), Mode::Place);
        QVERIFY(row(Mode::Place)->isChecked() && !row(Mode::Where)->isChecked());
        row(Mode::Where)->setFocus();
        QTest::keyClick(row(Mode::Where), Qt::Key_Down);
        QTRY_VERIFY(row(Mode::Index)->hasFocus());
        QTest::keyClick(row(Mode::Index), Qt::Key_Down);
        QCOMPARE(document().mode(), Mode::Place);
        QTest::keyClick(row(Mode::Scatter), Qt::Key_Return);
        QCOMPARE(document().mode(), Mode::Scatter);
        QTest::keyClick(row(Mode::Scatter), Qt::Key_Up);
        QTest::keyClick(row(Mode::Scatter), Qt::Key_Space);  // it is that already
        QCOMPARE(document().mode(), Mode::Scatter);
        QTest::keyClick(row(Mode::Index), Qt::Key_Space);
        QCOMPARE(document().mode(), Mode::Index);
        for (const Mode mode : assign::kAllModes) {
            QVERIFY(
                row(mode)->accessibleName().startsWith(QLatin1String(assign::name(mode).data())));
            QVERIFY(!row(mode)->toolTip().isEmpty() &&
                    !row(mode)->accessibleDescription().isEmpty());
        }
    }

    void firstFixIsAButton() {
        open(LayerId::Destination, test::randomArray(array::DType::U8, {24, 40}, 1));
        open(LayerId::Source, test::randomArray(array::DType::U8, {40, 24}, 2));
        stroke(document(), {{10.5, 10.5}}, 5, true);
        document().setMode(Mode::Fill);
        see();
        QTRY_VERIFY(!row(Mode::Where)->texts().fix.isEmpty());
        auto* button = row(Mode::Where)->findChild<QPushButton*>();
        QVERIFY(button->isVisible());
        QCOMPARE(button->text(), row(Mode::Where)->texts().fix);
        QVERIFY(row(Mode::Where)->texts().comparison.isEmpty());
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY(document().plan() != nullptr && document().mode() == Mode::Where);
        QTRY_VERIFY(row(Mode::Where)->texts().problem.isEmpty());
    }

    void paintingBeginsItAnewAndAClosedDockCostsNothing() {
        open(LayerId::Destination, test::randomArray(array::DType::U8, {60, 80}, 1));
        open(LayerId::Source, test::randomArray(array::DType::U8, {60, 80}, 2));
        QTest::qWait(2 * session::ModeSurvey::kRestMilliseconds);
        QCOMPARE(m_dock->survey().begun(), 0);
        QVERIFY(m_dock->survey().choices() == nullptr);
        see();
        QTRY_VERIFY(m_dock->survey().isCurrent() && m_dock->survey().counts() != nullptr);
        const int begun = m_dock->survey().begun();
        document().beginStroke();
        for (int x = 5; x < 75; x += 10) {
            document().extendStroke(
                paint::sweep({x + 0.5, 30.5}, {x + 10.5, 30.5}, 7, document().planeRect()), true);
            QCoreApplication::processEvents();
            QVERIFY(!m_dock->survey().isCurrent());
        }
        // Not in mid-stroke, however long that rests.
        QTest::qWait(3 * session::ModeSurvey::kRestMilliseconds);
        QCOMPARE(m_dock->survey().begun(), begun);
        document().commitStroke("Stroke");
        QTRY_VERIFY(m_dock->survey().isCurrent());
        QCOMPARE(m_dock->survey().begun(), begun + 1);
        QCOMPARE(m_dock->survey().counts()->changed[0],
                 unequal(referenceResult(document()), destinationBytes(document())));
        m_dock->hide();
        QTRY_VERIFY(m_dock->survey().counts() == nullptr);
        document().selectAll();
        QTest::qWait(2 * session::ModeSurvey::kRestMilliseconds);
        QCOMPARE(m_dock->survey().begun(), begun + 1);
        QVERIFY(m_dock->survey().choices() == nullptr);
    }

    /// The counts are of the whole array, the picture of the plane: another slice makes another
    /// picture and leaves the counts.
    void slicesShareTheCounts() {
        open(LayerId::Destination, makeArray<std::uint8_t>({3, 20, 30}, Bytes8(1800, 0)));
        open(LayerId::Source, makeArray<std::uint8_t>({3, 20, 30}, Bytes8(1800, 4)));
        document().selectAll();
        see();
        QTRY_VERIFY(m_dock->survey().isCurrent() && m_dock->survey().counts() != nullptr);
        QCOMPARE(m_dock->survey().counts()->changed[0], 1800);
        const int pictures = m_dock->survey().pictureNumber();
        document().setIndex(0, 2);
        QVERIFY(m_dock->survey().counts() != nullptr);
        QTRY_VERIFY(m_dock->survey().pictureNumber() != pictures && m_dock->survey().isCurrent());
        QCOMPARE(m_dock->survey().counts()->changed[0], 1800);
    }

    void exactRefusalsAreTold() {
        open(LayerId::Destination, makeArray<std::uint8_t>({2, 3}, {0, 0, 0, 0, 0, 0}));
        open(LayerId::Source, makeArray<std::uint16_t>({2, 3}, {1, 300, 2, 400, 0, 500}));
        document().selectAll();
        see();
        QTRY_COMPARE(row(Mode::Where)->texts().counts,
                     QString("2 would change; Apply refuses: 3 don't fit exactly"));
        document().setCasting(assign::Casting::Unsafe);
        QTRY_COMPARE(row(Mode::Where)->texts().counts, QString("5 would change"));
    }

    void supplyIsLive_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<int>("source");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, Mode mode, int source, const char* words) {
            QTest::newRow(name) << static_cast<int>(mode) << source << QString(words);
        };
        row("too few", Mode::Scatter, 1000,
            "1,204 selected, the source has 1,000: 204 more than it has (refused).");
        row("left over", Mode::Scatter, 1404,
            "1,204 selected, the source has 1,404: 200 values are left over.");
        row("each", Mode::Scatter, 1204,
            "1,204 selected, the source has 1,204: each is taken once.");
        row("again", Mode::Place, 500, "1,204 selected, the source has 500: it repeats 2 times.");
        row("by position", Mode::Putmask, 1500,
            "2,408 elements, the source has 1,500: it repeats once.");
        row("by place", Mode::Where, 1,
            "“where” takes each value by its place, so there is no order to show.");
    }
    void supplyIsLive() {
        QFETCH(const int, mode);
        QFETCH(const int, source);
        QFETCH(const QString, words);
        open(LayerId::Destination, makeArray<std::uint8_t>({28, 86}, Bytes8(2408, 0)));
        open(LayerId::Source,
             makeArray<std::uint8_t>({source}, Bytes8(static_cast<std::size_t>(source), 1)));
        document().setMode(static_cast<Mode>(mode));
        see();
        condition::BitRegion half({0, 0, 43, 28});
        half.fill();
        document().beginStroke();
        document().extendStroke(half, true);  // in mid-stroke, too
        QTRY_COMPARE(panelText(), words);
        document().abortStroke();
    }

    void packingOrderIsDrawn_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<QList<int>>("source");
        QTest::addColumn<bool>("small");
        for (const bool small : {false, true}) {
            const QByteArray suffix = small ? ", shrunk" : "";
            QTest::newRow("scatter" + suffix) << int(Mode::Scatter) << QList{30, 40} << small;
            QTest::newRow("scatter of a list" + suffix)
                << int(Mode::Scatter) << QList{900} << small;
            QTest::newRow("place, repeated" + suffix) << int(Mode::Place) << QList{50} << small;
            QTest::newRow("putmask" + suffix) << int(Mode::Putmask) << QList{77} << small;
        }
    }
    /// Pixels of the canvas against a count of the selected pixels before each.
    void packingOrderIsDrawn() {
        QFETCH(const int, mode);
        QFETCH(const QList<int>, source);
        QFETCH(const bool, small);
        array::Shape shape;
        for (const int size : source) {
            shape.append(size);
        }
        const std::int64_t n = array::elementCount(shape).value();
        open(LayerId::Destination, test::randomArray(array::DType::U8, {30, 40}, 1));
        open(LayerId::Source, test::randomArray(array::DType::U8, shape, 2));
        document().setMode(static_cast<Mode>(mode));
        stroke(document(), {{5.5, 5.5}, {33.5, 25.5}}, 9, true);
        ui::Canvas& canvas = m_bench->window.canvas();
        small ? canvas.zoomTo(0.5) : canvas.zoomFit();
        QAction* action = m_bench->window.actions().packingOrder;
        QVERIFY(action->isEnabled());
        const QImage without = drawn(canvas);
        action->trigger();
        QVERIFY(action->isChecked());
        compareOrder(drawn(canvas), without, n, static_cast<Mode>(mode));
        // It follows what is painted: everything behind it takes another value.
        stroke(document(), {{2.5, 2.5}}, 3, true);
        action->trigger();
        const QImage later = drawn(canvas);
        action->trigger();
        compareOrder(drawn(canvas), later, n, static_cast<Mode>(mode));
        action->trigger();
        QVERIFY(drawn(canvas) == later);
    }

    void packingOrderNeedsAnOrder() {
        open(LayerId::Destination, test::randomArray(array::DType::U8, {30, 40}, 1));
        open(LayerId::Source, test::randomArray(array::DType::U8, {30, 40}, 2));
        see();
        QAction* action = m_bench->window.actions().packingOrder;
        QVERIFY(!action->isEnabled());
        QVERIFY(action->toolTip().contains("by its place"));
        document().setMode(Mode::Scatter);
        QVERIFY(action->isEnabled());
        action->trigger();
        auto* legend = m_dock->findChild<ui::OrderLegend*>();
        QTRY_VERIFY(legend->isVisible());
        QCOMPARE(legend->count(), 1200);
        QVERIFY(legend->accessibleName().contains("1,199"));
        document().setMode(Mode::Fill);
        QVERIFY(!action->isEnabled() && !action->isChecked());
        QTRY_VERIFY(!legend->isVisible());
        document().setMode(Mode::Place);
        QVERIFY(action->isEnabled() && !action->isChecked());
    }

private:
    using Bytes8 = std::vector<std::uint8_t>;

    [[nodiscard]] session::Document& document() { return m_bench->document(); }
    void open(LayerId id, const array::NdArray& array) {
        FRISKET_VERIFY(document().open(id, m_bench->folder.write("a.npy", array)));
    }
    void see() {
        m_dock->show();
        m_dock->raise();
        QTRY_VERIFY(m_dock->widget()->isVisible());
    }
    [[nodiscard]] ModeRow* row(Mode mode) {
        return m_dock->findChild<ModeRow*>("mode." +
                                           QString(QLatin1String(assign::name(mode).data())));
    }
    /// Of the present plan, pixel by pixel; what Exact refuses stays.
    [[nodiscard]] QByteArray liveResult() {
        QByteArray result;
        for (std::int64_t y = 0; y < document().planeHeight(); ++y) {
            for (std::int64_t x = 0; x < document().planeWidth(); ++x) {
                result += static_cast<char>(
                    document().valueAt(LayerId::Result, x, y).value_or("0").toInt());
            }
        }
        return result;
    }
    [[nodiscard]] static std::int64_t unequal(const QByteArray& a, const QByteArray& b) {
        std::int64_t count = 0;
        for (qsizetype i = 0; i < a.size(); ++i) {
            count += static_cast<std::int64_t>(a[i] != b[i]);
        }
        return count;
    }
    [[nodiscard]] QString panelText() const {
        return m_dock->findChild<ui::OrderPanel*>()->findChild<QLabel*>()->text();
    }
    void compareOrder(const QImage& with, const QImage& without, std::int64_t n, Mode mode) {
        const labels::ColourMap colours(labels::Ramp::Viridis, 0, static_cast<double>(n - 1));
        const ui::Canvas& canvas = m_bench->window.canvas();
        const std::int64_t step = canvas.zoom() < 1 ? 2 : 1;  // pixels that are sampled
        std::int64_t selected = 0;
        int seen = 0;
        for (std::int64_t y = 0; y < 30; ++y) {
            for (std::int64_t x = 0; x < 40; ++x) {
                const bool here = document().condition()->at(y * 40 + x);
                if (x % step == 0 && y % step == 0) {
                    const QColor colour = colourAt(with, canvas, x, y);
                    const std::int64_t k = (mode == Mode::Putmask ? y * 40 + x : selected) % n;
                    const QColor wanted =
                        here ? session::qColorOf(colours.colour(static_cast<double>(k)))
                             : colourAt(without, canvas, x, y);
                    if (colour != wanted) {
                        QFAIL(qPrintable(QStringLiteral("%1, %2 is %3, not %4")
                                             .arg(x)
                                             .arg(y)
                                             .arg(colour.name(), wanted.name())));
                    }
                    seen += static_cast<int>(here);
                }
                selected += static_cast<std::int64_t>(here);
            }
        }
        QVERIFY(seen > 40);
    }

    std::unique_ptr<WindowBench> m_bench;
    ModesDock* m_dock = nullptr;
};

QTEST_MAIN(TestWindowModeSurvey)
#include "tst_window_mode_survey.moc"
