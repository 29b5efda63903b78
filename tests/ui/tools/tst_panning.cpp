// SPDX-License-Identifier: MIT
#include <cmath>

#include <QSignalSpy>
#include <QTest>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "tests/support/pointer.h"
#include "ui/tools/tool_manager.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;

class TestPanning : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_document = std::make_unique<session::Document>();
        m_styles = std::make_unique<session::LayerStyles>();
        m_options = std::make_unique<session::ToolOptions>();
        m_canvas = std::make_unique<ui::Canvas>(*m_document, *m_styles, *m_options);
        m_pointer = std::make_unique<Pointer>(*m_canvas);
        m_canvas->resize(520, 420);
        FRISKET_VERIFY(m_document->open(
            LayerId::Destination,
            m_folder.write("d.npy", randomArray(array::DType::U8, {300, 400}, 1))));
        m_canvas->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_canvas.get()));
        m_canvas->zoomTo(2);
    }
    void cleanup() {
        m_pointer.reset();
        m_canvas.reset();
    }

    void dragsMoveTheImage_data() {
        QTest::addColumn<int>("button");
        QTest::addColumn<bool>("space");
        QTest::addColumn<bool>("hand");
        QTest::newRow("middle button") << static_cast<int>(Qt::MiddleButton) << false << false;
        QTest::newRow("space") << static_cast<int>(Qt::LeftButton) << true << false;
        QTest::newRow("hand tool") << static_cast<int>(Qt::LeftButton) << false << true;
    }
    void dragsMoveTheImage() {
        QFETCH(int, button);
        QFETCH(bool, space);
        QFETCH(bool, hand);
        if (hand) {
            m_canvas->tools().choose(ui::ToolId::Hand);
        }
        if (space) {
            m_pointer->key(QEvent::KeyPress, Qt::Key_Space);
        }
        const QPoint before = m_canvas->view().origin();
        const double ratio = m_canvas->devicePixelRatioF();
        m_pointer->pressAt({100, 100}, static_cast<Qt::MouseButton>(button));
        for (int i = 1; i <= 7; ++i) {
            m_pointer->moveTo({100 + 3.3 * i, 100 - 2.6 * i});
        }
        m_pointer->release(static_cast<Qt::MouseButton>(button));
        if (space) {
            m_pointer->key(QEvent::KeyRelease, Qt::Key_Space);
        }
        const QPoint moved = m_canvas->view().origin() - before;
        QVERIFY(std::abs(moved.x() - 23.1 * ratio) <= 1 && std::abs(moved.y() + 18.2 * ratio) <= 1);
        QCOMPARE(m_canvas->zoom(), 2.0);
        QCOMPARE(m_document->selectedCount(), 0);
        QVERIFY(!m_document->canUndo());
        m_canvas->tools().choose(ui::ToolId::Brush);
        m_pointer->stroke({{200.3, 150.3}});
        QVERIFY2(m_document->selectedCount() > 0, "afterwards the brush paints again");
    }

    void spaceIsForgottenWithTheFocus() {
        m_pointer->key(QEvent::KeyPress, Qt::Key_Space);
        QFocusEvent lost(QEvent::FocusOut, Qt::ActiveWindowFocusReason);
        QApplication::sendEvent(m_canvas.get(), &lost);
        const QPoint before = m_canvas->view().origin();
        m_pointer->stroke({{200.3, 150.3}, {210.3, 150.3}});
        QCOMPARE(m_canvas->view().origin(), before);
        QVERIFY(m_document->selectedCount() > 0);
    }

    void theWheelZoomsAtThePointer() {
        Random random;
        QSignalSpy zooms(m_canvas.get(), &ui::Canvas::zoomChanged);
        const double ratio = m_canvas->devicePixelRatioF();
        for (int i = 0; i < 60; ++i) {
            const QPointF at(static_cast<double>(random.between(0, 500)),
                             static_cast<double>(random.between(0, 400)));
            const base::Point under = m_canvas->view().toImage(at * ratio);
            const double before = m_canvas->zoom();
            const int notches = random.chance(50) ? 1 : -1;
            m_pointer->turnWheel(at, notches);
            const double expected =
                std::clamp(before * std::pow(1.25, notches), ui::ViewTransform::kSmallestScale,
                           ui::ViewTransform::kLargestScale);
            QVERIFY(qFuzzyCompare(m_canvas->zoom(), expected));
            const QPointF after = m_canvas->view().toDevice(under) - at * ratio;
            QVERIFY(std::abs(after.x()) <= 0.51 && std::abs(after.y()) <= 0.51);
        }
        QCOMPARE(zooms.count(), 60);
    }

    void theWheelWithKeysSizesAndMoves() {
        m_options->setBrushSize(10);
        m_pointer->turnWheel({50, 50}, 1, Qt::ControlModifier);
        QVERIFY(m_options->brushSize() > 10);
        m_pointer->turnWheel({50, 50}, -1, Qt::ControlModifier);
        QCOMPARE(m_options->brushSize(), 10);
        const QPoint before = m_canvas->view().origin();
        m_pointer->turnWheel({50, 50}, 1, Qt::ShiftModifier);
        QCOMPARE(m_canvas->view().origin() - before, QPoint(120, 0));
        QCOMPARE(m_canvas->zoom(), 2.0);
    }

    void strokesGoOnWhileTheViewMoves() {
        m_options->setBrushSize(5);
        m_pointer->pressAt(m_canvas->widgetPosition({150.3, 150.3}));
        m_pointer->turnWheel({10, 10}, 1);
        m_pointer->moveTo(m_canvas->widgetPosition({170.3, 150.3}));
        m_canvas->panBy({13, -7});
        m_pointer->moveTo(m_canvas->widgetPosition({170.3, 170.3}));
        m_pointer->release();
        const Bools painted = boolsOf(*m_document->condition());
        for (const auto& [x, y] : {std::pair{150, 150}, {170, 150}, {170, 170}, {160, 150}}) {
            QVERIFY(painted[static_cast<std::size_t>(y * 400 + x)]);
        }
        QCOMPARE(m_document->history().size(), std::size_t{1});
    }

private:
    MaskFolder m_folder;
    std::unique_ptr<session::Document> m_document;
    std::unique_ptr<session::LayerStyles> m_styles;
    std::unique_ptr<session::ToolOptions> m_options;
    std::unique_ptr<ui::Canvas> m_canvas;
    std::unique_ptr<Pointer> m_pointer;
};

QTEST_MAIN(TestPanning)
#include "tst_panning.moc"
