// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>
#include <optional>

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>

#include "core/assign/cast_report.h"
#include "tests/support/canvases.h"
#include "tests/support/random.h"
#include "tests/ui/window/window_test.h"
#include "ui/canvas/cast_map.h"
#include "ui/docks/cast_dock.h"
#include "ui/session/layer_colours.h"

using namespace frisket;
using namespace frisket::test;
using assign::CastChange;
using assign::Casting;
using assign::Mode;
using session::LayerId;
using ui::CastDock;

namespace {
constexpr std::int64_t kHeight = 30;
constexpr std::int64_t kWidth = 40;

/// What becomes of a float in uint8, by the definition.
std::optional<CastChange> intoByte(float value) {
    if (std::isnan(value)) {
        return CastChange::NotANumber;
    }
    const float whole = std::trunc(value);
    if (whole < 0 || whole > 255) {
        return CastChange::Saturated;
    }
    return whole != value ? std::optional(CastChange::Truncated) : std::nullopt;
}
}  // namespace

/// What the Cast dock says and does, and the map of the cast, in the window.
class TestWindowCast : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->window.resize(1360, 900);
        m_bench->window.show();
        m_bench->window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_bench->window));
        m_dock = m_bench->window.findChild<CastDock*>();
        QVERIFY(m_dock != nullptr);
    }
    void cleanup() { m_bench.reset(); }

    void startsHiddenAndIsInTheMenu() {
        QVERIFY(m_dock->isHidden());
        QVERIFY(m_bench->window.findChildren<QAction*>().contains(m_dock->toggleViewAction()));
        m_dock->toggleViewAction()->trigger();
        QTRY_VERIFY(m_dock->widget()->isVisible());
        QCOMPARE(m_dock->state(),
                 QString("Open a destination and a source: there is no cast yet."));
    }

    void kindsAreCountedWithExamples() {
        openWords();
        see();
        QTRY_COMPARE(m_dock->state(),
                     QString("uint16 → uint8: 3 of 6 selected values don't fit; Apply will "
                             "refuse."));
        QCOMPARE(countOf(CastChange::Wrapped), QString("3"));
        QCOMPARE(example(CastChange::Wrapped)->text(), QString("300 → 44 at [0, 1]"));
        QVERIFY(!child<QLabel>("count.truncated")->isVisible());
        // It follows what is painted when the stroke is done.
        stroke(document(), {{1.5, 0.5}}, 1, false);
        QTRY_COMPARE(countOf(CastChange::Wrapped), QString("2"));
        QCOMPARE(example(CastChange::Wrapped)->text(), QString("400 → 144 at [1, 0]"));
        document().undo();
        QTRY_COMPARE(countOf(CastChange::Wrapped), QString("3"));
        document().clearCondition();
        QTRY_COMPARE(m_dock->state(),
                     QString("uint16 → uint8: none of the 0 selected values changes."));
        QVERIFY(!example(CastChange::Wrapped)->isVisible());
    }

    void floatsHaveThreeKinds() {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        open(LayerId::Destination, makeArray<std::uint8_t>({2, 3}, {0, 0, 0, 0, 0, 0}));
        open(LayerId::Source, makeArray<float>({2, 3}, {1, 2.5F, nan, -4, 300, 0.25F}));
        document().selectAll();
        document().setCasting(Casting::Unsafe);
        see();
        QTRY_COMPARE(m_dock->state(),
                     QString("float32 → uint8: 5 of 6 selected values don't fit; Apply will "
                             "change them."));
        QCOMPARE(countOf(CastChange::Truncated), QString("2"));
        QCOMPARE(countOf(CastChange::Saturated), QString("2"));
        QCOMPARE(countOf(CastChange::NotANumber), QString("1"));
        QCOMPARE(example(CastChange::Truncated)->text(), QString("2.5 → 2 at [0, 1]"));
        QCOMPARE(example(CastChange::Saturated)->text(), QString("-4 → 0 at [1, 0]"));
        QCOMPARE(example(CastChange::NotANumber)->text(), QString("nan → 0 at [0, 2]"));
    }

    void anExampleLeadsToItsPlace() {
        std::vector<std::uint16_t> values(3 * 60 * 80, 1);
        const std::size_t place = (2 * 60 + 51) * 80 + 67;
        values[place] = 1000;
        open(LayerId::Destination,
             makeArray<std::uint8_t>({3, 60, 80}, std::vector<std::uint8_t>(values.size(), 0)));
        open(LayerId::Source, makeArray<std::uint16_t>({3, 60, 80}, values));
        document().selectAll();
        see();
        QTRY_COMPARE(example(CastChange::Wrapped)->text(), QString("1000 → 232 at [2, 51, 67]"));
        ui::Canvas& canvas = m_bench->window.canvas();
        canvas.zoomTo(30);
        QCOMPARE(document().shownPlane().index[0], 0);
        example(CastChange::Wrapped)->click();
        QCOMPARE(document().shownPlane().index[0], 2);
        const base::Rect seen = canvas.visibleRect();
        QVERIFY(seen.x0 <= 67 && 67 < seen.x1 && seen.y0 <= 51 && 51 < seen.y1);
    }

    void castingsSayWhatTheyDo() {
        openWords();
        see();
        QTRY_COMPARE(castingText(Casting::Exact), QString("exact: refused, 3 wrap around"));
        QCOMPARE(castingText(Casting::Safe),
                 QString("safe: refused by the dtypes; under unsafe 3 wrap around"));
        QCOMPARE(castingText(Casting::SameKind), QString("same_kind: written, 3 wrap around"));
        QCOMPARE(castingText(Casting::Unsafe), QString("unsafe: written, 3 wrap around"));
        QVERIFY(casting(Casting::Exact)->isChecked());
        casting(Casting::Unsafe)->click();
        QCOMPARE(document().casting(), Casting::Unsafe);
        QVERIFY(casting(Casting::Unsafe)->isChecked());
        QTRY_VERIFY(m_dock->state().endsWith("Apply will change them."));
        casting(Casting::Safe)->click();
        QVERIFY(document().plan() == nullptr);
        QTRY_COMPARE(
            m_dock->state(),
            QString("uint16 → uint8: refused by the dtypes under safe. Under unsafe 3 of 6 "
                    "selected values would change:"));
        QCOMPARE(countOf(CastChange::Wrapped), QString("3"));
        document().setCasting(Casting::Exact);  // from elsewhere
        QVERIFY(casting(Casting::Exact)->isChecked());
        QTRY_COMPARE(castingText(Casting::Exact), QString("exact: refused, 3 wrap around"));
    }

    void whatCantLoseIsSaid() {
        open(LayerId::Destination, makeArray<std::uint16_t>({2, 2}, {1, 2, 3, 4}));
        open(LayerId::Source, makeArray<std::uint8_t>({2, 2}, {1, 2, 3, 4}));
        see();
        QTRY_COMPARE(m_dock->state(), QString("uint8 → uint16: every value fits."));
        QAction* map = m_bench->window.actions().castMap;
        QVERIFY(!map->isEnabled());
        QCOMPARE(map->toolTip(), m_dock->state());
        QVERIFY(!m_dock->findChild<QCheckBox*>()->isEnabled());
        open(LayerId::Source, makeArray<std::int32_t>({2, 2}, {1, 2, 3, -4}));
        document().selectAll();
        QVERIFY(map->isEnabled());
        map->trigger();
        QVERIFY(map->isChecked() && m_dock->findChild<QCheckBox*>()->isChecked());
        document().setMode(Mode::Fill);
        QVERIFY(!map->isEnabled() && !map->isChecked());
        QTRY_VERIFY(m_dock->state().contains("“fill”"));
        document().setMode(Mode::Where);
        QVERIFY(map->isEnabled() && !map->isChecked());
        m_dock->findChild<QCheckBox*>()->click();
        QVERIFY(map->isChecked());
    }

    void mapIsDrawn_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<int>("casting");
        QTest::addColumn<bool>("small");
        for (const bool small : {false, true}) {
            for (const Casting casting : {Casting::Exact, Casting::Unsafe}) {
                const QByteArray suffix = QByteArray(small ? ", shrunk" : "") +
                                          (casting == Casting::Exact ? ", exact" : ", unsafe");
                QTest::newRow("where" + suffix) << int(Mode::Where) << int(casting) << small;
                QTest::newRow("scatter" + suffix) << int(Mode::Scatter) << int(casting) << small;
                QTest::newRow("putmask" + suffix) << int(Mode::Putmask) << int(casting) << small;
            }
        }
    }
    /// Pixels of the canvas against the definition, for the value that each selected one takes.
    void mapIsDrawn() {
        QFETCH(const int, mode);
        QFETCH(const int, casting);
        QFETCH(const bool, small);
        Random random;
        std::vector<float> values;
        for (std::int64_t i = 0; i < kHeight * kWidth; ++i) {
            const float any[] = {static_cast<float>(random.between(0, 255)), 17.5F, 900, -3, -0.5F,
                                 std::numeric_limits<float>::quiet_NaN()};
            values.push_back(any[random.between(0, 5)]);
        }
        open(LayerId::Destination, test::randomArray(array::DType::U8, {kHeight, kWidth}, 1));
        open(LayerId::Source, makeArray<float>({kHeight, kWidth}, values));
        document().setMode(static_cast<Mode>(mode));
        document().setCasting(static_cast<Casting>(casting));
        stroke(document(), {{5.5, 5.5}, {33.5, 25.5}}, 9, true);
        ui::Canvas& canvas = m_bench->window.canvas();
        small ? canvas.zoomTo(0.5) : canvas.zoomFit();
        QAction* action = m_bench->window.actions().castMap;
        QVERIFY(action->isEnabled());
        const QImage without = drawn(canvas);
        action->trigger();
        compareMap(drawn(canvas), without, values, static_cast<Mode>(mode));
        // It follows what is painted.
        stroke(document(), {{2.5, 2.5}}, 3, true);
        action->trigger();
        const QImage later = drawn(canvas);
        action->trigger();
        compareMap(drawn(canvas), later, values, static_cast<Mode>(mode));
        action->trigger();
        QVERIFY(drawn(canvas) == later);
    }

