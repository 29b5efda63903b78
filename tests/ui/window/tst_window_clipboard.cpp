// SPDX-License-Identifier: MIT
#include <QClipboard>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTest>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "tests/support/masks.h"
#include "ui/main_window.h"
#include "ui/session/clipboard.h"
#include "ui/tools/tool_manager.h"

using namespace frisket;
using namespace frisket::test;
using condition::BitRegion;
using session::Floating;
using session::LayerId;

/// Cut, copy and paste in the whole window, and what other programs may give.
class TestWindowClipboard : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_settings = std::make_unique<session::Settings>(m_folder.path("settings.json"));
        m_errors.clear();
        ui::Prompts prompts;
        prompts.exportChoice = [](const QString&) { return std::optional<ui::ExportChoice>(); };
        prompts.showError = [this](const QString&, const base::Error& error) {
            m_errors << QString::fromStdString(error.message);
        };
        m_window = std::make_unique<ui::MainWindow>(*m_settings, QString(), std::move(prompts));
        open(kRows, kColumns);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->canvas().setFocus();
        QGuiApplication::clipboard()->clear();
    }
    void cleanup() { m_window.reset(); }

    void copyAndPasteInPlace() {
        const Bools before = select({70, 20, 100, 45});
        trigger(m_window->actions().copy);
        const QMimeData* data = QGuiApplication::clipboard()->mimeData();
        QVERIFY(data->hasFormat(session::kBitsType));
        QVERIFY(data->hasImage());
        QVERIFY(data->hasText());
        document().clearCondition();
        trigger(m_window->actions().paste);
        QVERIFY(floating().present());
        QCOMPARE(m_window->canvas().tools().currentId(), ui::ToolId::Transform);
        QCOMPARE(document().selectedCount(), 0);
        QTest::keyClick(&m_window->canvas(), Qt::Key_Return);
        QTRY_VERIFY(!floating().present());
        QVERIFY(boolsOf(*document().condition()) == before);
        QCOMPARE(m_errors, QStringList());
    }

    void eachFormBringsItBack_data() {
        QTest::addColumn<int>("kind");
        QTest::newRow("bits") << 0;
        QTest::newRow("a picture") << 1;
        QTest::newRow("text") << 2;
    }
    void eachFormBringsItBack() {
        QFETCH(int, kind);
        const Bools before = select({3, 20, 100, 45});
        trigger(m_window->actions().copy);
        const QMimeData* copied = QGuiApplication::clipboard()->mimeData();
        auto* other = new QMimeData;
        if (kind == 0) {
            other->setData(session::kBitsType, copied->data(session::kBitsType));
        } else if (kind == 1) {
            other->setImageData(copied->imageData());
        } else {
            other->setText(copied->text());
        }
        QGuiApplication::clipboard()->setMimeData(other);
        document().clearCondition();
        trigger(m_window->actions().paste);
        QVERIFY(floating().present());
        if (kind == 1) {  // which has no place: it is put back to where it was
            const base::Point corner = floating().corner();
            floating().moveBy(3 - corner.x, 20 - corner.y);
        }
        QTest::keyClick(&m_window->canvas(), Qt::Key_Return);
        QTRY_VERIFY(!floating().present());
        QVERIFY(boolsOf(*document().condition()) == before);
    }

    void cutIsOneStep() {
        const Bools before = select({70, 20, 100, 45});
        const std::size_t steps = document().history().size();
        trigger(m_window->actions().cut);
        QCOMPARE(document().selectedCount(), 0);
        QCOMPARE(document().history().size(), steps + 1);
        trigger(m_window->actions().undo);
        QVERIFY(boolsOf(*document().condition()) == before);
    }

    void pasteJoinsAsChosen_data() {
        QTest::addColumn<int>("join");
        for (int join = 0; join < 4; ++join) {
            QTest::addRow("join %d", join) << join;
        }
    }
    void pasteJoinsAsChosen() {
        QFETCH(int, join);
        const Bools one = select({70, 20, 100, 45});
        trigger(m_window->actions().cut);
        const Bools two = select({90, 30, 130, 60});
        trigger(m_window->actions().paste);
        m_window->toolOptions().setJoin(static_cast<session::Join>(join));
        QTest::keyClick(&m_window->canvas(), Qt::Key_Return);
        QTRY_VERIFY(!floating().present());
        const Bools found = boolsOf(*document().condition());
        for (std::size_t i = 0; i < found.size(); ++i) {
            const bool expected = join == 0   ? one[i] || two[i]
                                  : join == 1 ? two[i] && !one[i]
                                  : join == 2 ? one[i] && two[i]
                                              : one[i];
            if (found[i] != expected) {
                QFAIL(qPrintable(QString("element %1").arg(i)));
            }
        }
    }

    void anotherSizeGoesToTheMiddle() {
        select({10, 10, 30, 20});
        trigger(m_window->actions().copy);
        open(60, 50);
        QSignalSpy said(m_window->statusBar(), &QStatusBar::messageChanged);
        trigger(m_window->actions().paste);
        QVERIFY(floating().present());
        QVERIFY(said.last().first().toString().contains("200×300"));
        QCOMPARE(floating().corner(), (base::Point{15, 25}));
        // A larger one than the image is clipped, in the end.
        trigger(m_window->actions().selectAll);
        trigger(m_window->actions().clear);
        QImage large(500, 500, QImage::Format_RGB32);
        large.fill(Qt::white);
        QGuiApplication::clipboard()->setImage(large);
        trigger(m_window->actions().paste);
        QVERIFY(said.last().first().toString().contains("lost"));
        QTest::keyClick(&m_window->canvas(), Qt::Key_Return);
        QTRY_VERIFY(!floating().present());
        QCOMPARE(document().selectedCount(), 50 * 60);
    }

    void otherToolsAndEditsPutItDown() {
        const Bools before = select({70, 20, 100, 45});
        trigger(m_window->actions().copy);
        document().clearCondition();
        trigger(m_window->actions().paste);
        m_window->canvas().tools().choose(ui::ToolId::Brush);
        QTRY_VERIFY(!floating().present());
        QVERIFY(boolsOf(*document().condition()) == before);
        document().clearCondition();
        trigger(m_window->actions().paste);
        trigger(m_window->actions().invert);
        QCOMPARE(document().selectedCount(),
                 kRows * kColumns - std::count(before.begin(), before.end(), true));
    }

    void undoTakesBackWhatFloats() {
        const Bools before = select({70, 20, 100, 45});
        m_window->canvas().tools().choose(ui::ToolId::Transform);
        QTRY_VERIFY(floating().present());  // lifted as the tool is taken
        floating().moveBy(5, 5);
        trigger(m_window->actions().undo);
        QVERIFY(!floating().present());
        QVERIFY(boolsOf(*document().condition()) == before);
        const std::size_t steps = document().history().position();
        trigger(m_window->actions().undo);
        QCOMPARE(document().history().position(), steps - 1);
    }

    void nothingToCopyOrPaste() {
        trigger(m_window->actions().copy);
        const QMimeData* data = QGuiApplication::clipboard()->mimeData();
        QVERIFY(data == nullptr || data->formats().isEmpty());
        QVERIFY(m_window->statusBar()->currentMessage().contains("Nothing is selected"));
        trigger(m_window->actions().cut);
        trigger(m_window->actions().paste);
        QCOMPARE(m_errors.size(), 1);
        QVERIFY(m_errors.front().contains("neither"));
        QVERIFY(!floating().present());
    }

    void textFieldsKeepTheirKeys() {
        select({70, 20, 100, 45});
        auto* field = m_window->findChild<QLineEdit*>();
        for (QLineEdit* each : m_window->findChildren<QLineEdit*>()) {
            field = each->isVisible() && each->isEnabled() && !each->isReadOnly() ? each : field;
        }
        field->setFocus();
        field->setText("7");
        field->selectAll();
        QTest::keySequence(field, QKeySequence::Copy);
        QVERIFY(field->selectedText().contains(QLatin1Char('7')));
        QCOMPARE(QGuiApplication::clipboard()->text(), field->selectedText());
        QVERIFY(!QGuiApplication::clipboard()->mimeData()->hasFormat(session::kBitsType));
        m_window->canvas().setFocus();
        QTest::keySequence(&m_window->canvas(), QKeySequence::Copy);
        QVERIFY(QGuiApplication::clipboard()->mimeData()->hasFormat(session::kBitsType));
    }

    void hostile_data() {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("says");
        const QString bits = QLatin1String(session::kBitsType);
        BitRegion region({70, 3, 90, 9});
        region.fill();
        const QByteArray good = session::packedBits(region, 300, 200);
        QTest::newRow("no bits") << bits << QByteArray() << "damaged";
        QTest::newRow("cut bits") << bits << good.first(good.size() - 3) << "damaged";
        QTest::newRow("half a header") << bits << good.first(20) << "damaged";
        for (const int at : {0, 7, 8, 24, 31, 47, 56, 60, 70}) {
            QByteArray bad = good;
            bad[at] = static_cast<char>(bad[at] ^ 0x7f);
            QTest::addRow("bits with byte %d wrong", at) << bits << bad << "damaged";
        }
        QTest::newRow("prose") << "text/plain" << QByteArray("Lorem ipsum") << "no JSON";
        QTest::newRow("a lying sum")
            << "text/plain" << QByteArray("{\"size\":[3,3],\"counts\":[4,1]}") << "add up";
        QTest::newRow("a huge plane")
            << "text/plain" << QByteArray("{\"size\":[1000000,1000000],\"counts\":[0]}")
            << "more pixels";
        QTest::newRow("no picture") << "image/png" << QByteArray("\x89PNG rubbish") << "picture";
    }
    void hostile() {
        QFETCH(QString, type);
        QFETCH(QByteArray, bytes);
        QFETCH(QString, says);
        auto* data = new QMimeData;
        data->setData(type, bytes);
        QGuiApplication::clipboard()->setMimeData(data);
        const DocumentState before(document());
        trigger(m_window->actions().paste);
        QVERIFY(!floating().present());
        QVERIFY(DocumentState(document()) == before);
        QCOMPARE(m_errors.size(), 1);
        QVERIFY2(m_errors.front().contains(says), qPrintable(m_errors.front()));
    }

    void pixelsOfPictures_data() {
        QTest::addColumn<QImage>("image");
        QTest::addColumn<QString>("set");
        const auto row = [](const char* name, QImage::Format format,
                            const std::vector<QRgb>& pixels, const char* set) {
            QImage image(static_cast<int>(pixels.size()), 1, format);
            for (std::size_t x = 0; x < pixels.size(); ++x) {
                image.setPixel(static_cast<int>(x), 0, pixels[x]);
            }
            QTest::newRow(name) << image << QString(set);
        };
        row("black and white", QImage::Format_RGB32, {0xff000000, 0xffffffff, 0xff000000}, ".x.");
        row("grey at the half", QImage::Format_RGB32, {0xff7f7f7f, 0xff808080, 0xffffffff}, ".xx");
        row("labels below the half", QImage::Format_RGB32, {0xff000000, 0xff010101, 0xff000020},
            ".xx");
        row("alpha", QImage::Format_ARGB32, {0x00ffffff, 0x7fffffff, 0x80000000, 0xff000000},
            "..xx");
        row("opaque with an alpha channel", QImage::Format_ARGB32, {0xff000000, 0xffffffff}, ".x");
        row("all black", QImage::Format_RGB32, {0xff000000, 0xff000000}, "..");
        row("all clear", QImage::Format_ARGB32, {0, 0}, "..");
    }
    void pixelsOfPictures() {
        QFETCH(QImage, image);
        QFETCH(QString, set);
        const BitRegion bits = session::bitsOfImage(image);
        QString found;
        for (int x = 0; x < image.width(); ++x) {
            found += bits.at(x, 0) ? 'x' : '.';
        }
        QCOMPARE(found, set);
    }

    void bitsBothWays() {
        Random random;
        for (int i = 0; i < 50; ++i) {
            const std::int64_t x = random.between(0, 200);
            const std::int64_t y = random.between(0, 50);
            BitRegion region({x, y, x + random.between(1, 200), y + random.between(1, 20)});
            for (int n = 0; n < 30; ++n) {
                const std::int64_t at = random.between(x, region.box().x1 - 1);
                region.setSpan(random.between(y, region.box().y1 - 1), at, at + 5);
            }
            const auto back = session::unpackedBits(session::packedBits(region, 500, 90));
            QVERIFY(back.has_value());
            QCOMPARE(back->width, 500);
            QCOMPARE(back->height, 90);
            QCOMPARE(back->bits.box(), region.box());
            BitRegion rest = back->bits;
            rest.remove(region);
            QCOMPARE(rest.count(), 0);
            QCOMPARE(back->bits.count(), region.count());
        }
    }

