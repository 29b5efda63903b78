// SPDX-License-Identifier: MIT
#include <QDirIterator>
#include <QTest>

#include "ui/icons.h"
#include "ui/theme.h"

using namespace frisket::ui;

namespace {
/// Pixels that are not fully transparent, and whether all of them have that colour.
int inked(const QImage& image, const QColor& colour, bool& only) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            count += pixel.alpha() > 0 ? 1 : 0;
            // Where little is covered, premultiplied bytes hold the colour only coarsely.
            only = only && (pixel.alpha() < 128 || (std::abs(pixel.red() - colour.red()) < 4 &&
                                                    std::abs(pixel.green() - colour.green()) < 4 &&
                                                    std::abs(pixel.blue() - colour.blue()) < 4));
        }
    }
    return count;
}
}  // namespace

class TestIcons : public QObject {
    Q_OBJECT

private slots:
    void allAreThere_data() {
        QTest::addColumn<QString>("name");
        for (const char* name :
             {"open",    "save", "export",    "undo",       "redo",    "apply",      "brush",
              "eraser",  "hand", "fit",       "one-to-one", "zoom-in", "zoom-out",   "visible",
              "hidden",  "fill", "contour",   "layers",     "clear",   "select-all", "invert",
              "warning", "copy", "swap-role", "broadcast"}) {
            QTest::newRow(name) << name;
        }
    }
    void allAreThere() {
        QFETCH(QString, name);
        const QPalette palette = themePalette(true);
        const QIcon drawn = icon(name, palette);
        QVERIFY(!drawn.isNull());
        for (const qreal ratio : {1.0, 1.5, 2.0}) {
            for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Disabled}) {
                const QPixmap pixmap = drawn.pixmap(QSize(20, 20), ratio, mode);
                QCOMPARE(pixmap.size(), (QSizeF(20, 20) * ratio).toSize());
                QCOMPARE(pixmap.devicePixelRatio(), ratio);
                const auto group = mode == QIcon::Normal ? QPalette::Active : QPalette::Disabled;
                bool only = true;
                const int count =
                    inked(pixmap.toImage(), palette.color(group, QPalette::ButtonText), only);
                QVERIFY2(count > 20, "nearly empty");
                QVERIFY2(only, "another colour than the palette's");
            }
        }
    }

    void strokesKeepTheMargin() {
        // One pixel of 24 stays free on each side, so that neighbours don't touch.
        QDirIterator files(QStringLiteral(":/frisket/icons"));
        QVERIFY(files.hasNext());
        while (files.hasNext()) {
            const QString name = QFileInfo(files.next()).completeBaseName();
            if (name == QStringLiteral("frisket")) {
                continue;
            }
            const QImage image = icon(name, QColor(Qt::black)).pixmap(QSize(24, 24), 1.0).toImage();
            for (int i = 0; i < 24; ++i) {
                for (const QPoint edge :
                     {QPoint(i, 0), QPoint(i, 23), QPoint(0, i), QPoint(23, i)}) {
                    QVERIFY2(image.pixelColor(edge).alpha() == 0, qPrintable(name));
                }
            }
        }
    }

    void unknownNameIsNull() { QVERIFY(icon("no-such-drawing", QPalette()).isNull()); }

    void applicationIconListsSizes() {
        const auto sizes = applicationIcon().availableSizes();
        QVERIFY(sizes.contains(QSize(16, 16)) && sizes.contains(QSize(256, 256)));
    }
};

QTEST_MAIN(TestIcons)
#include "tst_icons.moc"
