// SPDX-License-Identifier: MIT
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include "tests/ui/window/window_test.h"
#include "ui/docks/cast_dock.h"
#include "ui/docks/dtype_panel.h"

using namespace frisket;
using namespace frisket::test;
using array::DType;
using assign::Casting;
using session::LayerId;

/// The dtypes that the Cast dock offers for the destination, in the window.
namespace {
/// The formats that hold small labels of two axes.
const QString kHolders = QStringLiteral("NPY, PNG, TIFF, COCO, labelme and NRRD");
}  // namespace

class TestWindowDType : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->window.resize(1360, 1000);
        m_bench->window.show();
        m_bench->window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_bench->window));
        m_dock = m_bench->window.findChild<ui::CastDock*>();
        QVERIFY(m_dock != nullptr);
        m_dock->show();
        m_dock->raise();
        QTRY_VERIFY(m_dock->widget()->isVisible());
    }
    void cleanup() { m_bench.reset(); }

    void nothingWhereNothingIsNeeded() {
        QVERIFY(!panel().isVisible());
        m_bench->openBoth();
        document().selectAll();
        QTRY_COMPARE(m_dock->state(), QString("Both are uint8: values are copied as they are."));
        QVERIFY(!panel().isVisible());
    }

    void aClickChangesIt() {
        openWide("m.png", 300);
        QTRY_VERIFY(button("values")->isVisible());
        QCOMPARE(button("values")->text(), QString("Change to uint16"));
        QCOMPARE(words("values"),
                 QString("Change to uint16: Holds the destination's values and all that are "
                         "selected of the source. 12 B in memory, now 6 B. %1 hold it.")
                     .arg(kHolders));
        QCOMPARE(button("types")->text(), QString("Change to int64"));
        QCOMPARE(
            words("types"),
            QString(
                "Change to int64: Holds whatever uint8 and int64 hold. 48 B in memory, "
                "now 6 B. NPY, TIFF, COCO, labelme and NRRD hold it, but not m.png as it is: Save "
                "will ask for another file."));
        QVERIFY(!button("back")->isVisible() && !button("smaller")->isVisible());
        QVERIFY(!button("values")->toolTip().isEmpty());
        button("values")->setFocus();
        QTest::keyClick(button("values"), Qt::Key_Space);
        QCOMPARE(document().dtype(LayerId::Destination), DType::U16);
        QTRY_COMPARE(m_dock->state(), QString("int64 → uint16: none of the 6 selected values "
                                              "changes."));
        QVERIFY(m_bench->window.isWindowModified());
        // The way back takes its place, and the keys.
        QVERIFY(!button("values")->isVisible());
        QVERIFY(button("back")->isVisible());
        QVERIFY(button("back")->hasFocus());
        QCOMPARE(button("back")->text(), QString("Change back to uint8"));
        button("back")->click();
        QCOMPARE(document().dtype(LayerId::Destination), DType::U8);
        QVERIFY(!document().isModified());
        QTRY_VERIFY(button("values")->isVisible() && !button("back")->isVisible());
        document().undo();
        document().undo();
        QCOMPARE(document().dtype(LayerId::Destination), DType::U8);
        document().redo();
        FRISKET_VERIFY(document().apply());
        QTRY_VERIFY(!button("back")->isVisible());  // 300 is no uint8
    }

    /// What the format can't hold is saved to another file.
    void saveAsksForAnotherFile() {
        openWide("m.png", -1);
        QTRY_VERIFY(button("values")->isVisible());
        QCOMPARE(button("values")->text(), QString("Change to int16"));
        button("values")->click();
        FRISKET_VERIFY(document().apply());
        const QByteArray before = readAll(m_bench->folder.path("m.png"));
        m_bench->script.savePath = m_bench->folder.path("m.npy");
        m_bench->script.asked.clear();
        m_bench->window.actions().save->trigger();
        QCOMPARE(m_bench->script.asked, QStringList("save path"));
        QVERIFY(m_bench->script.suggestion.endsWith("/m.npy"));
        QVERIFY(!document().isModified());
        QCOMPARE(readArray(m_bench->folder.path("m.npy")).dtype(), DType::I16);
        QCOMPARE(readAll(m_bench->folder.path("m.png")), before);
        // From now on that is its file.
        document().undo();
        m_bench->script.unsaved = ui::UnsavedAnswer::SaveOnly;
        m_bench->script.asked.clear();
        m_bench->window.actions().save->trigger();
        QVERIFY(!m_bench->script.asked.contains("save path"));
        QVERIFY(!document().isModified());
    }

    void aRefusedNameIsSaid() {
        openWide("m.png", -1);
        FRISKET_VERIFY(document().changeDType(DType::I16));
        m_bench->script.unsaved = ui::UnsavedAnswer::SaveOnly;
        m_bench->script.savePath = m_bench->folder.path("other.png");
        m_bench->window.actions().saveAs->trigger();
        QVERIFY(QString::fromStdString(m_bench->script.error.text())
                    .contains("other.png: PNG can't hold int16"));
        QVERIFY(!QFile::exists(m_bench->folder.path("other.png")));
        QVERIFY(document().isModified());
    }

    void castingsThatTheTypesRefuseAreCounted() {
        openWide("m.npy", 300);
        document().setCasting(Casting::Safe);
        QTRY_COMPARE(m_dock->state(),
                     QString("int64 → uint8: refused by the dtypes under safe. Under unsafe 2 of 6 "
                             "selected values would change:"));
        QVERIFY(label("count.wrapped")->isVisible());
        QCOMPARE(label("count.wrapped")->text(), QString("2"));
        QCOMPARE(casting("safe"), QString("safe: refused by the dtypes; under unsafe 2 wrap "
                                          "around"));
        QCOMPARE(casting("exact"), QString("exact: refused, 2 wrap around"));
        auto* example = m_dock->findChild<QPushButton*>("example.wrapped");
        QVERIFY(example != nullptr && example->isVisible());
        QCOMPARE(example->text(), QString("300 → 44 at [0, 0]"));
        example->click();
        // What is offered works under that casting.
        QCOMPARE(button("values")->text(), QString("Change to int64"));
        button("values")->click();
        QVERIFY(document().plan() != nullptr);
        document().undo();
        document().clearCondition();
        QTRY_COMPARE(
            m_dock->state(),
            QString("int64 → uint8: refused by the dtypes under safe. Under unsafe none of "
                    "the 0 selected values would change."));
    }

    void aValueThatFills() {
        openWide("m.npy", 300);
        document().setMode(assign::Mode::Fill);
        document().setValueText("70000");
        QTRY_VERIFY(button("values")->isVisible());
        QCOMPARE(m_dock->state(), document().problem());
        QVERIFY(words("values").contains("and the one that fills"));
        button("values")->click();
        QCOMPARE(document().dtype(LayerId::Destination), DType::U32);
        QVERIFY(document().plan() != nullptr);
    }

    void labelsInAWideTypeMayBecomeAPng() {
        FRISKET_VERIFY(document().open(
            LayerId::Destination,
            m_bench->folder.write<std::int64_t>("wide.npy", {2, 3}, {0, 1, 2, 3, 4, 255})));
        QTRY_VERIFY(button("smaller")->isVisible());
        QCOMPARE(words("smaller"), QString("Change to uint8: Every value fits. 6 B in memory, now "
                                           "48 B. %1 hold it.")
                                       .arg(kHolders));
        button("smaller")->click();
        QCOMPARE(document().dtype(LayerId::Destination), DType::U8);
        QTRY_VERIFY(!button("smaller")->isVisible() && button("back")->isVisible());
    }