private:
    static constexpr std::int64_t kRows = 200;
    static constexpr std::int64_t kColumns = 300;

    [[nodiscard]] session::Document& document() { return m_window->document(); }
    [[nodiscard]] Floating& floating() { return m_window->toolOptions().floating(); }
    void open(std::int64_t rows, std::int64_t columns) {
        FRISKET_VERIFY(
            document().open(LayerId::Destination,
                            m_folder.write(QString("d%1.npy").arg(++m_files),
                                           randomArray(array::DType::U8, {rows, columns}, 1))));
        m_window->canvas().zoomFit();
    }
    /// Selects that box but for a few pixels, alone.
    Bools select(const base::Rect& box) {
        document().clearCondition();
        stroke(
            document(),
            {{static_cast<double>(box.x0 + box.x1) / 2, static_cast<double>(box.y0 + box.y1) / 2}},
            static_cast<int>(std::min(box.width(), box.height())), true);
        BitRegion sides({box.x0, box.y0, box.x1, box.y0 + 2});
        sides.fill();
        document().beginStroke();
        document().extendStroke(sides, true);
        document().commitStroke("more");
        return boolsOf(*document().condition());
    }
    static void trigger(QAction* action) {
        QVERIFY2(action->isEnabled(), qPrintable(action->text()));
        action->trigger();
        QCoreApplication::processEvents();
    }

    MaskFolder m_folder;
    int m_files = 0;
    std::unique_ptr<session::Settings> m_settings;
    std::unique_ptr<ui::MainWindow> m_window;
    QStringList m_errors;
};

QTEST_MAIN(TestWindowClipboard)
#include "tst_window_clipboard.moc"
