// SPDX-License-Identifier: MIT
#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

#include "tests/support/random.h"
#include "tests/ui/window/window_test.h"
#include "ui/docks/broadcast_view.h"
#include "ui/mode_words.h"

using namespace frisket;
using namespace frisket::test;
using assign::Mode;
using session::LayerId;

class TestWindowModes : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->openBoth();
        m_mode = box("Mode");
        QVERIFY(m_mode != nullptr);
    }
    void cleanup() { m_bench.reset(); }

    void allSixAreOffered() {
        QStringList names;
        for (int item = 0; item < m_mode->count(); ++item) {
            names << m_mode->itemText(item);
        }
        QCOMPARE(names, QStringList({"where", "index", "scatter", "fill", "place", "putmask"}));
        const QStringList twins{"np.copyto(d, s, where=c)", "d[c] = s",
                                "d.masked_scatter_(c, s)",  "d.masked_fill_(c, v)",
                                "np.place(d, c, s)",        "np.putmask(d, c, s)"};
        for (int item = 0; item < m_mode->count(); ++item) {
            const QString tip = m_mode->itemData(item, Qt::ToolTipRole).toString();
            QVERIFY2(tip.startsWith(twins[item]), qPrintable(tip));
            QVERIFY(!tip.contains('\n'));
            QVERIFY(m_mode->toolTip().contains(tip));
        }
    }

    void choosingOneSwitches_data() {
        QTest::addColumn<int>("mode");
        for (const Mode mode : assign::kAllModes) {
            QTest::newRow(std::string(assign::name(mode)).c_str()) << static_cast<int>(mode);
        }
    }
    void choosingOneSwitches() {
        QFETCH(int, mode);
        session::Document& document = m_bench->document();
        m_bench->window.show();
        m_mode->setCurrentIndex(m_mode->count() - 1);
        m_mode->setCurrentIndex(mode);
        QCOMPARE(static_cast<int>(document.mode()), mode);
        QCOMPARE(m_mode->statusTip(), ui::modeWords(document.mode()));
        auto* value = m_bench->window.findChild<QLineEdit*>();
        for (auto* edit : m_bench->window.findChildren<QLineEdit*>()) {
            value = edit->accessibleName() == "Value" ? edit : value;
        }
        QTRY_COMPARE(value->isVisible(), document.mode() == Mode::Fill);
        // Chosen elsewhere, it is shown here.
        document.setMode(document.mode() == Mode::Where ? Mode::Place : Mode::Where);
        QCOMPARE(m_mode->currentText().toStdString(), std::string(assign::name(document.mode())));
    }

    void aListIsExplained() {
        openList({10, 11, 12, 13});
        QCOMPARE(m_mode->currentText(), QString("where"));
        QVERIFY(shows("Its shape does not fit the destination; see Broadcast."));
        m_mode->setCurrentText("scatter");
        QVERIFY(!shows("Its shape does not fit the destination; see Broadcast."));
        QVERIFY(shows("uint8 · 4 · NPY · in order, not drawn"));
        m_bench->window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_bench->window));
        Pointer pointer(m_bench->window.canvas());
        pointer.moveTo(m_bench->window.canvas().widgetPosition({1.5, 1.5}));
        QTRY_VERIFY(shows("Source in order"));
        QTRY_VERIFY(shows("Result 255"));
        m_bench->paint(1);
        m_bench->paint(4);
        QTRY_VERIFY(shows("Result 11"));
        m_bench->window.actions().apply->trigger();
        QCOMPARE(destinationBytes(m_bench->document()), QByteArray("\0\12\2\3\13\5", 6));
        m_bench->window.actions().undo->trigger();
        QCOMPARE(destinationBytes(m_bench->document()), QByteArray("\0\1\2\3\377\5", 6));
    }

    void aShortageSwitchesApplyOffAndIsTold() {
        openList({10, 11});
        m_mode->setCurrentText("scatter");
        const QAction* apply = m_bench->window.actions().apply;
        m_bench->paint(0);
        m_bench->paint(5);
        QVERIFY(apply->isEnabled());
        QTRY_VERIFY(shows("2 selected; the source has 2."));
        QTRY_VERIFY(code().contains("[:2]"));
        m_bench->paint(3);
        QVERIFY(!apply->isEnabled());
        QTRY_VERIFY(shows("the condition selects 3"));
        QVERIFY(shows("1 missing"));
        m_bench->window.actions().undo->trigger();
        QVERIFY(apply->isEnabled());
        QVERIFY(!shows("the condition selects 3"));
        QVERIFY(description().contains("Source, uint8: 2 in order."));
        m_mode->setCurrentText("place");
        m_bench->window.actions().selectAll->trigger();
        QVERIFY(apply->isEnabled());
        m_bench->window.actions().apply->trigger();
        QCOMPARE(destinationBytes(m_bench->document()), QByteArray("\12\13\12\13\12\13", 6));
    }

    /// Words cost a layout, which no event of a stroke is to pay.
    void wordsOfAStrokesRefusalsComeLater() {
        openList({10, 11});
        m_mode->setCurrentText("scatter");
        m_bench->paint(0);
        QVERIFY(shows("2×3 · live"));
        session::Document& document = m_bench->document();
        stroke(document, {{0.5, 1.5}, {2.5, 1.5}}, 1, true, {});
        QVERIFY(document.inStroke() && document.plan() == nullptr);
        QVERIFY(!m_bench->window.actions().apply->isEnabled());
        QVERIFY(shows("2×3 · live"));
        QTRY_VERIFY(shows("2×3 · equals the destination"));
        document.abortStroke();
        QVERIFY(m_bench->window.actions().apply->isEnabled());
        QVERIFY(shows("2×3 · live"));
        stroke(document, {{0.5, 1.5}, {2.5, 1.5}}, 1, true, {});
        QVERIFY(shows("2×3 · live"));
        document.commitStroke("Stroke");
        QVERIFY(shows("2×3 · equals the destination"));
        QVERIFY(!m_bench->window.actions().apply->isEnabled());
    }

    /// After any edit the dock counts what is selected, in every mode and under every shape of
    /// condition, whether the plan works or not, in planes that are not shown too.
    void theDockCountsEveryEdit_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<QList<int>>("condition");
        for (const Mode mode : {Mode::Index, Mode::Scatter, Mode::Place, Mode::Putmask}) {
            const bool leading = mode == Mode::Index;
            const bool flat = mode == Mode::Place || mode == Mode::Putmask;
            QTest::addRow("%s, whole", assign::name(mode).data())
                << static_cast<int>(mode) << QList<int>{2, 4, 70};
            if (!flat) {
                QTest::addRow("%s, repeated", assign::name(mode).data())
                    << static_cast<int>(mode) << (leading ? QList<int>{2, 4} : QList<int>{4, 70});
            }
        }
    }
    void theDockCountsEveryEdit() {
        QFETCH(int, mode);
        QFETCH(QList<int>, condition);
        array::Shape shape;
        for (const int size : condition) {
            shape.append(size);
        }
        MaskFolder& folder = m_bench->folder;
        std::vector<std::uint8_t> bits(
            static_cast<std::size_t>(array::elementCount(shape).value()));
        bits.back() = 1;  // in the plane that is not shown, if there is one
        session::Document& document = m_bench->document();
        m_bench->window.files().openLayers(
            {{LayerId::Destination,
              folder.write<std::uint8_t>("d.npy", {2, 4, 70}, std::vector<std::uint8_t>(560))},
             {LayerId::Source, folder.write<std::uint8_t>("s.npy", {6}, {1, 2, 3, 4, 5, 6})},
             {LayerId::Condition, folder.write("c.npy", shape, bits)}});
        m_mode->setCurrentIndex(mode);
        const ui::Actions& actions = m_bench->window.actions();
        Random random;
        for (int round = 0; round < 60; ++round) {
            QApplication::processEvents();  // no refresh from before may help
            const std::array edits{actions.undo, actions.redo, actions.invert, actions.clear,
                                   actions.selectAll};
            constexpr std::size_t kClear = 3;  // first, when only the hidden plane has a True
            const auto edit = round == 0 ? kClear : static_cast<std::size_t>(random.between(0, 9));
            if (edit < edits.size()) {
                edits[edit]->trigger();
            } else {
                const auto x = static_cast<double>(random.between(0, 4));
                const auto y = static_cast<double>(random.between(0, 3));
                stroke(document, {{x + 0.5, y + 0.5}}, static_cast<int>(random.between(1, 3)),
                       random.chance(60));
            }
            const std::int64_t counted = document.mode() == Mode::Index
                                             ? document.condition()->count()
                                             : selectedOf(document);
            const QString told = QStringLiteral(" %1 selected").arg(counted);
            QTRY_VERIFY2(shows(told), qPrintable(told));
        }
    }

    void aConditionThatDoesNotFitIsNotCounted() {
        m_mode->setCurrentText("scatter");
        m_bench->window.files().openLayers(
            {{LayerId::Condition,
              m_bench->folder.write<std::uint8_t>("c.npy", {3, 3}, {1, 1, 1, 1, 0, 0, 0, 0, 0})}});
        QVERIFY(shows("takes element k of the source."));
        QVERIFY(!shows("selected;"));
    }

    /// One value for all has a place in the picture, whatever the mode.
    void oneValueForAllIsDrawn() {
        openList({42});
        m_mode->setCurrentText("index");
        m_bench->paint(0);
        m_bench->paint(4);
        QVERIFY(!shows("in order, not drawn"));
        QCOMPARE(m_bench->document().valueAt(LayerId::Source, 1, 1), QString("42"));
        m_mode->setCurrentText("scatter");
        QVERIFY(shows("in order, not drawn"));
    }

    void theBoxesFollowTheDocument() {
        m_bench->document().setCasting(assign::Casting::SameKind);
        m_bench->document().setMode(Mode::Fill);
        m_bench->document().setValueText("17");
        QVERIFY(box("Casting")->currentText() == "same_kind");
        QCOMPARE(m_mode->currentText(), QString("fill"));
        QString value;
        for (const auto* edit : m_bench->window.findChildren<QLineEdit*>()) {
            value = edit->accessibleName() == "Value" ? edit->text() : value;
        }
        QCOMPARE(value, QString("17"));
    }

    void whatTheCastLosesIsToldBefore() {
        m_bench->window.files().openLayers(
            {{LayerId::Source,
              m_bench->folder.write<float>("f.npy", {2, 3}, {1, 2.5F, 300, 4, 5.5F, 6})}});
        m_bench->window.show();
        QTRY_VERIFY(shows("No selected value changes."));
        m_bench->paint(1);
        QTRY_VERIFY(shows("Apply will refuse: of the selected values, 1 loses its fraction."));
        m_bench->document().setCasting(assign::Casting::Unsafe);
        m_bench->window.actions().selectAll->trigger();
        QTRY_VERIFY(
            shows("Apply will change selected values: 2 lose their fraction, 1 is cut to "
                  "the limit. The first is at [0, 1]: 2.5 → 2."));
        m_bench->window.actions().apply->trigger();
        QCOMPARE(destinationBytes(m_bench->document()), QByteArray("\1\2\377\4\5\6"));
        m_mode->setCurrentText("fill");
        QTRY_VERIFY(!shows("Apply will change"));
    }

    void aListOpenedBesideIsTheSource() {
        const QString list =
            m_bench->folder.write<std::uint8_t>("scene_predicted_values.npy", {3}, {1, 2, 3});
        m_bench->window.files().openFiles({m_bench->destination, list});
        QVERIFY(m_bench->script.takeAsked().isEmpty());
        QCOMPARE(m_bench->document().file(LayerId::Source).path, list);
        // A name that says nothing is asked about, since it would replace the destination.
        m_bench->script.roles = QList<session::LayerPath>{{LayerId::Source, list}};
        const QString unnamed = m_bench->folder.write<std::uint8_t>("values.npy", {3}, {1, 2, 3});
        m_bench->window.files().openFiles({unnamed});
        QCOMPARE(m_bench->script.takeAsked(), QStringList{"roles"});
        QCOMPARE(m_bench->document().file(LayerId::Destination).path, m_bench->destination);
    }

