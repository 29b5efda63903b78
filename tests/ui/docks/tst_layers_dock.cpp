// SPDX-License-Identifier: MIT
#include <QAbstractButton>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

#include "ui/docks/layer_row.h"
#include "ui/docks/layers_dock.h"
#include "ui/docks/style_panel.h"

using namespace frisket::ui;
using namespace frisket::session;

class TestLayersDock : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_styles = std::make_unique<LayerStyles>();
        m_dock = std::make_unique<LayersDock>(m_styles.get());
        for (const LayerId id : kAllLayers) {
            m_dock->setLayer(id, true, "uint8 · 4×5 · PNG", "/d/a.png", {});
        }
    }

    void rowsLieAsOnTheCanvas() {
        m_dock->resize(300, 600);
        m_dock->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dock.get()));
        QStringList names;
        auto rows = m_dock->findChildren<LayerRow*>();
        std::sort(rows.begin(), rows.end(),
                  [](const LayerRow* a, const LayerRow* b) { return a->y() < b->y(); });
        for (const LayerRow* row : rows) {
            names.append(row->accessibleName().section(',', 0, 0));
        }
        QCOMPARE(names, (QStringList{"Condition", "Result", "Source", "Destination", "Backdrop"}));
    }

    void eyeEditsTheStyle() {
        const QSignalSpy changed(m_styles.get(), &LayerStyles::styleChanged);
        QAbstractButton* eye = button("Show the source");
        QVERIFY(eye->isChecked());
        eye->click();
        QVERIFY(!m_styles->style(LayerId::Source).visible);
        QCOMPARE(changed.count(), 1);
        // And back: the dock follows the model.
        LayerStyle style = m_styles->style(LayerId::Source);
        style.visible = true;
        m_styles->setStyle(LayerId::Source, style);
        QVERIFY(eye->isChecked());
        QCOMPARE(changed.count(), 2);
    }

    void chosenRowIsEdited() {
        m_dock->setCurrentLayer(LayerId::Source);
        QCOMPARE(m_dock->currentLayer(), LayerId::Source);
        LayerStyle filled = m_styles->style(LayerId::Source);
        filled.draw = Draw::Fill;
        m_styles->setStyle(LayerId::Source, filled);
        auto* slider = named<QSlider>("Opacity");
        auto* percent = named<QSpinBox>("Opacity in percent");
        QCOMPARE(slider->value(), 90);
        QCOMPARE(percent->value(), 90);
        slider->setValue(30);
        QCOMPARE(m_styles->style(LayerId::Source).opacity, 0.3);
        QCOMPARE(percent->value(), 30);
        percent->setValue(31);
        QCOMPARE(m_styles->style(LayerId::Source).opacity, 0.31);
        QCOMPARE(slider->value(), 31);
        const LayerStyle source = m_styles->style(LayerId::Source);
        const LayerStyle backdrop = m_styles->style(LayerId::Backdrop);
        m_dock->setCurrentLayer(LayerId::Backdrop);
        QCOMPARE(slider->value(), 100);
        // Choosing changes no look.
        QCOMPARE(m_styles->style(LayerId::Source), source);
        QCOMPARE(m_styles->style(LayerId::Backdrop), backdrop);
    }

    void contourIsEdited() {
        m_dock->setCurrentLayer(LayerId::Source);
        auto* thickness = named<QSpinBox>("Thickness of the contour in pixels");
        auto* opacity = named<QSlider>("Opacity of the contour");
        auto* tones = named<QComboBox>("Tones of the contour");
        QVERIFY(thickness->isVisibleTo(m_dock.get()));
        QVERIFY(!named<QSlider>("Opacity")->isVisibleTo(m_dock.get()));  // nothing is filled
        thickness->setValue(100);
        QCOMPARE(m_styles->style(LayerId::Source).contourWidth, kWidestContour);
        opacity->setValue(40);
        QCOMPARE(m_styles->style(LayerId::Source).contourOpacity, 0.4);
        tones->setCurrentIndex(1);
        emit tones->activated(1);
        QVERIFY(m_styles->style(LayerId::Source).solidContour);
        textButton("Fill")->click();
        QVERIFY(!thickness->isVisibleTo(m_dock.get()));
        QVERIFY(!opacity->isVisibleTo(m_dock.get()));
        textButton("Both")->click();
        QVERIFY(thickness->isVisibleTo(m_dock.get()));
        QVERIFY(named<QSlider>("Opacity")->isVisibleTo(m_dock.get()));
    }

    void levelsAreEdited() {
        m_dock->setRanges([](LayerId) -> std::optional<frisket::measure::ValueRanges> {
            return frisket::measure::ValueRanges{{-2, 8}, {-1, 5}, true};
        });
        m_dock->setCurrentLayer(LayerId::Source);
        auto* levels = named<QComboBox>("Values that the colours span");
        auto* low = named<QLineEdit>("Value of the first colour");
        auto* high = named<QLineEdit>("Value of the last colour");
        QVERIFY(!levels->isVisibleTo(m_dock.get()));  // labels span nothing
        LayerStyle style = m_styles->style(LayerId::Source);
        style.colours = ColourChoice::Magma;
        m_styles->setStyle(LayerId::Source, style);
        QVERIFY(levels->isVisibleTo(m_dock.get()));
        QCOMPARE(low->text() + " " + high->text(), QString("-2 8"));
        QVERIFY(!low->isEnabled());
        const auto choose = [levels](int index) {
            levels->setCurrentIndex(index);
            emit levels->activated(index);
        };
        choose(1);
        QCOMPARE(m_styles->style(LayerId::Source).levels, Levels::Middle);
        QCOMPARE(low->text() + " " + high->text(), QString("-1 5"));
        choose(2);
        QCOMPARE(m_styles->style(LayerId::Source).levels, Levels::Manual);
        QCOMPARE(m_styles->style(LayerId::Source).low, -1.0);  // what was seen
        QVERIFY(low->isEnabled());
        low->setText("1e3");
        emit low->editingFinished();
        high->setText("no number");
        emit high->editingFinished();
        QCOMPARE(m_styles->style(LayerId::Source).low, 1000.0);
        QCOMPARE(m_styles->style(LayerId::Source).high, 5.0);
        QCOMPARE(high->text(), QString("5"));
    }

    void resultAsDifference() {
        m_dock->setCurrentLayer(LayerId::Result);
        QVERIFY(named<QComboBox>("Colours")->isVisibleTo(m_dock.get()));
        textButton("Difference")->click();
        QVERIFY(m_styles->style(LayerId::Result).difference);
        QVERIFY(!named<QComboBox>("Colours")->isVisibleTo(m_dock.get()));
        m_dock->setCurrentLayer(LayerId::Source);
        QVERIFY(!textButton("Difference")->isVisibleTo(m_dock.get()));
    }

    /// Which of the two is chosen is seen on dark ground too, where a pressed button hardly is.
    void theChosenSegmentStandsOut() {
        m_dock->setCurrentLayer(LayerId::Source);
        const auto ground = [this](const QString& name) {
            return textButton(name)->palette().color(QPalette::Button);
        };
        QVERIFY(textButton("Contour")->isChecked());
        const QColor plain = ground("Fill");
        const QColor marked = ground("Contour");
        QVERIFY(std::abs(plain.red() - marked.red()) + std::abs(plain.green() - marked.green()) +
                    std::abs(plain.blue() - marked.blue()) >
                60);
        textButton("Fill")->click();
        QCOMPARE(ground("Fill"), marked);
        QCOMPARE(ground("Contour"), plain);
    }

    void fillAndContour() {
        m_dock->setCurrentLayer(LayerId::Source);
        QVERIFY(textButton("Contour")->isChecked());
        textButton("Fill")->click();
        QCOMPARE(m_styles->style(LayerId::Source).draw, Draw::Fill);
        QVERIFY(!textButton("Contour")->isChecked());
        m_dock->setCurrentLayer(LayerId::Backdrop);
        QVERIFY(!textButton("Fill")->isVisibleTo(m_dock.get()));
    }

    void coloursSuitTheLayer() {
        auto* colours = named<QComboBox>("Colours");
        m_dock->setCurrentLayer(LayerId::Source);
        QVERIFY(colours->isVisibleTo(m_dock.get()));
        const int viridis = colours->findText("Viridis");
        colours->setCurrentIndex(viridis);
        emit colours->activated(viridis);
        QCOMPARE(m_styles->style(LayerId::Source).colours, ColourChoice::Viridis);
        m_dock->setCurrentLayer(LayerId::Condition);
        QVERIFY(!colours->isVisibleTo(m_dock.get()));
        QVERIFY(textButton("Tint…")->isVisibleTo(m_dock.get()));
        m_dock->setCurrentLayer(LayerId::Backdrop);
        QVERIFY(!textButton("Tint…")->isVisibleTo(m_dock.get()));
        QCOMPARE(m_styles->style(LayerId::Condition).colours, ColourChoice::Tint);
    }

    void absentLayersOfferToOpen() {
        QVERIFY(!button("Open source")->isVisibleTo(m_dock.get()));
        m_dock->setLayer(LayerId::Source, false, {}, {}, {});
        m_dock->setLayer(LayerId::Result, false, {}, {}, {});
        QSignalSpy asked(m_dock.get(), &LayersDock::openRequested);
        QVERIFY(button("Open source")->isVisibleTo(m_dock.get()));
        QVERIFY(!button("Open result")->isVisibleTo(m_dock.get()));
        QVERIFY(!button("Show the source")->isEnabled());
        button("Open source")->click();
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.first().first().value<LayerId>(), LayerId::Source);
    }

    void warningIsSpoken() {
        m_dock->setLayer(LayerId::Source, true, "int32", "/d/<b>a</b>.npy", "3 values don't fit");
        for (const LayerRow* row : m_dock->findChildren<LayerRow*>()) {
            if (row->accessibleName().startsWith("Source")) {
                QCOMPARE(row->accessibleName(), "Source, int32. 3 values don't fit");
                QVERIFY(row->toolTip().contains("&lt;b&gt;"));
                return;
            }
        }
        QFAIL("no row");
    }

    void arrowKeysChooseRows() {
        m_dock->resize(300, 600);
        m_dock->show();
        m_dock->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dock.get()));
        m_dock->setCurrentLayer(LayerId::Condition);
        for (LayerRow* row : m_dock->findChildren<LayerRow*>()) {
            if (row->isChecked()) {
                row->setFocus();
                QTest::keyClick(row, Qt::Key_Down);
                break;
            }
        }
        QCOMPARE(m_dock->currentLayer(), LayerId::Result);
    }

    void everyControlHasANameAndATooltip() {
        for (const QAbstractButton* one : m_dock->widget()->findChildren<QAbstractButton*>()) {
            QVERIFY(!one->accessibleName().isEmpty() || !one->text().isEmpty());
            QVERIFY2(!one->toolTip().isEmpty(), qPrintable(one->text() + one->accessibleName()));
            QVERIFY(one->focusPolicy() != Qt::NoFocus || qobject_cast<const LayerRow*>(one));
        }
    }

private:
    template <class Widget>
    [[nodiscard]] Widget* named(const QString& accessibleName) const {
        for (auto* widget : m_dock->findChildren<Widget*>()) {
            if (widget->accessibleName() == accessibleName) {
                return widget;
            }
        }
        qFatal("no %s", qPrintable(accessibleName));
    }
    QAbstractButton* button(const QString& accessibleName) const {
        for (auto* one : m_dock->findChildren<QAbstractButton*>()) {
            if (one->accessibleName() == accessibleName) {
                return one;
            }
        }
        qFatal("no button %s", qPrintable(accessibleName));
    }
    QAbstractButton* textButton(const QString& text) const {
        for (auto* one : m_dock->findChildren<QAbstractButton*>()) {
            if (one->text() == text) {
                return one;
            }
        }
        qFatal("no button %s", qPrintable(text));
    }

    std::unique_ptr<LayerStyles> m_styles;
    std::unique_ptr<LayersDock> m_dock;
};

QTEST_MAIN(TestLayersDock)
#include "tst_layers_dock.moc"