private:
    [[nodiscard]] session::Document& document() { return m_bench->document(); }
    void open(LayerId id, const array::NdArray& array) {
        FRISKET_VERIFY(document().open(id, m_bench->folder.write("a.npy", array)));
    }
    void openWords() {
        open(LayerId::Destination, makeArray<std::uint8_t>({2, 3}, {0, 0, 0, 0, 0, 0}));
        open(LayerId::Source, makeArray<std::uint16_t>({2, 3}, {1, 300, 2, 400, 0, 500}));
        document().selectAll();
    }
    void see() {
        m_dock->show();
        m_dock->raise();
        QTRY_VERIFY(m_dock->widget()->isVisible());
    }
    template <class Widget>
    [[nodiscard]] Widget* child(const QString& name) const {
        auto* found = m_dock->findChild<Widget*>(name);
        return found != nullptr ? found : (qFatal("no %s", qPrintable(name)), nullptr);
    }
    [[nodiscard]] static QString text(std::string_view name) {
        return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    }
    [[nodiscard]] QString countOf(CastChange change) const {
        const auto* label = child<QLabel>("count." + text(assign::name(change)));
        return label->isVisible() ? label->text() : QString("hidden");
    }
    [[nodiscard]] QPushButton* example(CastChange change) const {
        return child<QPushButton>("example." + text(assign::name(change)));
    }
    [[nodiscard]] QRadioButton* casting(Casting casting) const {
        return child<QRadioButton>("casting." + text(assign::name(casting)));
    }
    [[nodiscard]] QString castingText(Casting which) const {
        return casting(which)->accessibleName();
    }
    void compareMap(const QImage& with, const QImage& without, const std::vector<float>& values,
                    Mode mode) {
        const ui::Canvas& canvas = m_bench->window.canvas();
        const std::int64_t step = canvas.zoom() < 1 ? 2 : 1;  // pixels that are sampled
        std::int64_t selected = 0;
        int lossy = 0;
        for (std::int64_t y = 0; y < kHeight; ++y) {
            for (std::int64_t x = 0; x < kWidth; ++x) {
                const bool here = document().condition()->at(y * kWidth + x);
                if (x % step == 0 && y % step == 0) {
                    const std::int64_t taken = mode == Mode::Scatter ? selected : y * kWidth + x;
                    const auto change =
                        here ? intoByte(values[static_cast<std::size_t>(taken)]) : std::nullopt;
                    const QColor colour = colourAt(with, canvas, x, y);
                    const QColor wanted =
                        change ? session::qColorOf(labels::opaque(ui::CastMap::colour(*change)))
                               : colourAt(without, canvas, x, y);
                    if (colour != wanted) {
                        QFAIL(qPrintable(QStringLiteral("%1, %2 is %3, not %4")
                                             .arg(x)
                                             .arg(y)
                                             .arg(colour.name(), wanted.name())));
                    }
                    lossy += static_cast<int>(change.has_value());
                }
                selected += static_cast<std::int64_t>(here);
            }
        }
        QVERIFY(lossy > 30);
    }

    std::unique_ptr<WindowBench> m_bench;
    CastDock* m_dock = nullptr;
};

QTEST_MAIN(TestWindowCast)
#include "tst_window_cast.moc"