private:
    [[nodiscard]] QComboBox* box(const QString& name) const {
        for (auto* found : m_bench->window.findChildren<QComboBox*>()) {
            if (found->accessibleName() == name) {
                return found;
            }
        }
        return nullptr;
    }

    /// Elements of the destination that are selected, each looked at.
    static std::int64_t selectedOf(const session::Document& document) {
        const auto layout = document.broadcastLayout(LayerId::Condition).value();
        std::int64_t count = 0;
        for (std::int64_t flat = 0; flat < layout.count(); ++flat) {
            count +=
                document.condition()->at(layout.at(array::unravel(flat, layout.shape))) ? 1 : 0;
        }
        return count;
    }

    void openList(const std::vector<std::uint8_t>& values) {
        m_bench->window.files().openLayers(
            {{LayerId::Source,
              m_bench->folder.write<std::uint8_t>(
                  "list.npy", {static_cast<std::int64_t>(values.size())}, values)}});
    }

    /// Whether a label that is not hidden has `text` in it.
    [[nodiscard]] bool shows(const QString& text) const {
        for (const QLabel* label : m_bench->window.findChildren<QLabel*>()) {
            if (label->text().contains(text) && label->isVisibleTo(label->parentWidget())) {
                return true;
            }
        }
        for (const auto* row : m_bench->window.findChildren<QAbstractButton*>()) {
            if (row->accessibleName().contains(text)) {
                return true;
            }
        }
        return false;
    }
    [[nodiscard]] QString code() const {
        for (const auto* text : m_bench->window.findChildren<QPlainTextEdit*>()) {
            if (text->accessibleName() == "Equivalent NumPy line") {
                return text->toPlainText();
            }
        }
        return {};
    }
    [[nodiscard]] QString description() const {
        return m_bench->window.findChild<ui::BroadcastView*>()->accessibleDescription();
    }

    std::unique_ptr<WindowBench> m_bench;
    QComboBox* m_mode = nullptr;
};

QTEST_MAIN(TestWindowModes)
#include "tst_window_modes.moc"
