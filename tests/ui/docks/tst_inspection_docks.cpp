// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "ui/docks/histogram_dock.h"
#include "ui/docks/histogram_view.h"
#include "ui/docks/pixel_dock.h"
#include "ui/docks/profile_dock.h"
#include "ui/docks/profile_view.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;

/// The docks that tell what masks hold.
class TestInspectionDocks : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_document = std::make_unique<session::Document>();
        m_styles = std::make_unique<session::LayerStyles>();
        m_options = std::make_unique<session::ToolOptions>();
        m_pin = std::make_unique<QAction>("Pin");
        m_pin->setCheckable(true);
    }

    void pixelShowsEveryLayer() {
        openLabels();
        ui::PixelDock dock(*m_document, *m_styles, *m_pin);
        show(dock);
        dock.setPosition(base::Point{1.5, 0.5});
        QTRY_COMPARE(rows(dock).value(0), QString("Destination|1||[0, 1]|uint8"));
        QCOMPARE(rows(dock).value(2), QString("Condition|false||[0, 1]|bool"));
        QCOMPARE(rows(dock).value(4), QString("Backdrop||||"));
        m_styles->labels().edit([](labels::LabelTable& table) { table.setName(1, "tree"); });
        QTRY_COMPARE(rows(dock).value(0), QString("Destination|1|tree|[0, 1]|uint8"));
        // Beside the picture the last pixel stays.
        dock.setPosition(base::Point{-1.5, 0.5});
        dock.setPosition(std::nullopt);
        QTest::qWait(100);
        QCOMPARE(rows(dock).value(0), QString("Destination|1|tree|[0, 1]|uint8"));
    }

    void pixelIsPinned() {
        openLabels();
        ui::PixelDock dock(*m_document, *m_styles, *m_pin);
        show(dock);
        QSignalSpy pinned(&dock, &ui::PixelDock::pinned);
        m_pin->setChecked(true);
        QVERIFY2(!m_pin->isChecked(), "there is no pixel yet");
        dock.setPosition(base::Point{1.5, 0.5});
        m_pin->setChecked(true);
        dock.setPosition(base::Point{2.5, 1.5});
        QTest::qWait(100);
        QCOMPARE(rows(dock).value(0), QString("Destination|1||[0, 1]|uint8"));
        m_pin->setChecked(false);
        QTRY_COMPARE(rows(dock).value(0), QString("Destination|5||[1, 2]|uint8"));
        QVERIFY(!pinned.isEmpty());
    }

    void pixelRowsAreCopied() {
        openLabels();
        ui::PixelDock dock(*m_document, *m_styles, *m_pin);
        show(dock);
        dock.setPosition(base::Point{1.5, 0.5});
        QTRY_VERIFY(dock.text().startsWith("Destination\t1\t\t[0, 1]\tuint8\nSource"));
        auto* table = dock.findChild<QTableWidget*>();
        table->selectRow(3);
        QCOMPARE(dock.text(), QString("Result\t1\t\t[0, 1]\tuint8"));
        dock.findChild<QPushButton*>()->click();
        QCOMPARE(QApplication::clipboard()->text(), dock.text());
    }

    void pixelRestsWhileHidden() {
        openLabels();
        ui::PixelDock dock(*m_document, *m_styles, *m_pin);
        dock.setPosition(base::Point{1.5, 0.5});
        QTest::qWait(100);
        QCOMPARE(rows(dock).value(0), QString("Destination||||"));
        show(dock);
        QTRY_COMPARE(rows(dock).value(0), QString("Destination|1||[0, 1]|uint8"));
    }

    void histogramTellsValueAndCount() {
        openLabels();
        m_styles->labels().edit([](labels::LabelTable& table) { table.setName(5, "tree"); });
        ui::HistogramDock dock(*m_document, *m_styles);
        show(dock);
        QTRY_COMPARE(dock.text(), QString("6 px · 5 values"));
        auto& view = *dock.findChild<ui::HistogramView*>();
        QTest::mouseMove(&view, QPoint(static_cast<int>(view.xOfBin(4)), view.height() / 2));
        QTRY_COMPARE(dock.text(), QString("5 tree: 2 (33.3%)"));
        QTest::keyClick(&view, Qt::Key_Left);
        QCOMPARE(dock.text(), QString("3: 1 (16.7%)"));
        auto* region = named<QComboBox>(dock, "Pixels of the histogram");
        region->setCurrentIndex(1);
        dock.setVisiblePart({0, 0, 2, 1});
        QTRY_COMPARE(dock.text(), QString("2 px · 2 values"));
        region->setCurrentIndex(2);
        QTRY_COMPARE(dock.text(), QString("0 px"));
        stroke(*m_document, {{2.5, 1.5}}, 1, true);
        QTRY_COMPARE(dock.text(), QString("1 px · 1 value"));
        named<QComboBox>(dock, "Layer of the histogram")->setCurrentIndex(1);
        QTRY_VERIFY(dock.text().startsWith("Nothing to count"));
    }

    void histogramOfFloatsHasAWindow() {
        std::vector<float> values;
        for (int i = 0; i <= 1000; ++i) {
            values.push_back(static_cast<float>(i) / 1000);
        }
        values.push_back(std::nanf(""));
        const auto count = static_cast<std::int64_t>(values.size());
        open(LayerId::Destination, makeArray<float>({1, count}, values));
        session::LayerStyle style = m_styles->style(LayerId::Destination);
        style.colours = session::ColourChoice::Viridis;
        m_styles->setStyle(LayerId::Destination, style);
        ui::HistogramDock dock(*m_document, *m_styles);
        show(dock);
        QTRY_COMPARE(dock.text(), QString("1,002 px · 1 NaN"));
        auto& view = *dock.findChild<ui::HistogramView*>();
        const auto place = [&](double value) {
            return QPoint(static_cast<int>(std::lround(view.xOfValue(value))), view.height() / 2);
        };
        const auto drag = [&](QPoint from, QPoint to) {
            QTest::mousePress(&view, Qt::LeftButton, {}, from);
            QMouseEvent move(QEvent::MouseMove, QPointF(to), view.mapToGlobal(QPointF(to)),
                             Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&view, &move);
            QTest::mouseRelease(&view, Qt::LeftButton, {}, to);
        };
        const auto now = [this] { return m_styles->style(LayerId::Destination); };
        drag(place(0), place(0.25));
        QCOMPARE(now().levels, session::Levels::Manual);
        QVERIFY(std::abs(now().low - 0.25) < 0.01);
        QCOMPARE(now().high, 1.0);
        drag(place(1), place(0.75));
        QVERIFY(std::abs(now().high - 0.75) < 0.01);
        // The two don't pass each other.
        drag(place(0.75), place(0.1));
        QCOMPARE(now().high, now().low);
        // Elsewhere nothing is taken.
        const session::LayerStyle before = now();
        drag(place(0.9), place(0.95));
        QVERIFY(now() == before);
    }

    void profileTellsTheValues() {
        openLabels();
        ui::ProfileDock dock(*m_document, *m_styles, *m_options);
        show(dock);
        QVERIFY(dock.text().startsWith("Drag a line"));
        m_options->setLine(session::MeasuredLine{{0.5, 0.5}, {2.5, 0.5}});
        QTRY_COMPARE(dock.text(), QString("2.0 px long · 3 pixels"));
        auto& view = *dock.findChild<ui::ProfileView*>();
        QSignalSpy pointed(&dock, &ui::ProfileDock::pointed);
        QTest::mouseMove(&view, QPoint(static_cast<int>(view.xOf(1)), view.height() / 2));
        QTRY_COMPARE(dock.text(), QString("1.0 px: x 1 y 0 · destination 1 · result 1"));
        QVERIFY(!pointed.isEmpty());
        QVERIFY(pointed.last().first().value<std::optional<base::Point>>() ==
                (base::Point{1.5, 0.5}));
        m_styles->labels().edit([](labels::LabelTable& table) { table.setName(2, "tree"); });
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(dock.text(), QString("2.0 px: x 2 y 0 · destination 2 tree · result 2 tree"));
        m_options->setLine(session::MeasuredLine{{-9.5, 0.5}, {-2.5, 0.5}});
        QTRY_COMPARE(dock.text(), QString("The line is outside the image"));
    }

    void profileTellsLargeLabelsExactly() {
        open(LayerId::Destination,
             makeArray<std::uint64_t>({1, 2}, {9007199254740993U, 18446744073709551615U}));
        m_options->setLine(session::MeasuredLine{{0.5, 0.5}, {1.5, 0.5}});
        ui::ProfileDock dock(*m_document, *m_styles, *m_options);
        show(dock);
        auto& view = *dock.findChild<ui::ProfileView*>();
        QTest::keyClick(&view, Qt::Key_Left);
        QVERIFY2(dock.text().contains("destination 18446744073709551615"), qPrintable(dock.text()));
        QTest::keyClick(&view, Qt::Key_Left);
        QVERIFY2(dock.text().contains("destination 9007199254740993"), qPrintable(dock.text()));
    }

    void aConstantProfileIsInTheMiddle_data() {
        QTest::addColumn<double>("value");
        QTest::newRow("small") << 7.0;
        QTest::newRow("zero") << 0.0;
        // Half of one more is the same number again.
        QTest::newRow("2^53") << 9007199254740992.0;
        QTest::newRow("huge") << 1e300;
        QTest::newRow("most") << -std::numeric_limits<double>::max();
        QTest::newRow("least") << std::numeric_limits<double>::denorm_min();
    }

    void aConstantProfileIsInTheMiddle() {
        QFETCH(double, value);
        const std::unique_ptr<ui::ProfileView> view = viewOf({value, value, value});
        QVERIFY(std::isfinite(view->yOf(value)));
        QCOMPARE(view->yOf(value), viewOf({7, 7, 7})->yOf(7));
        QVERIFY2(isDrawnAt(*view, view->yOf(value)), "there is no curve");
    }

    void aProfileOfAllDoublesHasItsEnds() {
        constexpr double kMost = std::numeric_limits<double>::max();
        const std::unique_ptr<ui::ProfileView> view = viewOf({-kMost, 0, kMost});
        QVERIFY(view->yOf(kMost) < view->yOf(0) && view->yOf(0) < view->yOf(-kMost));
        QCOMPARE(view->yOf(0), (view->yOf(kMost) + view->yOf(-kMost)) / 2);
    }

    void profileFollowsEdits() {
        openFilledLine();
        ui::ProfileDock dock(*m_document, *m_styles, *m_options);
        show(dock);
        QTRY_COMPARE(dock.profile().curves.size(), std::size_t{2});
        stroke(*m_document, {{1.5, 0.5}}, 1, true, QString());
        QTRY_COMPARE(dock.profile().curves.back().values, (std::vector<double>{0, 200, 2}));
    }

    void profileKeepsWhatIsPointedAt() {
        openFilledLine();
        ui::ProfileDock dock(*m_document, *m_styles, *m_options);
        show(dock);
        auto& view = *dock.findChild<ui::ProfileView*>();
        QTest::keyClick(&view, Qt::Key_Right);
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(dock.text(), QString("1.0 px: x 1 y 0 · destination 1 · result 1"));
        QSignalSpy pointed(&dock, &ui::ProfileDock::pointed);
        const auto spot = [&pointed] {
            return pointed.last().first().value<std::optional<base::Point>>();
        };
        stroke(*m_document, {{1.5, 0.5}}, 1, true, QString());
        QTRY_COMPARE(dock.text(), QString("1.0 px: x 1 y 0 · destination 1 · result 200"));
        QVERIFY(!pointed.isEmpty());
        QVERIFY(spot() == (base::Point{1.5, 0.5}));
        // A line that is shorter has no such sample.
        m_options->setLine(session::MeasuredLine{{2.5, 1.5}, {2.5, 1.5}});
        QTRY_VERIFY(dock.text().startsWith("0.0 px: x 2 y 1"));
        QVERIFY(spot() == (base::Point{2.5, 1.5}));
        dock.hide();
        QVERIFY2(!spot(), "a dock that is hidden points at nothing");
    }

