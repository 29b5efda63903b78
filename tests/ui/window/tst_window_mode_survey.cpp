// SPDX-License-Identifier: MIT
#include <QPushButton>
#include <QTest>

#include "core/paint/round_brush.h"
#include "tests/support/random.h"
#include "tests/ui/window/window_test.h"
#include "ui/docks/modes_dock.h"
#include "ui/session/layer_colours.h"

using namespace frisket;
using namespace frisket::test;
using assign::Mode;
using session::LayerId;
using ui::ModeRow;
using ui::ModesDock;

/// What the Modes dock says and does, in the window.
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
        QCOMPARE(changedByWhere(),
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
        QCOMPARE(changedByWhere(), 1800);
        const int pictures = m_dock->survey().pictureNumber();
        document().setIndex(0, 2);
        QVERIFY(m_dock->survey().counts() != nullptr);
        QTRY_VERIFY(m_dock->survey().pictureNumber() != pictures && m_dock->survey().isCurrent());
        QCOMPARE(changedByWhere(), 1800);
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
    /// As it is counted; -1 where it is not yet.
    [[nodiscard]] std::int64_t changedByWhere() const {
        const auto* counts = m_dock->survey().counts();
        return counts != nullptr ? counts->changed[session::indexOf(Mode::Where)] : -1;
    }
    [[nodiscard]] static std::int64_t unequal(const QByteArray& a, const QByteArray& b) {
        std::int64_t count = 0;
        for (qsizetype i = 0; i < a.size(); ++i) {
            count += static_cast<std::int64_t>(a[i] != b[i]);
        }
        return count;
    }

    std::unique_ptr<WindowBench> m_bench;
    ModesDock* m_dock = nullptr;
};

QTEST_MAIN(TestWindowModeSurvey)
#include "tst_window_mode_survey.moc"
