// SPDX-License-Identifier: MIT
#include <QCheckBox>
#include <QComboBox>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include "tests/support/canvases.h"
#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "ui/canvas/canvas.h"
#include "ui/docks/history_dock.h"
#include "ui/docks/history_model.h"
#include "ui/docks/revert_panel.h"
#include "ui/session/condition_stack.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;
using session::PaintInto;
using ui::HistoryDock;

/// The History dock's comparison with an earlier state and what reverts to it, by mouse and keys.
class TestRevertPanel : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_document = std::make_unique<session::Document>();
        m_styles = std::make_unique<session::LayerStyles>();
        m_options = std::make_unique<session::ToolOptions>();
        const array::Shape shape{60, 80};
        FRISKET_VERIFY(m_document->open(
            LayerId::Destination,
            m_folder.write("d.npy", shape, std::vector<std::uint8_t>(60 * 80, 1))));
        FRISKET_VERIFY(m_document->open(
            LayerId::Source,
            m_folder.write("s.npy", shape, std::vector<std::uint8_t>(60 * 80, 2))));
        m_canvas = std::make_unique<ui::Canvas>(*m_document, *m_styles, *m_options);
        m_canvas->resize(400, 300);
        m_canvas->show();
        m_dock = std::make_unique<HistoryDock>(*m_document, m_styles->labels());
        m_dock->showOn(*m_canvas);
        m_dock->resize(300, 600);
        m_dock->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dock.get()));
        m_dock->activateWindow();
        // Step 1 selects, 2 applies, 3 paints a label, 4 erases a part of the condition.
        stroke(*m_document, {{10.5, 10.5}, {30.5, 10.5}}, 8, true, "Brush stroke");
        FRISKET_VERIFY(m_document->apply());
        m_document->setPaintTarget({PaintInto::Destination, "7"});
        stroke(*m_document, {{50.5, 40.5}}, 10, true, {});
        m_document->commitStroke({});
        m_document->setPaintTarget({});
        stroke(*m_document, {{10.5, 10.5}}, 8, false, "Eraser stroke");
        QCOMPARE(m_document->history().size(), 4U);
    }
    void cleanup() {
        m_canvas.reset();
        m_dock.reset();
        m_document.reset();
    }

    void nothingIsComparedAtFirst() {
        QVERIFY(button("Compare with this state")->isVisible());
        QVERIFY(!m_dock->comparison().position());
        QVERIFY(m_canvas->marks().compared() == nullptr);
        QVERIFY(find("Revert") == nullptr);
    }

    void keysCompareAndRevert() {
        const std::int64_t erased = erasedSince(1);
        const std::int64_t applied = valuesOf(2);
        const std::int64_t painted = valuesOf(7);
        QVERIFY(erased > 0 && applied > 0 && painted > 0);
        m_dock->list().setFocus();
        QTest::keyClick(&m_dock->list(), Qt::Key_Home);
        QTest::keyClick(&m_dock->list(), Qt::Key_Down);
        QCOMPARE(m_document->history().position(), 4U);  // chosen, not gone to
        QTest::keyClick(&m_dock->list(), Qt::Key_Space);
        QCOMPARE(m_dock->comparison().position(), std::optional<std::size_t>(1));
        QVERIFY(m_dock->model().index(1, 0).data().toString().endsWith("(compared)"));
        QCOMPARE(m_dock->panel().text(),
                 QString("%1 px of the condition would come back\n0 px of the condition would go\n"
                         "%2 px of the destination would change")
                     .arg(erased)
                     .arg(applied + painted));
        // From the list on by Tab to the label, which keys choose, and to the button.
        auto* labels = m_dock->findChild<QComboBox*>();
        QCOMPARE(labels->count(), 4);  // all, 1, 2, 7
        tabTo(labels);
        QTest::keyClick(labels, Qt::Key_End);
        QVERIFY(labels->currentText().startsWith("7 "));
        QPushButton* revert = find("of the &destination");
        QVERIFY(revert != nullptr);
        QCOMPARE(revert->text(), QString("Revert %1 px of the &destination").arg(painted));
        tabTo(revert);
        const QByteArray before = destinationBytes(*m_document);
        QTest::keyClick(revert, Qt::Key_Space);
        QCOMPARE(m_document->history().size(), 5U);
        QCOMPARE(QString::fromStdString(std::string(m_document->history().undoName())),
                 QString("Revert label 7 to step “Brush stroke”"));
        QCOMPARE(valuesOf(7), 0);
        QCOMPARE(valuesOf(2), applied);
        // The comparison goes on and knows it.
        QCOMPARE(differing(), applied);
        m_document->undo();
        QCOMPARE(destinationBytes(*m_document), before);
        QTRY_COMPARE(differing(), applied + painted);
    }

    void onlyWhereTheConditionIsTrue() {
        m_dock->comparison().setPosition(0);
        const std::int64_t both = valuesOf(2);
        auto* only = m_dock->findChild<QCheckBox*>();
        QTest::mouseClick(only, Qt::LeftButton, {}, QPoint(8, only->height() / 2));
        QVERIFY(only->isChecked());
        std::int64_t selected = 0;
        const QByteArray values = destinationBytes(*m_document);
        const Bools bools = boolsOf(*m_document->condition());
        for (std::size_t i = 0; i < bools.size(); ++i) {
            selected += bools[i] && values[static_cast<qsizetype>(i)] != 1 ? 1 : 0;
        }
        QVERIFY(selected > 0 && selected < both);
        QPushButton* revert = find("of the &destination");
        QCOMPARE(revert->text(), QString("Revert %1 px of the &destination").arg(selected));
        QTest::mouseClick(revert, Qt::LeftButton);
        QCOMPARE(valuesOf(2), both - selected);
        QVERIFY(valuesOf(7) > 0);
    }

    void theConditionComesBack() {
        QTest::mouseClick(button("Compare with this state"), Qt::LeftButton);
        // Of the last step, the state before it.
        QCOMPARE(m_dock->comparison().position(), std::optional<std::size_t>(3));
        const std::int64_t before = m_document->selectedCount();
        const auto* difference = m_dock->comparison().difference();
        QVERIFY(difference != nullptr);
        const std::int64_t erased = difference->addedCount;
        QTest::mouseClick(find("of the c&ondition"), Qt::LeftButton);
        QCOMPARE(m_document->selectedCount(), before + erased);
        QVERIFY(differing() == 0);
        QCOMPARE(m_dock->panel().text(), QString("Nothing differs."));
        QVERIFY(find("Revert") == nullptr);
    }

    void theMenuOfARow() {
        const QRect place = m_dock->list().visualRect(m_dock->model().index(2, 0));
        emit m_dock->list().customContextMenuRequested(place.center());
        auto* menu = m_dock->findChild<QMenu*>();
        QVERIFY(menu != nullptr);
        QTest::keyClick(menu, Qt::Key_C);
        QCOMPARE(m_dock->comparison().position(), std::optional<std::size_t>(2));
        QCOMPARE(m_document->history().position(), 4U);
    }

    void theCanvasShowsIt() {
        const QImage without = drawn(*m_canvas);
        m_dock->comparison().setPosition(1);
        QVERIFY(m_canvas->marks().compared() == m_dock->comparison().difference());
        const QImage with = drawn(*m_canvas);
        const auto isMarked = [&](int x, int y) {
            return colourAt(with, *m_canvas, x, y) != colourAt(without, *m_canvas, x, y);
        };
        QVERIFY(isMarked(10, 10));  // erased
        QVERIFY(isMarked(25, 10));  // applied
        QVERIFY(isMarked(50, 40));  // painted
        QVERIFY(!isMarked(70, 50));
        m_dock->hide();
        QVERIFY(!m_dock->comparison().position());
        QCOMPARE(drawn(*m_canvas), without);
    }

    void protectedLabelsStay() {
        session::PaintLimits limits;
        limits.locks.labels = {7};
        m_document->setLimits(limits);
        m_dock->comparison().setPosition(0);
        const std::int64_t painted = valuesOf(7);
        QTest::mouseClick(find("of the &destination"), Qt::LeftButton);
        QCOMPARE(valuesOf(7), painted);
        QCOMPARE(valuesOf(2), 0);
        // What is left is protected, and that is said.
        const QSignalSpy failed(m_document.get(), &session::Document::failed);
        QTest::mouseClick(find("of the &destination"), Qt::LeftButton);
        QCOMPARE(failed.count(), 1);
        QCOMPARE(m_document->history().size(), 5U);
    }

    void inMidStrokeNothingIsReverted() {
        m_dock->comparison().setPosition(1);
        stroke(*m_document, {{60, 20}}, 5, true, {});
        QVERIFY(!find("of the &destination")->isEnabled());
        QVERIFY(!find("of the c&ondition")->isEnabled());
        m_document->abortStroke();
        QVERIFY(find("of the &destination")->isEnabled());
    }

    void aStateThatIsGoneEndsIt() {
        m_dock->comparison().setPosition(3);
        m_document->stepTo(1);
        QCOMPARE(m_dock->comparison().position(), std::optional<std::size_t>(3));
        stroke(*m_document, {{60, 20}}, 5, true, "Another");  // replaces steps 2 to 4
        QVERIFY(!m_dock->comparison().position());
        QVERIFY(button("Compare with this state")->isVisible());
        QVERIFY(m_canvas->marks().compared() == nullptr);
    }

    /// With several layers the panel says which one is painted and what stays.
    void layersAreNamed() {
        QCOMPARE(m_dock->panel().paintingText(), QString());
        addLayers([this](session::ConditionLayers& layers) {
            layers.layers.push_back(*m_document->stack().painted("Corrections"));
            layers.layers.push_back(rule("destination == 7"));
            layers.active = 1;
        });
        m_dock->comparison().setPosition(1);
        const std::int64_t erased = erasedSince(1);
        const std::int64_t seven = valuesOf(7);
        QPushButton* revert = find("of the c&ondition");
        QCOMPARE(revert->text(), QString("Revert %1 px of the c&ondition").arg(erased));
        QCOMPARE(m_dock->panel().paintingText(),
                 QString("Painted into the layer 'Corrections'. %1 px stay as they are: other "
                         "layers decide them.")
                     .arg(seven));
        // Of the label that no painting can help there is nothing to press.
        auto* labels = m_dock->findChild<QComboBox*>();
        labels->setCurrentIndex(labels->count() - 1);
        QVERIFY(labels->currentText().startsWith("7 "));
        QVERIFY(!revert->isEnabled());
        QCOMPARE(m_dock->panel().paintingText(),
                 QString("%1 px stay as they are: other layers decide them.").arg(seven));
        labels->setCurrentIndex(0);
        QTest::mouseClick(revert, Qt::LeftButton);
        QCOMPARE(m_document->stack().layers().painted()->count(), erased);
        QVERIFY(!revert->isEnabled());
        QVERIFY(revert->isVisible());  // what stays still differs
    }

    void aRuleOverTheLayerIsNamed() {
        addLayers([this](session::ConditionLayers& layers) {
            layers.layers.push_back(rule("grow(condition, 2)"));
        });
        stroke(*m_document, {{60.5, 20.5}}, 8, true, "Brush stroke");
        m_dock->comparison().setPosition(5);
        QPushButton* revert = find("of the painted layer");
        QVERIFY(revert != nullptr);
        QCOMPARE(m_dock->panel().paintingText(),
                 QString("The layer 'Painted' becomes what it was then; the condition follows from "
                         "it by the rule 'grow(condition, 2)'."));
        QTest::mouseClick(revert, Qt::LeftButton);
        QCOMPARE(m_document->history().size(), 7U);
        QCOMPARE(m_dock->panel().text(), QString("Nothing differs."));
        // Another layer to paint on is said at once.
        m_dock->comparison().setPosition(6);
        addLayers([this](session::ConditionLayers& layers) {
            layers.layers.insert(layers.layers.begin() + 1,
                                 *m_document->stack().painted("Corrections"));
            layers.active = 1;
        });
        QTRY_VERIFY(m_dock->panel().paintingText().startsWith("The layer 'Corrections', which"));
        QVERIFY(!find("of the c&ondition")->isEnabled());
    }