private:
    void open(LayerId id, const array::NdArray& array) {
        const auto opened = m_document->open(id, m_folder.write("a.npy", array));
        QVERIFY2(opened, opened ? "" : opened.error().text().c_str());
    }
    void openLabels() {
        open(LayerId::Destination, makeArray<std::uint8_t>({2, 3}, {0, 1, 2, 3, 5, 5}));
    }
    /// What is selected gets 200, and the line is the first row.
    void openFilledLine() {
        openLabels();
        m_document->setMode(assign::Mode::Fill);
        m_document->setValueText("200");
        m_options->setLine(session::MeasuredLine{{0.5, 0.5}, {2.5, 0.5}});
    }
    static void show(QDockWidget& dock) {
        dock.resize(320, 300);
        dock.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dock));
    }
    /// A view of one curve with those values.
    static std::unique_ptr<ui::ProfileView> viewOf(const std::vector<double>& values) {
        session::Profile profile;
        profile.curves.push_back({LayerId::Destination, false, values});
        profile.line.pixels.resize(values.size());
        auto view = std::make_unique<ui::ProfileView>();
        view->resize(300, 200);
        view->setProfile(profile);
        return view;
    }
    /// Whether there is something of the destination's curve at that height, in the middle column.
    static bool isDrawnAt(ui::ProfileView& view, double y) {
        const QImage image = view.grab().toImage();
        const QColor curve = ui::ProfileView::colourOf(LayerId::Destination, view.palette());
        const QColor drawn = image.pixelColor(image.width() / 2, static_cast<int>(y));
        const QColor ground = view.palette().color(QPalette::Base);
        return std::abs(drawn.red() - ground.red()) > std::abs(curve.red() - ground.red()) / 3;
    }
    static QStringList rows(const ui::PixelDock& dock) {
        const auto* table = dock.findChild<QTableWidget*>();
        QStringList rows;
        for (int row = 0; row < table->rowCount(); ++row) {
            QStringList cells;
            for (int cell = 0; cell < table->columnCount(); ++cell) {
                cells << table->item(row, cell)->text();
            }
            rows << cells.join('|');
        }
        return rows;
    }
    template <class Widget>
    static Widget* named(QWidget& in, const QString& name) {
        for (Widget* widget : in.findChildren<Widget*>()) {
            if (widget->accessibleName() == name) {
                return widget;
            }
        }
        qFatal("there is no %s", qPrintable(name));
    }

    MaskFolder m_folder;
    std::unique_ptr<session::Document> m_document;
    std::unique_ptr<session::LayerStyles> m_styles;
    std::unique_ptr<session::ToolOptions> m_options;
    std::unique_ptr<QAction> m_pin;
};

QTEST_MAIN(TestInspectionDocks)
#include "tst_inspection_docks.moc"