private:
    [[nodiscard]] session::Document& document() { return m_bench->document(); }
    /// A uint8 destination in that file, and an int64 source with two values that don't fit.
    void openWide(const QString& name, std::int64_t value) {
        FRISKET_VERIFY(
            document().open(LayerId::Destination,
                            m_bench->folder.write<std::uint8_t>(name, {2, 3}, {0, 1, 2, 3, 4, 5})));
        FRISKET_VERIFY(document().open(
            LayerId::Source,
            m_bench->folder.write<std::int64_t>("s.npy", {2, 3}, {value, 1, 2, value, 4, 5})));
        document().selectAll();
    }
    [[nodiscard]] ui::DTypePanel& panel() const { return *m_dock->findChild<ui::DTypePanel*>(); }
    [[nodiscard]] QPushButton* button(const QString& why) const {
        auto* found = panel().findChild<QPushButton*>("dtype." + why);
        return found != nullptr ? found : (qFatal("no %s", qPrintable(why)), nullptr);
    }
    [[nodiscard]] QString words(const QString& why) const { return button(why)->accessibleName(); }
    [[nodiscard]] QLabel* label(const QString& name) const {
        return m_dock->findChild<QLabel*>(name);
    }
    [[nodiscard]] QString casting(const QString& name) const {
        return m_dock->findChild<QWidget*>("casting." + name)->accessibleName();
    }

    std::unique_ptr<WindowBench> m_bench;
    ui::CastDock* m_dock = nullptr;
};

QTEST_MAIN(TestWindowDType)
#include "tst_window_dtype.moc"
