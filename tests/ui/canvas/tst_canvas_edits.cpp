// SPDX-License-Identifier: MIT
// 1,000 random edits in each mode: the live result is the full one, and what stands on the screen
// is what a canvas draws that has rendered nothing yet.
#include <cmath>

#include <QTest>

#include "core/assign/window.h"
#include "tests/support/canvases.h"
#include "tests/support/documents.h"
#include "tests/support/mask_files.h"

using namespace frisket;
using namespace frisket::test;
using assign::Mode;
using session::LayerId;

namespace {
constexpr std::int64_t kRows = 90;
constexpr std::int64_t kColumns = 130;
constexpr int kEdits = 1000;
/// Looks at the screen; each costs a canvas.
constexpr int kEachScreen = 5;
}  // namespace

class TestCanvasEdits : public QObject {
    Q_OBJECT

private slots:
    void aThousandEdits_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<int>("source");
        const int all = static_cast<int>(kRows * kColumns);
        QTest::newRow("where") << static_cast<int>(Mode::Where) << 0;
        QTest::newRow("fill") << static_cast<int>(Mode::Fill) << 0;
        QTest::newRow("index, one for all") << static_cast<int>(Mode::Index) << 1;
        QTest::newRow("scatter") << static_cast<int>(Mode::Scatter) << all;
        QTest::newRow("scatter, too few at times") << static_cast<int>(Mode::Scatter) << all / 2;
        QTest::newRow("place") << static_cast<int>(Mode::Place) << 1009;
        QTest::newRow("putmask") << static_cast<int>(Mode::Putmask) << 1009;
    }
    void aThousandEdits() {
        QFETCH(int, mode);
        QFETCH(int, source);
        session::Document document;
        session::LayerStyles styles;
        session::ToolOptions options;
        openLayers(document, static_cast<Mode>(mode), source);
        ui::Canvas canvas(document, styles, options);
        hideBars(canvas);
        canvas.resize(260, 200);
        canvas.show();
        Random random;
        int planned = 0;
        for (int i = 0; i < kEdits; ++i) {
            edit(document, random);
            planned += document.plan() != nullptr ? 1 : 0;
            if (random.chance(5)) {
                move(canvas, random);
            }
            QVERIFY(countsAgree(document));
            QVERIFY2(livePlane(document) == fullPlane(document),
                     qPrintable(QString("edit %1").arg(i)));
            if (i % kEachScreen == 0) {
                const QImage seen = onScreen(canvas);
                const QString differs =
                    firstDifference(seen, drawnAfresh(canvas, document, styles, options));
                QVERIFY2(
                    differs.isEmpty(),
                    qPrintable(
                        QString("edit %1, zoom %2: %3").arg(i).arg(canvas.zoom()).arg(differs)));
            }
        }
        QVERIFY2(planned > kEdits / 3, qPrintable(QString("%1 plans").arg(planned)));
    }

private:
    void openLayers(session::Document& document, Mode mode, int source) {
        document.setMode(mode);
        document.setValueText("3");
        const auto values = [](std::int64_t count, int step, int most) {
            std::vector<std::uint8_t> out(static_cast<std::size_t>(count));
            for (std::size_t i = 0; i < out.size(); ++i) {
                out[i] = static_cast<std::uint8_t>(i / static_cast<std::size_t>(step) %
                                                   static_cast<std::size_t>(most));
            }
            return out;
        };
        FRISKET_VERIFY(document.open(
            LayerId::Destination, m_folder.write<std::uint8_t>("d.npy", {kRows, kColumns},
                                                               values(kRows * kColumns, 37, 9))));
        const array::Shape shape =
            source == 0 ? array::Shape{kRows, kColumns} : array::Shape{source};
        FRISKET_VERIFY(document.open(
            LayerId::Source,
            m_folder.write<std::uint8_t>("s.npy", shape,
                                         values(source == 0 ? kRows * kColumns : source, 23, 11))));
    }

    static void edit(session::Document& document, Random& random) {
        const auto kind = random.between(0, 99);
        if (kind < 70) {
            const auto size = static_cast<int>(random.between(1, 25));
            const bool finished = random.chance(90);
            stroke(document, randomPoints(document, static_cast<int>(random.between(1, 4)), random),
                   size, random.chance(60), finished ? QStringLiteral("Stroke") : QString());
            if (!finished) {
                document.abortStroke();
            }
        } else if (kind < 80) {
            document.undo();
        } else if (kind < 88) {
            document.redo();
        } else if (kind < 92) {
            document.invertCondition();
        } else if (kind < 94) {
            document.clearCondition();
        } else if (kind < 95) {
            document.selectAll();
        } else if (document.plan() != nullptr) {
            FRISKET_VERIFY(document.apply());
        }
    }

    static void move(ui::Canvas& canvas, Random& random) {
        switch (random.between(0, 3)) {
            case 0:
                canvas.zoomTo(std::exp2(static_cast<double>(random.between(-400, 350)) / 100));
                break;
            case 1:
                canvas.panBy({static_cast<int>(random.between(-60, 60)),
                              static_cast<int>(random.between(-60, 60))});
                break;
            case 2:
                canvas.setOrientation(random.chance(50) ? canvas.orientation().turnedRight()
                                                        : canvas.orientation().flippedX());
                break;
            default:
                canvas.zoomFit();
        }
    }

    static QByteArray livePlane(const session::Document& document) {
        if (document.plan() == nullptr) {
            return destinationBytes(document);
        }
        QByteArray plane(kRows * kColumns, '\0');
        assign::evaluateWindow(*document.plan(), document.inputs(), *document.destination(),
                               document.window(document.planeRect(), 1),
                               reinterpret_cast<std::byte*>(plane.data()));
        return plane;
    }

    static QByteArray fullPlane(const session::Document& document) {
        return document.plan() == nullptr ? destinationBytes(document) : referenceResult(document);
    }

    MaskFolder m_folder;
};

QTEST_MAIN(TestCanvasEdits)
#include "tst_canvas_edits.moc"