private:
    [[nodiscard]] session::ConditionLayer rule(const QString& text) {
        session::ConditionLayer layer;
        layer.id = m_document->stack().newId();
        layer.rule = text;
        return layer;
    }
    template <class Edit>
    void addLayers(Edit&& edit) {
        session::ConditionLayers layers = m_document->stack().layers();
        edit(layers);
        FRISKET_VERIFY(m_document->stack().change("Add layers", layers));
        FRISKET_VERIFY(m_document->settleRules());
    }
    /// The button with this in its text that is seen, or null.
    [[nodiscard]] QPushButton* find(const QString& text) const {
        for (auto* each : m_dock->findChildren<QPushButton*>()) {
            if (each->isVisible() && each->text().contains(text)) {
                return each;
            }
        }
        return nullptr;
    }
    [[nodiscard]] QPushButton* button(const QString& text) const {
        for (auto* each : m_dock->findChildren<QPushButton*>()) {
            if (each->text().remove(QLatin1Char('&')) == text) {
                return each;
            }
        }
        return nullptr;
    }
    void tabTo(QWidget* widget) {
        for (int i = 0; i < 12 && !widget->hasFocus(); ++i) {
            QTest::keyClick(m_dock->focusWidget(), Qt::Key_Tab);
        }
        QVERIFY(widget->hasFocus());
    }
    [[nodiscard]] std::int64_t valuesOf(char value) const {
        return destinationBytes(*m_document).count(value);
    }
    /// Pixels of another value; -1 where it is not known.
    [[nodiscard]] std::int64_t differing() const {
        const auto* difference = m_dock->comparison().difference();
        return difference != nullptr ? difference->all.values : -1;
    }
    /// Elements that were true there and are false now.
    [[nodiscard]] std::int64_t erasedSince(std::size_t position) {
        const Bools now = boolsOf(*m_document->condition());
        const std::size_t present = m_document->history().position();
        m_document->stepTo(position);
        const Bools then = boolsOf(*m_document->condition());
        m_document->stepTo(present);
        std::int64_t count = 0;
        for (std::size_t i = 0; i < now.size(); ++i) {
            count += then[i] && !now[i] ? 1 : 0;
        }
        return count;
    }

    MaskFolder m_folder;
    std::unique_ptr<session::Document> m_document;
    std::unique_ptr<session::LayerStyles> m_styles;
    std::unique_ptr<session::ToolOptions> m_options;
    std::unique_ptr<ui::Canvas> m_canvas;
    std::unique_ptr<HistoryDock> m_dock;
};

QTEST_MAIN(TestRevertPanel)
#include "tst_revert_panel.moc"
